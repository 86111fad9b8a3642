"""What lies in an order: costs come, outputs take them along, and what is left at the end goes after them.

An output of q pieces takes its standard cost, where its material is costed so; else WIP x q / max(ordered - output so far, q):
the share of what the order holds that these pieces are of those still to come. What remains when the order is completed, and
what comes after, goes to its outputs by quantity; with no output it is a variance when the order is closed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal, localcontext
from typing import Any, Literal, NamedTuple

from unison.measures.money import EXACT, VALUE_PLACES, ZERO, quotient, shared_out

type Ending = Literal["completed", "closed", "reopened"]


class Output(NamedTuple):
    """A lot, or more of one, that an order made. A by-product bears its standard cost, where it has one, and no more."""

    id: str
    quantity: Decimal
    plant: str
    material: str
    standard_cost: Decimal | None = None
    by_product: bool = False


class Charge(NamedTuple):
    """A cost of the order, below 0 for what came back; `kind` is material, labor, equipment, or what the charge is named."""

    kind: str
    amount: Decimal


class Share(NamedTuple):
    """What goes after an output when the order is completed."""

    output: str
    plant: str
    material: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class OrderState:
    """An order's account: charged - transferred - variance = work in process."""

    ordered: Decimal = ZERO
    charged: Mapping[str, Decimal] = field(default_factory=dict[str, Decimal])
    transferred: Decimal = ZERO
    variance: Decimal = ZERO
    in_process: Decimal = ZERO
    outputs: tuple[Output, ...] = ()
    completed: bool = False
    closed: bool = False

    @property
    def total_charged(self) -> Decimal:
        """All that was charged, whatever its kind."""
        with localcontext(EXACT):
            return sum(self.charged.values(), ZERO)

    def take(self, output: Output) -> tuple["OrderState", Decimal]:
        """The state after an output, and the cost it takes along, 0 or above."""
        with localcontext(EXACT):
            cost = self._cost(output)
            after = replace(self, transferred=self.transferred + cost, in_process=self.in_process - cost)
        return replace(after, outputs=(*self.outputs, output)), cost

    def _cost(self, output: Output) -> Decimal:
        if output.standard_cost is not None:
            return output.quantity * output.standard_cost
        if output.by_product:
            return ZERO
        made = sum((each.quantity for each in self.outputs if not each.by_product), ZERO)
        to_come = max(self.ordered - made, output.quantity)
        there = max(self.in_process, ZERO)
        return there if to_come == output.quantity else quotient(there * output.quantity, to_come, VALUE_PLACES)

    def charge(self, charge: Charge) -> "OrderState":
        """The state after a cost came."""
        with localcontext(EXACT):
            charged = {**self.charged, charge.kind: self.charged.get(charge.kind, ZERO) + charge.amount}
            return replace(self, charged=charged, in_process=self.in_process + charge.amount)

    def end(self, ending: Ending) -> "OrderState":
        """The state after the order was completed, closed (or given up), or taken up again: then what was told as variance lies in
        it again, for what it may put out still."""
        if ending == "reopened":
            with localcontext(EXACT):
                back = self.in_process + self.variance
            return replace(self, completed=False, closed=False, in_process=back, variance=ZERO)
        return replace(self, completed=True, closed=self.closed or ending == "closed")

    def distribute(self) -> tuple["OrderState", tuple[Share, ...]]:
        """The state with nothing left in process, when the order is completed, and what goes after which output."""
        heirs = [each for each in self.outputs if not each.by_product]
        if not self.in_process or not self.completed or not (heirs or self.closed):
            return self, ()
        with localcontext(EXACT):
            if not heirs:
                return replace(self, variance=self.variance + self.in_process, in_process=ZERO), ()
            parts = shared_out(self.in_process, [each.quantity for each in heirs])
            after = replace(self, transferred=self.transferred + self.in_process, in_process=ZERO)
        shares = (Share(o.id, o.plant, o.material, part) for o, part in zip(heirs, parts, strict=True))
        return after, tuple(share for share in shares if share.amount)

    def as_json(self) -> dict[str, Any]:
        """The state as plain data, numbers as text; `order_state_from_json` is the way back."""
        return {
            "ordered": _text(self.ordered),
            "charged": {kind: _text(amount) for kind, amount in sorted(self.charged.items())},
            "transferred": _text(self.transferred),
            "variance": _text(self.variance),
            "in_process": _text(self.in_process),
            "outputs": [
                [o.id, _text(o.quantity), o.plant, o.material, o.standard_cost and _text(o.standard_cost), o.by_product]
                for o in self.outputs
            ],
            "completed": self.completed,
            "closed": self.closed,
        }


def order_state_from_json(plain: dict[str, Any]) -> OrderState:
    """The state that `as_json` told."""
    outputs = (
        Output(id, Decimal(quantity), plant, material, None if cost is None else Decimal(cost), by_product)
        for id, quantity, plant, material, cost, by_product in plain["outputs"]
    )
    return OrderState(
        Decimal(plain["ordered"]),
        {kind: Decimal(amount) for kind, amount in plain["charged"].items()},
        Decimal(plain["transferred"]),
        Decimal(plain["variance"]),
        Decimal(plain["in_process"]),
        tuple(outputs),
        plain["completed"],
        plain["closed"],
    )


def _text(number: Decimal) -> str:
    return f"{number.normalize(EXACT):f}"
