"""One function for each kind of fact of a lot.

A lot's own facts say all that a trace needs: the work order tells the same of the same moment in its own stream, and
a number that is told twice must be counted from one of them.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from unison.infrastructure.projection.engine import Projection, Write
from unison.infrastructure.sql import statements
from unison.lots import domain as d
from unison.shared.events import Recorded

NOTHING = Decimal(0)


def _node(through: str, *names: str) -> str:
    """A transformation's name. Names of people's making hold no tabs, so no two nodes are called the same."""
    return "\t".join((through, *names))


def _movement(event: Recorded[Any], kind: str, change: Decimal = NOTHING, **columns: Any) -> Iterator[Write]:
    row = {
        **columns,
        "lot": event.key,
        "version": event.version,
        "kind": kind,
        "change": change,
        "by_user": event.meta.user,
        "occurred_at": event.occurred_at,
        "recorded_at": event.recorded_at,
        "feed_seq": event.feed_seq,
    }
    yield Write("add_movement", (event.key, event.version), row, touches=event.key)


def _into(event: Recorded[Any], kind: str, fact: Any, node: str | None, **columns: Any) -> Iterator[Write]:
    """Something came into the lot; the first such fact also says what the lot is."""
    was = {name: getattr(fact, name) for name in ("material", "quantity", "unit", "plant", "location")}
    way = {} if node is None else {"node": node, "goes_out": False}
    return _movement(event, kind, fact.quantity, **was, **way, **columns)


def _out_of(event: Recorded[Any], kind: str, quantity: Decimal, node: str, **columns: Any) -> Iterator[Write]:
    return _movement(event, kind, -quantity, quantity=quantity, node=node, goes_out=True, **columns)


def received(fact: d.LotReceived, event: Recorded[Any]) -> Iterator[Write]:
    return _into(event, "received", fact, None, party=fact.supplier, reference=fact.purchase_reference)


def produced(fact: d.LotProduced, event: Recorded[Any]) -> Iterator[Write]:
    return _into(event, "produced", fact, _node("work_order", fact.work_order), work_order=fact.work_order)


def consumed(fact: d.LotConsumed, event: Recorded[Any]) -> Iterator[Write]:
    node = _node("work_order", fact.work_order)
    return _out_of(event, "consumed", fact.quantity, node, work_order=fact.work_order)


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
    return _movement(event, "adjusted", fact.quantity - fact.expected, quantity=fact.quantity, reason=fact.reason)


def shipped(fact: d.LotShipped, event: Recorded[Any]) -> Iterator[Write]:
    return _movement(
        event, "shipped", -fact.quantity, quantity=fact.quantity, party=fact.customer, reference=fact.delivery
    )


def scrapped(fact: d.LotScrapped, event: Recorded[Any]) -> Iterator[Write]:
    return _movement(event, "scrapped", -fact.quantity, quantity=fact.quantity, reason=fact.reason)


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
    },
    after=("fill_in", "count_flows", "count_lots"),
)
