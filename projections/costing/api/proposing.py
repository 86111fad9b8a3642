"""What somebody may wish to know the effect of before telling it: a correction, or a fact that is told late."""

from decimal import Decimal
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from unison.shared.commands import Amount, Key, Moment
from unison.work_orders.domain.facts import Activity


class _Proposal(BaseModel):
    model_config = ConfigDict(extra="forbid")


class MovementCorrection(_Proposal):
    """As `corrections.correct_movement`."""

    lot: Key
    movement: Annotated[int, Field(ge=1, le=2**31 - 1)]
    quantity: Annotated[Decimal | None, Field(ge=0, max_digits=18, decimal_places=6)] = None
    unit_cost: Annotated[Decimal | None, Field(ge=0, max_digits=18, decimal_places=6)] = None
    happened_at: Moment | None = None
    strike: bool = False


class TimeCorrection(_Proposal):
    """As `labor.correct_time`, of an entry that is for an order."""

    operator: Key
    entry: Key
    work_order: Key
    started_at: Moment
    ended_at: Moment
    breaks_s: Annotated[Decimal, Field(ge=0, le=86_400, max_digits=8, decimal_places=3)] = Decimal(0)


class TimeStrike(_Proposal):
    """As `labor.strike_time`, of an entry that is for an order."""

    operator: Key
    entry: Key
    work_order: Key


class LateReceipt(_Proposal):
    """As a late `lots.receive`."""

    material: Key
    plant: Key = "main"
    quantity: Amount
    unit_cost: Annotated[Decimal | None, Field(ge=0, max_digits=18, decimal_places=6)] = None
    occurred_at: Moment


class LateConsumption(_Proposal):
    """As a late `work_orders.consume_lot`."""

    lot: Key
    work_order: Key
    quantity: Amount
    occurred_at: Moment


class LogCorrection(_Proposal):
    """As `work_orders.correct_log`, as far as it has a cost."""

    work_order: Key
    log: Key
    equipment: Key
    activity: Activity = Activity.PRODUCTION
    started_at: Moment
    ended_at: Moment


class LogStrike(_Proposal):
    """As `work_orders.strike_log`."""

    work_order: Key
    log: Key


class LateLog(_Proposal):
    """As a late `work_orders.log_production`, as far as it has a cost."""

    work_order: Key
    equipment: Key
    activity: Activity = Activity.PRODUCTION
    started_at: Moment
    ended_at: Moment


class LateOutput(_Proposal):
    """As a late `work_orders.record_output_lot`. `material` is that of a by-product; left out, it is the order's product."""

    work_order: Key
    quantity: Amount
    material: Key | None = None
    occurred_at: Moment


class LateIssue(_Proposal):
    """As a late `lots.ship` or `lots.scrap`."""

    lot: Key
    quantity: Amount
    occurred_at: Moment


class ProposedChange(_Proposal):
    """One change that nobody has told yet."""

    correct_movement: MovementCorrection | None = None
    correct_log: LogCorrection | None = None
    strike_log: LogStrike | None = None
    correct_time: TimeCorrection | None = None
    strike_time: TimeStrike | None = None
    receive: LateReceipt | None = None
    consume: LateConsumption | None = None
    take: LateIssue | None = None
    put_out: LateOutput | None = None
    log: LateLog | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if sum(proposal is not None for proposal in vars(self).values()) != 1:
            raise ValueError(f"name one of {', '.join(vars(self))}")
        return self
