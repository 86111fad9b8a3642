"""What goes on now, counted up to the moment of the question.

The sums hold what has ended. A machine that is in a state adds to them, and may take out what weaker kinds had: of the shift day
in which the state began and of today that follows from the spans; of a day between, when it was in the state throughout, from sums.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

import orjson
import psycopg
from psycopg.rows import DictRow

from projections.oee.api.answers import By
from projections.oee.projector import PROJECTION
from unison.measures.oee import PRECEDENCE, Kind, TimeUse, going_on_throughout, time_use
from unison.measures.shift_days import PlantClock, ShiftCalendar, ShiftDayPiece

type Cursor = psycopg.AsyncCursor[DictRow]
type Grain = Literal["machine", "order", "product"]
type Group = tuple[str, str]
"""An order and a product; both empty for the whole machine."""

COLUMNS: Mapping[By, str] = {"equipment": "equipment", "day": "day", "order": "work_order", "product": "product"}


@dataclass(frozen=True, slots=True)
class Added:
    """What goes on adds to one sum, in seconds by kind; less than 0 where it takes out."""

    equipment: str
    day: date
    work_order: str
    product: str
    seconds: Mapping[Kind, float]


@dataclass(frozen=True, slots=True)
class _State:
    """A machine, what it is in, and since when, cut where shift days begin: the first piece and the last may be parts of a day."""

    equipment: str
    plant: str
    kind: Kind
    pieces: Sequence[ShiftDayPiece]


def grain_of(by: Sequence[By]) -> Grain:
    """Within what each moment counts once."""
    return "order" if "order" in by else "product" if "product" in by else "machine"


async def what_goes_on(
    cursor: Cursor,
    by: Sequence[By],
    at: datetime,
    *,
    since: date | None = None,
    until: date | None = None,
    equipment: str | None = None,
    plant: str | None = None,
) -> list[Added]:
    """What the states that machines are in add until `at` to the sums from `since` to `until`, both shift days included.

    A machine's own state belongs to no order, but a planned stop takes time out of its reports for an order.
    """
    await cursor.execute(PROJECTION.queries["list_going_on"], {"at": at, "equipment": equipment, "plant": plant})
    found, grain = await cursor.fetchall(), grain_of(by)
    if grain != "machine":
        found = [row for row in found if row["state"] == "planned_stop"]
    if not found:
        return []
    of_plants = await calendars(cursor, plant)
    states = [
        _State(row["equipment"], row["plant"], row["state"], of_plants[row["plant"]].cut(row["state_since"], at))
        for row in found
    ]
    sums, spans = await _sums(cursor, grain, states), await _spans(cursor, states)
    return [
        added
        for state in states
        for added in _added(state, grain, sums, spans)
        if (since is None or added.day >= since) and (until is None or added.day <= until)
    ]


async def calendars(cursor: Cursor, plant: str | None) -> defaultdict[str, ShiftCalendar]:
    """The shift days of each plant, or of one; those of a plant that was never opened begin at 06:00 UTC."""
    await cursor.execute(PROJECTION.queries["list_clocks"], {"plant": plant})
    clocks = defaultdict[str, list[PlantClock]](list)
    for row in await cursor.fetchall():
        clocks[row["plant"]].append(PlantClock(row["valid_from"], row["day_starts_at"], ZoneInfo(row["time_zone"])))
    return defaultdict(ShiftCalendar, {plant: ShiftCalendar(of_plant) for plant, of_plant in clocks.items()})


type _Sums = Mapping[tuple[str, date], Mapping[Group, TimeUse]]
type _Spans = Mapping[tuple[str, date], Sequence[DictRow]]


async def _sums(cursor: Cursor, grain: Grain, states: Sequence[_State]) -> _Sums:
    days = [
        {"equipment": s.equipment, "plant": s.plant, "since": s.pieces[0].day, "until": s.pieces[-1].day}
        for s in states
    ]
    asked = {"grain": grain, "days": orjson.dumps(days).decode()}
    await cursor.execute(PROJECTION.queries["list_times_of_days"], asked)
    sums = defaultdict[tuple[str, date], dict[Group, TimeUse]](dict)
    for row in await cursor.fetchall():
        use = TimeUse(**{f"{kind}_s": row[f"{kind}_us"] / 1_000_000 for kind in PRECEDENCE})
        sums[row["equipment"], row["day"]][row["work_order"], row["product"]] = use
    return sums


async def _spans(cursor: Cursor, states: Sequence[_State]) -> _Spans:
    days = [
        {"equipment": state.equipment, "plant": state.plant, "day": day}
        for state in states
        for day in {state.pieces[0].day, state.pieces[-1].day}
    ]
    await cursor.execute(PROJECTION.queries["list_spans_of_days"], {"days": orjson.dumps(days).decode()})
    spans = defaultdict[tuple[str, date], list[DictRow]](list)
    for row in await cursor.fetchall():
        spans[row["equipment"], row["day"]].append(row)
    return spans


def _added(state: _State, grain: Grain, sums: _Sums, spans: _Spans) -> Iterator[Added]:
    for place, piece in enumerate(state.pieces):
        counted = sums.get((state.equipment, piece.day), {})
        groups = counted if grain != "machine" else {("", ""): counted.get(("", ""), TimeUse())}
        throughout = 0 < place < len(state.pieces) - 1
        for group, before in groups.items():
            if throughout:
                whole_s = (piece.end - piece.start).total_seconds() if grain == "machine" else _within(before)
                after = going_on_throughout(before, state.kind, whole_s)
            else:
                after = _united(spans.get((state.equipment, piece.day), ()), group, grain, piece, state.kind)
            seconds: dict[Kind, float] = {kind: _of(after, kind) - _of(before, kind) for kind in PRECEDENCE}
            if any(seconds.values()):
                yield Added(state.equipment, piece.day, *group, seconds)


def _of(use: TimeUse, kind: Kind) -> float:
    return getattr(use, f"{kind}_s")


def _within(use: TimeUse) -> float:
    """All the time of a group's reports."""
    return use.planned_busy_s + use.planned_stop_s


def _united(spans: Iterable[DictRow], group: Group, grain: Grain, piece: ShiftDayPiece, kind: Kind) -> TimeUse:
    """The time of a group in one shift day, from what stands of it and what goes on; of an order or a product what the machine's
    planned stops leave of its reports, and what they take out."""
    going_on = (piece.start, piece.end, kind)
    told = [(_group(row, grain), (row["begins"], row["ends"], row["kind"])) for row in spans]
    if grain == "machine":
        return time_use([*(span for _, span in told), going_on])
    own = [span for of, span in told if of == group]
    stops = [going_on, *(span for _, span in told if span[2] == "planned_stop")]
    left = time_use([*own, *stops])
    taken_s = _within(time_use(own)) - left.planned_busy_s
    return TimeUse(left.breakdown_s, left.setup_s, left.production_s, taken_s, left.idle_s)


def _group(row: DictRow, grain: Grain) -> Group | None:
    if row["work_order"] is None:
        return None
    return (row["work_order"] if grain == "order" else "", row["product"])


def with_what_goes_on(rows: Sequence[DictRow], going_on: Iterable[Added], by: Sequence[By]) -> list[DictRow]:
    """The rows of sums by `by`, with what goes on added; in the order of their keys, and with rows of what has nothing else yet."""
    found = {_key(row, by): dict(row) for row in rows}
    told = len(found)
    for added in going_on:
        key = tuple(getattr(added, COLUMNS[each]) for each in by)
        if key not in found:
            found[key] = NOTHING | {COLUMNS[each]: value for each, value in zip(by, key, strict=True)}
        row = found[key]
        for kind, seconds in added.seconds.items():
            row[f"{kind}_s"] = round(row[f"{kind}_s"] + seconds, 6)
    if len(found) == told:
        return list(found.values())
    return sorted(found.values(), key=lambda row: [str(row[column]) for column in COLUMNS.values()])


def _key(row: Mapping[str, Any], by: Sequence[By]) -> tuple[Any, ...]:
    return tuple(row[COLUMNS[each]] for each in by)


NOTHING: dict[str, Any] = {
    **dict.fromkeys(("equipment", "day", "work_order", "product")),
    **{f"{kind}_s": 0.0 for kind in PRECEDENCE},
    **dict.fromkeys(("good_pcs", "rejected_pcs", "rework_pcs", "review_pcs"), 0),
    "ideal_s": 0.0,
}
"""The row of a group of which nothing is known."""
