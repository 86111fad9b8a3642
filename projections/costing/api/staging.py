"""What staged facts would change: the rows that the projection writes for them, laid over those that stand. Nothing is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from projections.costing.api.questions import Books, currency_of
from projections.costing.projector import PROJECTION
from projections.costing.projector import engine as flow
from projections.costing.projector.recalculating import changed_from
from unison.infrastructure.projection.engine import Write
from unison.shared.errors import RuleRefusal
from unison.shared.events import Recorded
from unison.shared.ports import Staged
from unison.shared.time import now

type Row = Mapping[str, Any]

RULES: Mapping[str, str] = {
    "method": "costing method",
    "revalued": "standard cost or revaluation",
    "put_rate": "rate",
    "put_currency": "currency",
}
"""What many facts are valued by, by the kind of movement or the statement that writes it."""


FROM_LOT_TO_LOT = ("split", "split_off", "merged_into", "merged_from")
"""Movements within one stock, which change nothing of it."""


class NotPreviewed(RuleRefusal, code="not_previewed"):
    """A {rule} values many facts anew, and what that changes is not shown beforehand. Preview a movement, a log, time or a charge;
    this one send without, and look at GET /api/v1/costing/valuation."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """What would stand instead, and where that is first seen."""

    overlay: flow.Overlay
    changed: Sequence[flow.ChangedFrom]


async def alternative(books: Books, facts: Sequence[Staged]) -> Alternative:
    """What the facts would write if they were the next of the feed; refuses `NotPreviewed`."""
    staging = _Staging(books)
    next_number = await books.next_number()
    for number, staged in enumerate(facts, start=next_number):
        if type(staged.fact) in PROJECTION.on:
            for write in PROJECTION.writes(_recorded(books, staged, number)):
                await staging.take(write)
    return await staging.alternative()


def _recorded(books: Books, staged: Staged, number: int) -> Recorded[Any]:
    return Recorded(
        number,
        books.organization,
        staged.stream,
        staged.version,
        staged.fact,
        staged.meta,
        staged.occurred_at,
        now(),
    )


class _Staging:
    """The rows that would be told, as `queries.sql` writes them."""

    def __init__(self, books: Books) -> None:
        self._books = books
        self._lots: dict[str, flow.StockKey] = {}
        self._movements: dict[str, Row] = {}
        self._replaced: dict[str, Row] = {}
        self._postings: dict[tuple[str, str], Row] = {}
        self._changed: list[flow.ChangedFrom] = []

    async def take(self, write: Write) -> None:
        row = write.row
        if rule := RULES.get(write.statement) or RULES.get(row.get("kind", "")):
            raise NotPreviewed(rule=rule)
        match write.statement:
            case "add_lot":
                if await self._stock_of(row["lot"]) is None:
                    self._lots[row["lot"]] = (row["plant"], row["material"])
            case "add_movement":
                await self._add_movement(row)
            case "correct_movement":
                await self._correct_movement(row)
            case "add_posting":
                await self._put_posting(row)
            case "put_time":
                await self._correct_posting(row, or_put=True)
            case "correct_posting" | "share_time":
                await self._correct_posting(row)
            case "add_order" | "name_lot":
                pass  # of the one nothing is told yet, and a number costs nothing
            case other:
                raise LookupError(f"no preview of what {other} writes")

    # Movements ----------------------------------------------------------------------------------------------------

    async def _stock_of(self, lot: str) -> flow.StockKey | None:
        if lot in self._lots:
            return self._lots[lot]
        found = await self._books.ask("find_lot", lot=lot)
        return (found[0]["plant"], found[0]["material"]) if found else None

    async def _add_movement(self, row: Row) -> None:
        """Of a lot that nobody knows, or that this viewer may not see, there is nothing to show."""
        if (key := await self._stock_of(row["lot"])) is not None:
            await self._put_movement({**_NO_MOVEMENT, **row, "plant": key[0], "material": key[1]})

    async def _correct_movement(self, row: Row) -> None:
        fact = row["fact"]
        before = self._movements.get(fact)
        if before is None:
            found = await self._books.ask("find_movement", fact=fact)
            if not found or found[0]["plant"] is None:
                return
            before = self._replaced[fact] = found[0]
            told = [{"fact": fact}]
            await self._note("find_changed_stocks", told)
            await self._note("find_changed_outputs", told)
        await self._put_movement({**before, **_corrected(before, row)})

    async def _put_movement(self, row: Row) -> None:
        self._movements[row["fact"]] = row
        step = flow.Step(row["at"], row["order_key"], 1, row["id"])
        self._changed.append(flow.ChangedFrom(step, stock=(row["plant"], row["material"])))
        if row["kind"] == "produced":
            self._changed.append(flow.ChangedFrom(step._replace(rank=0), order=row["work_order"]))
        if row["kind"] in ("received", "consumed", "shipped"):
            await self._note("find_returns_since", [{"lot": row["lot"], "at": row["at"]}])

    async def _weigh_counts(self) -> None:
        """The counts of the lots that are told of, where they would have something else to explain."""
        for lot in sorted({row["lot"] for row in self._movements.values() if row["lot"] is not None}):
            stored = await self._books.rows("read_movements_of_lots", [{"lot": lot}])
            rows = {row["fact"]: row for row in stored}
            rows |= {fact: row for fact, row in self._movements.items() if row["lot"] == lot}
            standing = [row for row in rows.values() if not row.get("struck") and row["kind"] != "cost_added"]
            standing.sort(key=lambda row: (row["at"], row["order_key"]))
            for fact, difference in flow.differences_of_counts(standing).items():
                if rows[fact]["quantity"] != difference:
                    await self._put_movement({**await self._as_it_stands(fact), "quantity": difference})

    async def _as_it_stands(self, fact: str) -> Row:
        return self._movements.get(fact) or (await self._books.ask("find_movement", fact=fact))[0]

    async def _note(self, question: str, rows: Sequence[Row]) -> None:
        self._changed += [changed_from(each) for each in await self._books.rows(question, rows)]

    # Postings -----------------------------------------------------------------------------------------------------

    async def _correct_posting(self, row: Row, *, or_put: bool = False) -> None:
        """What stands under its name has its place still; where nothing does, it may be put there."""
        name = {"work_order": row["work_order"], "name": row["name"]}
        before = self._postings.get((row["work_order"], row["name"]))
        if before is None:
            found = await self._books.ask("find_posting", **name)
            if not found:
                if or_put:
                    await self._put_posting(row)
                return
            before = found[0]
            await self._note("find_changed_postings", [name])
        place = {each: before[each] for each in ("fact", "id", "order_key")}
        await self._put_posting({**before, **row, **place})

    async def _put_posting(self, row: Row) -> None:
        self._postings[row["work_order"], row["name"]] = row
        self._changed.append(
            flow.ChangedFrom(flow.Step(row["at"], row["order_key"], 2, row["id"]), order=row["work_order"])
        )

    # What would stand ---------------------------------------------------------------------------------------------

    async def alternative(self) -> Alternative:
        await self._weigh_counts()
        movements: dict[str, tuple[flow.StockKey, flow.Movement | None]] = {}
        told: dict[str, tuple[str, flow.OrderPosting | None]] = {}
        for row in self._movements.values():
            stands = None if row["struck"] or row["kind"] in FROM_LOT_TO_LOT else await self._movement(row)
            movements[row["id"]] = ((row["plant"], row["material"]), stands)
            if row["kind"] == "produced":
                told[row["id"]] = (row["work_order"], None if row["struck"] else await self._output(row))
        for (work_order, _), row in self._postings.items():
            told[row["id"]] = (work_order, await self._posting(row))
        replaced = {row["id"]: await self._movement(row) for row in self._replaced.values() if not row["struck"]}
        return Alternative(flow.Overlay(movements, told, replaced), self._changed)

    async def _movement(self, row: Row) -> flow.Movement:
        known = row["exchange_rate"] is not None or row["currency"] in (None, await currency_of(self._books.cursor))
        costs = {name: row[name] if known else None for name in ("unit_cost", "total_cost")}
        refers = None if row["refers_fact"] is None else await self._id_of(row["refers_fact"])
        return flow.movement_from({"lots": None, **row, **costs, "refers": refers})

    async def _id_of(self, fact: str) -> str | None:
        if fact in self._movements:
            return self._movements[fact]["id"]
        found = await self._books.ask("find_movement", fact=fact)
        return found[0]["id"] if found else None

    async def _output(self, row: Row) -> flow.OrderPosting:
        """What its order is told of an output."""
        step = {name: row[name] for name in ("plant", "material", "at", "order_key")}
        ((standard_cost,),) = [each.values() for each in await self._books.ask("find_standard_cost", **step)]
        kind = "by_product" if row["by_product"] else "output"
        return flow.posting_from({**_NO_POSTING, **row, "kind": kind, "amount": None, "standard_cost": standard_cost})

    async def _posting(self, row: Row) -> flow.OrderPosting:
        timed = row.get("seconds") is not None
        rate = await self._rate(row["kind"], row["rated_as"], row["began_at"]) if timed else None
        return flow.posting_from({**_NO_POSTING, **row, "rate_per_hour": rate})

    async def _rate(self, kind: str, who: str, at: datetime) -> Decimal | None:
        found = await self._books.ask("find_rate", kind=kind, who=who, at=at)
        return found[0]["rate_per_hour"] if found else None


_NO_MOVEMENT: Row = dict.fromkeys(
    (
        "quantity",
        "found",
        "unit_cost",
        "total_cost",
        "currency",
        "exchange_rate",
        "amount",
        "method",
        "work_order",
        "refers_fact",
        "into_lot",
        "lots",
    )
) | {"by_product": False, "struck": False}

_NO_POSTING: Row = dict.fromkeys(
    ("amount", "seconds", "quantity", "plant", "material", "standard_cost", "rate_per_hour")
)


def _first(before: Row, name: str) -> Any:
    """As it was told first."""
    return before.get(f"first_{name}", before[name])


def _corrected(before: Row, row: Row) -> dict[str, Any]:
    """As `correct_movement`: what is not said anew is as it was told first."""
    stands: dict[str, Any] = {
        name: _first(before, name) if row[name] is None else row[name] for name in ("quantity", "at")
    }
    anew = not (row["unit_cost"] is row["total_cost"] is None)
    stands |= {name: row[name] if anew else _first(before, name) for name in ("unit_cost", "total_cost")}
    if before["kind"] == "counted":
        stands |= {"found": stands["quantity"], "quantity": before["quantity"]}
    return {**stands, "struck": row["struck"]}
