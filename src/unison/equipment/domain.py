"""The rules of a piece of equipment: functions on frozen data."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from unison.shared.errors import Implausible, MalformedRefusal, RuleRefusal, UnknownRefusal
from unison.shared.events import Fact
from unison.shared.plausibility import lasting
from unison.shared.ports import Aggregate
from unison.shared.time import LONGEST_INTERVAL


class EquipmentState(StrEnum):
    """What a machine does, in the time model of ISO 22400-2."""

    PRODUCTION = "production"
    SETUP = "setup"
    BREAKDOWN = "breakdown"
    PLANNED_STOP = "planned_stop"
    IDLE = "idle"


# Facts -----------------------------------------------------------------------------------------------------------


class EquipmentRegistered(Fact, topic="equipment.EquipmentRegistered"):
    plant: str
    name: str | None = None
    work_center: str | None = None


class EquipmentStateChanged(Fact, topic="equipment.EquipmentStateChanged"):
    """The machine is in `state` since `since`; what it was in before ended at that moment."""

    state: EquipmentState
    since: datetime
    reason: str | None = None
    previous_state: EquipmentState | None = None
    previous_since: datetime | None = None
    previous_reason: str | None = None


class EquipmentIntervalRecorded(Fact, topic="equipment.EquipmentIntervalRecorded"):
    """A closed interval, told afterwards."""

    interval: str
    kind: EquipmentState
    started_at: datetime
    ended_at: datetime
    reason: str | None = None


class IdealCycleTimeSet(Fact, topic="equipment.IdealCycleTimeSet"):
    """The shortest time in which the machine can make one piece of a product, in seconds."""

    product: str
    cycle_time_s: Decimal


# State -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Interval:
    """What the machine did from when to when, as it was told afterwards."""

    interval: str
    kind: EquipmentState
    started_at: datetime
    ended_at: datetime


REMEMBERED = 100
"""So many of the last intervals that were told are held against the next one."""


@dataclass(frozen=True, kw_only=True)
class Equipment:
    """`intervals` are the last ones that were told."""

    plant: str
    registered_at: datetime
    state: EquipmentState | None = None
    since: datetime | None = None
    reason: str | None = None
    cycle_times_s: Mapping[str, Decimal] = field(default_factory=dict[str, Decimal])
    intervals: tuple[Interval, ...] = ()


def evolve(equipment: Equipment | None, fact: Fact, at: datetime) -> Equipment:
    """The equipment after a fact. Never refuses; an unknown fact raises."""
    if equipment is None:
        if not isinstance(fact, EquipmentRegistered):
            raise TypeError(f"equipment cannot begin with {type(fact).__name__}")
        return Equipment(plant=fact.plant, registered_at=at)
    match fact:
        case EquipmentStateChanged():
            return replace(equipment, state=fact.state, since=fact.since, reason=fact.reason)
        case EquipmentIntervalRecorded():
            told = Interval(**{name: getattr(fact, name) for name in Interval.__dataclass_fields__})
            return replace(equipment, intervals=(*equipment.intervals, told)[-REMEMBERED:])
        case IdealCycleTimeSet():
            return replace(equipment, cycle_times_s={**equipment.cycle_times_s, fact.product: fact.cycle_time_s})
        case _:
            raise TypeError(f"equipment knows nothing of {type(fact).__name__}")


# Refusals --------------------------------------------------------------------------------------------------------


class UnknownEquipment(UnknownRefusal, code="unknown_equipment"):
    """There is no equipment {key}. Check the name, or register it first."""


class EquipmentExists(RuleRefusal, code="equipment_exists"):
    """There is equipment {key} already. Choose another name."""


class AlreadyInState(RuleRefusal, code="already_in_state"):
    """The equipment is in {state} already, since {since}. Change nothing, or give the new reason."""


class BeforeLastChange(RuleRefusal, code="before_last_change"):
    """The state changed at {since}, after {at}. Record what happened earlier as an interval."""


class EndsBeforeStart(RuleRefusal, code="interval_ends_before_start"):
    """ended_at ({ended_at}) is before started_at ({started_at}). Check both times and their time zones."""


class EndsInFuture(MalformedRefusal, code="interval_ends_in_future"):
    """ended_at ({ended_at}) is later than now. Record the interval when it has ended, or check the date."""


class LastsTooLong(MalformedRefusal, code="interval_lasts_too_long"):
    """From {started_at} to {ended_at} is longer than a year. Check both years."""


class BeforeRegistered(Implausible, code="before_registered"):
    """The equipment {key} is there since {began}, and this is told of {moment}. Check the moment; a machine is registered as of
    the moment from which on it is there (occurred_at)."""


EQUIPMENT = Aggregate(
    "equipment", Equipment, evolve, UnknownEquipment, EquipmentExists,
    began=lambda equipment: equipment.registered_at, too_early=BeforeRegistered,
)  # fmt: skip

# Decisions -------------------------------------------------------------------------------------------------------


def register(*, plant: str, name: str | None, work_center: str | None) -> EquipmentRegistered:
    return EquipmentRegistered(plant=plant, name=name, work_center=work_center)


def change_state(
    equipment: Equipment, *, state: EquipmentState, reason: str | None, at: datetime
) -> EquipmentStateChanged:
    """From `at` on the machine is in `state`. What happened before the last change is told as an interval."""
    if equipment.since is not None and at < equipment.since:
        raise BeforeLastChange(since=equipment.since.isoformat(), at=at.isoformat())
    if (equipment.state, equipment.reason) == (state, reason) and equipment.since is not None:
        raise AlreadyInState(state=state.value, since=equipment.since.isoformat())
    return EquipmentStateChanged(
        state=state,
        since=at,
        reason=reason,
        previous_state=equipment.state,
        previous_since=equipment.since,
        previous_reason=equipment.reason,
    )


class SameInterval(Implausible, code="same_interval"):
    """The equipment has {kind} from {started_at} to {ended_at} already, which this would tell again. Leave it out, unless it is
    meant."""


_WORK = (EquipmentState.PRODUCTION, EquipmentState.SETUP, EquipmentState.BREAKDOWN)


def doubts_of_interval(
    equipment: Equipment, *, kind: EquipmentState, started_at: datetime, ended_at: datetime
) -> Iterator[Implausible]:
    """Warns of what was told before, and of work that lasts longer than a day; a planned stop or idle time may last."""
    for other in equipment.intervals:
        if other.kind is kind and (other.started_at, other.ended_at) == (started_at, ended_at):
            yield SameInterval(kind=kind.value, started_at=started_at.isoformat(), ended_at=ended_at.isoformat())
            break
    if kind in _WORK:
        yield from lasting(started_at, ended_at)


def record_interval(
    equipment: Equipment,  # noqa: ARG001 - it must exist, and that is all
    *,
    interval: str,
    kind: EquipmentState,
    started_at: datetime,
    ended_at: datetime,
    reason: str | None,
    latest: datetime,
) -> EquipmentIntervalRecorded:
    """Intervals may overlap: which one counts is the time model's affair. None may end after `latest`, which is now."""
    if ended_at < started_at:
        raise EndsBeforeStart(started_at=started_at.isoformat(), ended_at=ended_at.isoformat())
    if ended_at > latest:
        raise EndsInFuture(ended_at=ended_at.isoformat())
    if ended_at - started_at > LONGEST_INTERVAL:
        raise LastsTooLong(started_at=started_at.isoformat(), ended_at=ended_at.isoformat())
    return EquipmentIntervalRecorded(
        interval=interval, kind=kind, started_at=started_at, ended_at=ended_at, reason=reason
    )


def set_ideal_cycle_time(equipment: Equipment, *, product: str, cycle_time_s: Decimal) -> IdealCycleTimeSet:  # noqa: ARG001
    return IdealCycleTimeSet(product=product, cycle_time_s=cycle_time_s)
