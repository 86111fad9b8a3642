"""What the shop floor tells of an order: that work goes on, what was made, and what of it was a slip."""

from decimal import Decimal
from typing import Annotated, Any

from pydantic import Field

from unison.equipment.domain import EQUIPMENT, Equipment
from unison.shared.commands import Command, Key, Moment, Pieces, Text, use_case
from unison.shared.names import first_typed
from unison.shared.ports import Loaded, StoredFact, Work
from unison.shared.time import now
from unison.work_orders.application import machines
from unison.work_orders.application.reserving import release_all, reserve_again
from unison.work_orders.domain import lifecycle, plausibility, scrap_reasons
from unison.work_orders.domain import undo as order_undo
from unison.work_orders.domain.facts import Activity, MadeBy, MentionWithdrawn, WorkOrderCompleted, WorkOrderMentioned
from unison.work_orders.domain.operations import names_of as operation_names
from unison.work_orders.domain.scrap_reasons import SCRAP_REASONS
from unison.work_orders.domain.state import WORK_ORDER, Report, WorkOrder

ScrapReason = Annotated[Key, Field(max_length=40)]


class _Reported(Command):
    equipment: Key
    activity: Activity = Activity.PRODUCTION
    started_at: Moment
    ended_at: Moment
    good_pcs: Pieces = 0
    rejected_pcs: Pieces = 0
    rework_pcs: Pieces = 0
    review_pcs: Annotated[Pieces, Field(description="Pieces set aside for material review.")] = 0
    operator: Annotated[Key | None, Field(description="The operator's user or badge id, never a name.")] = None
    operation: Key | None = None
    reason: Text | None = None
    scrap_reason: Annotated[
        ScrapReason | None, Field(description="Of the organization's list, needed once there is one.")
    ] = None

    async def report(self, of: WorkOrder, equipment: Loaded[Equipment], work: Work) -> Report:
        """What is reported, with every name as it was first typed."""
        told: dict[str, Any] = {name: getattr(self, name) for name in Report.__dataclass_fields__}
        told["equipment"], told["operator"] = equipment.key, await work.name("operators", self.operator)
        if self.operation is not None:
            told["operation"] = first_typed(self.operation, operation_names(of))
        if self.rejected_pcs or self.scrap_reason is not None:
            # the list gets no fact here, and may be some seconds old
            reasons = await work.lookup(SCRAP_REASONS, SCRAP_REASONS.only)
            told["scrap_reason"] = scrap_reasons.checked(
                reasons, reason=self.scrap_reason, rejected_pcs=self.rejected_pcs
            )
        return Report(**told)


class LogProduction(_Reported, name="work_orders.log_production"):
    """Report pieces and time on a machine: production, setup or breakdown."""

    work_order: Key
    log: Annotated[Key | None, Field(description="The log's own id. Left out: the command id.")] = None


class CorrectLog(_Reported, name="work_orders.correct_log"):
    """Replace what a production log said. The original stays visible, struck through, with the reason."""

    work_order: Key
    log: Key
    why: Text


class StrikeLog(Command, name="work_orders.strike_log"):
    """Say that what a production log told did not happen. It stays visible, struck through, with the reason."""

    work_order: Key
    log: Key
    why: Text


Machine = Annotated[
    Key | None, Field(description="The machine that it is put on: one that breaks down pauses what runs on it.")
]


class StartWorkOrder(Command, name="work_orders.start"):
    """Begin work on a released order."""

    work_order: Key
    equipment: Machine = None


class PauseWorkOrder(Command, name="work_orders.pause"):
    """Interrupt a running order."""

    work_order: Key
    reason: Text


class ResumeWorkOrder(Command, name="work_orders.resume"):
    """Go on with a paused order, on the machine that it is on or on another."""

    work_order: Key
    equipment: Machine = None


class CompleteWorkOrder(Command, name="work_orders.complete"):
    """Say that the work is done, with fewer pieces than ordered, too."""

    work_order: Key
    reason: Annotated[Text | None, Field(description="Why it made less than was ordered.")] = None
    made: Annotated[
        MadeBy | None, Field(description="Which pieces are right, where those logged and those put out as lots differ.")
    ] = None


class Undo(Command, name="work_orders.undo"):
    """Take back the last entry of an order, within a minute and by who made it."""

    work_order: Key
    why: Text | None = None


async def log_production(c: LogProduction, work: Work) -> None:
    order = await work.load(WORK_ORDER, c.work_order)
    machine = await _place_and_time(c, order, work)
    report = await c.report(order.state, machine, work)
    log = first_typed(c.log, order.state.logs) if c.log else str(work.id)
    fact = lifecycle.log_production(order.state, log=log, report=report, latest=work.latest)
    work.warn(*plausibility.of_report(order.state, log=log, report=report, cycle_time_s=_ideal(machine, order)))
    work.append(order, fact)


def _ideal(machine: Loaded[Equipment], order: Loaded[WorkOrder]) -> Decimal | None:
    return machine.state.cycle_times_s.get(order.state.product)


async def _place_and_time(c: LogProduction | CorrectLog, order: Loaded[WorkOrder], work: Work) -> Loaded[Equipment]:
    """The machine, which was there, as the order was, when the report begins."""
    machine = await work.load(EQUIPMENT, c.equipment)
    work.check_begun(EQUIPMENT, machine.key, machine.state, c.started_at)
    work.check_begun(WORK_ORDER, order.key, order.state, c.started_at)
    return machine


async def correct_log(c: CorrectLog, work: Work) -> None:
    order = await work.load(WORK_ORDER, c.work_order)
    machine = await _place_and_time(c, order, work)
    report = await c.report(order.state, machine, work)
    log = first_typed(c.log, order.state.logs)
    fact = lifecycle.correct_log(order.state, log=log, report=report, why=c.why, latest=work.latest)
    work.concerns(order.state.told_of(log))
    work.warn(*plausibility.of_report(order.state, log=log, report=report, cycle_time_s=_ideal(machine, order)))
    work.append(order, fact)


async def strike_log(c: StrikeLog, work: Work) -> None:
    order = await work.load(WORK_ORDER, c.work_order)
    log = first_typed(c.log, order.state.logs)
    fact = lifecycle.strike_log(order.state, log=log, why=c.why)
    work.concerns(order.state.told_of(log))
    work.append(order, fact)


async def start(c: StartWorkOrder, work: Work) -> None:
    order = await work.load(WORK_ORDER, c.work_order)
    machine = await machines.find(work, c.equipment)
    work.append(order, lifecycle.start(order.state, equipment=machine and machine.key))
    await machines.put_on(work, order, machine)


async def pause(c: PauseWorkOrder, work: Work) -> None:
    order = await work.load(WORK_ORDER, c.work_order)
    work.append(order, lifecycle.pause(order.state, reason=c.reason))


async def resume(c: ResumeWorkOrder, work: Work) -> None:
    order = await work.load(WORK_ORDER, c.work_order)
    machine = await machines.find(work, c.equipment)
    work.append(order, lifecycle.resume(order.state, equipment=machine and machine.key))
    await machines.put_on(work, order, machine)


async def complete(c: CompleteWorkOrder, work: Work) -> None:
    order = await work.load(WORK_ORDER, c.work_order)
    fact = lifecycle.complete(order.state, reason=c.reason, made=c.made)
    work.warn(*plausibility.of_completion(order.state))
    await release_all(work, order)
    work.append(order, fact)
    await machines.take_off(work, order)


async def undo(c: Undo, work: Work) -> None:
    order = await work.load(WORK_ORDER, c.work_order)
    last = await _last_entry(order, work)
    work.concerns(last.occurred_at)
    undone = order_undo.undo(order.state, last=last, user=work.user, at=now(), why=c.why)
    if isinstance(last.fact, WorkOrderCompleted):
        await reserve_again(work, order, last)
    work.append(order, undone)
    await machines.undo(work, order, last)


async def _last_entry(order: Loaded[WorkOrder], work: Work) -> StoredFact:
    """What was told last of the order itself, whatever was told for it elsewhere since."""
    version = order.version
    while isinstance(last := await work.fact(order, version), StoredFact):
        if not isinstance(last.fact, WorkOrderMentioned | MentionWithdrawn):
            return last
        version -= 1
    raise LookupError(f"{order.stream} has no first fact")


USE_CASES = (
    use_case(StartWorkOrder, start),
    use_case(PauseWorkOrder, pause),
    use_case(ResumeWorkOrder, resume),
    use_case(LogProduction, log_production),
    use_case(CorrectLog, correct_log),
    use_case(StrikeLog, strike_log),
    use_case(Undo, undo),
    use_case(CompleteWorkOrder, complete),
)
