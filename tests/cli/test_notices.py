"""`unison notices`, and what `unison doctor` says of mail."""

import json
from pathlib import Path
from urllib.parse import quote

import pytest
import trustme

from tests.cli.conftest import Run
from tests.conftest import make_organization
from tests.notices.giving import end, give
from tests.notices.mail_servers import LOGIN, PASSWORD, Mailbox, free_port, serving, written
from unison.infrastructure import database
from unison.notices.checking import diagnose_mail
from unison.settings import Settings


def test_what_stands_is_listed_in_plain_words(run: Run, own_database_url: str) -> None:
    with database.connect(own_database_url, "owner") as owner:
        organization = make_organization(owner)
    assert "nothing" in run("notices", "--organization", organization.slug).stdout
    with database.connect(own_database_url, "worker") as worker:
        give(worker, organization)
        give(worker, organization, about="work_orders:WO-2")
        end(worker, organization, "late_order", "work_orders:WO-2")
    asked = ("notices", "--organization", organization.slug)
    (notice,) = json.loads(run(*asked, "--json").stdout)
    assert notice["title"] == "The work order WO-1 is late"
    assert len(json.loads(run(*asked, "--all", "--json").stdout)) == 2
    assert json.loads(run(*asked, "--subject", "violation", "--json").stdout) == []
    assert "late" in run(*asked).stdout
    findings = {each["check"]: each for each in json.loads(run("doctor", "--json", code=1).stdout)}
    assert findings["mail"]["ok"]
    assert "stay in the browser" in findings["mail"]["finding"]


@pytest.mark.filterwarnings("ignore::DeprecationWarning:aiosmtpd")
def test_doctor_tells_whether_the_mail_server_takes_the_login(tmp_path: Path) -> None:
    authority = trustme.CA()
    ca = written(authority, tmp_path)

    def finding(login: str, port: int) -> tuple[bool, str]:
        url = f"smtp://{login}@127.0.0.1:{port}"
        found = diagnose_mail(Settings.model_validate({"smtp_url": url, "smtp_ca": ca, "smtp_timeout_s": 1}))
        assert "s3cret" not in found.finding
        return found.ok, found.finding

    right = f"{quote(LOGIN, safe='')}:{quote(PASSWORD, safe='')}"
    with serving(Mailbox(), authority) as port:
        assert finding(right, port) == (True, f"127.0.0.1:{port}, STARTTLS, with a login: answers")
        assert finding("unison:s3cret", port)[0] is False
    assert finding(right, free_port())[0] is False
    malformed = diagnose_mail(Settings.model_validate({"smtp_url": "http://u:s3cret@mail"}))
    assert (malformed.ok, "s3cret" in malformed.finding) == (False, False)
