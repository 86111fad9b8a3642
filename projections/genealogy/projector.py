"""One function for each kind of fact of a lot, and for what sales orders say of deliveries.

A lot's own facts say all that a trace needs: the work order tells the same of the same moment in its own stream, and
a number that is told twice must be counted from one of them. A sales order's deliveries are kept beside them: they say
which order a shipment was for, and of goods that nobody took from the lot.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from unison.infrastructure.projection.engine import Projection, Write
from unison.infrastructure.sql import statements
from unison.lots.domain import facts as d
from unison.sales.domain import facts as s
from unison.shared.events import Recorded

NOTHING = Decimal(0)


def _node(through: str, *names: str) -> str:
    """A transformation's name. Names of people's making hold no tabs, so no two nodes are called the same."""
    return "\t".join((through, *names))


def _movement(event: Recorded[Any], kind: str, change: Decimal = NOTHING, **columns: Any) -> Iterator[Write]:
    row = {
        "struck": False,
        **columns,
        "lot": event.key,
        "version": event.version,
        "kind": kind,
        "change": change,
        "by_user": event.meta.user,
        "occurred_at": event.occurred_at,
        "recorded_at": event.recorded_at,
        "feed_seq": event.seq,
        "known_from": event.seq,
    }
    yield Write("add_movement", (event.key, event.version), row, touches=event.key)


def _told(event: Recorded[Any], fact: Any, **more: Any) -> Iterator[Write]:
    """What the fact says of the lot itself, where it says anything."""
    names = ("supplier", "supplier_lot", "expires_at", "produced_on", "attributes")
    said = {name: getattr(fact, name, None) or None for name in names}
    row = {"anew": False, "number": None} | more
    if any(row.values()) or any(said.values()):
        keys = {"lot": event.key, "version": event.version, "feed_seq": event.seq}
        yield Write("add_told", ("told", event.key, event.version), keys | said | row, touches=event.key)


def _into(event: Recorded[Any], kind: str, fact: Any, node: str | None, **columns: Any) -> Iterator[Write]:
    """Something came into the lot; the first such fact also says what the lot is."""
    yield from _told(event, fact, anew=fact.anew)
    was = {name: getattr(fact, name) for name in ("material", "quantity", "unit", "plant", "location")}
    way = {} if node is None else {"node": node, "goes_out": False}
    yield from _movement(event, kind, fact.quantity, **was, **way, **columns)


def lot_corrected(fact: d.LotCorrected, event: Recorded[Any]) -> Iterator[Write]:
    yield from _told(event, fact, number=fact.number)
    yield from _movement(event, "lot_corrected", reason=fact.why, party=fact.supplier, reference=fact.number)


def _out_of(event: Recorded[Any], kind: str, quantity: Decimal, node: str, **columns: Any) -> Iterator[Write]:
    return _movement(event, kind, -quantity, quantity=quantity, node=node, goes_out=True, **columns)


def received(fact: d.LotReceived, event: Recorded[Any]) -> Iterator[Write]:
    return _into(event, "received", fact, None, party=fact.supplier, reference=fact.purchase_reference)


def produced(fact: d.LotProduced, event: Recorded[Any]) -> Iterator[Write]:
    return _into(event, "produced", fact, _node("work_order", fact.work_order), work_order=fact.work_order)


def consumed(fact: d.LotConsumed, event: Recorded[Any]) -> Iterator[Write]:
    node = _node("work_order", fact.work_order)
    said = {"work_order": fact.work_order, "into_lots": list(fact.into_lots) or None}
    yield from _out_of(event, "consumed", fact.quantity, node, **said)
    yield from _stated(fact.work_order, fact.into_lots)


def _stated(work_order: str, into_lots: tuple[str, ...]) -> Iterator[Write]:
    """What was said to go into a lot: that one is counted again, whether it is there or still to come."""
    for lot in into_lots:
        row = {"lot": lot, "node": _node("work_order", work_order, lot), "work_order": work_order}
        yield Write("add_stated", ("stated", lot, work_order), row, touches=lot)


def split(fact: d.LotSplit, event: Recorded[Any]) -> Iterator[Write]:
    return _out_of(event, "split", fact.quantity, _node("split", event.key, fact.into), other_lot=fact.into)


def split_off(fact: d.LotSplitOff, event: Recorded[Any]) -> Iterator[Write]:
    return _into(event, "split_off", fact, _node("split", fact.source, event.key), other_lot=fact.source)


def merged_into(fact: d.LotMergedInto, event: Recorded[Any]) -> Iterator[Write]:
    return _out_of(event, "merged_into", fact.quantity, _node("merge", event.key, fact.into), other_lot=fact.into)


def merged_from(fact: d.LotMergedFrom, event: Recorded[Any]) -> Iterator[Write]:
    return _into(event, "merged_from", fact, _node("merge", fact.source, event.key), other_lot=fact.source)


def moved(fact: d.LotMoved, event: Recorded[Any]) -> Iterator[Write]:
    return _movement(event, "moved", location=fact.location)


def held(fact: d.LotHeld, event: Recorded[Any]) -> Iterator[Write]:
    return _movement(event, "held", reason=fact.reason)


def released(fact: d.LotReleased, event: Recorded[Any]) -> Iterator[Write]:
    return _movement(event, "released", reason=fact.reason)


def adjusted(fact: d.LotAdjusted, event: Recorded[Any]) -> Iterator[Write]:
    """A level: what it adds is said by all that happened before it, and is counted when it is asked for."""
    return _movement(event, "adjusted", quantity=fact.quantity, reason=fact.reason)


def shipped(fact: d.LotShipped, event: Recorded[Any]) -> Iterator[Write]:
    return _movement(
        event, "shipped", -fact.quantity, quantity=fact.quantity, party=fact.customer, reference=fact.delivery
    )


def scrapped(fact: d.LotScrapped, event: Recorded[Any]) -> Iterator[Write]:
    return _movement(event, "scrapped", -fact.quantity, quantity=fact.quantity, reason=fact.reason)


def returned(fact: d.LotReturned, event: Recorded[Any]) -> Iterator[Write]:
    """What an order gives back flows as little as if it had not been taken; the order has had it in hand all the same."""
    if fact.work_order is not None:
        node = _node("work_order", fact.work_order)
        back: dict[str, Any] = {"work_order": fact.work_order, "node": node, "goes_out": True}
        back["into_lots"] = list(fact.into_lots) or None
        yield from _movement(
            event, "returned_from_order", fact.quantity, quantity=fact.quantity, reason=fact.reason, **back
        )
        yield from _stated(fact.work_order, fact.into_lots)
        return
    sent = {"party": fact.customer, "reference": fact.delivery, "sales_order": fact.sales_order}
    yield from _movement(
        event, "returned_by_customer", fact.quantity, quantity=fact.quantity, reason=fact.reason, **sent
    )


def returned_to_supplier(fact: d.LotReturnedToSupplier, event: Recorded[Any]) -> Iterator[Write]:
    to = {"party": fact.supplier, "reference": fact.reference, "reason": fact.reason}
    return _movement(event, "returned_to_supplier", -fact.quantity, quantity=fact.quantity, **to)


def corrected(fact: d.MovementCorrected, event: Recorded[Any]) -> Iterator[Write]:
    """The correction itself; what stands of the fact from here on is told by the statements that follow a batch."""
    told: dict[str, Any] = {"corrects": fact.movement, "quantity": fact.quantity, "happened_at": fact.happened_at}
    return _movement(event, "corrected", struck=fact.struck, reason=fact.why, **told)


def sales_order_created(fact: s.SalesOrderCreated, event: Recorded[Any]) -> Iterator[Write]:
    row = {"sales_order": event.key, "customer": fact.customer, "plant": fact.plant}
    yield Write("add_sales_order", ("sales_order", event.key), row)


def line_added(fact: s.LineAdded, event: Recorded[Any]) -> Iterator[Write]:
    row = {"sales_order": event.key, "line": fact.line, "product": fact.product, "unit": fact.unit}
    yield Write("add_sales_order_line", ("line", event.key, fact.line), row)


def delivered(fact: s.LineDelivered | s.LineReturned, event: Recorded[Any]) -> Iterator[Write]:
    row = {
        "sales_order": event.key,
        "version": event.version,
        "line": fact.line,
        "kind": "delivered" if isinstance(fact, s.LineDelivered) else "returned",
        "delivery": fact.delivery,
        "lot": fact.lot,
        "quantity": fact.quantity,
        "occurred_at": event.occurred_at,
        "feed_seq": event.seq,
    }
    yield Write("add_delivery", ("delivery", event.key, event.version), row)


def delivery_corrected(fact: s.DeliveryCorrected, event: Recorded[Any]) -> Iterator[Write]:
    """What stands of the delivery from here on; the row before it ends after the batch."""
    row = {
        "sales_order": event.key,
        "version": event.version,
        "corrects": fact.movement,
        "line": fact.line,
        "kind": "delivered",
        "delivery": fact.delivery,
        "lot": fact.lot,
        "quantity": 0 if fact.struck else fact.quantity,
        "occurred_at": fact.happened_at,
        "feed_seq": event.seq,
    }
    yield Write("add_delivery", ("delivery", event.key, event.version), row, touches=fact.lot)


PROJECTION = Projection(
    "genealogy",
    __package__ or "",
    statements("projections.genealogy"),
    on={
        d.LotReceived: received,
        d.LotProduced: produced,
        d.LotConsumed: consumed,
        d.LotSplit: split,
        d.LotSplitOff: split_off,
        d.LotMergedInto: merged_into,
        d.LotMergedFrom: merged_from,
        d.LotMoved: moved,
        d.LotHeld: held,
        d.LotReleased: released,
        d.LotAdjusted: adjusted,
        d.LotShipped: shipped,
        d.LotScrapped: scrapped,
        d.LotReturned: returned,
        d.LotReturnedToSupplier: returned_to_supplier,
        d.MovementCorrected: corrected,
        d.LotCorrected: lot_corrected,
        s.SalesOrderCreated: sales_order_created,
        s.LineAdded: line_added,
        s.LineDelivered: delivered,
        s.LineReturned: delivered,
        s.DeliveryCorrected: delivery_corrected,
    },
    after=("fill_in", "tell_corrected", "end_original", "end_deliveries", "count_flows", "count_lots"),
    fold=(
        "fold_movements",
        "fold_told",
        "fold_corrected",
        "fold_stated",
        "fold_flows",
        "fold_lots",
        "fold_sales_orders",
        "fold_sales_order_lines",
        "fold_deliveries",
    ),
)
