"""The report of a lot to hand to an auditor: all of it as of one number of the feed, with the hash of the chain there."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from fastapi.responses import Response
from psycopg import AsyncCursor
from psycopg.rows import DictRow
from pydantic import BaseModel

from projections.genealogy.api.balancing import Balance, Moved, balance, lot_as_of
from projections.genealogy.api.parameters import NOW, AsOf, AsOfAsked, LotNumber, NotYet, Reader, rows
from projections.genealogy.api.recalling import RecalledCustomer, RecalledOrder, Shipment, recall
from projections.genealogy.api.tracing import Direction, Trace, trace
from projections.genealogy.projector import PROJECTION
from unison.presentation.context import Reached
from unison.presentation.documents import Csv, Pdf, csv_of, named, pdf
from unison.presentation.freshness import After, ViewRouter, fresh
from unison.shared.time import now

router = ViewRouter(PROJECTION.name)


class Step(BaseModel):
    """A lot on the way, at its depth, and the first step that led there: `by` names the order, or what it was split from or
    merged with; null, as its moment, where there were more steps than a trace tells. `stated`: it is reached by what was said to
    go into a lot, by splits and merges alone; else it is possible."""

    depth: int
    lot: str
    number: str
    material: str
    quantity: Decimal
    unit: str
    on_hand: Decimal
    status: str
    stated: bool
    by: str | None
    occurred_at: datetime | None


class Report(BaseModel):
    """All that is known of a lot at `feed_seq`, the organization's last fact that counts in it; `feed_hash` is the hash that the
    chain has there."""

    lot: str
    organization: str
    organization_name: str
    made_at: datetime
    feed_seq: int
    feed_hash: str
    as_of: datetime | None
    origin: str
    number: str
    supplier: str | None
    supplier_lot: str | None
    expires_at: datetime | None
    produced_on: date | None
    attributes: dict[str, str] | None
    location: str | None
    status: str
    hold_reason: str | None
    balance: Balance
    backward: list[Step]
    forward: list[Step]
    orders: list[RecalledOrder]
    shipments: list[Shipment]
    customers: list[RecalledCustomer]


_ABOUT = ("origin", "number", "supplier", "supplier_lot", "expires_at", "produced_on", "attributes")


async def report(cursor: AsyncCursor[DictRow], lot: str, as_of: AsOf = NOW) -> Report:
    """Everything is asked as of the number that the report names, so it holds together while facts come in. Refuses
    `UnknownLot` and `NotYet`."""
    found = await rows(cursor, "find_position", known=as_of.asked["known"])
    if not found:
        await lot_as_of(cursor, lot, as_of)  # where no fact counts there is no lot: it says which of both it is
        raise NotYet(key=lot, as_of=as_of)
    (position,) = found
    then = replace(as_of, feed=position["feed_seq"])
    stood = await lot_as_of(cursor, lot, then)
    forward = await recall(cursor, lot, as_of=then)
    return Report(
        lot=lot,
        organization=position["slug"],
        organization_name=position["name"],
        made_at=now(),
        feed_seq=position["feed_seq"],
        feed_hash=position["hash"],
        as_of=as_of.at,
        **{name: stood[name] for name in (*_ABOUT, "location", "status", "hold_reason")},
        balance=await balance(cursor, lot, then),
        backward=_steps(await trace(cursor, lot, Direction.BACKWARD, as_of=then)),
        forward=_steps(await trace(cursor, lot, Direction.FORWARD, as_of=then)),
        orders=forward.orders,
        shipments=forward.shipments,
        customers=forward.customers,
    )


_SHOWN = {"depth", "lot", "number", "material", "quantity", "unit", "on_hand", "status", "stated"}


def _steps(found: Trace) -> list[Step]:
    """Edges come the nearest first, so the first one that leads to a lot is at its depth."""
    backward = found.direction is Direction.BACKWARD
    numbers = {found.lot: found.number} | {each.lot: each.number for each in found.lots}
    led: dict[str, tuple[str, datetime]] = {}
    for edge in found.edges:
        near, far = (edge.target, edge.source) if backward else (edge.source, edge.target)
        by = edge.work_order or f"{edge.through} {'into' if backward else 'of'} {numbers[near]}"
        led.setdefault(far, (by, edge.occurred_at))
    return [
        Step(
            **each.model_dump(include=_SHOWN),
            by=led.get(each.lot, (None, None))[0],
            occurred_at=led.get(each.lot, (None, None))[1],
        )
        for each in found.lots
    ]


def report_pdf(told: Report) -> bytes:
    return pdf("trace_report", told.model_dump(mode="json"))


# As CSV -----------------------------------------------------------------------------------------------------------

COLUMNS = (
    "section", "depth", "lot", "number", "material", "kind", "quantity", "unit", "on_hand", "status", "other_lot",
    "other_number", "work_order", "party", "reference", "sales_order", "line", "reason", "occurred_at", "recorded_at",
    "movement", "feed_seq", "struck", "original_quantity", "original_occurred_at", "corrected_by", "corrected_why",
    "corrected_at", "feed_hash", "link",
)  # fmt: skip
"""One table for all: `section` says what a row is about."""


def report_csv(told: Report) -> str:
    return csv_of(COLUMNS, _rows(told))


def _rows(told: Report) -> Iterator[dict[str, Any]]:
    of = {"lot": told.lot, "number": told.number, "material": told.balance.material, "unit": told.balance.unit}
    made = {"feed_seq": told.feed_seq, "feed_hash": told.feed_hash, "recorded_at": _time(told.made_at)}
    yield {
        "section": "report", **of, **made, "kind": told.origin, "on_hand": told.balance.on_hand, "status": told.status,
        "party": told.supplier, "reason": told.hold_reason, "reference": told.organization, "occurred_at": _time(told.as_of),
    }  # fmt: skip
    for term in told.balance.terms:
        yield {"section": "balance", **of, "kind": term.kind, "quantity": term.quantity}
    yield {"section": "balance", **of, "kind": "on_hand", "quantity": told.balance.on_hand}
    yield {"section": "balance", **of, "kind": "difference", "quantity": told.balance.difference}
    for each in told.balance.mismatches:
        yield {
            "section": "mismatch", **of, "kind": each.what, "quantity": each.told_here, "reference": each.other_number,
            "original_quantity": each.told_there,
        }  # fmt: skip
    movements = [each for term in told.balance.terms for each in term.movements]
    for each in sorted(movements, key=lambda m: (m.occurred_at, m.feed_seq)):
        yield {"section": "movement", **of, **_movement(each)}
    for way in ("backward", "forward"):
        yield from _walked(way, getattr(told, way))
    for order in told.orders:
        yield {
            "section": "work_order",
            "depth": order.depth,
            "work_order": order.work_order,
            "occurred_at": _time(order.last_at),
        }
    for shipment in told.shipments:
        yield {"section": "shipment", "party": shipment.customer, "reference": shipment.delivery, **_shared(shipment)}


_SHARED = ("lot", "number", "kind", "quantity", "unit", "sales_order", "line", "movement", "feed_seq", "corrected_why")


def _shared(of: Moved | Shipment) -> dict[str, Any]:
    told = {name: getattr(of, name) for name in _SHARED if hasattr(of, name)}
    return told | {
        "struck": "yes" if of.struck else "",
        "occurred_at": _time(of.occurred_at),
        "original_quantity": of.original and of.original.quantity,
        "original_occurred_at": of.original and _time(of.original.occurred_at),
        "corrected_by": of.corrected_by,
        "corrected_at": _time(of.corrected_at),
    }


def _movement(moved: Moved) -> dict[str, Any]:
    names = ("other_lot", "other_number", "work_order", "party", "reference", "reason")
    told = {name: getattr(moved, name) for name in names}
    return told | _shared(moved) | {"quantity": moved.change, "recorded_at": _time(moved.recorded_at)}


def _walked(way: str, steps: Sequence[Step]) -> Iterator[dict[str, Any]]:
    for step in steps:
        row = step.model_dump(exclude={"by", "occurred_at", "stated"})
        row["link"] = "stated" if step.stated else "possible"
        yield {"section": way, **row, "reason": step.by, "occurred_at": _time(step.occurred_at)}


def _time(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()


async def _made(lot: str, reader: Reader, reached: Reached, as_of: AsOf, after: str | None) -> Report:
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        return await report(cursor, lot, as_of)


_PDF: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The report",
        "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}},
    }
}
_CSV: dict[int | str, dict[str, Any]] = {
    200: {"description": "The report", "content": {"text/csv": {"schema": {"type": "string"}}}}
}


@router.get("/lots/{lot:path}/trace.pdf", response_class=Pdf, responses=_PDF)
async def get_report_as_pdf(
    lot: LotNumber, reader: Reader, reached: Reached, as_of: AsOfAsked, after: After = None
) -> Response:
    """The report of a lot, to be handed to an auditor: it names the feed number and the hash that it can be verified by."""
    made = await _made(lot, reader, reached, as_of, after)
    return named(Pdf(await asyncio.to_thread(report_pdf, made)), f"trace-{made.number}.pdf")


@router.get("/lots/{lot:path}/trace.csv", response_class=Csv, responses=_CSV)
async def get_report_as_csv(
    lot: LotNumber, reader: Reader, reached: Reached, as_of: AsOfAsked, after: After = None
) -> Response:
    """The report of a lot as one table, in which `section` says what a row is about."""
    made = await _made(lot, reader, reached, as_of, after)
    return named(Csv(report_csv(made)), f"trace-{made.number}.csv")
