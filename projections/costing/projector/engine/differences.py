"""What a change nobody has told yet would do: before, after, and the difference."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from projections.costing.projector.engine.changes import Changes
from projections.costing.projector.engine.stock_account import StockKey
from unison.measures.money import EXACT, ZERO


class Difference(NamedTuple):
    """A number before and after."""

    before: Decimal
    after: Decimal

    @property
    def difference(self) -> Decimal:
        """After - before."""
        return EXACT.subtract(self.after, self.before)


@dataclass(frozen=True, slots=True)
class StockPreview:
    """What a stock would hold and be worth."""

    key: StockKey
    quantity: Difference
    value: Difference


@dataclass(frozen=True, slots=True)
class OrderPreview:
    """What an order's account would say."""

    work_order: str
    charged: Difference
    transferred: Difference
    variance: Difference
    in_process: Difference


def stock_previews(changes: Changes, now: Mapping[StockKey, tuple[Decimal, Decimal]]) -> list[StockPreview]:
    """The stocks that would hold or be worth something else; `now` has quantity and value of those there are."""
    found: list[StockPreview] = []
    for key, (stock, _) in sorted(changes.stocks.items()):
        quantity, value = now.get(key, (ZERO, ZERO))
        if (quantity, value) != (stock.quantity, stock.value):
            found.append(StockPreview(key, Difference(quantity, stock.quantity), Difference(value, stock.value)))
    return found


def order_previews(changes: Changes, now: Mapping[str, tuple[Decimal, ...]]) -> list[OrderPreview]:
    """The orders whose account would be another; `now` has charged, transferred, variance and in process."""
    found: list[OrderPreview] = []
    for key, (state, _) in sorted(changes.orders.items()):
        before = now.get(key, (ZERO,) * 4)
        after = (state.total_charged, state.transferred, state.variance, state.in_process)
        if before != after:
            found.append(OrderPreview(key, *(Difference(*pair) for pair in zip(before, after, strict=True))))
    return found


def lot_differences(changes: Changes, lots: Mapping[str, str]) -> dict[str, Decimal]:
    """By how much finished lots would have cost more, or below 0 less; `lots` names the lots of outputs (by id) that are not
    among the changes."""
    of_output = {**lots, **dict(_outputs(changes))}
    found: dict[str, Decimal] = {}
    for (_, id), change in changes.entries.items():
        entry = change.after or change.before
        if entry is None or entry.movement.kind not in ("produced", "order_cost"):
            continue
        lot = of_output.get(id if entry.movement.kind == "produced" else entry.movement.refers or "")
        if lot is not None:
            before = change.before.outcome.amount if change.before else ZERO
            after = change.after.outcome.amount if change.after else ZERO
            found[lot] = EXACT.add(found.get(lot, ZERO), EXACT.subtract(after, before))
    return {lot: difference for lot, difference in sorted(found.items()) if difference}


def unnamed_outputs(changes: Changes) -> list[tuple[StockKey, str]]:
    """Outputs that something goes after and that are not among the changes themselves."""
    named = {id for id, _ in _outputs(changes)}
    found: dict[tuple[StockKey, str], None] = {}
    for (key, _), change in changes.entries.items():
        entry = change.after or change.before
        if entry is not None and entry.movement.kind == "order_cost" and entry.movement.refers not in named:
            found[key, str(entry.movement.refers)] = None
    return list(found)


def _outputs(changes: Changes) -> Iterator[tuple[str, str]]:
    for (_, id), change in changes.entries.items():
        entry = change.after or change.before
        if entry is not None and entry.movement.kind == "produced" and entry.movement.lot is not None:
            yield id, entry.movement.lot
