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
    touches = json.dumps({"machine": event.key})
    yield Write("register_equipment", event.key, {"equipment": event.key, "plant": fact.plant}, touches)


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
    yield _state(event, event.version, fact.state, fact.since, fact.reason)
    if fact.previous is not None:
        yield _interval(event, fact.previous, **_before(fact), ended_at=fact.since)


def state_corrected(fact: e.EquipmentStateCorrected, event: Recorded[Any]) -> Iterator[Write]:
    """The change, and the one before it, which ends with it; where it is struck that one goes on to the next, or until now."""
    told: dict[str, Any] = {"kind": fact.told_state, "started_at": fact.told_since, "reason": fact.told_reason}
    over: dict[str, Any] = {"kind": fact.state, "started_at": fact.since, "reason": fact.reason}
    if fact.until is None:
        yield _interval(
            event, fact.statement, **told, ended_at=max(fact.told_since, event.recorded_at), struck=True, why=fact.why
        )
    elif fact.struck:
        yield _interval(event, fact.statement, **told, ended_at=fact.told_since, struck=True, why=fact.why)
    else:
        yield _interval(event, fact.statement, **over, ended_at=fact.until, why=fact.why)
    if fact.previous is not None:
        goes_on = fact.struck and fact.until is None
        ended_at = (fact.until if fact.struck else fact.since) or fact.previous_since
        yield _interval(event, fact.previous, **_before(fact), ended_at=ended_at, goes_on=goes_on, why=fact.why)
    if fact.until is None:
        if not fact.struck:
            yield _state(event, fact.statement, fact.state, fact.since, fact.reason)
        else:
            yield _state(event, fact.previous, fact.previous_state, fact.previous_since, fact.previous_reason)


def _before(fact: e.EquipmentStateChanged | e.EquipmentStateCorrected) -> dict[str, Any]:
    return {"kind": fact.previous_state, "started_at": fact.previous_since, "reason": fact.previous_reason}


def _state(event: Recorded[Any], statement: int | None, state: Any, since: Any, reason: str | None) -> Write:
    """What the machine is in now, by the statement that told it first; None: nobody has told."""
    now = {
        "equipment": event.key,
        "state": state,
        "state_since": since,
        "state_reason": reason,
        "state_statement": statement,
    }
    now |= {f"state_{name}": value for name, value in _learned(event).items()}
    return Write("set_state", event.key, now)


def interval_recorded(fact: e.EquipmentIntervalRecorded, event: Recorded[Any]) -> Iterator[Write]:
    yield _interval(event, event.version, **_interval_of(fact))


def interval_corrected(fact: e.EquipmentIntervalCorrected, event: Recorded[Any]) -> Iterator[Write]:
    yield _interval(event, fact.statement, **_interval_of(fact), struck=fact.struck, why=fact.why)


def _interval_of(fact: e.EquipmentIntervalRecorded | e.EquipmentIntervalCorrected) -> dict[str, Any]:
    return {name: getattr(fact, name) for name in ("kind", "started_at", "ended_at", "reason")}


def _interval(
    event: Recorded[Any], statement: int, *, struck: bool = False, goes_on: bool = False, **told: Any
) -> Write:
    """A form of what was told of the machine first by the fact at version `statement`."""
    touches = json.dumps({"equipment": event.key, "version": statement})
    row = {**told, "equipment": event.key, "struck": struck, "goes_on": goes_on, **_learned(event)}
    row |= {"version": statement, "form": event.version}
    return Write("add_interval", (event.key, statement, event.version), row, touches)


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


def recount(tables: Tables, touched: Sequence[tuple[UUID, str]]) -> None:
    """Cuts again what was told of a machine before anybody said where it stands, and of the machines of a plant whose clock has
    changed."""
    for told, statement in (("machine", "place_entries"), ("plant", "list_entries_of_plants")):
        keys = [
            {"organization_id": organization, "key": key} for organization, key in touched if told in json.loads(key)
        ]
        if keys:
            for entries in batched(tables.read(statement, keys), _RECOUNTED):
                for count in _COUNTING:
                    tables.write(count, entries)


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
        e.EquipmentStateCorrected: state_corrected,
        e.EquipmentIntervalRecorded: interval_recorded,
        e.EquipmentIntervalCorrected: interval_corrected,
        w.ProductionLogged: reported,
        w.ProductionLogCorrected: reported,
        w.ProductionLogStruck: struck,
    },
    after=("mark_superseded", "mark_superseded_intervals", *_COUNTING),
    after_batch=recount,
)
