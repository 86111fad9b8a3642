"""One function for each fact that says what something cost: the rows it writes, and what these touch."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from unison.costing import domain as c
from unison.infrastructure.projection.engine import Project, Write
from unison.inventory import domain as i
from unison.labor.domain import facts as p
from unison.lots.domain import facts as d
from unison.measures.money import worth
from unison.shared.events import Fact, Recorded
from unison.shared.names import normal
from unison.work_orders.domain import facts as w

ONE = Decimal(1)
MACHINE_TIME = (w.Activity.PRODUCTION, w.Activity.SETUP)
"""What of a machine's time its orders bear; a breakdown they do not."""

type CameIn = d.LotReceived | d.LotProduced | d.LotSplitOff | d.LotMergedFrom


def _identity(event: Recorded[Any]) -> dict[str, Any]:
    """What tells a fact among others: its name, its id, and where it stands in business time."""
    return {
        "fact": f"{event.stream_id}@{event.version}",
        "id": f"{event.seq:015}",
        "at": event.occurred_at,
        "order_key": 2 * event.seq,
        "by_user": event.meta.user,
    }


def _movement(event: Recorded[Any], kind: str, **columns: Any) -> Iterator[Write]:
    row = {"lot": event.key, "kind": kind, "recorded_at": event.recorded_at, **_identity(event), **columns}
    yield Write(
        "add_movement", row["fact"], row, touches=f"{'valuing' if kind in _VALUING else 'movement'}\n{row['fact']}"
    )


_VALUING = ("produced", "method", "revalued")
"""What orders let go with their outputs depends on these, too."""


def _of_lot(fact: CameIn, event: Recorded[Any]) -> Iterator[Write]:
    row = {"lot": event.key, "plant": fact.plant, "material": fact.material}
    yield Write("add_lot", ("lot", event.key), row)


def lot_corrected(fact: d.LotCorrected, event: Recorded[Any]) -> Iterator[Write]:
    yield Write("name_lot", ("lot", event.key), {"lot": event.key, "corrected_number": fact.number})


def received(fact: d.LotReceived, event: Recorded[Any]) -> Iterator[Write]:
    yield from _of_lot(fact, event)
    yield from _movement(
        event,
        "received",
        quantity=fact.quantity,
        unit_cost=fact.unit_cost,
        total_cost=fact.total_cost,
        currency=fact.currency,
        exchange_rate=fact.exchange_rate,
        reason=fact.supplier,
    )


def produced(fact: d.LotProduced, event: Recorded[Any]) -> Iterator[Write]:
    yield from _of_lot(fact, event)
    yield from _movement(
        event, "produced", quantity=fact.quantity, work_order=fact.work_order, by_product=fact.by_product
    )


def consumed(fact: d.LotConsumed, event: Recorded[Any]) -> Iterator[Write]:
    return _movement(event, "consumed", quantity=fact.quantity, work_order=fact.work_order, reason=fact.reason)


def returned(fact: d.LotReturned, event: Recorded[Any]) -> Iterator[Write]:
    return _movement(event, "returned", quantity=fact.quantity, work_order=fact.work_order, reason=fact.reason)


def returned_to_supplier(fact: d.LotReturnedToSupplier, event: Recorded[Any]) -> Iterator[Write]:
    return _movement(event, "returned_to_supplier", quantity=fact.quantity, reason=fact.reason)


def shipped(fact: d.LotShipped, event: Recorded[Any]) -> Iterator[Write]:
    return _movement(event, "shipped", quantity=fact.quantity, reason=fact.customer)


def scrapped(fact: d.LotScrapped, event: Recorded[Any]) -> Iterator[Write]:
    return _movement(event, "scrapped", quantity=fact.quantity, reason=fact.reason)


def counted(fact: d.LotAdjusted, event: Recorded[Any]) -> Iterator[Write]:
    """A level; what it is worth is weighed after the batch, against all that happened before it."""
    return _movement(event, "counted", quantity=Decimal(0), found=fact.quantity, reason=fact.reason)


def split(fact: d.LotSplit | d.LotMergedInto, event: Recorded[Any]) -> Iterator[Write]:
    """From lot to lot the stock is worth the same; a count of the lot, and the cost of the very lot, need to know."""
    return _movement(
        event, "split" if isinstance(fact, d.LotSplit) else "merged_into", quantity=fact.quantity, into_lot=fact.into
    )


def split_off(fact: d.LotSplitOff | d.LotMergedFrom, event: Recorded[Any]) -> Iterator[Write]:
    yield from _of_lot(fact, event)
    kind = "split_off" if isinstance(fact, d.LotSplitOff) else "merged_from"
    yield from _movement(event, kind, quantity=fact.quantity)


def corrected(fact: d.MovementCorrected, event: Recorded[Any]) -> Iterator[Write]:
    """The movement gets what stands now; it keeps what was told first."""
    name = f"{event.stream_id}@{fact.movement}"
    row = {
        "fact": name,
        "quantity": fact.quantity,
        "unit_cost": fact.unit_cost,
        "total_cost": fact.total_cost,
        "at": fact.happened_at,
        "struck": fact.struck,
        **_correction(event, fact.why),
    }
    yield Write("correct_movement", name, row, touches=f"valuing\n{name}")


def _correction(event: Recorded[Any], why: str) -> dict[str, Any]:
    return {
        "corrected_version": event.version,
        "corrected_by": event.meta.user,
        "corrected_why": why,
        "corrected_at": event.recorded_at,
    }


def method_set(fact: c.CostingMethodSet, event: Recorded[Any]) -> Iterator[Write]:
    told = {"plant": fact.plant, "material": fact.material, "method": fact.method, "unit_cost": fact.standard_cost}
    return _movement(event, "method", lot=None, **told)


def revalued(fact: c.StockRevalued, event: Recorded[Any]) -> Iterator[Write]:
    told = {"plant": fact.plant, "material": fact.material, "unit_cost": fact.unit_cost, "reason": fact.reason}
    return _movement(event, "revalued", lot=None, **told)


def cost_added(fact: c.CostAddedToReceipt, event: Recorded[Any]) -> Iterator[Write]:
    receipt = f"lots:{fact.lot}@{fact.movement}"
    amount = worth(fact.amount, fact.exchange_rate or ONE)
    return _movement(event, "cost_added", lot=fact.lot, amount=amount, refers_fact=receipt, reason=fact.reason)


def order_created(fact: w.WorkOrderCreated, event: Recorded[Any]) -> Iterator[Write]:
    row = {
        "work_order": event.key,
        "plant": fact.plant,
        "product": fact.product,
        "ordered": Decimal(fact.quantity_pcs),
        "created_version": event.version,
    }
    yield Write("add_order", ("order", event.key), row)
    if fact.anew:
        yield from _posting(event, event.key, "reopened", reason="created anew")


def _posting(event: Recorded[Any], work_order: str, kind: str, name: str = "", **columns: Any) -> Iterator[Write]:
    row = {"work_order": work_order, "kind": kind, **_identity(event), **columns}
    row["name"] = name or row["fact"]
    yield Write("add_posting", (work_order, row["name"]), row, touches=f"posting\n{work_order}\n{row['name']}")


def order_charged(fact: c.OrderCharged, event: Recorded[Any]) -> Iterator[Write]:
    return _posting(event, fact.work_order, fact.kind, amount=fact.amount, reason=fact.reason)


_ENDING: Mapping[type[Fact], str] = {
    w.WorkOrderCompleted: "completed",
    w.WorkOrderClosed: "closed",
    w.WorkOrderCancelled: "cancelled",
    w.WorkOrderReopened: "reopened",
}


def order_ended(fact: Fact, event: Recorded[Any]) -> Iterator[Write]:
    return _posting(event, event.key, _ENDING[type(fact)], reason=getattr(fact, "reason", None))


def undone(fact: w.EntryUndone, event: Recorded[Any]) -> Iterator[Write]:
    if fact.undone == w.WorkOrderCompleted.__name__:
        yield from _posting(event, event.key, "reopened", reason=fact.why)


def _time(who: str, seconds: Decimal, began_at: datetime, at: datetime) -> dict[str, Any]:
    """Of a role or a machine, at its rate; names that differ in letter case alone have one rate."""
    return {"seconds": seconds, "who": who, "rated_as": normal(who), "began_at": began_at, "at": at}


def _machine_time(fact: w.ProductionLogged | w.ProductionLogCorrected) -> dict[str, Any]:
    seconds = (fact.ended_at - fact.started_at).total_seconds() if fact.activity in MACHINE_TIME else 0
    return _time(fact.equipment, Decimal(str(seconds)), fact.started_at, fact.ended_at)


def logged(fact: w.ProductionLogged, event: Recorded[Any]) -> Iterator[Write]:
    return _posting(event, event.key, "equipment", f"log:{fact.log}", **_machine_time(fact))


def log_corrected(fact: w.ProductionLogCorrected, event: Recorded[Any]) -> Iterator[Write]:
    name = f"log:{fact.log}"
    row = {"work_order": event.key, "name": name, **_machine_time(fact), **_correction(event, fact.why)}
    yield Write("correct_posting", (event.key, name), row, touches=f"posting\n{event.key}\n{name}")


def log_struck(fact: w.ProductionLogStruck, event: Recorded[Any]) -> Iterator[Write]:
    name = f"log:{fact.log}"
    nothing = _time(fact.equipment, Decimal(0), fact.started_at, fact.started_at)
    row = {"work_order": event.key, "name": name, **nothing, **_correction(event, fact.why)}
    yield Write("correct_posting", (event.key, name), row, touches=f"posting\n{event.key}\n{name}")


def worked(fact: p.JobEnded | p.TimeRecorded, event: Recorded[Any]) -> Iterator[Write]:
    """An order bears the paid time of a role: of what was worked on at once, the share of each."""
    if fact.work_order is not None:
        told = _posting(event, fact.work_order, "labor", _name_of_time(event, fact.entry), **_paid_time(fact))
        yield from (replace(write, statement="put_time") for write in told)


def _paid_time(fact: p.JobEnded | p.TimeRecorded | p.TimeCorrected) -> dict[str, Any]:
    return _time(fact.role, fact.paid_s, fact.started_at, fact.ended_at)


def _name_of_time(event: Recorded[Any], entry: str) -> str:
    return f"time:{event.key}/{entry}"


def time_corrected(fact: p.TimeCorrected | p.TimeStruck, event: Recorded[Any]) -> Iterator[Write]:
    nothing = _time(fact.role, Decimal(0), fact.started_at, fact.started_at)
    time = _paid_time(fact) if isinstance(fact, p.TimeCorrected) else nothing
    return _of_time("correct_posting", fact, event, **time, **_correction(event, fact.why))


def time_shared(fact: p.TimeShared, event: Recorded[Any]) -> Iterator[Write]:
    return _of_time("share_time", fact, event, seconds=fact.paid_s)


def _of_time(
    statement: str, fact: p.TimeCorrected | p.TimeStruck | p.TimeShared, event: Recorded[Any], **columns: Any
) -> Iterator[Write]:
    if fact.work_order is not None:
        name = _name_of_time(event, fact.entry)
        row = {"work_order": fact.work_order, "name": name, **columns}
        yield Write(statement, (fact.work_order, name), row, touches=f"posting\n{fact.work_order}\n{name}")


def labor_rate_set(fact: p.RateSet, event: Recorded[Any]) -> Iterator[Write]:
    yield from _rate("labor", fact.role, fact.rate_per_hour, fact.valid_from, event)


def equipment_rate_set(fact: c.EquipmentRateSet, event: Recorded[Any]) -> Iterator[Write]:
    yield from _rate("equipment", fact.equipment, fact.rate_per_hour, fact.valid_from, event)


def _rate(kind: str, who: str, per_hour: Decimal, valid_from: datetime, event: Recorded[Any]) -> Iterator[Write]:
    row = {"kind": kind, "who": normal(who), "valid_from": valid_from}
    named = {**row, "rate_per_hour": per_hour, "fact": f"{event.stream_id}@{event.version}"}
    yield Write(
        "put_rate", ("rate", *row.values()), named, touches=f"rate\n{kind}\n{row['who']}\n{valid_from.isoformat()}"
    )


def currency_set(fact: i.CurrencySet, _: Recorded[Any]) -> Iterator[Write]:
    yield Write("put_currency", "currency", {"currency": fact.currency}, touches="currency")


PROJECTED: Mapping[type[Fact], Project] = {
    d.LotReceived: received,
    d.LotProduced: produced,
    d.LotSplit: split,
    d.LotSplitOff: split_off,
    d.LotMergedInto: split,
    d.LotMergedFrom: split_off,
    d.LotConsumed: consumed,
    d.LotReturned: returned,
    d.LotReturnedToSupplier: returned_to_supplier,
    d.LotShipped: shipped,
    d.LotScrapped: scrapped,
    d.LotAdjusted: counted,
    d.MovementCorrected: corrected,
    d.LotCorrected: lot_corrected,
    c.CostingMethodSet: method_set,
    c.StockRevalued: revalued,
    c.CostAddedToReceipt: cost_added,
    c.OrderCharged: order_charged,
    c.EquipmentRateSet: equipment_rate_set,
    p.RateSet: labor_rate_set,
    p.JobEnded: worked,
    p.TimeRecorded: worked,
    p.TimeCorrected: time_corrected,
    p.TimeShared: time_shared,
    p.TimeStruck: time_corrected,
    i.CurrencySet: currency_set,
    w.WorkOrderCreated: order_created,
    w.ProductionLogged: logged,
    w.ProductionLogCorrected: log_corrected,
    w.ProductionLogStruck: log_struck,
    **dict.fromkeys(_ENDING, order_ended),
    w.EntryUndone: undone,
}
"""What each fact writes."""
