"""What is answered about costs."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from pydantic import BaseModel


class Valued(BaseModel):
    """What a stock holds and is worth. `unit_cost` is null when nothing is there. `last_fact` is the latest that counts."""

    plant: str
    material: str
    quantity: Decimal
    value: Decimal
    unit_cost: Decimal | None
    method: str
    last_fact: str
    last_at: datetime


class Valuation(BaseModel):
    currency: str
    total: Decimal
    stocks: list[Valued]


class LayerShown(BaseModel):
    """Goods of one origin. `fact` brought them; null in a pool. Below 0: left before it was there."""

    quantity: Decimal
    value: Decimal
    unit_cost: Decimal
    fact: str | None
    lot: str | None
    number: str | None
    at: datetime | None


class Corrected(BaseModel):
    """How something was told first (`original`), and who corrected it, why and when; null where nothing was corrected."""

    original: dict[str, Any] | None
    corrected_by: UUID | None
    corrected_why: str | None
    corrected_at: datetime | None


class MovementCosted(Corrected):
    """What was told of a stock, and what that did: into stock above 0, out of it below. A struck one did nothing."""

    fact: str
    kind: str
    lot: str | None
    number: str | None
    at: datetime
    quantity: Decimal
    amount: Decimal
    variance: Decimal
    estimated: bool
    on_hand: Decimal | None
    value: Decimal | None
    work_order: str | None
    reason: str | None
    struck: bool
    by_user: UUID | None


class AccountEntry(Corrected):
    """A fact and what it moved: a cost above 0, what an output took along below. `sent_after` went after the outputs. `number` is
    what stands on the label of `lot`; `what` is the machine or the role whose time it is."""

    fact: str
    kind: str
    at: datetime
    amount: Decimal
    sent_after: Decimal
    variance: Decimal
    in_process: Decimal
    lot: str | None
    number: str | None
    material: str | None
    what: str | None
    reason: str | None


class Account(BaseModel):
    """charged = transferred + variance + in process. `by_kind`: material, labor, equipment, and the charges."""

    work_order: str
    plant: str
    product: str
    ordered: Decimal
    charged: Decimal
    by_kind: dict[str, Decimal]
    transferred: Decimal
    variance: Decimal
    in_process: Decimal


class AccountInFull(Account):
    """`finished` is the good output; `unit_cost` what it cost a unit; `to_standard`: charged less the standard of the output,
    where its material has one."""

    currency: str
    finished: Decimal
    unit_cost: Decimal | None
    to_standard: Decimal | None
    entries: list[AccountEntry]


class LotPart(BaseModel):
    """A fact that brought a lot, or added to its cost since."""

    fact: str
    kind: str
    at: datetime
    quantity: Decimal
    amount: Decimal
    estimated: bool
    work_order: str | None


class LotCost(BaseModel):
    lot: str
    number: str
    plant: str
    material: str
    currency: str
    quantity: Decimal
    cost: Decimal
    unit_cost: Decimal | None
    parts: list[LotPart]


class InProcess(BaseModel):
    work_order: str
    plant: str
    product: str
    in_process: Decimal
    last_fact: str
    last_at: datetime


class BeforeAfter(BaseModel):
    before: Decimal
    after: Decimal
    difference: Decimal


class StockDifference(BaseModel):
    plant: str
    material: str
    quantity: BeforeAfter
    value: BeforeAfter


class OrderDifference(BaseModel):
    work_order: str
    charged: BeforeAfter
    transferred: BeforeAfter
    variance: BeforeAfter
    in_process: BeforeAfter


class LotDifference(BaseModel):
    """`lot` is its key, `number` what is shown; the same, and of no material, where the command makes it."""

    lot: str
    number: str
    material: str | None
    cost: BeforeAfter


class Preview(BaseModel):
    """What would change. Nothing was written. `entries` says how many entries would be another."""

    currency: str
    entries: int
    stocks: list[StockDifference]
    orders: list[OrderDifference]
    lots: list[LotDifference]
