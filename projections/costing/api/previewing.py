"""What a command would change: a recalculation of what stands, with the facts that it would tell. Nothing is written."""

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from psycopg import AsyncCursor
from psycopg.rows import DictRow

from projections.costing.api.answers import BeforeAfter, LotDifference, OrderDifference, Preview, StockDifference
from projections.costing.api.questions import Books, currency_of, lot_cost
from projections.costing.api.staging import Alternative, alternative
from projections.costing.projector import engine as flow
from unison.lots.domain.state import UnknownLot
from unison.measures.money import EXACT, ZERO
from unison.shared.ports import Staged

MOST_LOTS = 200
"""So many finished lots a preview names at most."""


def built_on(facts: Sequence[Staged]) -> list[str]:
    """What the facts follow, as `STREAM@VERSION`: the books must have that first."""
    first: dict[str, int] = {}
    for each in facts:
        first.setdefault(each.stream, each.version - 1)
    return [f"{stream}@{version}" for stream, version in first.items()]


async def preview(cursor: AsyncCursor[DictRow], organization: UUID, facts: Sequence[Staged]) -> Preview:
    """Which stocks, orders and finished lots would be worth something else, and by how much."""
    books = Books(cursor, organization)
    return await _answer(books, await _recalculated(books, await alternative(books, facts)))


async def _recalculated(books: Books, alternative: Alternative) -> flow.Changes:
    asking = flow.recalculate(alternative.changed, alternative.overlay)
    try:
        question = next(asking)
        while True:
            question = asking.send(await books.rows(question.name, question.rows))
    except StopIteration as done:
        return done.value


async def _answer(books: Books, changes: flow.Changes) -> Preview:
    keys = [{"plant": plant, "material": material} for plant, material in changes.stocks]
    now = {(r["plant"], r["material"]): (r["quantity"], r["value"]) for r in await books.rows("list_stocks_now", keys)}
    names = [{"work_order": name} for name in changes.orders]
    accounts = {
        r["work_order"]: (r["charged"], r["transferred"], r["variance"], r["in_process"])
        for r in await books.rows("list_accounts_now", names)
    }
    unnamed = [{"plant": k[0], "material": k[1], "id": id} for k, id in flow.unnamed_outputs(changes)]
    lots = {row["id"]: row["lot"] for row in await books.rows("read_referred", unnamed)}
    differences = list(flow.lot_differences(changes, lots).items())
    return Preview(
        currency=await currency_of(books.cursor),
        entries=len(changes.entries) + len(changes.order_entries),
        stocks=[
            StockDifference(plant=s.key[0], material=s.key[1], quantity=_shown(s.quantity), value=_shown(s.value))
            for s in flow.stock_previews(changes, now)
        ],
        orders=[
            OrderDifference(
                work_order=o.work_order,
                charged=_shown(o.charged),
                transferred=_shown(o.transferred),
                variance=_shown(o.variance),
                in_process=_shown(o.in_process),
            )
            for o in flow.order_previews(changes, accounts)
        ],
        lots=[await _lot(books, lot, difference) for lot, difference in differences[:MOST_LOTS]],
    )


async def _lot(books: Books, lot: str, difference: Decimal) -> LotDifference:
    try:
        known = await lot_cost(books.cursor, lot)
        number, material, before = known.number, known.material, known.cost
    except UnknownLot:  # the command makes it
        number, material, before = lot, None, ZERO
    cost = BeforeAfter(before=before, after=EXACT.add(before, difference), difference=difference)
    return LotDifference(lot=lot, number=number, material=material, cost=cost)


def _shown(each: flow.Difference) -> BeforeAfter:
    return BeforeAfter(before=each.before, after=each.after, difference=each.difference)
