"""What can be asked of a work order. Each use case: load, decide, append."""

from unison.work_orders.application import planning, reporting, stock
from unison.work_orders.application.planning import (
    CancelWorkOrder,
    CloseWorkOrder,
    CreateWorkOrder,
    DefineScrapReason,
    HoldWorkOrder,
    OperationOf,
    ReleaseWorkOrder,
    RescheduleWorkOrder,
    RetireScrapReason,
    UnholdWorkOrder,
)
from unison.work_orders.application.reporting import (
    CompleteWorkOrder,
    CorrectLog,
    LogProduction,
    PauseWorkOrder,
    ResumeWorkOrder,
    StartWorkOrder,
    StrikeLog,
    Undo,
)
from unison.work_orders.application.stock import (
    Backflush,
    ConsumeLot,
    RecordOutputLot,
    ReturnMaterial,
)

USE_CASES = (*planning.USE_CASES, *reporting.USE_CASES, *stock.USE_CASES)

__all__ = [
    "USE_CASES",
    "Backflush",
    "CancelWorkOrder",
    "CloseWorkOrder",
    "CompleteWorkOrder",
    "ConsumeLot",
    "CorrectLog",
    "CreateWorkOrder",
    "DefineScrapReason",
    "HoldWorkOrder",
    "LogProduction",
    "OperationOf",
    "PauseWorkOrder",
    "RecordOutputLot",
    "ReleaseWorkOrder",
    "RescheduleWorkOrder",
    "ResumeWorkOrder",
    "RetireScrapReason",
    "ReturnMaterial",
    "StartWorkOrder",
    "StrikeLog",
    "Undo",
    "UnholdWorkOrder",
]
