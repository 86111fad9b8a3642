"""One function for each fact of a customer and of a sales order."""

from collections.abc import Iterator
from typing import Any

from unison.infrastructure.projection.engine import Projection, Write
from unison.infrastructure.sql import statements
from unison.lots.domain.facts import LotCorrected
from unison.plants import domain as p
from unison.sales.domain import customers as c
from unison.sales.domain import facts as d
from unison.sales.domain.orders import SalesOrderStatus
from unison.shared.events import Recorded


def registered(fact: c.CustomerRegistered, event: Recorded[Any]) -> Iterator[Write]:
    row = {**vars(fact), "customer": event.key, "version": event.version}
    yield Write("register_customer", _of_customer(event), row)


def changed(fact: c.CustomerChanged, event: Recorded[Any]) -> Iterator[Write]:
    row = {**vars(fact), "customer": event.key, "version": event.version}
    yield Write("change_customer", _of_customer(event), row)


def blocked(fact: c.CustomerBlocked, event: Recorded[Any]) -> Iterator[Write]:
    row = {
        "customer": event.key,
        "block_reason": fact.reason,
        "blocked_at": event.occurred_at,
        "version": event.version,
    }
    yield Write("block_customer", _of_customer(event), row)


def unblocked(_: c.CustomerUnblocked, event: Recorded[Any]) -> Iterator[Write]:
    yield Write("block_customer", _of_customer(event), {"customer": event.key, "version": event.version})


def _of_customer(event: Recorded[Any]) -> tuple[str, str]:
    """A customer and an order may have one name."""
    return ("customer", event.key)


def created(fact: d.SalesOrderCreated, event: Recorded[Any]) -> Iterator[Write]:
    row = {
        **vars(fact),
        "sales_order": event.key,
        "status": SalesOrderStatus.OPEN,
        "status_since": event.occurred_at,
        "created_at": event.occurred_at,
        "version": event.version,
    }
    yield Write("create_order", event.key, row, touches=event.key)


def status_changed(fact: d.SalesOrderClosed | d.SalesOrderCancelled, event: Recorded[Any]) -> Iterator[Write]:
    closed = isinstance(fact, d.SalesOrderClosed)
    row = {
        "sales_order": event.key,
        "status": SalesOrderStatus.CLOSED if closed else SalesOrderStatus.CANCELLED,
        "status_since": event.occurred_at,
        "status_reason": fact.reason,
        "version": event.version,
    }
    yield Write("set_status", event.key, row, touches=event.key)


def line_added(fact: d.LineAdded, event: Recorded[Any]) -> Iterator[Write]:
    row = {"product": fact.product, "unit": fact.unit, "unit_price": fact.unit_price, **_ordered(fact)}
    yield _line("add_line", fact.line, event, row)


def line_changed(fact: d.LineChanged, event: Recorded[Any]) -> Iterator[Write]:
    yield _line("change_line", fact.line, event, _ordered(fact))


def _ordered(fact: d.LineAdded | d.LineChanged) -> dict[str, Any]:
    return {"ordered": fact.quantity, "own_due_on": fact.due_on}


def line_cancelled(fact: d.LineCancelled, event: Recorded[Any]) -> Iterator[Write]:
    yield _line("cancel_line", fact.line, event, {"cancel_reason": fact.reason})


def _line(statement: str, line: int, event: Recorded[Any], row: dict[str, Any]) -> Write:
    row |= {"sales_order": event.key, "line": line, "version": event.version}
    return Write(statement, (event.key, line), row, touches=event.key)


def moved(fact: d.LineDelivered | d.LineReturned, event: Recorded[Any]) -> Iterator[Write]:
    row = {
        **vars(fact),
        "sales_order": event.key,
        "version": event.version,
        "kind": "delivered" if isinstance(fact, d.LineDelivered) else "returned",
        "struck": False,
        "corrected_version": 0,
        "by_user": event.meta.user,
        "occurred_at": event.occurred_at,
        "recorded_at": event.recorded_at,
        "feed_seq": event.seq,
    }
    yield Write("add_delivery", (event.key, "moved", event.version), row, touches=event.key)


def delivery_corrected(fact: d.DeliveryCorrected, event: Recorded[Any]) -> Iterator[Write]:
    """The delivery gets what stands now; it keeps what was told first."""
    row = {
        "sales_order": event.key,
        "version": fact.movement,
        "quantity": fact.quantity,
        "occurred_at": fact.happened_at,
        "struck": fact.struck,
        "corrected_version": event.version,
        "corrected_by": event.meta.user,
        "corrected_why": fact.why,
        "corrected_at": event.recorded_at,
    }
    yield Write("correct_delivery", (event.key, "moved", fact.movement), row, touches=event.key)


def lot_corrected(fact: LotCorrected, event: Recorded[Any]) -> Iterator[Write]:
    row = {"lot": event.key, "number": fact.number, "version": event.version}
    yield Write("number_lot", ("lot", event.key), row)


def clock_told(fact: p.PlantOpened | p.PlantChanged, event: Recorded[Any]) -> Iterator[Write]:
    row = {"plant": event.key, "version": event.version, **p.clock_of(fact)}
    yield Write("set_clock", (event.key, "clock", fact.valid_from), row)


PROJECTION = Projection(
    "sales_order_list",
    __package__ or "",
    statements("projections.sales_order_list"),
    on={
        p.PlantOpened: clock_told,
        p.PlantChanged: clock_told,
        c.CustomerRegistered: registered,
        c.CustomerChanged: changed,
        c.CustomerBlocked: blocked,
        c.CustomerUnblocked: unblocked,
        d.SalesOrderCreated: created,
        d.LineAdded: line_added,
        d.LineChanged: line_changed,
        d.LineCancelled: line_cancelled,
        d.LineDelivered: moved,
        d.LineReturned: moved,
        d.DeliveryCorrected: delivery_corrected,
        LotCorrected: lot_corrected,
        d.SalesOrderClosed: status_changed,
        d.SalesOrderCancelled: status_changed,
    },
    after=("forget_lines", "place_deliveries", "settle_lines", "settle_orders"),
)
