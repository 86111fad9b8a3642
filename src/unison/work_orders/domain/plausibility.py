"""What is hard to believe of a report of an order, or looks as if it had been told before: warnings, see docs/warnings.md."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

from unison.shared.errors import Implausible
from unison.shared.plausibility import lasting, overlaps
from unison.work_orders.domain.facts import Activity, LotMovement
from unison.work_orders.domain.pieces import good_pieces
from unison.work_orders.domain.state import Report, WorkOrder

MUCH_FASTER = Decimal("0.5")
"""A piece in less than this part of its ideal cycle time is not believed."""


class SameReport(Implausible, code="same_report"):
    """{log} tells the same already: {pieces} pieces on {equipment} from {started_at} to {ended_at}. Leave this report out, unless
    both were made."""


class MoreThanOrdered(Implausible, code="more_than_ordered"):
    """{good} pieces would be made, and {quantity} are ordered. Check the count, or plan a larger quantity."""


class FasterThanPossible(Implausible, code="faster_than_possible"):
    """{pieces} pieces in {seconds} s are less than half the ideal cycle time of {cycle_time_s} s for each. Check the count and the
    times, or the cycle time of {equipment}."""


def of_report(order: WorkOrder, *, log: str, report: Report, cycle_time_s: Decimal | None) -> Iterator[Implausible]:
    """`log` is the report's own id, `cycle_time_s` the shortest time for one piece on that machine, None where none is set."""
    yield from _same(order, log, report)
    yield from lasting(report.started_at, report.ended_at)
    yield from _more_than_ordered(order, replace(order, logs={**order.logs, log: report}))
    if cycle_time_s is not None and report.activity is Activity.PRODUCTION:
        seconds = Decimal(str((report.ended_at - report.started_at).total_seconds()))
        if report.pieces and seconds < report.pieces * cycle_time_s * MUCH_FASTER:
            yield FasterThanPossible(
                pieces=report.pieces,
                seconds=f"{seconds:f}",
                cycle_time_s=f"{cycle_time_s:f}",
                equipment=report.equipment,
            )


def _same(order: WorkOrder, log: str, report: Report) -> Iterator[Implausible]:
    """The first other report of the same machine, activity, operation and counts at the same time."""
    for name, other in order.logs.items():
        if other is not None and name != log and _what(other) == _what(report) and _at_once(other, report):
            yield SameReport(
                log=name, pieces=other.pieces, equipment=other.equipment, started_at=other.started_at.isoformat(),
                ended_at=other.ended_at.isoformat(),
            )  # fmt: skip
            return


def _at_once(one: Report, other: Report) -> bool:
    same_operation = None in (one.operation, other.operation) or one.operation == other.operation
    return same_operation and overlaps((one.started_at, one.ended_at), (other.started_at, other.ended_at))


def _what(report: Report) -> tuple[object, ...]:
    counts = (report.good_pcs, report.rejected_pcs, report.rework_pcs, report.review_pcs)
    return (report.equipment, report.activity, *counts)


def of_output(order: WorkOrder, *, after: WorkOrder) -> Iterator[Implausible]:
    """`after` is the order with what it put out."""
    yield from _more_than_ordered(order, after)


def _more_than_ordered(order: WorkOrder, after: WorkOrder) -> Iterator[Implausible]:
    """Whenever more is added to what is above the order; what the order allows over it is no surprise."""
    if order.over_completion_percent is not None:
        return
    good = good_pieces(after)
    if good > max(order.quantity_pcs, good_pieces(order)):
        yield MoreThanOrdered(good=good, quantity=order.quantity_pcs)


AT_ONCE = timedelta(seconds=60)
"""Within so much time the same is not moved again, but told again."""


class SameMovement(Implausible, code="same_movement"):
    """{quantity} of lot {lot} were {kind} for this order at {at} already, a moment before or after. Leave it out, unless both
    happened."""


def of_movement(
    order: WorkOrder, *, kind: LotMovement, lot: str, quantity: Decimal, at: datetime
) -> Iterator[Implausible]:
    """Held against the last one that was told: a finger that tapped twice, a scanner that beeped twice."""
    last = order.last_moved
    if (
        last is not None
        and (last.kind, last.lot, last.quantity) == (kind, lot, quantity)
        and abs(at - last.at) <= AT_ONCE
    ):
        yield SameMovement(quantity=f"{quantity:f}", lot=lot, kind=kind.value, at=last.at.isoformat())


class NeverPutOut(Implausible, code="never_put_out"):
    """Material was said to go into {lots}, and the order has put out no such lot. Correct the movement, or put it out."""


def of_completion(order: WorkOrder) -> Iterator[Implausible]:
    into = {each for name, left in order.stated.items() if left > 0 for each in name.split("\t")[1:]}
    if missing := sorted(into - order.outputs):
        yield NeverPutOut(lots=", ".join(missing[:5]))
