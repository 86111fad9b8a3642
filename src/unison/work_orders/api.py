"""The routes of the work orders: one per command."""

from unison.presentation.capability import Capability
from unison.presentation.command_routes import CommandRouter
from unison.presentation.permissions import allow
from unison.work_orders.application import component_lists, planning, reporting, reserving, stock

router = CommandRouter(prefix="/work-orders", tags=["work orders"])
router.command("/create", planning.CreateWorkOrder, status_code=201)
router.command("/release", planning.ReleaseWorkOrder)
router.command("/start", reporting.StartWorkOrder)
router.command("/pause", reporting.PauseWorkOrder)
router.command("/resume", reporting.ResumeWorkOrder)
router.command("/log-production", reporting.LogProduction)
router.command("/correct-log", reporting.CorrectLog)
router.command("/consume-lot", stock.ConsumeLot)
router.command("/record-output-lot", stock.RecordOutputLot)
router.command("/return-material", stock.ReturnMaterial)
router.command("/reserve-lot", reserving.ReserveLot)
router.command("/release-reservation", reserving.ReleaseReservation)
router.command("/backflush", component_lists.Backflush)
router.command("/use-component-list", component_lists.UseComponentList)
router.command("/complete", reporting.CompleteWorkOrder)
router.command("/close", planning.CloseWorkOrder)
router.command("/reopen", planning.ReopenWorkOrder)
router.command("/cancel", planning.CancelWorkOrder)
router.command("/strike-log", reporting.StrikeLog)
router.command("/undo", reporting.Undo)
router.command("/hold", planning.HoldWorkOrder)
router.command("/unhold", planning.UnholdWorkOrder)
router.command("/reschedule", planning.RescheduleWorkOrder)
router.command("/define-scrap-reason", planning.DefineScrapReason)
router.command("/retire-scrap-reason", planning.RetireScrapReason)

CAPABILITY = Capability(
    router,
    (
        *planning.USE_CASES,
        *reporting.USE_CASES,
        *stock.USE_CASES,
        *reserving.USE_CASES,
        *component_lists.USE_CASES,
    ),
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
    names={"work_order": "work_orders"},
)
