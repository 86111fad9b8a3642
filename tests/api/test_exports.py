"""Exports over HTTP: a job makes the file, a link hands it out, and neither shows more than its list."""

import csv
import io
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import duckdb
import httpx
import pytest
from python_calamine import CalamineWorkbook
from structlog.testing import capture_logs

from tests.api.conftest import Served
from tests.conftest import Organization
from tests.infrastructure.jobs_at_work import at_work
from tests.spine import append, event, sequence, uuid7
from unison.exports import files, reading
from unison.infrastructure import database
from unison.infrastructure.identity.accounts import create_user
from unison.infrastructure.jobs import housekeeping
from unison.infrastructure.jobs.job import Job
from unison.infrastructure.jobs.workplace import Workplace
from unison.lots.domain.facts import LotReceived
from unison.main import JOB_KINDS
from unison.settings import settings

KINDS = [kind for kind in JOB_KINDS if kind.name == "export"]
LOTS = 25
"""How many lots there are in each of two plants; a page of these tests has ten."""


class Person:
    """Somebody who asks for exports."""

    def __init__(self, served: Served, organization: Organization, role: str, *plants: str) -> None:
        self.served, self.organization = served, organization
        with database.connect(served.url, "owner") as owner:
            login = f"{role}-{time.monotonic_ns()}"
            made = create_user(
                owner, organization.id, login, name=login, password="correct horse", role=role, plants=list(plants)
            )
        self.id = made
        token, _ = served.signer.sign(organization.id, self.id, uuid7())
        headers = {"Authorization": f"Bearer {token}"}
        self.client = httpx.Client(base_url=f"http://{served.address}/api/v1/", headers=headers, trust_env=False)

    def ask(self, question: str, format: str = "csv", **more: Any) -> httpx.Response:
        return self.client.post("exports", json={"question": question, "format": format, **more})

    def export(self, question: str, format: str = "csv", **more: Any) -> bytes:
        """The file of an export, once a worker has made it."""
        asked = self.ask(question, format, **more)
        assert asked.status_code == 201, asked.text
        done = self.ended(asked.json()["export_id"])
        assert done["state"] == "done", done
        return self.fetch(done["file"]).content

    def look(self, export: str) -> dict[str, Any]:
        return self.client.get(f"exports/{export}").json()

    def ended(self, export: str) -> dict[str, Any]:
        until(lambda: self.look(export)["state"] not in ("waiting", "running"))
        return self.look(export)

    def fetch(self, file: str) -> httpx.Response:
        """As a browser follows a link: without a token."""
        return httpx.get(f"http://{self.served.address}{file}", trust_env=False)


def until(condition: Callable[[], bool], within_s: float = 15) -> None:
    deadline = time.monotonic() + within_s
    while not condition():
        assert time.monotonic() < deadline, "it did not come to be"
        time.sleep(0.01)


@pytest.fixture(scope="module")
def plant(served: Served) -> Organization:
    """Fifty lots in two plants; the first of each has a name that a spreadsheet would calculate."""
    organization = served.organization()
    with served.client(organization) as client:
        opened = client.post(
            "/api/v1/plants/open",
            json={"plant": "north", "name": "North", "time_zone": "Europe/Oslo"},
            headers={"Idempotency-Key": str(uuid7())},
        )
        assert opened.status_code == 201, opened.text
    with database.connect(served.url, "owner") as owner:
        for plant in ("main", "north"):
            for number in range(LOTS):
                fact = LotReceived(
                    material="steel", quantity=Decimal("0.1") * number + 1, unit="kg", plant=plant,
                    supplier='=HYPERLINK("http://evil.example")' if number == 0 else None,
                )  # fmt: skip
                append(owner, organization.id, event(f"lots:steel/{plant}-{number:02}", 1, fact))
    sequence(served.url)
    return organization


type NewPerson = Callable[..., Person]


@pytest.fixture
def somebody(served: Served, plant: Organization) -> Iterator[NewPerson]:
    """`somebody("supervisor", "north")`: a new person of that role and these plants."""
    with ExitStack() as at_the_end:

        def make(role: str, *plants: str) -> Person:
            person = Person(served, plant, role, *plants)
            at_the_end.enter_context(person.client)
            return person

        yield make


@pytest.fixture
def admin(somebody: NewPerson) -> Person:
    person = somebody("admin")
    until(lambda: len(person.client.get("stock", params={"limit": 1000}).json()) == 2 * LOTS)
    return person


@pytest.fixture
def at_hand(served: Served, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A worker, whose pages have ten rows."""
    monkeypatch.setattr(reading, "PAGE", 10)
    with at_work(served.url, KINDS, threads=2):
        yield


def in_parquet(path: Path, columns: str) -> list[tuple[Any, ...]]:
    with duckdb.connect() as connection:
        return connection.execute(f"SELECT {columns} FROM read_parquet($path)", {"path": str(path)}).fetchall()


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.usefixtures("at_hand")
def test_the_three_formats_have_the_rows_of_the_list_and_its_figures_exactly(admin: Person, tmp_path: Path) -> None:
    listed = admin.client.get("stock", params={"limit": 1000, "material": "steel"}).json()
    lots = [row["lot"] for row in listed]
    in_csv = rows_of(admin.export("/stock?material=steel&limit=7"))
    assert [row["Lot"] for row in in_csv] == lots
    assert [row["On hand"] for row in in_csv] == [row["on_hand"] for row in listed]
    (tmp_path / "stock.parquet").write_bytes(admin.export("/api/v1/stock?material=steel", "parquet"))
    found = in_parquet(tmp_path / "stock.parquet", "lot, on_hand, typeof(on_hand)")
    assert [(lot, Decimal(row["on_hand"])) for lot, row in zip(lots, listed, strict=True)] == [f[:2] for f in found]
    assert {kind for _, _, kind in found} == {"DECIMAL(18,1)"}
    (tmp_path / "stock.xlsx").write_bytes(admin.export("stock?material=steel", "xlsx"))
    head, *below = CalamineWorkbook.from_path(tmp_path / "stock.xlsx").get_sheet_by_index(0).to_python()
    assert [row[head.index("Lot")] for row in below] == lots
    assert [row[head.index("On hand")] for row in below] == [float(row["on_hand"]) for row in listed]
    assert isinstance(below[0][head.index("First at (UTC)")], datetime)


@pytest.mark.usefixtures("at_hand")
def test_no_cell_is_calculated_by_the_spreadsheet_that_opens_it(admin: Person, tmp_path: Path) -> None:
    calculated = '=HYPERLINK("http://evil.example")'
    question = "/genealogy/lots?search=main-00&limit=5"
    (in_csv,) = rows_of(admin.export(question))
    assert in_csv["Supplier"] == f"'{calculated}"
    (tmp_path / "lots.xlsx").write_bytes(admin.export(question, "xlsx"))
    sheet = CalamineWorkbook.from_path(tmp_path / "lots.xlsx").get_sheet_by_index(0).to_python()
    assert sheet[1][sheet[0].index("Supplier")] == calculated  # a cell of text: a formula would have a value
    (tmp_path / "lots.parquet").write_bytes(admin.export(question, "parquet"))
    assert in_parquet(tmp_path / "lots.parquet", "supplier") == [(calculated,)]


@pytest.mark.usefixtures("at_hand")
def test_it_shows_what_whoever_asked_may_see_when_it_is_made(somebody: NewPerson, admin: Person) -> None:
    north = somebody("supervisor", "north")
    assert {row["Plant"] for row in rows_of(north.export("/stock"))} == {"north"}
    refused = north.ask("/feed")
    assert (refused.status_code, refused.json()["code"]) == (403, "not_for_some_plants")
    operator = somebody("operator")
    refused = operator.ask("/costing/valuation")
    assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed")
    assert len(rows_of(admin.export("/feed?type=lots.LotReceived"))) == 2 * LOTS


def test_rights_that_are_taken_before_it_is_made_count(served: Served, somebody: NewPerson, admin: Person) -> None:
    demoted, gone = somebody("supervisor"), somebody("supervisor")
    lists = [person.ask("/stock").json()["export_id"] for person in (demoted, gone)]
    north = [{"role": "supervisor", "plants": ["north"]}]
    for verb, body in (
        ("assign", {"person": str(demoted.id), "assignments": north}),
        ("disable", {"person": str(gone.id)}),
    ):
        headers = {"Idempotency-Key": str(uuid7())}
        assert admin.client.post(f"people/{verb}", json=body, headers=headers).status_code == 200
    with at_work(served.url, KINDS):
        until(lambda: demoted.look(lists[0])["state"] == "done")
        made = rows_of(demoted.fetch(demoted.look(lists[0])["file"]).content)
        assert {row["Plant"] for row in made} == {"north"}
        assert gone.client.get(f"exports/{lists[1]}").json()["code"] == "account_disabled"
        with database.connect(served.url, "owner") as owner:
            how = "SELECT state, reason, bytes FROM unison.exports WHERE export_id = %s AND state NOT IN ('waiting', 'running')"
            until(lambda: owner.execute(how, (lists[1],)).fetchone() is not None)
            failed = owner.execute(how, (lists[1],)).fetchone()
    assert failed == ("failed", "Whoever asked for it may sign in no more.", 0)


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"question": "/nothing"}, 404, "unknown_list"),
        ({"question": "http://elsewhere.example/api/v1/stock"}, 404, "unknown_list"),
        ({"question": "/exports"}, 404, "unknown_list"),
        ({"question": "/stock?colour=red"}, 422, "malformed"),
        ({"question": "/stock?as_of=yesterday"}, 422, "malformed"),
        ({"question": "/costing/order?work_order=NONE"}, 404, "unknown_work_order"),
        ({"question": "/costing/valuation", "part": "nothing"}, 422, "unknown_part"),
        ({"question": "/stock", "format": "pdf"}, 422, "malformed"),
    ],
)
def test_what_the_list_would_refuse_is_refused_at_once(
    admin: Person, body: dict[str, str], status: int, code: str
) -> None:
    refused = admin.client.post("exports", json={"format": "csv", **body})
    assert (refused.status_code, refused.json()["code"]) == (status, code), refused.text


def test_somebody_has_three_under_way_at_most_and_nobody_elses(somebody: NewPerson, admin: Person) -> None:
    asked = [admin.ask("/stock") for _ in range(4)]
    assert [each.status_code for each in asked] == [201, 201, 201, 409]
    assert asked[3].json()["code"] == "too_many_exports"
    first = asked[0].json()["export_id"]
    assert admin.client.post(f"exports/{first}/cancel").json()["state"] == "cancelled"
    assert admin.ask("/stock").status_code == 201
    other = somebody("admin")
    assert other.client.get("exports").json() == []
    for refused in (other.client.get(f"exports/{first}"), other.client.post(f"exports/{first}/cancel")):
        assert (refused.status_code, refused.json()["code"]) == (404, "unknown_export")


@pytest.mark.usefixtures("at_hand")
def test_a_link_opens_one_file_until_it_expires(served: Served, admin: Person) -> None:
    export = admin.ended(admin.ask("/stock").json()["export_id"])
    fetched = admin.fetch(export["file"])
    assert fetched.status_code == 200
    assert fetched.headers["content-type"] == "text/csv; charset=utf-8"
    assert fetched.headers["content-disposition"].startswith('attachment; filename="Stock_')
    assert len(fetched.content) == export["bytes"]
    signer, organization = served.signer, admin.organization.id
    id, soon = UUID(export["export_id"]), datetime.now(UTC) + timedelta(minutes=1)
    path = f"/api/v1/exports/{id}/file?key="
    expired = admin.fetch(path + signer.sign_file(organization, id, datetime.now(UTC) - timedelta(seconds=1)))
    assert (expired.status_code, expired.json()["code"]) == (410, "link_expired")
    changed = admin.fetch(export["file"][:-3])
    assert (changed.status_code, changed.json()["code"]) == (401, "link_malformed")
    elsewhere = admin.fetch(path + signer.sign_file(served.organization().id, id, soon))
    assert (elsewhere.status_code, elsewhere.json()["code"]) == (410, "export_gone")
    key = export["file"].partition("key=")[2]
    with httpx.Client(base_url=f"http://{served.address}", headers={"Authorization": f"Bearer {key}"}) as thief:
        assert thief.get("/api/v1/stock").status_code == 401
    with database.connect(served.url, "worker") as worker:
        worker.execute("UPDATE unison.exports SET expires_at = now() - interval '1 s' WHERE export_id = %s", (id,))
        gone = admin.fetch(export["file"])
        assert (gone.status_code, gone.json()["code"]) == (410, "export_gone")
        assert housekeeping.forget(worker)["exports that have expired"] >= 1
        left = worker.execute("SELECT count(*) FROM unison.export_parts WHERE export_id = %s", (id,)).fetchone()
    assert left == (0,)


class Held:
    """Holds every export after its second page."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.reached, self.goes_on, self.times = threading.Event(), threading.Event(), 0
        tell = files.Making.tell

        def hold(making: files.Making, rows: int, total: int | None) -> None:
            tell(making, rows, total)
            if rows == 20:
                self.times += 1
                self.reached.set()
                self.goes_on.wait(15)

        monkeypatch.setattr(files.Making, "tell", hold)
        monkeypatch.setattr(files, "TELL_S", 0)


def test_it_is_told_how_far_it_is_and_can_be_cancelled(
    served: Served, admin: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "PAGE", 10)
    held = Held(monkeypatch)
    with at_work(served.url, KINDS):
        id = admin.ask("/stock").json()["export_id"]
        assert held.reached.wait(10)
        running = admin.look(id)
        assert (running["state"], running["rows"], running["total"], running["file"]) == ("running", 20, 50, None)
        assert admin.client.post(f"exports/{id}/cancel").json()["state"] == "cancelled"
        held.goes_on.set()
        with database.connect(served.url, "worker") as worker:
            until(lambda: worker.execute("SELECT count(*) FROM pgmq.q_jobs_export").fetchone() == (0,))
            parts = worker.execute("SELECT count(*) FROM unison.export_parts WHERE export_id = %s", (id,)).fetchone()
        assert parts == (0,)
    assert admin.look(id)["state"] == "cancelled"


@pytest.mark.usefixtures("at_hand")
def test_whoever_goes_away_in_the_middle_of_a_file_is_no_fault(
    served: Served, admin: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "PIECE", 20)
    export = admin.ended(admin.ask("/stock").json()["export_id"])
    with capture_logs() as logged:
        for after_s in (0, 0.002, 0.005, 0.01, 0.02):
            with httpx.stream("GET", f"http://{served.address}{export['file']}", trust_env=False) as begun:
                assert begun.status_code == 200
                time.sleep(after_s)
        assert len(admin.fetch(export["file"]).content) == export["bytes"]
    assert [entry for entry in logged if entry["event"] == "request.failed"] == []


def test_what_was_begun_by_a_worker_that_is_lost_is_made_anew_and_whole(
    served: Served, admin: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first loses its job while it still writes: whatever it writes afterwards is void."""
    monkeypatch.setattr(reading, "PAGE", 10)
    monkeypatch.setattr(files, "PIECE", 500)
    held = Held(monkeypatch)
    expected = [row["lot"] for row in admin.client.get("stock", params={"limit": 1000}).json()]
    with at_work(served.url, KINDS):
        id = admin.ask("/stock").json()["export_id"]
        assert held.reached.wait(10)
        with database.connect(served.url, "worker") as worker:
            again = files.Making.begin(worker, admin.organization.id, UUID(id))
            assert again is not None
            held.goes_on.set()
            kind = next(kind for kind in KINDS if kind.name == "export")
            until(lambda: worker.execute("SELECT count(*) FROM pgmq.q_jobs_export").fetchone() == (0,))
            assert admin.look(id)["state"] == "running"
            with Workplace(served.url, settings()) as workplace:
                job = Job(UUID(id), "export", admin.organization.id, {"export": id}, 2, datetime.now(UTC))
                kind.carry_out(job, workplace)
    done = admin.look(id)
    assert done["state"] == "done"
    assert [row["Lot"] for row in rows_of(admin.fetch(done["file"]).content)] == expected
