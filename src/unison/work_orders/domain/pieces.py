"""How many pieces an order has made: by its reports, and by what it put out as lots.

Both tell of the same pieces. Where only one is told it counts; where both are and differ, the reports count until it is said which
is right.
"""

from collections.abc import Sequence
from decimal import Decimal

from unison.shared.errors import RuleRefusal
from unison.shared.quantities import DECIMAL_PLACES
from unison.work_orders.domain.facts import MadeBy
from unison.work_orders.domain.state import Report, WorkOrder

_STEP = Decimal(1).scaleb(-DECIMAL_PLACES)


def standing(order: WorkOrder) -> list[Report]:
    """The reports that were not struck, what was told or corrected last at the end."""
    return [report for report in order.logs.values() if report is not None]


def of_operation(reports: Sequence[Report], operation: str | None) -> tuple[int, int]:
    """Good pieces and all pieces that were reported of an operation."""
    of_it = [report for report in reports if report.operation == operation]
    return sum(report.good_pcs for report in of_it), sum(report.pieces for report in of_it)


def logged_pieces(order: WorkOrder) -> int:
    """The good pieces of the order's last operation; without operations those of the one reported last, for a piece passes every
    one. A report without pieces, or without an operation where others name one, is of none."""
    reports = standing(order)
    if order.operations:
        return of_operation(reports, order.operations[-1].operation)[0]
    with_pieces = [report for report in reversed(reports) if report.pieces]
    counted = [report for report in with_pieces if report.operation is not None] or with_pieces
    if not counted:
        return 0
    return of_operation(reports, max(counted, key=lambda report: report.ended_at).operation)[0]


def are_logged(order: WorkOrder) -> bool:
    """Whether any report tells of pieces."""
    return any(report.pieces for report in standing(order))


def put_out_pieces(order: WorkOrder) -> Decimal | None:
    """The pieces of the product in the lots that the order put out; None where its unit cannot be counted in pieces."""
    if order.pieces_per_unit is None:
        return None
    return (order.made * order.pieces_per_unit).quantize(_STEP)


def good_pieces(order: WorkOrder) -> int:
    """The one number: what was said to be right, else what is logged, else what was put out; whole pieces of it."""
    put_out = put_out_pieces(order)
    by_lots = order.made_by is MadeBy.PUT_OUT or (order.made_by is None and not are_logged(order))
    return logged_pieces(order) if put_out is None or not by_lots else int(put_out)


class PiecesDiffer(RuleRefusal, code="pieces_differ"):
    """{logged} good pieces are logged, and {put_out} were put out as lots. Correct the one that is wrong, or say which is right:
    with made, logged or put_out."""


class NotMadeSo(RuleRefusal, code="not_made_so"):
    """No pieces of this order are {made}. Leave made out, or say the other."""


def check_made(order: WorkOrder, made: MadeBy | None) -> None:
    """Refuses while both are told and differ and nobody has said which is right; and to believe what was not told."""
    put_out = put_out_pieces(order)
    if (made is MadeBy.PUT_OUT and not put_out) or (made is MadeBy.LOGGED and not are_logged(order)):
        raise NotMadeSo(made=made.value.replace("_", " "))
    if made or order.made_by or not put_out or not are_logged(order):
        return
    if (logged := logged_pieces(order)) != put_out:
        raise PiecesDiffer(logged=logged, put_out=f"{put_out.normalize():f}")
