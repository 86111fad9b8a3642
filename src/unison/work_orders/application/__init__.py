"""What can be asked of a work order. Each use case: load, decide, append."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from unison.equipment.domain import EQUIPMENT
from unison.shared.commands import Command, Key, Moment, Pieces, Text, use_case
from unison.shared.ports import Work
from unison.work_orders import domain
from unison.work_orders.application import stock
from unison.work_orders.application.stock import Backflush, ConsumeLot, RecordOutputLot, ReturnMaterial
from unison.work_orders.domain import WORK_ORDER, Activity, Report


class CreateWorkOrder(Command, name="work_orders.create"):
    """Plan so many pieces of a product."""

    work_order: Key
    product: Key
    quantity_pcs: Annotated[Pieces, Field(gt=0)]
    plant: Key = "main"
    due_at: Moment | None = None
    priority: Annotated[int, Field(ge=0, le=100, description="0 to 100; a higher one goes first.")] = 50
    note: Text | None = None
    sales_order: Annotated[Key | None, Field(description="What it is made for; need not be known here.")] = None
    sales_order_line: Annotated[int | None, Field(ge=1, le=999_999)] = None

    @model_validator(mode="after")
    def _line_of_an_order(self) -> Self:
        if self.sales_order_line is not None and self.sales_order is None:
            raise ValueError("sales_order_line needs the sales_order that it is a line of")
        return self


class ReleaseWorkOrder(Command, name="work_orders.release"):
    """Hand a planned order to the shop floor."""

    work_order: Key


class StartWorkOrder(Command, name="work_orders.start"):
    """Begin work on a released order."""

    work_order: Key


class PauseWorkOrder(Command, name="work_orders.pause"):
    """Interrupt a running order."""

    work_order: Key
    reason: Text


class ResumeWorkOrder(Command, name="work_orders.resume"):
    """Go on with a paused order."""

    work_order: Key


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

    def report(self) -> Report:
        return Report(**{name: getattr(self, name) for name in Report.__dataclass_fields__})


class LogProduction(_Reported, name="work_orders.log_production"):
    """Report pieces and time on a machine: production, setup or breakdown."""

    work_order: Key
    log: Annotated[Key | None, Field(description="The log's own id. Left out: the command id.")] = None


class CorrectLog(_Reported, name="work_orders.correct_log"):
    """Replace what a production log said. The original stays visible, struck through, with the reason."""

    work_order: Key
    log: Key
    why: Text


class CompleteWorkOrder(Command, name="work_orders.complete"):
    """Say that the work is done."""

    work_order: Key


class CloseWorkOrder(Command, name="work_orders.close"):
    """Settle a completed order: nothing more is expected."""

    work_order: Key


class CancelWorkOrder(Command, name="work_orders.cancel"):
    """Give up an order for which no lot has moved."""

    work_order: Key
    reason: Text


async def create(c: CreateWorkOrder, work: Work) -> None:
    order = await work.new(WORK_ORDER, c.work_order)
    fact = domain.create(
        product=c.product, quantity_pcs=c.quantity_pcs, plant=c.plant, due_at=c.due_at, priority=c.priority, note=c.note,
        sales_order=c.sales_order, sales_order_line=c.sales_order_line,
    )  # fmt: skip
    work.append(order, fact)


async def release(c: ReleaseWorkOrder, work: Work) -> None:
    order = await work.load(WORK_ORDER, c.work_order)
    work.append(order, domain.release(order.state))


async def start(c: StartWorkOrder, work: Work) -> None:
    order = await work.load(WORK_ORDER, c.work_order)
    work.append(order, domain.start(order.state))


async def pause(c: PauseWorkOrder, work: Work) -> None:
    order = await work.load(WORK_ORDER, c.work_order)
    work.append(order, domain.pause(order.state, reason=c.reason))


async def resume(c: ResumeWorkOrder, work: Work) -> None:
    order = await work.load(WORK_ORDER, c.work_order)
    work.append(order, domain.resume(order.state))


async def log_production(c: LogProduction, work: Work) -> None:
    order = await work.load(WORK_ORDER, c.work_order)
    await work.load(EQUIPMENT, c.equipment)
    work.append(
        order, domain.log_production(order.state, log=c.log or str(work.id), report=c.report(), latest=work.latest)
    )


async def correct_log(c: CorrectLog, work: Work) -> None:
    order = await work.load(WORK_ORDER, c.work_order)
    await work.load(EQUIPMENT, c.equipment)
    work.append(order, domain.correct_log(order.state, log=c.log, report=c.report(), why=c.why, latest=work.latest))


async def complete(c: CompleteWorkOrder, work: Work) -> None:
    order = await work.load(WORK_ORDER, c.work_order)
    work.append(order, domain.complete(order.state))


async def close(c: CloseWorkOrder, work: Work) -> None:
    order = await work.load(WORK_ORDER, c.work_order)
    work.append(order, domain.close(order.state))


async def cancel(c: CancelWorkOrder, work: Work) -> None:
    order = await work.load(WORK_ORDER, c.work_order)
    work.append(order, domain.cancel(order.state, reason=c.reason))


USE_CASES = (
    use_case(CreateWorkOrder, create),
    use_case(ReleaseWorkOrder, release),
    use_case(StartWorkOrder, start),
    use_case(PauseWorkOrder, pause),
    use_case(ResumeWorkOrder, resume),
    use_case(LogProduction, log_production),
    use_case(CorrectLog, correct_log),
    *stock.USE_CASES,
    use_case(CompleteWorkOrder, complete),
    use_case(CloseWorkOrder, close),
    use_case(CancelWorkOrder, cancel),
)

__all__ = [
    "USE_CASES",
    "Backflush",
    "CancelWorkOrder",
    "CloseWorkOrder",
    "CompleteWorkOrder",
    "ConsumeLot",
    "CorrectLog",
    "CreateWorkOrder",
    "LogProduction",
    "PauseWorkOrder",
    "RecordOutputLot",
    "ReleaseWorkOrder",
    "ResumeWorkOrder",
    "ReturnMaterial",
    "StartWorkOrder",
]
