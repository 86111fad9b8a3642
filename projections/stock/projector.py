"""One function for each fact of a lot, of a storage location, and for the reorder points."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from unison.infrastructure.projection.engine import Projection, Write
from unison.infrastructure.sql import statements
from unison.inventory.domain import StorageLocationRegistered, StorageLocationRetired
from unison.lots.domain import facts as d
from unison.materials.domain.facts import ReorderPointSet
from unison.shared.events import Recorded

NOTHING = Decimal(0)

type CameIn = d.LotReceived | d.LotProduced | d.LotSplitOff | d.LotMergedFrom


def _movement(event: Recorded[Any], kind: str, direction: int = 0, **columns: Any) -> Iterator[Write]:
    row = {
        "lot": event.key,
        "version": event.version,
        "kind": kind,
        "direction": direction,
        "change": direction * columns.get("quantity", NOTHING),
        "happened_at": event.occurred_at,
        "struck": False,
        "corrected_version": 0,
        "by_user": event.meta.user,
        "recorded_at": event.recorded_at,
        "feed_seq": event.seq,
    }
    yield Write("add_movement", (event.key, event.version), row | columns, touches=event.key)


def _told(event: Recorded[Any], fact: CameIn | d.LotCorrected, **more: Any) -> Iterator[Write]:
    """What the fact says of the lot itself, where it says anything."""
    names = ("supplier", "supplier_lot", "expires_at", "produced_on", "attributes")
    said = {name: getattr(fact, name, None) or None for name in names}
    row = {"anew": False, "number": None} | more
    if any(row.values()) or any(said.values()):
        keys = {"lot": event.key, "version": event.version}
        yield Write("add_told", ("told", event.key, event.version), keys | said | row, touches=event.key)


def lot_corrected(fact: d.LotCorrected, event: Recorded[Any]) -> Iterator[Write]:
    yield from _told(event, fact, number=fact.number)
    says: dict[str, Any] = {
        "reason": fact.why,
        "party": fact.supplier,
        "reference": fact.number,
        "expires_at": fact.expires_at,
    }
    yield from _movement(event, "lot_corrected", **says)


def _in(event: Recorded[Any], kind: str, fact: CameIn, **columns: Any) -> Iterator[Write]:
    """Something came into the lot; the first such fact also says what the lot is."""
    yield from _told(event, fact, anew=fact.anew)
    names = ("quantity", "material", "unit", "plant", "location", "expires_at")
    yield from _movement(event, kind, 1, **{name: getattr(fact, name) for name in names}, **columns)


def _of(fact: Any, *names: str) -> dict[str, Any]:
    return {name: getattr(fact, name) for name in ("quantity", *names)}


def received(fact: d.LotReceived, event: Recorded[Any]) -> Iterator[Write]:
    cost = {name: getattr(fact, name) for name in ("unit_cost", "total_cost", "currency", "exchange_rate")}
    return _in(event, "received", fact, party=fact.supplier, reference=fact.purchase_reference, **cost)


def produced(fact: d.LotProduced, event: Recorded[Any]) -> Iterator[Write]:
    return _in(event, "by_product" if fact.by_product else "produced", fact, work_order=fact.work_order)


def split_off(fact: d.LotSplitOff, event: Recorded[Any]) -> Iterator[Write]:
    return _in(event, "split_off", fact, other_lot=fact.source)


def merged_from(fact: d.LotMergedFrom, event: Recorded[Any]) -> Iterator[Write]:
    return _in(event, "merged_from", fact, other_lot=fact.source)


def consumed(fact: d.LotConsumed, event: Recorded[Any]) -> Iterator[Write]:
    return _movement(event, "consumed", -1, **_of(fact, "work_order", "suggested_lot", "override_reason", "reason"))


def shipped(fact: d.LotShipped, event: Recorded[Any]) -> Iterator[Write]:
    why = _of(fact, "suggested_lot", "override_reason", "reason")
    return _movement(event, "shipped", -1, **why, party=fact.customer, reference=fact.delivery)


def returned(fact: d.LotReturned, event: Recorded[Any]) -> Iterator[Write]:
    party = {"party": fact.customer, "reference": fact.delivery}
    kind = "returned" if fact.customer is None else "returned_by_customer"
    return _movement(event, kind, 1, **_of(fact, "work_order", "reason"), **party)


def returned_to_supplier(fact: d.LotReturnedToSupplier, event: Recorded[Any]) -> Iterator[Write]:
    return _movement(event, "returned_to_supplier", -1, **_of(fact, "reason", "reference"), party=fact.supplier)


def split(fact: d.LotSplit | d.LotMergedInto, event: Recorded[Any]) -> Iterator[Write]:
    kind = "split" if isinstance(fact, d.LotSplit) else "merged_into"
    return _movement(event, kind, -1, **_of(fact), other_lot=fact.into)


def scrapped(fact: d.LotScrapped, event: Recorded[Any]) -> Iterator[Write]:
    return _movement(event, "scrapped", -1, **_of(fact, "reason"))


def counted(fact: d.LotAdjusted, event: Recorded[Any]) -> Iterator[Write]:
    """What it had to explain is weighed after the batch, against all that happened before it."""
    return _movement(event, "counted", 1, **_of(fact, "reason"), change=NOTHING)


def moved(fact: d.LotMoved, event: Recorded[Any]) -> Iterator[Write]:
    return _movement(event, "moved", location=fact.location)


def held(fact: d.LotHeld | d.LotReleased, event: Recorded[Any]) -> Iterator[Write]:
    return _movement(event, "held" if isinstance(fact, d.LotHeld) else "released", reason=fact.reason)


def corrected(fact: d.MovementCorrected, event: Recorded[Any]) -> Iterator[Write]:
    """The movement gets what stands now; it keeps what was told first."""
    row = {
        "lot": event.key,
        "version": fact.movement,
        "quantity": fact.quantity,
        "unit_cost": fact.unit_cost,
        "total_cost": fact.total_cost,
        "happened_at": fact.happened_at,
        "struck": fact.struck,
        "corrected_version": event.version,
        "corrected_by": event.meta.user,
        "corrected_why": fact.why,
        "corrected_at": event.recorded_at,
    }
    yield Write("correct_movement", (event.key, fact.movement), row, touches=event.key)


def reserved(fact: d.LotReserved | d.LotReservationReleased, event: Recorded[Any]) -> Iterator[Write]:
    in_force = isinstance(fact, d.LotReserved)
    row = {
        "lot": event.key,
        "work_order": fact.work_order,
        "quantity": fact.quantity if in_force else None,
        "reserved_at": event.occurred_at,
        "by_user": event.meta.user,
        "version": event.version,
    }
    yield Write("put_reservation", ("reservation", event.key, fact.work_order), row)
    reason = None if in_force else fact.reason
    yield from _movement(
        event,
        "reserved" if in_force else "reservation_released",
        **_of(fact, "work_order"),
        reason=reason,
        change=NOTHING,
    )


def storage_location_registered(fact: StorageLocationRegistered, event: Recorded[Any]) -> Iterator[Write]:
    row = {"plant": event.key, "location": fact.location, "area": fact.area, "version": event.version}
    yield Write("put_storage_location", ("storage_location", event.key, fact.location), row)


def storage_location_retired(fact: StorageLocationRetired, event: Recorded[Any]) -> Iterator[Write]:
    row = {
        "plant": event.key,
        "location": fact.location,
        "retired_at": event.occurred_at,
        "retired_reason": fact.reason,
        "version": event.version,
    }
    yield Write("retire_storage_location", ("storage_location", event.key, fact.location), row)


def reorder_point_set(fact: ReorderPointSet, event: Recorded[Any]) -> Iterator[Write]:
    row = {"material": event.key, "plant": fact.plant, "quantity": fact.quantity, "version": event.version}
    yield Write("put_reorder_point", ("reorder", event.key, fact.plant), row)


PROJECTION = Projection(
    "stock",
    __package__ or "",
    statements("projections.stock"),
    on={
        d.LotReceived: received,
        d.LotProduced: produced,
        d.LotConsumed: consumed,
        d.LotReturned: returned,
        d.LotReturnedToSupplier: returned_to_supplier,
        d.LotSplit: split,
        d.LotSplitOff: split_off,
        d.LotMergedInto: split,
        d.LotMergedFrom: merged_from,
        d.LotMoved: moved,
        d.LotHeld: held,
        d.LotReleased: held,
        d.LotAdjusted: counted,
        d.LotShipped: shipped,
        d.LotScrapped: scrapped,
        d.LotReserved: reserved,
        d.LotReservationReleased: reserved,
        d.MovementCorrected: corrected,
        d.LotCorrected: lot_corrected,
        StorageLocationRegistered: storage_location_registered,
        StorageLocationRetired: storage_location_retired,
        ReorderPointSet: reorder_point_set,
    },
    after=("fill_in", "weigh_counts", "settle_lots"),
    fold=(
        "fold_movements",
        "fold_counts",
        "fold_told",
        "fold_lots",
        "fold_reservations",
        "fold_storage_locations",
        "fold_reorder_points",
    ),
)
