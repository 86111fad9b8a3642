"""The routes of the work orders: one per command."""

from fastapi import APIRouter

from unison.presentation.capability import Capability
from unison.presentation.permissions import allow
from unison.presentation.sending import CommandRoute, Sending
from unison.shared.commands import Answer
from unison.work_orders.application import planning, reporting, stock

router = APIRouter(prefix="/work-orders", tags=["work orders"], route_class=CommandRoute)


@router.post("/create", status_code=201)
async def create(command: planning.CreateWorkOrder, sending: Sending) -> Answer:
    """Plan so many pieces of a product."""
    return await sending(command)


@router.post("/release")
async def release(command: planning.ReleaseWorkOrder, sending: Sending) -> Answer:
    """Hand a planned order to the shop floor."""
    return await sending(command)


@router.post("/start")
async def start(command: reporting.StartWorkOrder, sending: Sending) -> Answer:
    """Begin work on a released order."""
    return await sending(command)


@router.post("/pause")
async def pause(command: reporting.PauseWorkOrder, sending: Sending) -> Answer:
    """Interrupt a running order."""
    return await sending(command)


@router.post("/resume")
async def resume(command: reporting.ResumeWorkOrder, sending: Sending) -> Answer:
    """Go on with a paused order."""
    return await sending(command)


@router.post("/log-production")
async def log_production(command: reporting.LogProduction, sending: Sending) -> Answer:
    """Report pieces and time on a machine: production, setup or breakdown."""
    return await sending(command)


@router.post("/correct-log")
async def correct_log(command: reporting.CorrectLog, sending: Sending) -> Answer:
    """Replace what a production log said; the original stays visible, struck through."""
    return await sending(command)


@router.post("/consume-lot")
async def consume_lot(command: stock.ConsumeLot, sending: Sending) -> Answer:
    """Take a quantity of a lot for an order."""
    return await sending(command)


@router.post("/record-output-lot")
async def record_output_lot(command: stock.RecordOutputLot, sending: Sending) -> Answer:
    """Put what an order made into a lot."""
    return await sending(command)


@router.post("/return-material")
async def return_material(command: stock.ReturnMaterial, sending: Sending) -> Answer:
    """Give back to a lot what an order took of it and did not use."""
    return await sending(command)


@router.post("/backflush")
async def backflush(command: stock.Backflush, sending: Sending) -> Answer:
    """Take for an order what its product's component list says of so many pieces; of every component, or of none."""
    return await sending(command)


@router.post("/complete")
async def complete(command: reporting.CompleteWorkOrder, sending: Sending) -> Answer:
    """Say that the work is done."""
    return await sending(command)


@router.post("/close")
async def close(command: planning.CloseWorkOrder, sending: Sending) -> Answer:
    """Settle a completed order."""
    return await sending(command)


@router.post("/cancel")
async def cancel(command: planning.CancelWorkOrder, sending: Sending) -> Answer:
    """Give up an order for which no lot has moved."""
    return await sending(command)


@router.post("/strike-log")
async def strike_log(command: reporting.StrikeLog, sending: Sending) -> Answer:
    """Say that what a production log told did not happen."""
    return await sending(command)


@router.post("/undo")
async def undo(command: reporting.Undo, sending: Sending) -> Answer:
    """Take back the last entry of an order, within a minute and by who made it."""
    return await sending(command)


@router.post("/hold")
async def hold(command: planning.HoldWorkOrder, sending: Sending) -> Answer:
    """Put an order in progress on hold, with the reason."""
    return await sending(command)


@router.post("/unhold")
async def unhold(command: planning.UnholdWorkOrder, sending: Sending) -> Answer:
    """Take an order off hold: it goes on from where it was."""
    return await sending(command)


@router.post("/reschedule")
async def reschedule(command: planning.RescheduleWorkOrder, sending: Sending) -> Answer:
    """Plan another quantity, due date or priority."""
    return await sending(command)


@router.post("/define-scrap-reason")
async def define_scrap_reason(command: planning.DefineScrapReason, sending: Sending) -> Answer:
    """Put a reason on the organization's list of scrap reasons."""
    return await sending(command)


@router.post("/retire-scrap-reason")
async def retire_scrap_reason(command: planning.RetireScrapReason, sending: Sending) -> Answer:
    """Take a reason off the list of scrap reasons."""
    return await sending(command)


CAPABILITY = Capability(
    router,
    (*planning.USE_CASES, *reporting.USE_CASES, *stock.USE_CASES),
    rules=allow(
        "operator",
        "work_orders.start",
        "work_orders.pause",
        "work_orders.resume",
        "work_orders.log_production",
        "work_orders.consume_lot",
        "work_orders.record_output_lot",
        "work_orders.return_material",
        "work_orders.backflush",
        "work_orders.complete",
        "work_orders.undo",
    ),
)
