"""The routes of the work orders: one per command."""

from unison.presentation.command_routes import CommandRouter
from unison.work_orders import application as a

router = CommandRouter(prefix="/work-orders", tags=["work orders"])
router.command("/create", a.CreateWorkOrder, status_code=201)
router.command("/release", a.ReleaseWorkOrder)
router.command("/start", a.StartWorkOrder)
router.command("/pause", a.PauseWorkOrder)
router.command("/resume", a.ResumeWorkOrder)
router.command("/log-production", a.LogProduction)
router.command("/correct-log", a.CorrectLog)
router.command("/consume-lot", a.ConsumeLot)
router.command("/record-output-lot", a.RecordOutputLot)
router.command("/return-material", a.ReturnMaterial)
router.command("/backflush", a.Backflush)
router.command("/complete", a.CompleteWorkOrder)
router.command("/close", a.CloseWorkOrder)
router.command("/cancel", a.CancelWorkOrder)
router.command("/strike-log", a.StrikeLog)
router.command("/undo", a.Undo)
router.command("/hold", a.HoldWorkOrder)
router.command("/unhold", a.UnholdWorkOrder)
router.command("/reschedule", a.RescheduleWorkOrder)
router.command("/define-scrap-reason", a.DefineScrapReason)
router.command("/retire-scrap-reason", a.RetireScrapReason)
