"""The routes of the work orders: one per command."""

from fastapi import APIRouter

from unison.presentation.sending import CommandRoute, Sending
from unison.shared.commands import Answer
from unison.work_orders import application as a

router = APIRouter(prefix="/work-orders", tags=["work orders"], route_class=CommandRoute)


@router.post("/create", status_code=201)
async def create(command: a.CreateWorkOrder, sending: Sending) -> Answer:
    """Plan so many pieces of a product."""
    return await sending(command)


@router.post("/release")
async def release(command: a.ReleaseWorkOrder, sending: Sending) -> Answer:
    """Hand a planned order to the shop floor."""
    return await sending(command)


@router.post("/start")
async def start(command: a.StartWorkOrder, sending: Sending) -> Answer:
    """Begin work on a released order."""
    return await sending(command)


@router.post("/pause")
async def pause(command: a.PauseWorkOrder, sending: Sending) -> Answer:
    """Interrupt a running order."""
    return await sending(command)


@router.post("/resume")
async def resume(command: a.ResumeWorkOrder, sending: Sending) -> Answer:
    """Go on with a paused order."""
    return await sending(command)


@router.post("/log-production")
async def log_production(command: a.LogProduction, sending: Sending) -> Answer:
    """Report pieces and time on a machine: production, setup or breakdown."""
    return await sending(command)


@router.post("/correct-log")
async def correct_log(command: a.CorrectLog, sending: Sending) -> Answer:
    """Replace what a production log said; the original stays visible, struck through."""
    return await sending(command)


@router.post("/consume-lot")
async def consume_lot(command: a.ConsumeLot, sending: Sending) -> Answer:
    """Take a quantity of a lot for an order."""
    return await sending(command)


@router.post("/record-output-lot")
async def record_output_lot(command: a.RecordOutputLot, sending: Sending) -> Answer:
    """Put what an order made into a lot."""
    return await sending(command)


@router.post("/return-material")
async def return_material(command: a.ReturnMaterial, sending: Sending) -> Answer:
    """Give back to a lot what an order took of it and did not use."""
    return await sending(command)


@router.post("/backflush")
async def backflush(command: a.Backflush, sending: Sending) -> Answer:
    """Take for an order what its product's component list says of so many pieces; of every component, or of none."""
    return await sending(command)


@router.post("/complete")
async def complete(command: a.CompleteWorkOrder, sending: Sending) -> Answer:
    """Say that the work is done."""
    return await sending(command)


@router.post("/close")
async def close(command: a.CloseWorkOrder, sending: Sending) -> Answer:
    """Settle a completed order."""
    return await sending(command)


@router.post("/cancel")
async def cancel(command: a.CancelWorkOrder, sending: Sending) -> Answer:
    """Give up an order for which no lot has moved."""
    return await sending(command)


@router.post("/strike-log")
async def strike_log(command: a.StrikeLog, sending: Sending) -> Answer:
    """Say that what a production log told did not happen."""
    return await sending(command)


@router.post("/undo")
async def undo(command: a.Undo, sending: Sending) -> Answer:
    """Take back the last entry of an order, within a minute and by who made it."""
    return await sending(command)


@router.post("/hold")
async def hold(command: a.HoldWorkOrder, sending: Sending) -> Answer:
    """Put an order in progress on hold, with the reason."""
    return await sending(command)


@router.post("/unhold")
async def unhold(command: a.UnholdWorkOrder, sending: Sending) -> Answer:
    """Take an order off hold: it goes on from where it was."""
    return await sending(command)


@router.post("/reschedule")
async def reschedule(command: a.RescheduleWorkOrder, sending: Sending) -> Answer:
    """Plan another quantity, due date or priority."""
    return await sending(command)


@router.post("/define-scrap-reason")
async def define_scrap_reason(command: a.DefineScrapReason, sending: Sending) -> Answer:
    """Put a reason on the organization's list of scrap reasons."""
    return await sending(command)


@router.post("/retire-scrap-reason")
async def retire_scrap_reason(command: a.RetireScrapReason, sending: Sending) -> Answer:
    """Take a reason off the list of scrap reasons."""
    return await sending(command)
