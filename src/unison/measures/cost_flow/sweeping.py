"""One pass in business time over all that lies downstream of a change."""

from collections.abc import Iterable, Sequence
from decimal import Decimal, localcontext
from heapq import heappop, heappush
from typing import Any

from unison.measures.cost_flow.changes import (
    Asking,
    Changes,
    Dirty,
    OrderChange,
    Overlay,
    Question,
    StockChange,
    same_order_entry,
    same_stock_entry,
)
from unison.measures.cost_flow.order_account import OrderAccount, OrderComputed
from unison.measures.cost_flow.reading import (
    Row,
    movement_from,
    of_stock,
    order_entry_from,
    order_since,
    order_start,
    page_range,
    step_from,
    stock_entry_from,
    stock_of,
    told_from,
)
from unison.measures.cost_flow.rows import CHARGE, Movement, OrderEntry, OrderPosting, Step, StockEntry
from unison.measures.cost_flow.stock_account import LONGEST_PAGE, Computed, Referred, StockAccount, StockKey
from unison.measures.money import EXACT, ZERO
from unison.measures.stock_valuation import Moved, Settlement, stock_from_json


def sweep(dirty: Iterable[Dirty], overlay: Overlay | None = None) -> Asking[Changes]:
    """Computes what depends on the dirty steps, in business time; each entry once."""
    run = _Sweep(overlay or Overlay())
    for each in dirty:
        run.note(each)
    yield from run.run()
    return run.changes


type Event = tuple[Step, bool, Any]
"""When an account has something to compute, whether it is an order's, and whose."""


class _Sweep:
    def __init__(self, overlay: Overlay) -> None:
        self.changes = Changes()
        self._overlay = overlay
        self._heap: list[Event] = []
        self._called: set[Event] = set()
        self._stocks: dict[StockKey, StockAccount] = {}
        self._orders: dict[str, OrderAccount] = {}
        self._foreseen: dict[str, Step] = {}
        self._work_orders: dict[str, str | None] = {}

    def note(self, dirty: Dirty) -> None:
        if dirty.stock is not None:
            heappush(self._stock(dirty.stock).pending, dirty.at)
            self._call_stock(dirty.stock, dirty.at)
        if dirty.order is not None:
            self._call_order(dirty.order, dirty.at)

    def run(self) -> Asking[None]:
        yield from self._wake_all()
        while self._heap:
            now, is_order, key = event = heappop(self._heap)
            self._called.remove(event)
            if is_order:
                yield from self._carry_order(self._orders[key], now)
            else:
                yield from self._carry_stock(self._stocks[key], now)
        self._finish()

    def _stock(self, key: StockKey) -> StockAccount:
        return self._stocks.setdefault(key, StockAccount(key))

    def _call_stock(self, key: StockKey, at: Step) -> None:
        self._call((at, False, key))

    def _call(self, event: Event) -> None:
        """Once: whoever is called carries on and calls itself for what is next."""
        if event not in self._called:
            self._called.add(event)
            heappush(self._heap, event)

    def _call_order(self, key: str, at: Step) -> None:
        if key not in self._orders:
            self._orders[key] = OrderAccount(key)
        self._call((at, True, key))

    def _is_next(self, step: Step, now: Step) -> bool:
        """Whether nothing else has to be computed before this step."""
        return step <= now or not self._heap or step < self._heap[0][0]

    # Reading ------------------------------------------------------------------------------------------------------

    def _wake_all(self) -> Asking[None]:
        """The first of each stock at once: a batch of facts touches many."""
        first: dict[StockKey, Step] = {}
        orders: dict[str, Step] = {}
        for at, is_order, key in self._heap:
            known = orders if is_order else first
            known[key] = min(known.get(key, at), at)
        self._foreseen |= orders
        if first:
            yield from self._wake([(self._stocks[key], at) for key, at in first.items()])

    def _wake(self, accounts: Sequence[tuple[StockAccount, Step]]) -> Asking[None]:
        asked = [of_stock(account.key, at=at.at, place=at.place, page=account.page) for account, at in accounts]
        found = {stock_of(row): row for row in (yield Question("find_starts", asked))}
        pages: list[tuple[StockAccount, Step | None]] = []
        for account, _ in accounts:
            row = found[account.key]
            start = step_from(row, "start")
            account.begin(None if row["state"] is None else stock_from_json(row["state"]), start)
            account.until = step_from(row, "until")
            pages.append((account, start))
        yield from self._read_pages(pages)

    def _read_pages(self, pages: Sequence[tuple[StockAccount, Step | None]]) -> Asking[None]:
        ranges = [of_stock(account.key, **page_range(start, account.until)) for account, start in pages]
        told, known = dict[StockKey, list[Movement]](), dict[StockKey, list[StockEntry]]()
        for row in (yield Question("read_movements", ranges)):
            if row["id"] not in self._overlay.movements:
                told.setdefault(stock_of(row), []).append(movement_from(row))
        for row in (yield Question("read_entries", ranges)):
            known.setdefault(stock_of(row), []).append(stock_entry_from(row))
        for account, start in pages:
            movements = told.get(account.key, []) + self._overlaid(account, start)
            for each in movements:
                if each.work_order is not None:
                    self._foreseen[each.work_order] = min(self._foreseen.get(each.work_order, each.step), each.step)
            account.load(movements, known.get(account.key, []), account.until)
            yield from self._read_referred(account, account.unread())

    def _overlaid(self, account: StockAccount, start: Step | None) -> list[Movement]:
        found = [movement for key, movement in self._overlay.movements.values() if key == account.key and movement]
        return [
            each
            for each in found
            if (start is None or each.step[:2] > start[:2])
            and (account.until is None or each.step[:2] <= account.until[:2])
        ]

    def _read_referred(self, account: StockAccount, ids: Sequence[str]) -> Asking[None]:
        if not ids:
            return
        asked = [of_stock(account.key, id=id) for id in ids]
        referred = yield Question("read_referred", asked)
        account.refer(ids, ((row["id"], _referred(row)) for row in referred))
        for row in (yield Question("read_settled", asked)):
            at = Step(row["at"], row["place"], 1, row["id"])
            account.add_settlement(row["id"], at, row["issue"], row["difference"])

    def _load_orders(self, key: str, now: Step) -> Asking[None]:
        """The order, and with it those that the stocks read so far were issued to."""
        wanted = {key: now}
        for other, at in self._foreseen.items():
            account = self._orders.setdefault(other, OrderAccount(other))
            if not account.loaded:
                wanted[other] = min(at, now)
        self._foreseen = {}
        asked = [{"work_order": name, "at": at.at, "place": at.place, "rank": at.rank} for name, at in wanted.items()]
        heads = {row["work_order"]: row for row in (yield Question("read_orders", asked))}
        since = [order_since(name, heads.get(name)) for name in wanted]
        told, known = dict[str, list[OrderPosting]](), dict[str, list[OrderEntry]]()
        for row in (yield Question("read_told", since)):
            if row["id"] not in self._overlay.told:
                told.setdefault(row["work_order"], []).append(told_from(row))
        for row in (yield Question("read_order_entries", since)):
            known.setdefault(row["work_order"], []).append(order_entry_from(row))
        for name, head in ((name, heads.get(name)) for name in wanted):
            state, last = order_start(head)
            added = [each for order, each in self._overlay.told.values() if order == name and each is not None]
            added = [each for each in added if last is None or each.step > last]
            self._orders[name].load(state, last, told.get(name, []) + added, known.get(name, []))

    # Stock --------------------------------------------------------------------------------------------------------

    def _carry_stock(self, account: StockAccount, now: Step) -> Asking[None]:
        if account.asleep or account.begins_after(now):
            if account.reached is not None and now <= account.reached:
                return
            yield from self._wake([(account, now)])
        while (ahead := account.ahead) is not None and self._is_next(ahead.step, now):
            yield from self._read_referred(account, account.unread_of(ahead))
            with localcontext(EXACT):
                computed = account.advance()
            if computed is not None:
                yield from self._tell_orders(account, computed)
                if account.meets(computed):
                    yield from self._rest(account, ahead.step)
        if account.asleep:
            return
        if account.ahead is None and account.until is not None:
            start, account.page = account.until, min(account.page * 4, LONGEST_PAGE)
            (row,) = yield Question(
                "find_ends", [of_stock(account.key, at=start.at, place=start.place, page=account.page)]
            )
            account.until = step_from(row, "until")
            yield from self._read_pages([(account, start)])
        if (ahead := account.ahead) is not None:
            self._call_stock(account.key, ahead.step)

    def _rest(self, account: StockAccount, now: Step) -> Asking[None]:
        asked = [of_stock(account.key, id=id, at=now.at, place=now.place) for id in account.changed]
        for row in (yield Question("find_referrers", asked)) if asked else ():
            at = Step(row["at"], row["place"], 1, row["id"])
            heappush(account.pending, at)
            self._call_stock(account.key, at)
        account.rest(now)

    def _tell_orders(self, account: StockAccount, computed: Computed) -> Asking[None]:
        """What is charged to orders, where it is not what it was."""
        movement, known, entry, gone = computed
        if gone:
            self._note_entry(account.key, movement.id, known, entry)
            yield from self._tell_settlements(account, computed)
            return
        self.changes.computed += 1
        if known != entry and not same_stock_entry(known, entry):
            self._note_entry(account.key, movement.id, known, entry)
        before = ZERO if known is None else known.outcome.amount
        other = entry is None or known is None or before != entry.outcome.amount
        if other and movement.work_order is not None and movement.kind in ("consumed", "returned"):
            amount = None if entry is None else -entry.outcome.amount
            self._charge(movement.work_order, movement.id, movement, amount)
        yield from self._tell_settlements(account, computed)

    def _tell_settlements(self, account: StockAccount, computed: Computed) -> Asking[None]:
        movement, known, entry, gone = computed
        before = _by_issue(() if known is None else known.outcome.settlements)
        after = _by_issue(() if entry is None else entry.outcome.settlements)
        if before == after:
            return
        for issue in sorted(before.keys() | after.keys()):
            if before.get(issue) == after.get(issue) or (gone and issue in after):
                continue
            if (order := (yield from self._work_order_of(account, issue))) is not None:
                self._charge(order, f"{movement.id}>{issue}", movement, after.get(issue))

    def _work_order_of(self, account: StockAccount, issue: str) -> Asking[str | None]:
        for found in (account.fresh.get(issue), account.known.get(issue)):
            if found is not None:
                return found.movement.work_order
        if issue not in self._work_orders:
            rows = yield Question("read_referred", [of_stock(account.key, id=issue)])
            self._work_orders[issue] = rows[0]["work_order"] if rows else None
        return self._work_orders[issue]

    def _charge(self, order: str, id: str, movement: Movement, amount: Decimal | None) -> None:
        at = Step(movement.at, movement.place, CHARGE, id)
        self._call_order(order, at)
        told = (
            None if amount is None else OrderPosting(id, movement.fact, "material", movement.at, movement.place, amount)
        )
        self._orders[order].put(id, at, told)

    # Orders -------------------------------------------------------------------------------------------------------

    def _carry_order(self, account: OrderAccount, now: Step) -> Asking[None]:
        if not account.loaded:
            yield from self._load_orders(account.key, now)
        while (ahead := account.ahead) is not None and self._is_next(ahead.step, now):
            with localcontext(EXACT):
                computed = account.advance()
            if computed is not None:
                self._tell_stocks(account.key, computed)
        if (ahead := account.ahead) is not None:
            self._call_order(account.key, ahead.step)

    def _tell_stocks(self, order: str, computed: OrderComputed) -> None:
        """What outputs take along and what goes after them, where it is not what it was."""
        at, known, entry = computed
        self.changes.computed += 1
        if known is not None and entry is not None and same_order_entry(known, entry):
            return
        self._note_order_entry(order, at.id, known, entry)
        if entry is not None and entry.told.is_output and (known is None or known.amount != entry.amount):
            told = entry.told
            key, step = (told.plant, told.material), Step(told.at, told.place, 1, told.id)
            self._stock(key).value_output(told.id, step, -entry.amount)
            self._call_stock(key, step)
        self._tell_shares(order, at, known, entry)

    def _tell_shares(self, order: str, at: Step, known: OrderEntry | None, entry: OrderEntry | None) -> None:
        before = {share[0]: share for share in known.shares} if known is not None else {}
        after = {share[0]: share for share in entry.shares} if entry is not None else {}
        for output in sorted(before.keys() | after.keys()):
            if before.get(output) == after.get(output):
                continue
            _, plant, material, amount = after.get(output) or before[output]
            fact = (entry or known or _no_entry()).told.fact
            movement = Movement(
                f"{at.id}>{output}", fact, "order_cost", at.at, at.place | 1,
                amount=amount, work_order=order, refers=output,
            )  # fmt: skip
            account = self._stock((plant, material))
            if output in after:
                account.put(movement)
            else:
                account.strike(movement.id, movement.step)
            self._call_stock(account.key, movement.step)

    # What is found ------------------------------------------------------------------------------------------------

    def _note_entry(self, key: StockKey, id: str, known: StockEntry | None, entry: StockEntry | None) -> None:
        before = self.changes.entries.get((key, id))
        self.changes.entries[key, id] = StockChange(known or (before.before if before else None), entry)

    def _note_order_entry(self, key: str, id: str, known: OrderEntry | None, entry: OrderEntry | None) -> None:
        before = self.changes.order_entries.get((key, id))
        self.changes.order_entries[key, id] = OrderChange(known or (before.before if before else None), entry)

    def _finish(self) -> None:
        for account in self._stocks.values():
            if not account.asleep:
                self.changes.stocks[account.key] = (account.stock, account.last)
        for account in self._orders.values():
            if account.fresh:
                self.changes.orders[account.key] = (account.state, account.last)


def _by_issue(settlements: Iterable[Settlement]) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for each in settlements:
        found[each.issue] = EXACT.add(found.get(each.issue, ZERO), each.difference)
    return found


def _referred(row: Row) -> Referred:
    return Referred(Step(row["at"], row["place"], 1, row["id"]), Moved(abs(row["quantity"]), abs(row["amount"])))


def _no_entry() -> OrderEntry:
    raise LookupError("neither before nor after")
