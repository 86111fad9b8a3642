"""Mail reaches those who want it, once, whatever the mail server does."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import UUID, uuid4

import psycopg
import pytest
import trustme

from tests.conftest import Organization, make_organization
from tests.notices.giving import add_user, end, give, wish
from tests.notices.mail_servers import LOGIN, PASSWORD, Mailbox, free_port, hanging, serving, written
from tests.spine import append, event
from unison.infrastructure import database
from unison.infrastructure.jobs.job import GiveUp, Job, TryLater
from unison.infrastructure.jobs.workplace import Workplace
from unison.notices import mailing
from unison.people.domain import PersonErased
from unison.settings import Settings

type Connection = psycopg.Connection[Any]

pytestmark = pytest.mark.filterwarnings(
    "ignore::DeprecationWarning:aiosmtpd", "ignore:Requiring AUTH:UserWarning:aiosmtpd"
)

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def ca(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(authority, tmp_path_factory.mktemp("ca"))


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def port(mailbox: Mailbox, authority: trustme.CA) -> Iterator[int]:
    with serving(mailbox, authority) as port:
        yield port


@pytest.fixture
def reader(owner: Connection, organization: Organization) -> UUID:
    """A supervisor who wants to hear of late orders at once."""
    user = add_user(owner, organization, "supervisor", email="sue@plant.example")
    wish(owner, organization, user, "at_once")
    return user


def url_of(port: int, scheme: str = "smtp", password: str = PASSWORD) -> str:
    return f"{scheme}://{quote(LOGIN, safe='')}:{quote(password, safe='')}@127.0.0.1:{port}"


def settings_for(url: str | None, ca: Path) -> Settings:
    return Settings.model_validate(
        {"smtp_url": url, "smtp_ca": ca, "smtp_timeout_s": 0.5, "mail_from": "unison@plant.example"}
    )


def job_of(worker: Connection, organization: Organization) -> Job:
    """The mail that waits, of one organization."""
    row = worker.execute(
        "SELECT message FROM pgmq.q_jobs_mail WHERE message->>'organization' = %s", (str(organization.id),)
    ).fetchone()
    assert row
    return Job(UUID(row[0]["id"]), "mail", organization.id, row[0]["body"], 1, datetime.now(UTC))


def send(database_url: str, settings: Settings, job: Job) -> None:
    with Workplace(database_url, settings) as workplace:
        mailing.carry_out(job, workplace)


def give_late(worker: Connection, organization: Organization) -> Job:
    give(worker, organization)
    return job_of(worker, organization)


@pytest.mark.parametrize(("tls", "scheme"), [("starttls", "smtp"), ("always", "smtps"), ("never", "smtp+plain")])
def test_a_mail_is_handed_to_a_server_with_a_login(
    tls: str, scheme: str, mailbox: Mailbox, authority: trustme.CA, ca: Path, database_url: str, worker: Connection,
    organization: Organization, reader: UUID,
) -> None:  # fmt: skip
    job = give_late(worker, organization)
    assert job.body["user"] == str(reader)
    with serving(mailbox, authority, tls=tls) as port:
        send(database_url, settings_for(url_of(port, scheme), ca), job)
    (mail,) = mailbox.mails
    assert (mail["To"], mail["From"]) == ("sue@plant.example", "unison@plant.example")
    assert mail["Subject"] == f"{organization.slug}: The work order WO-1 is late"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["List-Unsubscribe"].endswith("/notice-settings>")
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert "Pump was due on 2 March 2026, 08:00." in plain.get_content()
    assert "/order?id=WO-1" in html.get_content()


@pytest.mark.usefixtures("reader")
def test_what_is_told_is_escaped_in_html_and_breaks_no_header(
    mailbox: Mailbox,
    port: int,
    ca: Path,
    database_url: str,
    worker: Connection,
    organization: Organization,
) -> None:
    order = "<b>WO</b>\r\nBcc: all@plant.example"
    give(worker, organization, told={"work_order": order, "product": "Pump", "due_at": "2026-03-02T08:00:00+00:00"})
    send(database_url, settings_for(url_of(port), ca), job_of(worker, organization))
    (mail,) = mailbox.mails
    assert mail["Bcc"] is None
    assert "<b>WO</b> Bcc: all@plant.example" in mail["Subject"]
    html = mail.get_body(("html",))
    assert html is not None
    assert "&lt;b&gt;WO&lt;/b&gt;" in html.get_content()


@pytest.mark.usefixtures("reader")
def test_a_mail_that_is_sent_again_is_the_same_to_the_byte(
    mailbox: Mailbox,
    port: int,
    ca: Path,
    database_url: str,
    worker: Connection,
    organization: Organization,
) -> None:
    job = give_late(worker, organization)
    for _ in range(2):
        send(database_url, settings_for(url_of(port), ca), job)
    first, second = mailbox.taken
    assert first == second
    assert mailbox.mails[0]["Message-ID"] == f"<{job.id}@plant.example>"


@pytest.mark.usefixtures("reader")
def test_a_server_of_another_authority_gets_neither_login_nor_mail(
    mailbox: Mailbox,
    port: int,
    database_url: str,
    worker: Connection,
    organization: Organization,
    tmp_path: Path,
) -> None:
    job = give_late(worker, organization)
    with pytest.raises(TryLater):
        send(database_url, settings_for(url_of(port), written(trustme.CA(), tmp_path)), job)
    assert mailbox.taken == []


@pytest.mark.usefixtures("reader")
def test_a_server_that_has_no_tls_is_not_talked_to_in_the_open(
    mailbox: Mailbox, authority: trustme.CA, ca: Path, database_url: str, worker: Connection, organization: Organization,
) -> None:  # fmt: skip
    job = give_late(worker, organization)
    with serving(mailbox, authority, tls="never") as port, pytest.raises(TryLater):
        send(database_url, settings_for(url_of(port), ca), job)
    assert mailbox.taken == []


@pytest.mark.parametrize("answer", ["451 not now", "452 full"])
@pytest.mark.usefixtures("reader")
def test_what_a_server_does_not_take_now_is_tried_later(
    answer: str, mailbox: Mailbox, port: int, ca: Path, database_url: str, worker: Connection, organization: Organization,
) -> None:  # fmt: skip
    mailbox.answer = lambda: answer
    with pytest.raises(TryLater, match=answer[:3]) as later:
        send(database_url, settings_for(url_of(port), ca), give_late(worker, organization))
    assert later.value.after_s == mailing.SHORTEST_PAUSE_S


@pytest.mark.usefixtures("reader")
def test_what_a_server_refuses_for_good_is_given_up(
    mailbox: Mailbox,
    port: int,
    ca: Path,
    database_url: str,
    worker: Connection,
    organization: Organization,
) -> None:
    job = give_late(worker, organization)
    mailbox.answer = lambda: "554 no"
    with pytest.raises(GiveUp, match="554"):
        send(database_url, settings_for(url_of(port), ca), job)
    mailbox.recipient = "550 sue@plant.example is nobody"
    with pytest.raises(GiveUp, match="550") as given_up:
        send(database_url, settings_for(url_of(port), ca), job)
    assert "sue" not in str(given_up.value)


@pytest.mark.usefixtures("reader")
def test_a_login_that_is_not_known_is_no_fault_of_the_mail(
    mailbox: Mailbox,
    port: int,
    ca: Path,
    database_url: str,
    worker: Connection,
    organization: Organization,
) -> None:
    with pytest.raises(TryLater, match="login"):
        send(database_url, settings_for(url_of(port, password="wrong"), ca), give_late(worker, organization))
    assert mailbox.taken == []


@pytest.mark.usefixtures("reader")
def test_a_server_that_is_down_or_hangs_or_hangs_up_is_tried_later(
    mailbox: Mailbox,
    port: int,
    ca: Path,
    database_url: str,
    worker: Connection,
    organization: Organization,
) -> None:
    job = give_late(worker, organization)
    with pytest.raises(TryLater, match="not there"):
        send(database_url, settings_for(url_of(free_port()), ca), job)
    with hanging() as silent, pytest.raises(TryLater, match="in time"):
        send(database_url, settings_for(url_of(silent), ca), job)
    mailbox.answer = lambda: "421 I took it, and hang up"
    with pytest.raises(TryLater):
        send(database_url, settings_for(url_of(port), ca), job)


@pytest.mark.usefixtures("reader")
def test_a_slow_server_is_waited_for(
    mailbox: Mailbox,
    port: int,
    ca: Path,
    database_url: str,
    worker: Connection,
    organization: Organization,
) -> None:
    mailbox.delay_s = 0.3
    send(database_url, settings_for(url_of(port), ca), give_late(worker, organization))
    assert len(mailbox.taken) == 1


@pytest.mark.usefixtures("reader")
def test_pauses_grow_and_end_after_a_day(
    database_url: str, ca: Path, worker: Connection, organization: Organization
) -> None:
    job, down = give_late(worker, organization), settings_for(url_of(free_port()), ca)

    def waited(long: timedelta) -> Job:
        return Job(job.id, job.kind, job.organization_id, job.body, 1, datetime.now(UTC) - long)

    with pytest.raises(TryLater) as after_minutes:
        send(database_url, down, waited(timedelta(minutes=5)))
    with pytest.raises(TryLater) as after_hours:
        send(database_url, down, waited(timedelta(hours=5)))
    assert 300 <= after_minutes.value.after_s < 310
    assert after_hours.value.after_s == mailing.LONGEST_PAUSE_S
    with pytest.raises(GiveUp):
        send(database_url, down, waited(timedelta(hours=25)))


def test_nobody_gets_mail_of_what_is_over_or_is_wanted_no_more(
    mailbox: Mailbox, port: int, ca: Path, database_url: str, owner: Connection, worker: Connection,
    organization: Organization, reader: UUID,
) -> None:  # fmt: skip
    job, settings = give_late(worker, organization), settings_for(url_of(port), ca)
    owner.execute("UPDATE unison.notice_wishes SET mail = 'never' WHERE user_id = %s", (reader,))
    send(database_url, settings, job)
    owner.execute("UPDATE unison.notice_wishes SET mail = 'at_once' WHERE user_id = %s", (reader,))
    end(worker, organization, "late_order", "work_orders:WO-1")
    send(database_url, settings, job)
    assert mailbox.taken == []


def test_who_was_erased_gets_no_mail_that_waited_and_nothing_that_waits_holds_what_is_personal(
    mailbox: Mailbox, port: int, ca: Path, database_url: str, owner: Connection, worker: Connection,
    organization: Organization, reader: UUID,
) -> None:  # fmt: skip
    job = give_late(worker, organization)
    waits = worker.execute("SELECT message::text FROM pgmq.q_jobs_mail").fetchall()
    assert not any(word in row[0] for row in waits for word in ("sue", "Somebody"))
    append(owner, organization.id, event(f"people:{reader}", 2, PersonErased()))
    send(database_url, settings_for(url_of(port), ca), job)
    assert mailbox.taken == []
    left = owner.execute("SELECT count(*) FROM unison.notice_wishes WHERE user_id = %s", (reader,)).fetchone()
    assert left == (0,)


@pytest.mark.usefixtures("reader")
def test_without_a_mail_server_notices_stay_in_the_browser(
    database_url: str, ca: Path, worker: Connection, organization: Organization
) -> None:
    send(database_url, settings_for(None, ca), give_late(worker, organization))


def test_a_mail_that_could_not_be_sent_leads_to_no_mail(
    owner: Connection, worker: Connection, organization: Organization
) -> None:
    admin = add_user(owner, organization, "admin", email="ada@plant.example")
    wish(owner, organization, admin, "at_once", subject="dead_letter")
    give(worker, organization, "dead_letter", str(uuid4()), told={"kind": "mail"})
    assert waiting(worker, organization) == 0
    give(worker, organization, "dead_letter", str(uuid4()), told={"kind": "webhook"})
    assert waiting(worker, organization) == 1


def waiting(worker: Connection, organization: Organization) -> int:
    row = worker.execute(
        "SELECT count(*) FROM pgmq.q_jobs_mail WHERE message->>'organization' = %s", (str(organization.id),)
    ).fetchone()
    assert row
    return row[0]


# The mail of the day ------------------------------------------------------------------------------------------------


def test_the_mail_of_the_day_comes_once_at_its_hour_by_the_clock_of_the_plant(
    mailbox: Mailbox,
    port: int,
    ca: Path,
    database_url: str,
    owner: Connection,
    worker: Connection,
    organization: Organization,
) -> None:
    owner.execute("UPDATE unison.plants SET time_zone = 'Asia/Kolkata' WHERE organization_id = %s", (organization.id,))
    user = add_user(owner, organization, "supervisor", email="sue@plant.example")
    wish(owner, organization, user, "daily")
    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    hour = today + timedelta(days=1, hours=1, minutes=30)  # 07:00 in Kolkata
    owner.execute(
        "INSERT INTO unison.notice_digests (organization_id, user_id) VALUES (%s, %s)", (organization.id, user)
    )
    for number in range(3):
        give(worker, organization, about=f"work_orders:WO-{number}")
    end(worker, organization, "late_order", "work_orders:WO-2")
    mailing.enqueue_days(worker, hour - timedelta(minutes=1))
    before = waiting(worker, organization)
    mailing.enqueue_days(worker, hour)
    mailing.enqueue_days(worker, hour + timedelta(hours=3))
    assert waiting(worker, organization) == before + 1
    owner.execute("UPDATE unison.notices SET at = least(at, %s)", (hour,))
    job = job_of(worker, organization)
    send(database_url, settings_for(url_of(port), ca), job)
    (mail,) = mailbox.mails
    assert mail["Subject"].endswith("2 notices")
    mailing.enqueue_days(worker, hour + timedelta(days=1))
    assert waiting(worker, organization) == before + 1, "nothing has come up since"


# Killed ---------------------------------------------------------------------------------------------------------------


def test_a_worker_that_is_killed_between_sending_and_noting_it_sends_the_same_mail_again(
    mailbox: Mailbox, port: int, ca: Path, own_database_url: str
) -> None:
    """The server kills it when it has taken the mail: the next worker cannot know, and whoever reads the mail can."""

    second = threading.Event()
    with database.connect(own_database_url, "owner") as owner, database.connect(own_database_url, "worker") as worker:
        organization = make_organization(owner)
        user = add_user(owner, organization, "supervisor", email="sue@plant.example")
        wish(owner, organization, user, "at_once")
        give(worker, organization)

        def work() -> subprocess.Popen[bytes]:
            environment = os.environ | {
                "UNISON_SMTP_URL": url_of(port), "UNISON_SMTP_CA": str(ca), "UNISON_MAIL_FROM": "unison@plant.example",
            }  # fmt: skip
            return subprocess.Popen([sys.executable, HERE / "mailing_process.py", own_database_url], env=environment)

        def kill() -> str:
            if len(mailbox.taken) == 1:
                first.send_signal(signal.SIGKILL)
                first.wait(10)
            else:
                second.set()
            return "250 taken"

        mailbox.answer = kill
        first = work()
        first.wait(30)
        again = work()
        try:
            assert second.wait(30)
        finally:
            again.terminate()
            again.wait(10)
    assert mailbox.taken[0] == mailbox.taken[1]
