"""Time cut in pieces: by shift days, and jobs that run up to a moment; each with its share of the operator's time."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import orjson
from psycopg import AsyncCursor
from psycopg.rows import DictRow

from projections.labor_hours.projector import PROJECTION
from unison.labor.domain.sharing import Share, Span, Stretch, rests_within, shares_in_parts
from unison.labor.domain.state import LONGEST
from unison.measures.shift_days import PlantClock, ShiftCalendar, ShiftDayPiece


async def ask(cursor: AsyncCursor[DictRow], statement: str, **given: Any) -> list[DictRow]:
    await cursor.execute(PROJECTION.queries[statement], given)
    return await cursor.fetchall()


class Piece(NamedTuple):
    """What of an entry was in a shift day; all of it, and no day, where that was not asked."""

    day: date | None
    paid_s: Decimal
    rested_s: Decimal


async def pieces_of(
    cursor: AsyncCursor[DictRow], rows: Sequence[DictRow], at: datetime, *, by_day: bool
) -> list[tuple[DictRow, Piece]]:
    """The rows of `list_standing`, each with every piece of it. What was shared and lies in several days is shared anew, moment by
    moment; so is what runs."""
    calendars = await _calendars(cursor) if by_day else None
    days = [[] if calendars is None else calendars[r["plant"]].cut(r["started_at"], r["ended_at"]) for r in rows]
    told = [
        (place, [piece.end for piece in days[place]])
        for place, row in enumerate(rows)
        if row["runs"]
        or (len(days[place]) > 1 and (row["by_clock"] or _length_s(row) != row["paid_s"] + row["rested_s"]))
    ]
    shares = await _shares(cursor, [(rows[place], cuts) for place, cuts in told], at)
    parts = dict(zip((place for place, _ in told), shares, strict=True))
    return [(row, piece) for place, row in enumerate(rows) for piece in _pieces(row, days[place], parts.get(place))]


def _pieces(row: DictRow, days: Sequence[ShiftDayPiece], parts: Sequence[Share] | None) -> Iterable[Piece]:
    if parts is None:
        parts = _by_length(row, days) if len(days) > 1 else [_rest(row, ())]
    elif not row["runs"]:
        parts = [*parts[:-1], _rest(row, parts[:-1])]
    named = [piece.day for piece in days] or [None]
    return (Piece(day, share.paid_s, share.rested_s) for day, share in zip(named, parts, strict=True))


def _rest(row: DictRow, parts: Sequence[Share]) -> Share:
    """What the parts leave of the share that was told."""
    paid_s, rested_s = (sum((getattr(part, of) for part in parts), Decimal(0)) for of in ("paid_s", "rested_s"))
    return Share(paid_s=row["paid_s"] - paid_s, rested_s=row["rested_s"] - rested_s)


def _by_length(row: DictRow, days: Sequence[ShiftDayPiece]) -> list[Share]:
    """The breaks, of which only the length is known, by the length of the days."""
    shares = list[Share]()
    for piece in days[:-1]:
        lasted_s = Decimal(str((piece.end - piece.start).total_seconds()))
        rested_s = (row["rested_s"] * lasted_s / _length_s(row)).quantize(Decimal("0.001"))
        shares.append(Share(paid_s=lasted_s - rested_s, rested_s=rested_s))
    return [*shares, _rest(row, shares)]


def _length_s(row: DictRow) -> Decimal:
    return Decimal(str((row["ended_at"] - row["started_at"]).total_seconds()))


async def shares_so_far(cursor: AsyncCursor[DictRow], jobs: Sequence[DictRow], at: datetime) -> list[Share]:
    """The share of each job that runs up to a moment."""
    rows = [{**job, "ended_at": max(job["started_at"], min(at, job["started_at"] + LONGEST))} for job in jobs]
    return [share for (share,) in await _shares(cursor, [(row, ()) for row in rows], at)]


async def _shares(
    cursor: AsyncCursor[DictRow], cut: Sequence[tuple[DictRow, Sequence[datetime]]], at: datetime
) -> list[list[Share]]:
    """The shares of rows, in the parts between the moments at which each is cut."""
    if not cut:
        return []
    beside = await _beside(cursor, [row for row, _ in cut], at)
    by_operator = defaultdict[str, dict[str, Sequence[datetime]]](dict)
    for row, cuts in cut:
        by_operator[row["operator"]][row["entry"]] = cuts
        beside[row["operator"]].setdefault(row["entry"], Stretch(span=(row["started_at"], row["ended_at"])))
    found = {operator: shares_in_parts(beside[operator], cuts) for operator, cuts in by_operator.items()}
    return [found[row["operator"]][row["entry"]] for row, _ in cut]


async def _beside(
    cursor: AsyncCursor[DictRow], rows: Sequence[DictRow], at: datetime
) -> defaultdict[str, dict[str, Stretch]]:
    """By operator and entry, all that shares time with one of the rows, and these."""
    spans = [{"operator": r["operator"], "since": r["started_at"], "until": r["ended_at"]} for r in rows]
    given = {"spans": orjson.dumps(spans).decode(), "at": at}
    breaks = defaultdict[str, list[Span]](list)
    for row in await ask(cursor, "list_breaks", **given):
        breaks[row["operator"]].append((row["started_at"], row["ended_at"]))
    found = defaultdict[str, dict[str, Stretch]](dict)
    for row in await ask(cursor, "list_beside", **given, longest=LONGEST):
        span = (row["started_at"], max(row["started_at"], row["ended_at"]))
        rests = rests_within(breaks[row["operator"]], span) if row["by_clock"] else ()
        spread_s = Decimal(0) if row["by_clock"] else row["breaks_s"]
        found[row["operator"]][row["entry"]] = Stretch(span=span, rests=rests, breaks_s=spread_s)
    return found


async def _calendars(cursor: AsyncCursor[DictRow]) -> defaultdict[str, ShiftCalendar]:
    """The shift days of each plant; those of a plant that was never opened begin at 06:00 UTC."""
    clocks: defaultdict[str, list[PlantClock]] = defaultdict(list)
    for row in await ask(cursor, "list_clocks"):
        clocks[row["plant"]].append(PlantClock(row["valid_from"], row["day_starts_at"], ZoneInfo(row["time_zone"])))
    return defaultdict(ShiftCalendar, {plant: ShiftCalendar(of_plant) for plant, of_plant in clocks.items()})
