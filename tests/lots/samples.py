"""Two lots of steel, split, merged, moved, held, counted, shipped and returned."""

from collections.abc import Iterator
from datetime import datetime

from tests.samples import Samples, Told


def story(_at: datetime) -> Iterator[Told]:
    steel = {"material": "steel", "unit": "kg", "quantity": 100, "plant": "main"}
    yield "lots.receive", {"lot": "XL-1", **steel}
    yield "lots.receive", {"lot": "XL-2", **steel}
    yield "lots.split", {"lot": "XL-1", "into": "XL-3", "quantity": "12.5"}
    yield "lots.merge", {"into": "XL-4", "lots": ["XL-2", "XL-3"], "location": "XL-RACK"}
    yield "lots.move", {"lot": "XL-1", "location": "XL-RACK"}
    yield "lots.hold", {"lot": "XL-1", "reason": "crack"}
    yield "lots.release", {"lot": "XL-1"}
    yield "lots.adjust", {"lot": "XL-1", "quantity": "80", "reason": "counted"}
    yield "lots.ship", {"lot": "XL-1", "quantity": "10", "customer": "C-1"}
    yield "lots.scrap", {"lot": "XL-1", "quantity": "5", "reason": "rust"}
    yield "lots.ship", {"lot": "XL-1", "quantity": "2", "customer": "C-1", "delivery": "XD-0"}
    yield "lots.return_from_customer", {"lot": "XL-1", "quantity": "2", "customer": "C-1", "reason": "bent"}
    yield "lots.return_to_supplier", {"lot": "XL-1", "quantity": "1", "reason": "rust"}
    yield "lots.receive", steel
    yield "lots.receive", {"lot": "XL-5", **steel}
    yield "lots.receive", {"lot": "XL-5", **steel, "material": "copper"}
    salt = {"lot": "XL-6", "material": "X-SALT", "unit": "kg", "quantity": 1}
    yield "lots.receive", salt
    yield "corrections.correct_movement", {"lot": "XL-6", "movement": 1, "strike": True, "why": "of another plant"}
    yield "lots.receive", {**salt, "unit": "pcs"}
    yield (
        "lots.correct_lot",
        {"lot": "steel/XL-5", "supplier": "Stahl AG", "expires_at": "2031-01-31T00:00:00Z", "why": "label"},
    )


SAMPLES = Samples(
    story=story,
    theirs={"lot": "XL-4", "lots": ["XL-4"], "into": "XNEW-1", "movement": 1, "search": "XL"},
    any={
        "direction": "both",
        "depth": None,
        "begin": "sources",
        "stock_status": None,
        "corrected": None,
        "as_of_feed": None,
    },
    needed={"lots.receive": ("lot",)},
    elsewhere={
        "/api/v1/genealogy/balance": {"material": "Gear"},
        "/api/v1/lots/receive": {"material": "steel", "unit": "kg"},
    },
    marks=("XL-",),
)
