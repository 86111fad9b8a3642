"""Mail as jobs: each notice to each person who wants it at once, and one mail a day to those who want that."""

import asyncio
from datetime import datetime, timedelta
from email.message import EmailMessage
from typing import Any
from zoneinfo import ZoneInfo

import aiosmtplib
import psycopg
import structlog
from psycopg.rows import dict_row

from unison.infrastructure.jobs.job import GiveUp, Job, TryLater
from unison.infrastructure.jobs.kind import JobKind
from unison.infrastructure.jobs.schedule import Schedule
from unison.infrastructure.jobs.workplace import Workplace
from unison.infrastructure.sql import statements
from unison.notices.letter import Letter
from unison.notices.server import MailServer, SmtpUrlMalformed
from unison.notices.words import Telling, sentence
from unison.shared.time import now

_sql = statements("unison.notices", "mailing.sql")

log = structlog.get_logger()

SENT_WITHIN = 2
"""A mail that is not taken within so many times what a server may take for one answer is tried again, however lively it is."""

SHORTEST_PAUSE_S, LONGEST_PAUSE_S = 30.0, 1800.0
TRIED_FOR = timedelta(days=1)
"""A mail waits as long again as it has waited, within these bounds; after a day nobody wants it any more."""

DAYS = Schedule("mail of the day", "notice_digest", every=timedelta(minutes=15), per_organization=False)


def carry_out(job: Job, workplace: Workplace) -> None:
    """Sends one mail, or nothing where nobody wants it any more. Raises `GiveUp` when the server refuses this mail for good,
    `TryLater` when it does not take mail now.
    """
    try:
        server = MailServer.of(workplace.settings)
    except SmtpUrlMalformed as malformed:
        raise _later(job, str(malformed)) from None
    if server is None:
        return
    with workplace.connection() as connection:
        letter = _write(connection, job)
    if letter is None:
        return
    message = letter.message(sender=workplace.settings.mail_from, address=workplace.settings.address)
    asyncio.run(_send(server, message, job, workplace.settings.mail_from, letter.to))
    log.info("mail.sent", job=str(job.id), notices=len(letter.told))


def _write(connection: psycopg.Connection[Any], job: Job) -> Letter | None:
    """What the job's mail says now, None where there is nothing to say or nobody to say it to."""
    asked = {"organization": job.organization_id, **job.body}
    daily = "until" in job.body
    with connection.transaction(), connection.cursor(row_factory=dict_row) as cursor:
        reader = cursor.execute(_sql["find_reader"], asked).fetchone()
        if reader is None:
            return None
        rows = cursor.execute(_sql["read_day" if daily else "read_notice"], asked).fetchall()
    zone = ZoneInfo(reader["time_zone"])
    told = [sentence(row["subject"], Telling(row["told"], zone, row["by"])) for row in rows]
    if not told:
        return None
    return Letter(job.id, reader["email"], reader["name"], reader["organization"], told, job.enqueued_at, daily)


async def _send(server: MailServer, message: EmailMessage, job: Job, sender: str, recipient: str) -> None:
    try:
        async with asyncio.timeout(SENT_WITHIN * server.timeout_s):
            async with server.signed_in() as client:
                await client.send_message(message, sender=sender, recipients=[recipient])
    except (aiosmtplib.SMTPException, OSError, TimeoutError) as error:
        if (refused := _refusal(error)) is not None:
            raise GiveUp(refused) from None
        raise _later(job, _reason(error)) from None


def _refusal(error: Exception) -> str | None:
    """Why the server will never take this mail; None where it may yet. That it does not know our login, or our own address, is
    no fault of the mail, and is mended for all of them."""
    if isinstance(error, aiosmtplib.SMTPRecipientsRefused):
        error = error.recipients[0]
    if isinstance(error, aiosmtplib.SMTPRecipientRefused | aiosmtplib.SMTPDataError) and error.code >= 500:
        return f"The mail server refused it for good ({error.code})"
    return None


def _reason(error: Exception) -> str:
    """Without what the server says: that may name the recipient."""
    if isinstance(error, aiosmtplib.SMTPRecipientsRefused):
        error = error.recipients[0]
    if isinstance(error, aiosmtplib.SMTPAuthenticationError):
        return "The mail server does not accept the login"
    if isinstance(error, aiosmtplib.SMTPResponseException):
        return f"The mail server does not take it now ({error.code})"
    if isinstance(error, TimeoutError | aiosmtplib.SMTPTimeoutError):
        return "The mail server does not answer in time"
    return "The mail server is not there, or hung up"


def _later(job: Job, reason: str) -> Exception:
    waited = now() - job.enqueued_at
    if waited > TRIED_FOR:
        return GiveUp(f"{reason}; it was tried for a day")
    return TryLater(min(max(waited.total_seconds(), SHORTEST_PAUSE_S), LONGEST_PAUSE_S), reason)


def enqueue_days(connection: psycopg.Connection[Any], at: datetime) -> None:
    """The mails of the day that are due at a moment, each once. The connection is a worker's."""
    connection.execute(_sql["enqueue_days"], {"now": at})


def _carry_out_days(_: Job, workplace: Workplace) -> None:
    with workplace.connection() as connection:
        enqueue_days(connection, now())


MAIL = JobKind("mail", carry_out, limit_s=60)
DIGEST = JobKind(DAYS.kind, _carry_out_days)
