"""The accounts that a recalculation goes through, and how they are read: each from the last state kept before a step."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from projections.costing.projector.engine.changes import Overlay, Read, Reads
from projections.costing.projector.engine.order_account import OrderAccount
from projections.costing.projector.engine.reading import (
    Row,
    movement_from,
    of_stock,
    order_entry_from,
    order_since,
    order_start,
    page_range,
    posting_from,
    step_from,
    stock_entry_from,
    stock_of,
)
from projections.costing.projector.engine.rows import Movement, OrderEntry, OrderPosting, Step, StockEntry
from projections.costing.projector.engine.stock_account import LONGEST_PAGE, Referred, StockAccount, StockKey
from unison.measures.money import ZERO
from unison.measures.stock_valuation import Moved, stock_from_json


class Accounts:
    """Stocks by plant and material, orders by name; new ones know nothing yet. `overlay` stands instead of what is told."""

    def __init__(self, overlay: Overlay) -> None:
        self.stocks: dict[StockKey, StockAccount] = {}
        self.orders: dict[str, OrderAccount] = {}
        self._overlay = overlay
        self._foreseen: dict[str, Step] = {}
        self._work_orders: dict[str, str | None] = {}

    def stock(self, key: StockKey) -> StockAccount:
        """The account of a stock."""
        if (account := self.stocks.get(key)) is None:
            account = self.stocks[key] = StockAccount(key)
        return account

    def order(self, name: str) -> OrderAccount:
        """The account of an order."""
        if (account := self.orders.get(name)) is None:
            account = self.orders[name] = OrderAccount(name)
        return account

    def foresee(self, orders: Mapping[str, Step]) -> None:
        """Orders that are needed from a step on: they are read together with the first of them."""
        for name, at in orders.items():
            self._foreseen[name] = min(self._foreseen.get(name, at), at)

    def resume(self, accounts: Sequence[tuple[StockAccount, Step]]) -> Reads[None]:
        """Has each go on from the last state that was kept before its step."""
        asked = [of_stock(account.key, at=at.at, order_key=at.order_key, page=account.page) for account, at in accounts]
        found = {stock_of(row): row for row in (yield Read("find_starts", asked))}
        pages, newest = list[tuple[StockAccount, Step | None]](), set[StockKey]()
        for account, _ in accounts:
            row = found[account.key]
            start = step_from(row, "start")
            account.begin(None if row["state"] is None else stock_from_json(row["state"]), start)
            account.until = step_from(row, "until")
            pages.append((account, start))
            newest |= {account.key} if row["newest"] else set[StockKey]()
        yield from self._read_pages(pages, newest)

    def _read_pages(
        self, pages: Sequence[tuple[StockAccount, Step | None]], newest: Container[StockKey] = ()
    ) -> Reads[None]:
        """Behind the `newest` states there is nothing known."""
        ranges = [of_stock(account.key, **page_range(start, account.until)) for account, start in pages]
        told = {account.key: self._overlaid(account, start) for account, start in pages}
        known = dict[StockKey, list[StockEntry]]()
        for row in (yield Read("read_movements", ranges)):
            if row["id"] not in self._overlay.movements:
                told[stock_of(row)].append(self._told_apart(stock_of(row), movement_from(row)))
        yield from self._find_origins(told.values())
        for row in (yield Read("read_entries", [each for each in ranges if stock_of(each) not in newest])):
            known.setdefault(stock_of(row), []).append(stock_entry_from(row))
        for account, _ in pages:
            movements = told[account.key]
            for each in movements:
                if each.work_order is not None:
                    self.foresee({each.work_order: each.step})
            account.load(movements, known.get(account.key, []), account.until)
            yield from self.read_referred(account, account.unread())

    def _overlaid(self, account: StockAccount, start: Step | None) -> list[Movement]:
        found = [movement for key, movement in self._overlay.movements.values() if key == account.key and movement]
        return [
            each
            for each in found
            if (start is None or each.step[:2] > start[:2])
            and (account.until is None or each.step[:2] <= account.until[:2])
        ]

    def _told_apart(self, key: StockKey, method: Movement) -> Movement:
        """A method that tells lots apart, by what there would be of each."""
        if method.method != "specific_identification" or not self._overlay.movements:
            return method
        there = dict(method.lots)
        for id, (of, stands) in self._overlay.movements.items():
            for each, sign in ((self._overlay.replaced.get(id), -1), (stands, 1)):
                if of == key and each is not None and each.step[:2] < method.step[:2]:
                    for lot, quantity in each.by_lot:
                        there[lot] = there.get(lot, ZERO) + sign * quantity
        return replace(method, lots=tuple((lot, there[lot]) for lot in sorted(there) if there[lot]))

    def _find_origins(self, told: Iterable[list[Movement]]) -> Reads[None]:
        """Has what came back refer to the last movement before that took it."""
        places = [(at, of) for of in told for at, each in enumerate(of) if each.gives_back]
        if not places:
            return
        asked = [_asks_origin(of[at], list(self._overlay.movements)) for at, of in places]
        found = {row["id"]: row for row in (yield Read("find_origins", asked))}
        for at, of in places:
            of[at] = replace(of[at], refers=self._origin(of[at], found.get(of[at].id)))

    def _origin(self, back: Movement, found: Row | None) -> str | None:
        """What is found among what is told, unless what stands instead of it is later."""
        instead = [each for _, each in self._overlay.movements.values() if each is not None]
        origins = [(each.step[:2], each.id) for each in instead if _takes(each, back)]
        if found is not None:
            origins.append(((found["at"], found["order_key"]), found["origin"]))
        return max(origins)[1] if origins else None

    def next_page(self, account: StockAccount, start: Step) -> Reads[None]:
        """The page behind the one that the account has gone through, which ended at `start`."""
        account.page = min(account.page * 4, LONGEST_PAGE)
        (row,) = yield Read(
            "find_ends", [of_stock(account.key, at=start.at, order_key=start.order_key, page=account.page)]
        )
        account.until = step_from(row, "until")
        yield from self._read_pages([(account, start)])

    def read_referred(self, account: StockAccount, ids: Sequence[str]) -> Reads[None]:
        """What movements refer to that lies before the page, and what has been settled of it."""
        if not ids:
            return
        asked = [of_stock(account.key, id=id) for id in ids]
        referred = yield Read("read_referred", asked)
        account.refer(ids, ((row["id"], _referred(row)) for row in referred))
        for row in (yield Read("read_settled", asked)):
            at = Step(row["at"], row["order_key"], 1, row["id"])
            account.add_settlement(row["id"], at, row["issue"], row["difference"])

    def work_order_of(self, account: StockAccount, issue: str) -> Reads[str | None]:
        """The order that an issue went to; None: to none."""
        for found in (account.fresh.get(issue), account.known.get(issue)):
            if found is not None:
                return found.movement.work_order
        if issue not in self._work_orders:
            rows = yield Read("read_referred", [of_stock(account.key, id=issue)])
            self._work_orders[issue] = rows[0]["work_order"] if rows else None
        return self._work_orders[issue]

    def load_order(self, key: str, now: Step) -> Reads[None]:
        """The order, and with it those that the stocks read so far were issued to."""
        wanted = {key: now}
        for other, at in self._foreseen.items():
            if not self.order(other).loaded:
                wanted[other] = min(at, now)
        self._foreseen = {}
        asked = [
            {"work_order": name, "at": at.at, "order_key": at.order_key, "rank": at.rank} for name, at in wanted.items()
        ]
        heads = {row["work_order"]: row for row in (yield Read("read_orders", asked))}
        since = [order_since(name, heads.get(name)) for name in wanted]
        told, known = dict[str, list[OrderPosting]](), dict[str, list[OrderEntry]]()
        for row in (yield Read("read_postings", since)):
            if row["id"] not in self._overlay.told:
                told.setdefault(row["work_order"], []).append(posting_from(row))
        behind = [each for each in since if _has_entries_behind(heads.get(each["work_order"]))]
        for row in (yield Read("read_order_entries", behind)):
            known.setdefault(row["work_order"], []).append(order_entry_from(row))
        for name, head in ((name, heads.get(name)) for name in wanted):
            state, last = order_start(head)
            added = [each for order, each in self._overlay.told.values() if order == name and each is not None]
            added = [each for each in added if last is None or each.step > last]
            self.orders[name].load(state, last, told.get(name, []) + added, known.get(name, []))


def _has_entries_behind(head: Row | None) -> bool:
    """Behind an account as it stands there are none, nor before its first."""
    return head is not None and head["state"] is None and head["at"] is not None


def _asks_origin(back: Movement, but: Sequence[str]) -> dict[str, Any]:
    return {
        "id": back.id, "lot": back.lot, "kind": back.gives_back, "work_order": back.work_order, "at": back.at,
        "order_key": back.order_key, "but": but,
    }  # fmt: skip


def _takes(movement: Movement, back: Movement) -> bool:
    """Whether the movement is before the return and one that it may take back."""
    taken = (movement.lot, movement.kind, movement.work_order) == (back.lot, back.gives_back, back.work_order)
    return taken and movement.step[:2] < back.step[:2]


def _referred(row: Row) -> Referred:
    return Referred(
        Step(row["at"], row["order_key"], 1, row["id"]), Moved(abs(row["quantity"]), abs(row["amount"])), row["lot"]
    )
