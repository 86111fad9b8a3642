"""What can be asked of a lot. Each use case: load, decide, append."""

from unison.lots.application import correcting, moving
from unison.lots.application.commands import (
    AdjustLot,
    CorrectMovement,
    HoldLot,
    MergeLots,
    MoveLot,
    ReceiveLot,
    ReleaseLot,
    ReturnFromCustomer,
    ReturnToSupplier,
    ScrapLot,
    ShipLot,
    SplitLot,
)

USE_CASES = (*moving.USE_CASES, *correcting.USE_CASES)

__all__ = [
    "USE_CASES",
    "AdjustLot",
    "CorrectMovement",
    "HoldLot",
    "MergeLots",
    "MoveLot",
    "ReceiveLot",
    "ReleaseLot",
    "ReturnFromCustomer",
    "ReturnToSupplier",
    "ScrapLot",
    "ShipLot",
    "SplitLot",
]
