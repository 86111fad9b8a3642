"""The commands of a lot, and their shape."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from unison.shared.commands import (
    Amount,
    Command,
    Currency,
    ExchangeRate,
    Found,
    Key,
    Moment,
    Price,
    Text,
    Unit,
    UnitCost,
)

UnitOfLot = Annotated[
    Unit | None, Field(description="Any unit of the material. Left out: the unit the lot is kept in.")
]
Suggested = Annotated[Key | None, Field(description="The lot that should go first; see GET /stock/suggestion.")]


class ReceiveLot(Command, name="lots.receive"):
    """Take in a lot from outside."""

    lot: Annotated[Key | None, Field(description="Left out for a material without lot numbers: MATERIAL@LOCATION.")] = (
        None
    )
    material: Key
    quantity: Amount
    unit: Unit
    plant: Key = "main"
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

    @model_validator(mode="after")
    def _one_cost(self) -> Self:
        if self.unit_cost is not None and self.total_cost is not None:
            raise ValueError("give unit_cost, of one unit, or total_cost, of all that is received; not both")
        if self.exchange_rate is not None and self.currency is None:
            raise ValueError("exchange_rate goes with the currency that it is of")
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
