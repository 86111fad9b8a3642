"""One function for each fact of an operator's work."""

from collections.abc import Iterator
from typing import Any

from unison.infrastructure.projection.engine import Projection, Write
from unison.infrastructure.sql import statements
from unison.labor.domain import facts as d
from unison.plants import domain as p
from unison.shared.events import Recorded


def known(fact: d.OperatorRegistered | d.OperatorChanged, event: Recorded[Any]) -> Iterator[Write]:
    yield Write("put_operator", event.key, _of(event, **vars(fact)), touches=event.key)


def retired(_: d.OperatorRetired, event: Recorded[Any]) -> Iterator[Write]:
    yield Write("retire_operator", event.key, _of(event))


def granted(fact: d.CertificateGranted, event: Recorded[Any]) -> Iterator[Write]:
    yield Write("put_certificate", (event.key, fact.certificate), _of(event, **vars(fact)), touches=event.key)


def revoked(fact: d.CertificateRevoked, event: Recorded[Any]) -> Iterator[Write]:
    row = _of(event, certificate=fact.certificate, revoked_reason=fact.reason)
    yield Write("put_certificate", (event.key, fact.certificate), row, touches=event.key)


def job_started(fact: d.JobStarted, event: Recorded[Any]) -> Iterator[Write]:
    yield Write("put_job", (event.key, fact.entry), _of(event, **vars(fact)), touches=event.key)


def break_started(fact: d.BreakStarted, event: Recorded[Any]) -> Iterator[Write]:
    yield Write("begin_break", event.key, _of(event, **vars(fact)))


def break_ended(fact: d.BreakEnded, event: Recorded[Any]) -> Iterator[Write]:
    yield Write("end_break", event.key, _of(event, **vars(fact)))


def job_ended(fact: d.JobEnded, event: Recorded[Any]) -> Iterator[Write]:
    yield Write("end_job", (event.key, fact.entry), _of(event, entry=fact.entry))
    yield _entry(event, struck=False, by_clock=True, **vars(fact))


def recorded(fact: d.TimeRecorded, event: Recorded[Any]) -> Iterator[Write]:
    yield _entry(event, struck=False, by_clock=False, **vars(fact))


def corrected(fact: d.TimeCorrected, event: Recorded[Any]) -> Iterator[Write]:
    yield _entry(event, struck=False, **vars(fact))


def struck(fact: d.TimeStruck, event: Recorded[Any]) -> Iterator[Write]:
    """A form in which no time passed."""
    nothing = {"ended_at": fact.started_at, "activity": d.LaborActivity.INDIRECT, "by_clock": False}
    seconds = dict.fromkeys(("breaks_s", "paid_s", "rested_s"), 0)
    yield _entry(event, struck=True, **nothing, **seconds, **vars(fact))


def shared(fact: d.TimeShared, event: Recorded[Any]) -> Iterator[Write]:
    yield Write("share_entry", (event.key, fact.entry), _of(event, **vars(fact)))


def _entry(event: Recorded[Any], **columns: Any) -> Write:
    learned = {
        "stands": False,
        "by_user": event.meta.user,
        "recorded_at": event.recorded_at,
        "feed_seq": event.seq,
    }
    row = _of(event, **{**columns, **learned})
    return Write("add_entry", (event.key, columns["entry"]), row, touches=event.key)


def _of(event: Recorded[Any], **columns: Any) -> dict[str, Any]:
    return {"operator": event.key, "version": event.version, **columns}


def clock_told(fact: p.PlantOpened | p.PlantChanged, event: Recorded[Any]) -> Iterator[Write]:
    row = {"plant": event.key, "version": event.version, **p.clock_of(fact)}
    yield Write("set_clock", (event.key, "clock", fact.valid_from), row)


PROJECTION = Projection(
    "labor_hours",
    __package__ or "",
    statements("projections.labor_hours"),
    on={
        p.PlantOpened: clock_told,
        p.PlantChanged: clock_told,
        d.OperatorRegistered: known,
        d.OperatorChanged: known,
        d.OperatorRetired: retired,
        d.CertificateGranted: granted,
        d.CertificateRevoked: revoked,
        d.JobStarted: job_started,
        d.BreakStarted: break_started,
        d.BreakEnded: break_ended,
        d.JobEnded: job_ended,
        d.TimeRecorded: recorded,
        d.TimeCorrected: corrected,
        d.TimeShared: shared,
        d.TimeStruck: struck,
    },
    after=("settle_operators", "settle_certificates", "settle_jobs"),
)
