"""One pass in business time over all that lies downstream of a change."""

from collections.abc import Iterable
from decimal import Decimal, localcontext
from heapq import heappop, heappush
from typing import Any

from projections.costing.projector.engine.accounts import Accounts
from projections.costing.projector.engine.changes import (
    ChangedFrom,
    Changes,
    OrderChange,
    Overlay,
    Read,
    Reads,
    StockChange,
    same_order_entry,
    same_stock_entry,
)
from projections.costing.projector.engine.order_account import OrderAccount, OrderComputed
from projections.costing.projector.engine.reading import (
    of_stock,
)
from projections.costing.projector.engine.rows import CHARGE, Movement, OrderEntry, OrderPosting, Step, StockEntry
from projections.costing.projector.engine.stock_account import Computed, StockAccount, StockKey
from unison.measures.money import EXACT, ZERO
from unison.measures.stock_valuation import Settlement


def recalculate(changed: Iterable[ChangedFrom], overlay: Overlay | None = None) -> Reads[Changes]:
    """Computes what depends on the changed steps, in business time; each entry once."""
    run = Recalculation(overlay or Overlay())
    for each in changed:
        run.note(each)
    yield from run.run()
    return run.changes


type Event = tuple[Step, bool, Any]
"""When an account has something to compute, whether it is an order's, and whose."""


class Recalculation:
    def __init__(self, overlay: Overlay) -> None:
        self.changes = Changes()
        self._heap: list[Event] = []
        self._scheduled: set[Event] = set()
        self._accounts = Accounts(overlay)

    def note(self, changed: ChangedFrom) -> None:
        if changed.stock is not None:
            heappush(self._accounts.stock(changed.stock).pending, changed.at)
            self._schedule_stock(changed.stock, changed.at)
        if changed.order is not None:
            self._schedule_order(changed.order, changed.at)

    def run(self) -> Reads[None]:
        yield from self._start_all()
        while self._heap:
            now, is_order, key = event = heappop(self._heap)
            self._scheduled.remove(event)
            if is_order:
                yield from self._advance_order(self._accounts.order(key), now)
            else:
                yield from self._advance_stock(self._accounts.stocks[key], now)
        self._finish()

    def _schedule_stock(self, key: StockKey, at: Step) -> None:
        self._schedule((at, False, key))

    def _schedule(self, event: Event) -> None:
        """Once: whoever is called carries on and calls itself for what is next."""
        if event not in self._scheduled:
            self._scheduled.add(event)
            heappush(self._heap, event)

    def _schedule_order(self, key: str, at: Step) -> None:
        self._schedule((at, True, key))

    def _is_next(self, step: Step, now: Step) -> bool:
        """Whether nothing else has to be computed before this step."""
        return step <= now or not self._heap or step < self._heap[0][0]

    def _start_all(self) -> Reads[None]:
        """The first of each stock at once: a batch of facts touches many."""
        stocks: dict[StockKey, Step] = {}
        orders: dict[str, Step] = {}
        for at, is_order, key in self._heap:
            first = orders if is_order else stocks
            first[key] = min(first.get(key, at), at)
        self._accounts.foresee(orders)
        if stocks:
            yield from self._accounts.resume([(self._accounts.stock(key), at) for key, at in stocks.items()])

    # Stock --------------------------------------------------------------------------------------------------------

    def _advance_stock(self, account: StockAccount, now: Step) -> Reads[None]:
        if account.idle or account.begins_after(now):
            if account.reached is not None and now <= account.reached:
                return
            yield from self._accounts.resume([(account, now)])
        while (ahead := account.ahead) is not None and self._is_next(ahead.step, now):
            yield from self._accounts.read_referred(account, account.unread_of(ahead))
            with localcontext(EXACT):
                computed = account.advance()
            if computed is not None:
                yield from self._pass_to_orders(account, computed)
                if account.meets(computed):
                    yield from self._pause(account, ahead.step)
        if account.idle:
            return
        if account.ahead is None and account.until is not None:
            yield from self._accounts.next_page(account, account.until)
        if (ahead := account.ahead) is not None:
            self._schedule_stock(account.key, ahead.step)

    def _pause(self, account: StockAccount, now: Step) -> Reads[None]:
        asked = [of_stock(account.key, id=id, at=now.at, order_key=now.order_key) for id in account.changed]
        for row in (yield Read("find_referrers", asked)) if asked else ():
            at = Step(row["at"], row["order_key"], 1, row["id"])
            heappush(account.pending, at)
            self._schedule_stock(account.key, at)
        account.pause(now)

    def _pass_to_orders(self, account: StockAccount, computed: Computed) -> Reads[None]:
        """What is charged to orders, where it is not what it was."""
        movement, known, entry, gone = computed
        if gone:
            self._note_entry(account.key, movement.id, known, entry)
            yield from self._pass_to_settlements(account, computed)
            return
        self.changes.computed += 1
        if known != entry and not same_stock_entry(known, entry):
            self._note_entry(account.key, movement.id, known, entry)
        before = ZERO if known is None else known.outcome.amount
        other = entry is None or known is None or before != entry.outcome.amount
        if other and movement.work_order is not None and movement.kind in ("consumed", "returned"):
            amount = None if entry is None else -entry.outcome.amount
            self._charge(movement.work_order, movement.id, movement, amount)
        yield from self._pass_to_settlements(account, computed)

    def _pass_to_settlements(self, account: StockAccount, computed: Computed) -> Reads[None]:
        movement, known, entry, gone = computed
        before = _by_issue(() if known is None else known.outcome.settlements)
        after = _by_issue(() if entry is None else entry.outcome.settlements)
        if before == after:
            return
        for issue in sorted(before.keys() | after.keys()):
            if before.get(issue) == after.get(issue) or (gone and issue in after):
                continue
            if (order := (yield from self._accounts.work_order_of(account, issue))) is not None:
                self._charge(order, f"{movement.id}>{issue}", movement, after.get(issue))

    def _charge(self, order: str, id: str, movement: Movement, amount: Decimal | None) -> None:
        at = Step(movement.at, movement.order_key, CHARGE, id)
        self._schedule_order(order, at)
        told = (
            None
            if amount is None
            else OrderPosting(id, movement.fact, "material", movement.at, movement.order_key, amount)
        )
        self._accounts.order(order).put(id, at, told)

    # Orders -------------------------------------------------------------------------------------------------------

    def _advance_order(self, account: OrderAccount, now: Step) -> Reads[None]:
        if not account.loaded:
            yield from self._accounts.load_order(account.key, now)
        while (ahead := account.ahead) is not None and self._is_next(ahead.step, now):
            with localcontext(EXACT):
                computed = account.advance()
            if computed is not None:
                self._pass_to_stocks(account.key, computed)
        if (ahead := account.ahead) is not None:
            self._schedule_order(account.key, ahead.step)

    def _pass_to_stocks(self, order: str, computed: OrderComputed) -> None:
        """What outputs take along and what goes after them, where it is not what it was."""
        at, known, entry = computed
        self.changes.computed += 1
        if known is not None and entry is not None and same_order_entry(known, entry):
            return
        self._note_order_entry(order, at.id, known, entry)
        if entry is not None and entry.told.is_output and (known is None or known.amount != entry.amount):
            told = entry.told
            key, step = (told.plant, told.material), Step(told.at, told.order_key, 1, told.id)
            self._accounts.stock(key).value_output(told.id, step, -entry.amount)
            self._schedule_stock(key, step)
        self._pass_to_shares(order, at, known, entry)

    def _pass_to_shares(self, order: str, at: Step, known: OrderEntry | None, entry: OrderEntry | None) -> None:
        before = {share[0]: share for share in known.shares} if known is not None else {}
        after = {share[0]: share for share in entry.shares} if entry is not None else {}
        for output in sorted(before.keys() | after.keys()):
            if before.get(output) == after.get(output):
                continue
            _, plant, material, amount = after.get(output) or before[output]
            fact = (entry or known or _no_entry()).told.fact
            movement = Movement(
                f"{at.id}>{output}", fact, "order_cost", at.at, at.order_key | 1,
                amount=amount, work_order=order, refers=output,
            )  # fmt: skip
            account = self._accounts.stock((plant, material))
            if output in after:
                account.put(movement)
            else:
                account.strike(movement.id, movement.step)
            self._schedule_stock(account.key, movement.step)

    # What is found ------------------------------------------------------------------------------------------------

    def _note_entry(self, key: StockKey, id: str, known: StockEntry | None, entry: StockEntry | None) -> None:
        before = self.changes.entries.get((key, id))
        self.changes.entries[key, id] = StockChange(known or (before.before if before else None), entry)

    def _note_order_entry(self, key: str, id: str, known: OrderEntry | None, entry: OrderEntry | None) -> None:
        before = self.changes.order_entries.get((key, id))
        self.changes.order_entries[key, id] = OrderChange(known or (before.before if before else None), entry)

    def _finish(self) -> None:
        for account in self._accounts.stocks.values():
            if not account.idle:
                self.changes.stocks[account.key] = (account.stock, account.last)
        for account in self._accounts.orders.values():
            if account.fresh:
                self.changes.orders[account.key] = (account.state, account.last)


def _by_issue(settlements: Iterable[Settlement]) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for each in settlements:
        found[each.issue] = EXACT.add(found.get(each.issue, ZERO), each.difference)
    return found


def _no_entry() -> OrderEntry:
    raise LookupError("neither before nor after")
