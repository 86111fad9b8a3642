"""What of a lot is reserved for each order: it is there for that order, and for nobody else."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from unison.lots.domain.timeline import ZERO

LEAST = Decimal("0.000000001")
"""Less than this is no reservation any more: so much comes from rounding what was taken."""


@dataclass(frozen=True, slots=True)
class Reservation:
    """`quantity` was reserved by the fact at `version`; `taken` is what the order took since, less what it gave back, as that
    stands. What was told before it is no part of it."""

    version: int
    quantity: Decimal
    taken: Decimal = ZERO

    @property
    def outstanding(self) -> Decimal:
        """What is still to be taken; never more than was reserved, whatever came back."""
        left = min(self.quantity, self.quantity - self.taken)
        return left if left >= LEAST else ZERO


type Reservations = Mapping[str, Reservation]
"""By work order."""


def with_taken(reserved: Reservations, work_order: str | None, more: Decimal, *, movement: int) -> Reservations:
    """The order took so much more, or less, by the movement of that version."""
    mine = reserved.get(work_order) if work_order is not None else None
    if mine is None or work_order is None or movement < mine.version:
        return reserved
    return {**reserved, work_order: replace(mine, taken=mine.taken + more)}


def without(reserved: Reservations, work_order: str) -> Reservations:
    return {order: each for order, each in reserved.items() if order != work_order}


def outstanding(reserved: Reservations) -> Decimal:
    """What is still to be taken by all of them."""
    return sum((each.outstanding for each in reserved.values()), ZERO)


def covered(reserved: Reservations, on_hand: Decimal) -> dict[str, Decimal]:
    """What is there for each order: where less is on hand than was reserved, for what was reserved first."""
    left = max(on_hand, ZERO)
    parts: dict[str, Decimal] = {}
    for order, each in sorted(reserved.items(), key=lambda one: one[1].version):
        if part := min(each.outstanding, left):
            parts[order] = part
            left -= part
    return parts
