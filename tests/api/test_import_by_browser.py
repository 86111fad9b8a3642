"""Files by the browser: looked at first, then carried out under the sender's own rights; again, and nothing comes in twice."""

from typing import Any

import httpx

from tests.api.conftest import Served
from tests.imports.test_hostile_workbooks import far_away

MACHINES = b"Machine;Work center\nLathe 1;turning\nMill 1;milling\n;sawing\n"


def _sent(client: httpx.Client, kind: str, data: bytes, **asked: Any) -> httpx.Response:
    content = {"Content-Type": "application/octet-stream"}
    return client.post(f"/api/v1/imports/{kind}", params=asked, content=data, headers=content)


def test_a_file_is_looked_at_then_carried_out_once(served: Served) -> None:
    data = MACHINES.replace(b"Machine", b"equipment")
    with served.client(served.organization()) as client:
        looked = _sent(client, "equipment", data).json()
        assert (looked["check"], looked["rows"], looked["carried"], looked["rejected_rows"]) == (True, 3, 2, 1)
        assert looked["rejected"][0]["line"] == 4
        assert looked["columns"][1] == {"column": "Work center", "name": "work_center"}
        assert _sent(client, "equipment", data, check=True).json()["carried"] == 2  # nothing was sent
        assert _sent(client, "equipment", data, check=False).json()["carried"] == 2
        again = _sent(client, "equipment", data, check=False).json()
        assert (again["carried"], again["repeated"]) == (0, 2)


def test_what_cannot_be_read_is_told_in_a_sentence(served: Served) -> None:
    with served.client(served.organization()) as client:
        for data in (b"", b"\xff\xfe\x00", MACHINES, b"PK\x03\x04 no workbook"):
            answer = _sent(client, "equipment", data)
            assert (answer.status_code, answer.json()["code"]) == (422, "file_unreadable"), answer.text
        far = _sent(client, "equipment", far_away())
        assert (far.status_code, far.json()["code"]) == (422, "file_unreadable"), far.text
        assert "holds far more than its size tells" in far.json()["detail"]
        many = b"equipment\n" + b"".join(b"M-%d\n" % number for number in range(2001))
        assert _sent(client, "equipment", many).json()["code"] == "too_many_rows"
        assert _sent(client, "people", MACHINES).status_code == 422


def test_nobody_imports_what_they_may_not_send(served: Served) -> None:
    data = b"material,base_unit\nsteel,kg\n"
    organization = served.organization()
    with served.client(organization, "operator") as client:
        assert _sent(client, "materials", data, check=False).status_code == 403
    with served.client(organization, "auditor") as client:
        assert _sent(client, "materials", data).status_code == 403
    with served.client(organization, "supervisor") as client:
        assert _sent(client, "materials", data, check=False).json()["carried"] == 1
