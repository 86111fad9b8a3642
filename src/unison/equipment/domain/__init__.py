"""The rules of a piece of equipment: functions on frozen data."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

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
    """The machine is in `state` since `since`; what it was in before, by the fact at version `previous`, ended at that moment.
    `work_orders` are those that were on it then."""

    state: EquipmentState
    since: datetime
    reason: str | None = None
    previous: int | None = None
    previous_state: EquipmentState | None = None
    previous_since: datetime | None = None
    previous_reason: str | None = None
    work_orders: tuple[str, ...] = ()


class OrderPutOn(Fact, topic="equipment.OrderPutOn"):
    """From here on the order is made on this machine, until it is taken off: also while it is paused."""

    work_order: str


class OrderTakenOff(Fact, topic="equipment.OrderTakenOff"):
    """The order is no longer made on this machine: it is completed or given up, or goes on on another one."""

    work_order: str


class EquipmentIntervalRecorded(Fact, topic="equipment.EquipmentIntervalRecorded"):
    """A closed interval, told afterwards."""

    interval: str
    kind: EquipmentState
    started_at: datetime
    ended_at: datetime
    reason: str | None = None


class EquipmentIntervalCorrected(Fact, topic="equipment.EquipmentIntervalCorrected"):
    """What is to be believed of the interval that the fact at version `statement` told; struck: there was none."""

    statement: int
    kind: EquipmentState
    started_at: datetime
    ended_at: datetime
    why: str
    reason: str | None = None
    struck: bool = False


class EquipmentStateCorrected(Fact, topic="equipment.EquipmentStateCorrected"):
    """What is to be believed of the change that the fact at version `statement` told; struck: there was none, and what the
    machine was in before went on. `told_*` is how it stood until now. `previous_*` is the change before it, which ends with
    this one; `until` is when the one after it came, None where the machine is in this state, or in the one before, now."""

    statement: int
    state: EquipmentState
    since: datetime
    told_state: EquipmentState
    told_since: datetime
    why: str
    reason: str | None = None
    struck: bool = False
    told_reason: str | None = None
    until: datetime | None = None
    previous: int | None = None
    previous_state: EquipmentState | None = None
    previous_since: datetime | None = None
    previous_reason: str | None = None


class IdealCycleTimeSet(Fact, topic="equipment.IdealCycleTimeSet"):
    """The shortest time in which the machine can make one piece of a product, in seconds."""

    product: str
    cycle_time_s: Decimal


# State -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Statement:
    """What the machine was told to have done, as it stands: an interval, or, without an end, a change that lasts until the next."""

    kind: EquipmentState
    started_at: datetime
    ended_at: datetime | None = None
    reason: str | None = None
    struck: bool = False


REMEMBERED = 100
"""So many of the last intervals, and of the last changes of state, can be corrected still, and are held against the next one."""


@dataclass(frozen=True, kw_only=True)
class Equipment:
    """`intervals` and `changes` are the last that were told, by the version of the fact that told them first; `orders` are those
    that are on it."""

    plant: str
    registered_at: datetime
    version: int = 1
    cycle_times_s: Mapping[str, Decimal] = field(default_factory=dict[str, Decimal])
    intervals: Mapping[int, Statement] = field(default_factory=dict[int, Statement])
    changes: Mapping[int, Statement] = field(default_factory=dict[int, Statement])
    orders: tuple[str, ...] = ()

    def in_order(self, but: int | None = None) -> list[tuple[int, Statement]]:
        """The changes that stand, in the order in which they happened, without one of them."""
        standing = [(version, told) for version, told in self.changes.items() if version != but and not told.struck]
        return sorted(standing, key=lambda each: (each[1].started_at, each[0]))

    @property
    def now(self) -> tuple[int, Statement] | None:
        """The change since which it is in the state that it is in."""
        standing = self.in_order()
        return standing[-1] if standing else None


def evolve(equipment: Equipment | None, fact: Fact, at: datetime) -> Equipment:
    """The equipment after a fact. Never refuses; an unknown fact raises."""
    if equipment is None:
        if not isinstance(fact, EquipmentRegistered):
            raise TypeError(f"equipment cannot begin with {type(fact).__name__}")
        return Equipment(plant=fact.plant, registered_at=at)
    after = replace(equipment, version=equipment.version + 1)
    match fact:
        case EquipmentStateChanged():
            told = Statement(kind=fact.state, started_at=fact.since, reason=fact.reason)
            return replace(after, changes=_with(equipment.changes, after.version, told))
        case EquipmentStateCorrected():
            told = Statement(kind=fact.state, started_at=fact.since, reason=fact.reason, struck=fact.struck)
            return replace(after, changes=_with(equipment.changes, fact.statement, told))
        case EquipmentIntervalRecorded() | EquipmentIntervalCorrected():
            corrects = isinstance(fact, EquipmentIntervalCorrected)
            statement, struck = (fact.statement, fact.struck) if corrects else (after.version, False)
            told = Statement(
                kind=fact.kind, started_at=fact.started_at, ended_at=fact.ended_at, reason=fact.reason, struck=struck
            )
            return replace(after, intervals=_with(equipment.intervals, statement, told))
        case OrderPutOn() | OrderTakenOff():
            others = tuple(order for order in equipment.orders if order != fact.work_order)
            return replace(after, orders=(*others, fact.work_order) if isinstance(fact, OrderPutOn) else others)
        case IdealCycleTimeSet():
            return replace(after, cycle_times_s={**equipment.cycle_times_s, fact.product: fact.cycle_time_s})
        case _:
            raise TypeError(f"equipment knows nothing of {type(fact).__name__}")


def _with(known: Mapping[int, Statement], version: int, told: Statement) -> dict[int, Statement]:
    """In the order in which they were told first, without those that are too far back."""
    after = {**known, version: told}
    return {each: after[each] for each in list(after)[-REMEMBERED:]}


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
    if equipment.now is not None:
        _, told = equipment.now
        if at < told.started_at:
            raise BeforeLastChange(since=told.started_at.isoformat(), at=at.isoformat())
        if (told.kind, told.reason) == (state, reason):
            raise AlreadyInState(state=state.value, since=told.started_at.isoformat())
    return EquipmentStateChanged(
        state=state, since=at, reason=reason, work_orders=equipment.orders, **previous_of(equipment.now)
    )


def put_on(equipment: Equipment, *, work_order: str) -> OrderPutOn | None:
    """None: it is on it already."""
    return None if work_order in equipment.orders else OrderPutOn(work_order=work_order)


def take_off(equipment: Equipment, *, work_order: str) -> OrderTakenOff | None:
    """None: it is not on it."""
    return OrderTakenOff(work_order=work_order) if work_order in equipment.orders else None


def previous_of(before: tuple[int, Statement] | None) -> dict[str, Any]:
    """The fields of a fact that say which change ends with it."""
    if before is None:
        return {}
    version, told = before
    names = {"state": told.kind, "since": told.started_at, "reason": told.reason}
    return {"previous": version, **{f"previous_{name}": value for name, value in names.items()}}


class SameInterval(Implausible, code="same_interval"):
    """The equipment has {kind} from {started_at} to {ended_at} already, which this would tell again. Leave it out, unless it is
    meant."""


_WORK = (EquipmentState.PRODUCTION, EquipmentState.SETUP, EquipmentState.BREAKDOWN)


def doubts_of_interval(
    equipment: Equipment, *, kind: EquipmentState, started_at: datetime, ended_at: datetime
) -> Iterator[Implausible]:
    """Warns of what was told before, and of work that lasts longer than a day; a planned stop or idle time may last."""
    for other in equipment.intervals.values():
        if other.kind is kind and not other.struck and (other.started_at, other.ended_at) == (started_at, ended_at):
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
    check_interval(started_at, ended_at, latest)
    return EquipmentIntervalRecorded(
        interval=interval, kind=kind, started_at=started_at, ended_at=ended_at, reason=reason
    )


def check_interval(started_at: datetime, ended_at: datetime, latest: datetime) -> None:
    """Refuses one that ends before it begins or after `latest`, and one of more than a year."""
    if ended_at < started_at:
        raise EndsBeforeStart(started_at=started_at.isoformat(), ended_at=ended_at.isoformat())
    if ended_at > latest:
        raise EndsInFuture(ended_at=ended_at.isoformat())
    if ended_at - started_at > LONGEST_INTERVAL:
        raise LastsTooLong(started_at=started_at.isoformat(), ended_at=ended_at.isoformat())


def set_ideal_cycle_time(equipment: Equipment, *, product: str, cycle_time_s: Decimal) -> IdealCycleTimeSet:  # noqa: ARG001
    return IdealCycleTimeSet(product=product, cycle_time_s=cycle_time_s)
