"""What the office tells of an order: that it is wanted, how, and when it is settled."""

from decimal import Decimal
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from unison.materials.domain.state import MATERIAL, MaterialIsRetired
from unison.organizations.application import numbered
from unison.organizations.domain import Numbered
from unison.shared.commands import THE_ONLY, Command, Key, Moment, Pieces, Plant, Text, use_case
from unison.shared.ports import Work
from unison.work_orders.application import machines
from unison.work_orders.application.reporting import ScrapReason
from unison.work_orders.application.reserving import release_all
from unison.work_orders.domain import lifecycle, scrap_reasons
from unison.work_orders.domain.facts import MadeBy, Operation
from unison.work_orders.domain.numbers import check_number
from unison.work_orders.domain.scrap_reasons import SCRAP_REASONS
from unison.work_orders.domain.state import WORK_ORDER

Seconds = Annotated[Decimal, Field(ge=0, le=31_622_400, max_digits=12, decimal_places=3)]


class OperationOf(BaseModel):
    """A step of the order. Times are standard times: seconds to set up once, seconds for each piece."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    operation: Key
    sequence: Annotated[int, Field(ge=1, le=9999, description="Its place: lower numbers come first.")]
    work_center: Key | None = None
    setup_s: Seconds | None = None
    cycle_time_s: Seconds | None = None
    certificates: Annotated[
        tuple[Key, ...], Field(max_length=20, description="What whoever works on it needs to hold.")
    ] = ()

    def planned(self) -> Operation:
        return Operation(**{name: getattr(self, name) for name in Operation.__dataclass_fields__})


class CreateWorkOrder(Command, name="work_orders.create"):
    """Plan so many pieces of a product."""

    work_order: Annotated[
        Key | None,
        Field(description="Left out: the next number of the organization's rule (organizations.set_number_rule)."),
    ] = None
    product: Key
    quantity_pcs: Annotated[Pieces, Field(gt=0)]
    plant: Plant = THE_ONLY
    due_at: Moment | None = None
    priority: Annotated[int, Field(ge=0, le=100, description="0 to 100; a higher one goes first.")] = 50
    note: Text | None = None
    sales_order: Annotated[Key | None, Field(description="What it is made for; need not be known here.")] = None
    sales_order_line: Annotated[int | None, Field(ge=1, le=999_999)] = None
    operations: Annotated[
        tuple[OperationOf, ...], Field(max_length=100, description="Left out: reports may name any operation.")
    ] = ()
    over_completion_percent: Annotated[
        Decimal | None,
        Field(
            ge=0, le=1000, max_digits=7, decimal_places=2, description="How much more may be made. Left out: no limit."
        ),
    ] = None
    rework_of: Annotated[Key | None, Field(description="The order whose pieces that went to rework these are.")] = None

    @model_validator(mode="after")
    def _line_of_an_order(self) -> Self:
        if self.sales_order_line is not None and self.sales_order is None:
            raise ValueError("sales_order_line needs the sales_order that it is a line of")
        return self


class ReleaseWorkOrder(Command, name="work_orders.release"):
    """Hand a planned order to the shop floor."""

    work_order: Key


class RescheduleWorkOrder(Command, name="work_orders.reschedule"):
    """Plan another quantity, due date or priority. What is left out stays."""

    work_order: Key
    quantity_pcs: Annotated[Pieces | None, Field(gt=0)] = None
    due_at: Moment | None = None
    priority: Annotated[int | None, Field(ge=0, le=100)] = None
    reason: Text


class HoldWorkOrder(Command, name="work_orders.hold"):
    """Put an order in progress on hold: nothing is reported for it until it is taken off."""

    work_order: Key
    reason: Text


class UnholdWorkOrder(Command, name="work_orders.unhold"):
    """Take an order off hold: it goes on from where it was."""

    work_order: Key
    reason: Text | None = None


class CloseWorkOrder(Command, name="work_orders.close"):
    """Settle a completed order: nothing more is expected."""

    work_order: Key
    made: Annotated[
        MadeBy | None, Field(description="Which pieces are right, where those logged and those put out as lots differ.")
    ] = None


class ReopenWorkOrder(Command, name="work_orders.reopen"):
    """Work on a completed or closed order again, for what comes late; it runs until it is completed anew."""

    work_order: Key
    reason: Text


class CancelWorkOrder(Command, name="work_orders.cancel"):
    """Give up an order for which no lot has moved."""

    work_order: Key
    reason: Text


class DefineScrapReason(Command, name="work_orders.define_scrap_reason"):
    """Put a reason on the organization's list, or call it otherwise. From the first on rejected pieces need one."""

    scrap_reason: ScrapReason
    text: Text


class RetireScrapReason(Command, name="work_orders.retire_scrap_reason"):
    """Take a reason off the list; what was reported keeps it."""

    scrap_reason: ScrapReason


async def _in_use(product: str, work: Work) -> str:
    """The product as it was first typed. One that is not registered may be made all the same. The material gets no fact here, and
    may be some seconds old."""
    material = await work.lookup(MATERIAL, product)
    if material is not None and material.retired:
        raise MaterialIsRetired(material=product)
    return await work.name("materials", product)


async def create(c: CreateWorkOrder, work: Work) -> None:
    if c.work_order is None:
        order = await numbered(work, WORK_ORDER, Numbered.WORK_ORDER, c.plant)
    else:
        order = await work.load_or_none(WORK_ORDER, c.work_order, probably_new=True)
    check_number(order.state, key=order.key, at=work.at)
    product = await _in_use(c.product, work)
    if c.rework_of is not None:
        original = await work.load(WORK_ORDER, c.rework_of)
        ordered = lifecycle.order_rework(
            original.state, key=original.key, rework_order=order.key, product=product, quantity_pcs=c.quantity_pcs
        )
        work.append(original, ordered)
    fact = lifecycle.create(
        product=product, quantity_pcs=c.quantity_pcs, plant=c.plant, due_at=c.due_at, priority=c.priority, note=c.note,
        sales_order=await work.name("sales_orders", c.sales_order), sales_order_line=c.sales_order_line,
        operations=[each.planned() for each in c.operations],
        over_completion_percent=c.over_completion_percent, rework_of=await work.name("work_orders", c.rework_of),
        anew=order.state is not None,
    )  # fmt: skip
    work.append(order, fact)


async def release(c: ReleaseWorkOrder, work: Work) -> None:
    order = await work.load(WORK_ORDER, c.work_order)
    product = await work.lookup(MATERIAL, order.state.product)
    listed = product.component_list if product and product.component_list else None
    work.append(order, lifecycle.release(order.state, component_list=listed))


async def reschedule(c: RescheduleWorkOrder, work: Work) -> None:
    order = await work.load(WORK_ORDER, c.work_order)
    fact = lifecycle.reschedule(
        order.state, quantity_pcs=c.quantity_pcs, due_at=c.due_at, priority=c.priority, reason=c.reason
    )
    work.append(order, fact)


async def hold(c: HoldWorkOrder, work: Work) -> None:
    order = await work.load(WORK_ORDER, c.work_order)
    work.append(order, lifecycle.hold(order.state, reason=c.reason))


async def unhold(c: UnholdWorkOrder, work: Work) -> None:
    order = await work.load(WORK_ORDER, c.work_order)
    work.append(order, lifecycle.unhold(order.state, reason=c.reason))


async def close(c: CloseWorkOrder, work: Work) -> None:
    order = await work.load(WORK_ORDER, c.work_order)
    fact = lifecycle.close(order.state, made=c.made)
    await release_all(work, order)
    work.append(order, fact)


async def reopen(c: ReopenWorkOrder, work: Work) -> None:
    order = await work.load(WORK_ORDER, c.work_order)
    work.append(order, lifecycle.reopen(order.state, reason=c.reason))


async def cancel(c: CancelWorkOrder, work: Work) -> None:
    order = await work.load(WORK_ORDER, c.work_order)
    fact = lifecycle.cancel(order.state, reason=c.reason)
    await release_all(work, order)
    work.append(order, fact)
    await machines.take_off(work, order)
    if order.state.rework_of is not None:
        original = await work.load(WORK_ORDER, order.state.rework_of)
        work.append(original, lifecycle.give_up_rework(order.state, rework_order=order.key))


async def define_scrap_reason(c: DefineScrapReason, work: Work) -> None:
    reasons = await work.load_or_none(SCRAP_REASONS, SCRAP_REASONS.only)
    work.append(reasons, scrap_reasons.define(reasons.state, reason=c.scrap_reason, text=c.text))


async def retire_scrap_reason(c: RetireScrapReason, work: Work) -> None:
    reasons = await work.load(SCRAP_REASONS, SCRAP_REASONS.only)
    work.append(reasons, scrap_reasons.retire(reasons.state, reason=c.scrap_reason))


USE_CASES = (
    use_case(CreateWorkOrder, create),
    use_case(ReleaseWorkOrder, release),
    use_case(HoldWorkOrder, hold),
    use_case(UnholdWorkOrder, unhold),
    use_case(RescheduleWorkOrder, reschedule),
    use_case(DefineScrapReason, define_scrap_reason),
    use_case(RetireScrapReason, retire_scrap_reason),
    use_case(CloseWorkOrder, close),
    use_case(ReopenWorkOrder, reopen),
    use_case(CancelWorkOrder, cancel),
)
