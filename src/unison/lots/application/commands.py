"""The commands of a lot, and their shape."""

from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from unison.lots.domain.about import About
from unison.shared.commands import (
    THE_ONLY,
    Amount,
    Command,
    Currency,
    ExchangeRate,
    Found,
    Key,
    Moment,
    Plant,
    Price,
    Text,
    Unit,
    UnitCost,
)

UnitOfLot = Annotated[
    Unit | None, Field(description="Any unit of the material. Left out: the unit the lot is kept in.")
]
Suggested = Annotated[Key | None, Field(description="The lot that should go first; see GET /stock/suggestion.")]


Attributes = Annotated[
    dict[Key, Text], Field(max_length=20, description="What else is known of the lot, by name: {'heat': '4711'}.")
]


class ReceiveLot(Command, name="lots.receive"):
    """Take in a lot from outside, or more of one. What is left out of a delivery that joins a lot is as the lot has it."""

    lot: Annotated[Key | None, Field(description="Left out for a material without lot numbers: MATERIAL@LOCATION.")] = (
        None
    )
    material: Key
    quantity: Amount
    unit: Unit
    plant: Plant = THE_ONLY
    location: Key | None = None
    supplier: Key | None = None
    purchase_reference: Key | None = None
    expires_at: Annotated[Moment | None, Field(description="Left out: counted from the material's shelf life.")] = None
    unit_cost: Annotated[
        UnitCost | None, Field(description="Of one `unit`, as the quantity is told; in `currency`.")
    ] = None
    total_cost: Annotated[Price | None, Field(description="Of all that is received, instead of unit_cost.")] = None
    currency: Annotated[Currency | None, Field(description="Of the cost. Left out: the books'.")] = None
    exchange_rate: ExchangeRate | None = None
    supplier_lot: Annotated[Key | None, Field(description="The number that the supplier gave it.")] = None
    produced_on: date | None = None
    attributes: Attributes = Field(default_factory=dict[str, str])

    def about(self) -> About:
        told = {name: getattr(self, name) for name in About.__dataclass_fields__ if name != "number"}
        return About(**told)

    @model_validator(mode="after")
    def _one_cost(self) -> Self:
        if self.unit_cost is not None and self.total_cost is not None:
            raise ValueError("give unit_cost, of one unit, or total_cost, of all that is received; not both")
        if self.exchange_rate is not None and self.currency is None:
            raise ValueError("exchange_rate goes with the currency that it is of")
        return self


class CorrectLot(Command, name="lots.correct_lot"):
    """Say what the lot is in truth: its number, where it is from, how long it keeps. What is left out stays; what `clear` names is
    known no more."""

    lot: Key
    number: Annotated[
        Key | None, Field(description="The number it bears in truth; it is found by that from now on.")
    ] = None
    supplier: Key | None = None
    supplier_lot: Annotated[Key | None, Field(description="The number that the supplier gave it.")] = None
    expires_at: Moment | None = None
    produced_on: date | None = None
    attributes: Annotated[Attributes | None, Field(description="All of them; an empty object: none.")] = None
    clear: Annotated[
        tuple[Literal["supplier", "supplier_lot", "expires_at", "produced_on"], ...], Field(max_length=4)
    ] = ()
    why: Text

    def wanted(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in About.__dataclass_fields__}

    @model_validator(mode="after")
    def _given_or_cleared(self) -> Self:
        if both := [name for name in self.clear if getattr(self, name) is not None]:
            raise ValueError(f"{both[0]} is given and cleared; do one of both")
        return self


class SplitLot(Command, name="lots.split"):
    """Make a part of a lot a lot of its own."""

    lot: Key
    into: Key
    quantity: Amount
    unit: UnitOfLot = None
    location: Key | None = None


class MergeLots(Command, name="lots.merge"):
    """Put the whole remainder of several lots of one material into one, new or existing."""

    into: Key
    lots: Annotated[list[Key], Field(min_length=1, max_length=100)]
    location: Key | None = None


class MoveLot(Command, name="lots.move"):
    """Bring a lot, or a part of it, to another storage location."""

    lot: Key
    location: Key
    quantity: Annotated[Amount | None, Field(description="Left out: all of it.")] = None
    unit: UnitOfLot = None
    into: Annotated[
        Key | None, Field(description="The number of the part. Not for a material without lot numbers.")
    ] = None

    @model_validator(mode="after")
    def _a_part_has_a_quantity(self) -> Self:
        if self.quantity is None and (self.into is not None or self.unit is not None):
            raise ValueError("into and unit go with a quantity; leave them out to move all of the lot")
        return self


class HoldLot(Command, name="lots.hold"):
    """Block a lot: nothing may be taken from it until it is released."""

    lot: Key
    reason: Text


class ReleaseLot(Command, name="lots.release"):
    """Free a lot that was on hold."""

    lot: Key
    reason: Text | None = None


class AdjustLot(Command, name="lots.adjust"):
    """Say what a count found."""

    lot: Key
    quantity: Found
    unit: UnitOfLot = None
    reason: Text


class ShipLot(Command, name="lots.ship"):
    """Send a quantity of a lot to a customer."""

    lot: Key
    quantity: Amount
    unit: UnitOfLot = None
    customer: Key
    delivery: Key | None = None
    suggested_lot: Suggested = None
    override_reason: Text | None = None
    reason: Text | None = None


class ScrapLot(Command, name="lots.scrap"):
    """Throw a quantity of a lot away."""

    lot: Key
    quantity: Amount
    unit: UnitOfLot = None
    reason: Text


class ReturnFromCustomer(Command, name="lots.return_from_customer"):
    """Take back into a lot what a customer sent back."""

    lot: Key
    quantity: Amount
    unit: UnitOfLot = None
    customer: Key
    delivery: Key | None = None
    sales_order: Key | None = None
    reason: Text


class ReturnToSupplier(Command, name="lots.return_to_supplier"):
    """Send a quantity of a lot back to where it came from."""

    lot: Key
    quantity: Amount
    unit: UnitOfLot = None
    supplier: Key | None = None
    reference: Key | None = None
    reason: Text
