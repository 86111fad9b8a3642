"""OEE's sums grow by what each fact changes: whatever comes in whatever order, they are those of a full count."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from itertools import batched
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import psycopg
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from projections.oee import PROJECTION
from tests.conftest import Organization
from unison.equipment.domain import EquipmentIntervalRecorded, EquipmentState
from unison.infrastructure.projection.engine import apply
from unison.measures.oee import time_use
from unison.measures.shift_days import cut_at_shift_days
from unison.shared.events import Fact, Meta, Recorded
from unison.work_orders.domain.facts import Activity, ProductionLogCorrected, ProductionLogged, ProductionLogStruck

BEGIN = datetime(2026, 3, 2, 5, tzinfo=UTC)
PRODUCTS = {"W1": "Gear", "W2": "Shaft", "W3": "Gear"}

type Row = tuple[Any, ...]

_minutes = st.integers(0, 4_000)
_lengths = st.one_of(st.integers(0, 30), st.integers(0, 2_000))
_told = st.lists(
    st.tuples(
        st.sampled_from(["log", "log", "log", "correct", "strike", "interval", "planned_stop"]),
        st.integers(0, 5),  # which log, of which order
        st.sampled_from(["M1", "M1", "M2"]),
        st.sampled_from(list(Activity)),
        _minutes,
        _lengths,
        st.integers(0, 9),
    ),
    min_size=1,
    max_size=14,
)


def facts(told: Sequence[tuple[Any, ...]], organization: UUID) -> list[Recorded[Fact]]:
    """What was told as the feed would have it; a log that there is already is corrected, one that there is not is logged."""
    known, versions, events = set[str](), defaultdict[str, int](int), list[Recorded[Fact]]()
    for kind, number, machine, activity, begins, lasts, pieces in told:
        order, log = f"W{number % 3 + 1}", f"L{number}"
        spans: dict[str, Any] = {
            "started_at": BEGIN + timedelta(minutes=begins),
            "ended_at": BEGIN + timedelta(minutes=begins + lasts),
        }
        made: dict[str, Any] = {"activity": activity, "good_pcs": pieces, "rejected_pcs": pieces // 3}
        made |= {"log": log, "equipment": machine, "product": PRODUCTS[order]}
        stream, fact = f"work_orders:{order}", None
        if kind in ("interval", "planned_stop"):
            stream, told_kind = f"equipment:{machine}", EquipmentState(activity if kind == "interval" else kind)
            fact = EquipmentIntervalRecorded(interval=f"I{len(events)}", kind=told_kind, **spans)
        elif log not in known:
            fact = ProductionLogged(**made, **spans)
        elif kind == "strike":
            fact = ProductionLogStruck(
                log=log, why="twice", product=PRODUCTS[order], equipment=machine, activity=activity, started_at=spans["started_at"]
            )  # fmt: skip
        else:
            fact = ProductionLogCorrected(why="wrong", **made, **spans)
        known |= {log} if isinstance(fact, ProductionLogged) else set()
        versions[stream] += 1
        events.append(
            Recorded(len(events) + 1, organization, stream, versions[stream], fact, Meta(), spans["ended_at"], BEGIN)
        )
    return events


def full_count(events: Sequence[Recorded[Fact]]) -> tuple[set[Row], set[Row]]:
    """Times and pieces from the forms that stand, by `unison.measures` alone. What was struck is nowhere."""
    standing: dict[Any, Any] = {}
    for event in events:
        fact: Any = event.fact
        standing[event.stream_id, fact.log if hasattr(fact, "log") else event.version] = event
    spent, made = defaultdict[Row, list[Any]](list), defaultdict[Row, list[int]](lambda: [0, 0, 0])
    for event in standing.values():
        fact = event.fact
        if isinstance(fact, ProductionLogStruck):
            continue
        logged = hasattr(fact, "log")
        machine = fact.equipment if logged else event.key
        good, rejected = getattr(fact, "good_pcs", 0), getattr(fact, "rejected_pcs", 0)
        for piece in cut_at_shift_days(fact.started_at, fact.ended_at, time(6), ZoneInfo("UTC")):
            groups: list[Row] = [("machine", machine, piece.day, "", "")]
            if logged:
                groups.append(("order", machine, piece.day, event.key, fact.product))
                groups.append(("product", machine, piece.day, "", fact.product))
                sums = made[machine, piece.day, event.key, fact.product]
                sums[0], sums[1], sums[2] = sums[0] + 1, sums[1] + good, sums[2] + rejected
                good = rejected = 0
            for group in groups:
                spent[group].append((piece.start, piece.end, fact.activity if logged else fact.kind))
    times = {(*group, len(all_), *_times(group, all_, spent)) for group, all_ in spent.items()}
    return times, {(*group, *pieces) for group, pieces in made.items()}


def _times(group: Row, intervals: list[Any], spent: Mapping[Row, list[Any]]) -> Row:
    """The machine's planned stops are taken out of what was reported for an order or a product."""
    _, machine, day, _, _ = group
    stops = [each for each in spent["machine", machine, day, "", ""] if each[2] == "planned_stop"]
    use, own = time_use([*intervals, *stops]), time_use(intervals)
    stop_s = use.planned_stop_s if group[0] == "machine" else own.planned_busy_s - use.planned_busy_s
    kinds = (use.breakdown_s, use.setup_s, use.production_s, stop_s, use.idle_s)
    return tuple(round(1_000_000 * seconds) for seconds in kinds)


def sums(cursor: psycopg.Cursor[Any], organization: UUID) -> tuple[set[Row], set[Row]]:
    times = cursor.execute(
        """SELECT grain, equipment, day, work_order, product, spans, breakdown_us, setup_us, production_us, planned_stop_us,
             idle_us
           FROM times WHERE organization_id = %s""",
        (organization,),
    ).fetchall()
    pieces = cursor.execute(
        "SELECT equipment, day, work_order, product, spans, good_pcs, rejected_pcs FROM pieces WHERE organization_id = %s",
        (organization,),
    ).fetchall()
    return set(times), set(pieces)


def rows(cursor: psycopg.Cursor[Any], organization: UUID) -> Iterator[list[Row]]:
    """Every row of what is summed and of the sums, but for the organization."""
    for table in (b"spans", b"times", b"pieces"):
        cursor.execute(
            b"SELECT (to_jsonb(t) - 'organization_id')::text FROM "
            + table
            + b" t WHERE organization_id = %s ORDER BY 1",
            (organization,),
        )
        yield cursor.fetchall()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=_told, size=st.integers(1, 6), again=st.integers(0, 14))
def test_what_comes_bit_by_bit_is_as_counted_at_once(
    worker: psycopg.Connection[Any], organization: Organization, told: Any, size: int, again: int
) -> None:
    """Logs, corrections that move them, strikes, intervals of machines, with and without overlaps; some told twice."""
    with worker.transaction(force_rollback=True), worker.cursor() as cursor:
        cursor.execute("SELECT set_config('search_path', 'oee, unison', true)")
        events = facts(told, organization.id)
        for batch in batched(events, size):
            apply(cursor, PROJECTION, batch)
        apply(cursor, PROJECTION, events[:again])
        assert sums(cursor, organization.id) == full_count(events)
        at_once = uuid4()
        apply(cursor, PROJECTION, facts(told, at_once))
        assert list(rows(cursor, organization.id)) == list(rows(cursor, at_once)), "as a rebuild has it"
