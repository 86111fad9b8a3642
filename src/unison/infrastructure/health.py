"""Is it well? One list of checks for `unison doctor`, `GET /readyz` and the metrics, each with one sentence on what to do.

The sentences name no organization, and nothing of one: whoever may reach the server may read them.
"""

import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import psycopg
from cryptography import x509
from psycopg.rows import class_row

from unison.infrastructure.sql import statements

_sql = statements("unison.infrastructure", "health.sql")

SLOW_SEQUENCER_S = 10.0
"""A fact that waits for so long to be numbered, in seconds: nobody numbers, or a transaction stays open."""

SLOW_CONSUMER_S = 60.0
"""A fact that a view has not seen for so long, in seconds: its reader stands still or does not keep up."""

LATE_JOB_S = 300.0
"""A job that waits for so many seconds since it is due: no worker runs, or what it is to reach is slow."""

CLOCK_S = 5.0
"""How far the clocks of this process, the database and the newest fact may lie apart, in seconds."""

SHORT_OF_DISK_SHARE, SHORT_OF_DISK_BYTES = 0.1, 512 * 2**20
"""Below such a share of it, and so many bytes, the disk of the data folder counts as full: the write-ahead log alone takes tens of
megabytes at once."""


CERTIFICATE_SHORT = timedelta(days=7)
"""Before it expires a certificate should have been renewed: what renews by itself does it weeks before."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: what was found and whether it is well. `stops`: not being well, the service does not do its work; otherwise it
    does, and something waits for a person."""

    check: str
    finding: str
    ok: bool = True
    stops: bool = False


@dataclass(frozen=True, slots=True)
class Health:
    """What `unison.health` measures; ages in seconds, None where nothing waits."""

    moment: datetime
    unled: Sequence[str]
    unnumbered_s: float | None
    unapplied_s: float | None
    late: Sequence[str]
    ahead_s: float | None
    aside: int
    parked: int
    stopped: Sequence[str]
    rebuilding: Sequence[str]
    late_job_s: float | None
    dead_jobs: int
    faulty: int
    """So many organizations' records did not hold when they were verified last."""


def measure(connection: psycopg.Connection[object]) -> Health:
    with connection.cursor(row_factory=class_row(Health)) as cursor:
        return _one(cursor.execute(_sql["measure_health"]).fetchone())


async def measure_async(connection: psycopg.AsyncConnection[object]) -> Health:
    """As `measure`."""
    async with connection.cursor(row_factory=class_row(Health)) as cursor:
        return _one(await (await cursor.execute(_sql["measure_health"])).fetchone())


def _one(found: Health | None) -> Health:
    if found is None:
        raise LookupError("the function unison.health answers one row")
    return found


def unreachable(error: Exception) -> list[Finding]:
    """When nothing can be measured, as the database does not answer."""
    told = str(error).strip().partition("\n")[0]
    return [
        Finding(
            "database",
            f"does not answer ({told}): see that it runs and that UNISON_DATABASE_URL is right; an embedded one is started again by"
            " itself, and its log is postgres.log in the data folder",
            ok=False,
            stops=True,
        )
    ]


def findings(health: Health, data: Path | None, certificate: Path | None = None) -> list[Finding]:
    """What is well and what is not. `data` is the folder of an embedded server, `certificate` that of a server which speaks TLS
    itself."""
    return [
        Finding("database", "answers"),
        _leads(health),
        _feed(health),
        _aside(health),
        _stopped(health),
        _consumers(health),
        _parked(health),
        _jobs(health),
        _dead_jobs(health),
        _verification(health),
        _clock(health),
        *_disk(data),
        *_certificate(certificate, health.moment),
    ]


def _leads(health: Health) -> Finding:
    if not health.unled:
        return Finding("worker", "works")
    told = f"none works: nobody does {', '.join(health.unled)}. Start `unison serve` or `unison work`; when one runs, see its log"
    return Finding("worker", told, ok=False, stops=True)


def _feed(health: Health) -> Finding:
    if (waits_s := health.unnumbered_s or 0.0) < SLOW_SEQUENCER_S:
        return Finding("feed", "goes on")
    told = (
        f"a fact waits to be numbered for {waits_s:.0f} s: no worker runs, or a transaction that writes stays open, which"
        " `unison doctor` names: end it"
    )
    return Finding("feed", told, ok=False, stops=True)


def _aside(health: Health) -> Finding:
    if not health.aside:
        return Finding("facts that cannot be numbered", "none")
    told = (
        f"{health.aside} streams whose versions do not follow on each other, kept out of the feed: `unison doctor` names them; the"
        " store was written to by something else than Unison, so restore a backup from before, and find out what did it"
    )
    return Finding("facts that cannot be numbered", told, ok=False, stops=True)


def _stopped(health: Health) -> Finding:
    if not health.stopped:
        return Finding("stopped consumers", "none")
    told = (
        f"{', '.join(health.stopped)}: the code does not fit the tables, `unison doctor` says where. Start the version that was"
        " installed last, or `unison rebuild NAME`"
    )
    return Finding("stopped consumers", told, ok=False)


def _consumers(health: Health) -> Finding:
    check = "consumers of the feed"
    if (behind_s := health.unapplied_s or 0.0) >= SLOW_CONSUMER_S:
        told = (
            f"{', '.join(health.late)} lack what was told {behind_s:.0f} s ago: their reader stands still, or cannot keep up. See"
            " the worker's log; it may be started again at any time"
        )
        return Finding(check, told, ok=False, stops=True)
    return Finding(check, f"to be rebuilt: {', '.join(health.rebuilding)}" if health.rebuilding else "keep up")


def _parked(health: Health) -> Finding:
    if not health.parked:
        return Finding("parked streams", "none")
    told = f"{health.parked}: a fact could not be applied; see `unison parked`, then `unison parked --retry`"
    return Finding("parked streams", told, ok=False)


def _jobs(health: Health) -> Finding:
    if (late_s := health.late_job_s or 0.0) < LATE_JOB_S:
        return Finding("jobs", "on time")
    told = f"the oldest is due for {late_s:.0f} s: no worker runs, or what it is to reach does not answer; see `unison jobs`"
    return Finding("jobs", told, ok=False)


def _dead_jobs(health: Health) -> Finding:
    if not health.dead_jobs:
        return Finding("dead jobs", "none")
    told = f"{health.dead_jobs}: see `unison jobs --dead`, mend the cause, then `unison jobs retry`"
    return Finding("dead jobs", told, ok=False)


def _verification(health: Health) -> Finding:
    """Does not stop: machines go on, and what they tell is chained behind what does not hold."""
    check = "verification"
    if not health.faulty:
        return Finding(check, "what was verified last holds")
    told = (
        f"records of {health.faulty} organizations do not hold: `unison verify` names the first; shut the database to everybody but"
        " Unison, keep a copy as it is, and restore a backup from before (docs/verify.md)"
    )
    return Finding(check, told, ok=False)


def _clock(health: Health) -> Finding:
    apart_s = abs(health.moment.timestamp() - time.time())
    ahead_s = health.ahead_s or 0.0
    if max(apart_s, ahead_s) <= CLOCK_S:
        return Finding("clock", "right")
    told = (
        f"the database and this machine are {apart_s:.0f} s apart"
        if apart_s > CLOCK_S
        else f"the newest fact was recorded {ahead_s:.0f} s in the future: the clock was set back"
    )
    return Finding("clock", f"{told}. Let NTP keep the time on both", ok=False, stops=True)


def _certificate(certificate: Path | None, now: datetime) -> Iterator[Finding]:
    if certificate is None:
        return
    try:
        ends = x509.load_pem_x509_certificates(certificate.read_bytes())[0].not_valid_after_utc
    except (OSError, ValueError) as error:
        told = f"{certificate} cannot be read ({error}): put back the one that is in force"
        yield Finding("certificate", told, ok=False)
        return
    renew = f"put a renewed one in the place of {certificate}; it is taken over while the server runs"
    if ends <= now:
        yield Finding(
            "certificate", f"expired on {ends:%Y-%m-%d}, and nobody can connect: {renew}", ok=False, stops=True
        )
    elif ends - now < CERTIFICATE_SHORT:
        yield Finding("certificate", f"expires on {ends:%Y-%m-%d}: {renew}", ok=False)
    else:
        yield Finding("certificate", f"valid until {ends:%Y-%m-%d}")


def _disk(data: Path | None) -> Iterator[Finding]:
    if data is None:  # of a server elsewhere its own monitoring knows
        return
    disk = shutil.disk_usage(data)
    free = disk.free
    if free >= min(SHORT_OF_DISK_BYTES, SHORT_OF_DISK_SHARE * disk.total):
        yield Finding("disk", f"{free // 2**20} MB free")
        return
    told = (
        f"{free // 2**20} MB free at {data}: make room. Commands are refused while it is full, nothing is lost, and all goes on by"
        " itself afterwards"
    )
    yield Finding("disk", told, ok=False, stops=True)
