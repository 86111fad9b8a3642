"""The operations of an order: what is reported of each, in sequence, and how much may be made."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from itertools import pairwise

from unison.shared.errors import MalformedRefusal, RuleRefusal
from unison.shared.names import normal
from unison.work_orders.domain.facts import Activity, Operation
from unison.work_orders.domain.pieces import good_pieces, of_operation, standing
from unison.work_orders.domain.state import (
    Report,
    WorkOrder,
)


class OperationTwice(MalformedRefusal, code="operation_twice"):
    """{operation} is given twice, by its name or its sequence. Give each operation a name and a sequence of its own."""


def in_sequence(operations: Iterable[Operation]) -> tuple[Operation, ...]:
    """Refuses a name or a place in the sequence that is given twice."""
    ordered = sorted(operations, key=lambda each: each.sequence)
    names = [normal(each.operation) for each in ordered]
    for before, after in pairwise(ordered):
        if before.sequence == after.sequence or names.count(normal(after.operation)) > 1:
            raise OperationTwice(operation=after.operation)
    return tuple(ordered)


def names_of(order: WorkOrder) -> Collection[str]:
    """What the operations of the order are called: those that are planned, else those that were reported."""
    if order.operations:
        return [each.operation for each in order.operations]
    return {report.operation for report in order.logs.values() if report is not None and report.operation is not None}


class PreviousShort(RuleRefusal, code="previous_short"):
    """{operation} would have {pieces} pieces, and {previous} has made {good} good ones so far. Report {previous} first, or correct
    it."""


def check_counts(order: WorkOrder, logs: Mapping[str, Report | None], changed: Report | None) -> None:
    """Whether the order's logs may come to stand so: each operation has no more pieces than the one before made good, and the
    order makes no more than it allows. `changed` is the report that is new among them."""
    if changed is not None:
        _check_operation(order, changed)
        _check_unmixed(replace(order, logs=logs), changed)
    after = replace(order, logs=logs)
    reports = standing(after)
    for previous, following in pairwise(order.operations):
        good, pieces = of_operation(reports, previous.operation)[0], of_operation(reports, following.operation)[1]
        if pieces > good:
            raise PreviousShort(operation=following.operation, pieces=pieces, previous=previous.operation, good=good)
    check_quantity(after)


class TooManyPieces(RuleRefusal, code="too_many_pieces"):
    """{good} good pieces would be more than this order allows, {most}: {quantity} and {percent} % over. Correct the report, or
    plan a larger quantity."""


def check_quantity(order: WorkOrder) -> None:
    """Refuses more good pieces than the quantity and what is allowed over it; without a limit any number."""
    percent = order.over_completion_percent
    if percent is None:
        return
    most = int(order.quantity_pcs * (100 + percent) / 100)
    if (good := good_pieces(order)) > most:
        raise TooManyPieces(good=good, most=most, quantity=order.quantity_pcs, percent=f"{percent:f}")


class OperationNeeded(RuleRefusal, code="operation_needed"):
    """This order has operations, and the report names none. Choose one of: {operations}."""


class UnknownOperation(RuleRefusal, code="unknown_operation"):
    """This order has no operation {operation}. Choose one of: {operations}."""


class OperationNotNamed(RuleRefusal, code="operation_not_named"):
    """The reports of this order name operations: {operations}. Pieces without one would set its count back. Say of which operation
    these are."""


class OthersNameNone(RuleRefusal, code="others_name_none"):
    """Other reports of this order tell of pieces and name no operation: {logs}. These would set its count back. Leave the operation
    out, or correct the others first."""


def _check_unmixed(after: WorkOrder, changed: Report) -> None:
    """Without operations of its own an order counts the operation reported last, so all of its pieces name one, or none."""
    if after.operations or not changed.pieces:
        return
    named = {each.operation for each in standing(after) if each.operation is not None and each.pieces}
    unnamed = [log for log, each in after.logs.items() if each is not None and each.operation is None and each.good_pcs]
    if not (named and unnamed):
        return
    if changed.operation is not None:
        raise OthersNameNone(logs=", ".join(unnamed[:5]))
    if changed.good_pcs:
        raise OperationNotNamed(operations=", ".join(sorted(filter(None, named))))


def _check_operation(order: WorkOrder, report: Report) -> None:
    if not order.operations or (report.operation is None and report.activity is Activity.BREAKDOWN):
        return
    names = [each.operation for each in order.operations]
    if report.operation is None:
        raise OperationNeeded(operations=", ".join(names))
    if report.operation not in names:
        raise UnknownOperation(operation=report.operation, operations=", ".join(names))
