"""One function for each fact that tells how a machine spent its time, or how long a piece should take."""

import json
from collections.abc import Iterator, Sequence
from itertools import batched
from typing import Any
from uuid import UUID

from unison.equipment import domain as e
from unison.infrastructure.projection.engine import Projection, Tables, Write
from unison.infrastructure.sql import statements
from unison.plants import domain as p
from unison.shared.events import Recorded
from unison.work_orders.domain import facts as w


def registered(fact: e.EquipmentRegistered, event: Recorded[Any]) -> Iterator[Write]:
    yield Write("register_equipment", event.key, {"equipment": event.key, "plant": fact.plant})


def ideal_cycle_set(fact: e.IdealCycleTimeSet, event: Recorded[Any]) -> Iterator[Write]:
    row = {
        "equipment": event.key,
        "product": fact.product,
        "cycle_time_s": fact.cycle_time_s,
        "version": event.version,
    }
    yield Write("set_ideal_cycle", (event.key, fact.product), row)


def reported(fact: w.ProductionLogged | w.ProductionLogCorrected, event: Recorded[Any]) -> Iterator[Write]:
    """The log as it stands, and every form it had before."""
    told = {**vars(fact), "reason": fact.scrap_reason or fact.reason}
    row = {**told, "work_order": event.key, "struck": False, **_learned(event)}
    touches = json.dumps({"work_order": event.key, "log": fact.log})
    yield Write("add_report", (event.key, event.version), row, touches)


def struck(fact: w.ProductionLogStruck, event: Recorded[Any]) -> Iterator[Write]:
    """The last form of the log: there was none. Nothing is counted of it."""
    nothing = {"good_pcs": 0, "rejected_pcs": 0, "rework_pcs": 0, "review_pcs": 0, "ended_at": fact.started_at}
    row = {**vars(fact), **nothing, "work_order": event.key, "struck": True, **_learned(event)}
    touches = json.dumps({"work_order": event.key, "log": fact.log})
    yield Write("add_report", (event.key, event.version), row, touches)


def state_changed(fact: e.EquipmentStateChanged, event: Recorded[Any]) -> Iterator[Write]:
    """What the machine was in before is over, and is an interval; what it is in now is counted by who asks."""
    now = {"equipment": event.key, "state": fact.state, "state_since": fact.since, "state_reason": fact.reason}
    now |= {f"state_{name}": value for name, value in _learned(event).items()}
    yield Write("set_state", event.key, now)
    if fact.previous_state and fact.previous_since:
        over = {"kind": fact.previous_state, "started_at": fact.previous_since, "ended_at": fact.since}
        yield _interval({**over, "reason": fact.previous_reason}, event)


def interval_recorded(fact: e.EquipmentIntervalRecorded, event: Recorded[Any]) -> Iterator[Write]:
    yield _interval(vars(fact), event)


def _interval(row: dict[str, Any], event: Recorded[Any]) -> Write:
    touches = json.dumps({"equipment": event.key, "version": event.version})
    row = {**row, "equipment": event.key, **_learned(event)}
    return Write("add_interval", (event.key, event.version), row, touches)


def _learned(event: Recorded[Any]) -> dict[str, Any]:
    return {
        "version": event.version,
        "by_user": event.meta.user,
        "recorded_at": event.recorded_at,
        "feed_seq": event.seq,
    }


def clock_told(fact: p.PlantOpened | p.PlantChanged, event: Recorded[Any]) -> Iterator[Write]:
    row = {"plant": event.key, "version": event.version, **p.clock_of(fact)}
    touches = json.dumps({"plant": event.key, "since": str(fact.valid_from)})
    yield Write("set_clock", (event.key, "clock", fact.valid_from), row, touches=touches)


_COUNTING = ("count_spans", "count_overlaps", "forget_empty")
_RECOUNTED = 1_000
"""Logs and intervals that are counted again at once."""


def recount_plants(tables: Tables, touched: Sequence[tuple[UUID, str]]) -> None:
    """Where a plant's clock has changed, cuts again what was told of its machines."""
    plants = [
        {"organization_id": organization, "key": key} for organization, key in touched if "plant" in json.loads(key)
    ]
    if plants:
        for entries in batched(tables.read("list_entries_of_plants", plants), _RECOUNTED):
            for statement in _COUNTING:
                tables.write(statement, entries)


PROJECTION = Projection(
    "oee",
    __package__ or "",
    statements("projections.oee"),
    on={
        p.PlantOpened: clock_told,
        p.PlantChanged: clock_told,
        e.EquipmentRegistered: registered,
        e.IdealCycleTimeSet: ideal_cycle_set,
        e.EquipmentStateChanged: state_changed,
        e.EquipmentIntervalRecorded: interval_recorded,
        w.ProductionLogged: reported,
        w.ProductionLogCorrected: reported,
        w.ProductionLogStruck: struck,
    },
    after=("mark_superseded", *_COUNTING),
    after_batch=recount_plants,
)
