"""Where lots came from and went to: trace, balance, recall."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID, uuid5

import typer

import projections.genealogy.api as genealogy
from unison.cli import environment
from unison.infrastructure.unit_of_work import Envelope, Sender
from unison.lots.application.commands import HoldLot
from unison.lots.domain.moving import AlreadyOnHold

Lot = Annotated[str, typer.Argument(help="The lot's number.")]
AsOfFeed = Annotated[
    str | None, typer.Option(metavar="NUMBER", help="As it was known at this number of the feed, or at this cursor.")
]
AsOfTime = Annotated[
    datetime | None,
    typer.Option("--as-of", formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"], help="As it had happened by this moment, UTC."),
]
_HELD = UUID("6b0d2f0e-7c55-5a53-9f4e-3a3f5f1c8f5d")
"""The name space of the ids of holds: the same lot at the same version, recalled again, is the same command."""


def register(app: typer.Typer) -> None:
    for command in (trace, balance, recall):
        app.command()(command)


def _as_of(organization: str, feed: str | None, at: datetime | None) -> genealogy.AsOf:
    known = None if feed is None else environment.feed_number(organization, feed)
    return genealogy.AsOf(known, at and at.replace(tzinfo=UTC))


def trace(
    lot: Lot,
    forward: Annotated[bool, typer.Option("--forward/--backward", help="Where it went, or where it came from.")] = True,
    depth: Annotated[int | None, typer.Option(min=1, help="So many steps at most.")] = None,
    pdf: Annotated[Path | None, typer.Option(help="Write the whole report of the lot into this file.")] = None,
    csv: Annotated[Path | None, typer.Option(help="Write the whole report of the lot into this file.")] = None,
    as_of_feed: AsOfFeed = None,
    as_of: AsOfTime = None,
    organization: environment.Organization = "demo",
    json: environment.Json = False,
) -> None:
    """Where a lot went to, or where it came from, to any depth; or all that is known of it, to hand to an auditor.

    Examples: `unison trace L1001 --backward`, `unison trace BAR60-001 --json`, `unison trace L1001 --pdf L1001.pdf`
    """
    then, lot = _as_of(organization, as_of_feed, as_of), environment.lot_key(organization, lot)
    if pdf is not None or csv is not None:
        _write_report(lot, then, pdf, csv, organization)
        return
    direction = "forward" if forward else "backward"
    found = environment.ask(
        organization, genealogy.PROJECTION, lambda cursor: genealogy.trace(cursor, lot, direction, depth, then)
    )
    if json:
        environment.print_json(found.model_dump(mode="json"))
        return
    rows: list[list[object]] = [
        [each.depth, each.number, each.material, each.quantity, each.unit, each.status, _link(each.stated)]
        for each in found.lots
    ]
    columns = ["depth", "lot", "material", "quantity", "unit", "status", "link"]
    environment.print_table(f"{found.number} {direction}", columns, rows)


def _link(stated: bool) -> str:
    """Stated: it was said to have gone into that very lot. Possible: an order had it in hand."""
    return "stated" if stated else "possible"


def _write_report(lot: str, then: genealogy.AsOf, pdf: Path | None, csv: Path | None, organization: str) -> None:
    made = environment.ask(organization, genealogy.PROJECTION, lambda cursor: genealogy.report(cursor, lot, then))
    if pdf is not None:
        pdf.write_bytes(genealogy.report_pdf(made))
    if csv is not None:
        csv.write_text(genealogy.report_csv(made), encoding="utf-8", newline="")
    written = " and ".join(str(path) for path in (pdf, csv) if path is not None)
    typer.echo(f"{written}: lot {made.number} as it was known at feed number {made.feed_seq}, hash {made.feed_hash}.")


def balance(
    lot: Lot,
    as_of_feed: AsOfFeed = None,
    as_of: AsOfTime = None,
    organization: environment.Organization = "demo",
    json: environment.Json = False,
) -> None:
    """Whether all that came into a lot is accounted for. Exits 1 when the balance does not close.

    Examples: `unison balance L1001`, `unison balance L1001 --as-of 2026-03-02 --json`
    """
    then, lot = _as_of(organization, as_of_feed, as_of), environment.lot_key(organization, lot)
    found = environment.ask(organization, genealogy.PROJECTION, lambda cursor: genealogy.balance(cursor, lot, then))
    if json:
        environment.print_json(found.model_dump(mode="json"))
    else:
        rows: list[list[object]] = [
            [term.kind, len(term.movements), *_sides(term.side, term.quantity)] for term in found.terms
        ]
        rows.append(["on hand", "", "", found.on_hand])
        environment.print_table(f"{found.number} in {found.unit}", ["term", "facts", "in", "out"], rows)
        for each in found.mismatches:
            typer.echo(f"{each.what} {each.other_number}: told here {each.told_here}, told there {each.told_there}")
        typer.echo("The balance closes." if found.closes else "The balance does not close.")
    if not found.closes:
        raise typer.Exit(1)


def _sides(side: genealogy.Side, quantity: object) -> list[object]:
    return ["", quantity] if side == "out" else [quantity, ""]


def recall(
    lot: Lot,
    sources: Annotated[bool, typer.Option("--sources", help="Begin with all that the lot was made from.")] = False,
    hold: Annotated[str | None, typer.Option(metavar="REASON", help="Hold every lot that is in the house.")] = None,
    as_of_feed: AsOfFeed = None,
    as_of: AsOfTime = None,
    organization: environment.Organization = "demo",
    json: environment.Json = False,
) -> None:
    """Every lot, order, customer and shipment that a lot concerns, and what of it is still in the house.

    Examples: `unison recall BA60-001`, `unison recall L1001 --sources --json`, `unison recall BA60-001 --hold "crack"`
    """
    then, lot = _as_of(organization, as_of_feed, as_of), environment.lot_key(organization, lot)
    if hold is not None and then != genealogy.NOW:
        raise environment.Unready(
            "What is in the house now is held, not what was then: leave out --as-of and --as-of-feed."
        )
    begin = genealogy.Begin.SOURCES if sources else genealogy.Begin.LOT
    found = environment.ask(
        organization, genealogy.PROJECTION, lambda cursor: genealogy.recall(cursor, lot, begin, then)
    )
    held = None if hold is None else _hold(organization, found.to_hold, hold)
    if json:
        environment.print_json(found.model_dump(mode="json") | ({} if held is None else {"held": held}))
        return
    _print_recall(found)
    if held is not None:
        numbers = {each.lot: each.number for each in found.lots}
        typer.echo(f"{len(held)} lots are held now: {', '.join(numbers[lot] for lot in held) or 'none was free'}.")


def _print_recall(found: genealogy.Recall) -> None:
    lots: list[list[object]] = [
        [x.role, x.depth, x.number, x.material, x.on_hand, x.unit, x.location, x.status, _link(x.stated)]
        for x in found.lots
    ]
    columns = ["", "depth", "lot", "material", "on hand", "unit", "where", "status", "link"]
    environment.print_table(f"Recall of {found.number}", columns, lots)
    orders: list[list[object]] = [[x.work_order, x.consumed_lots, x.produced_lots] for x in found.orders]
    environment.print_table("Work orders", ["order", "lots in", "lots out"], orders)
    sent: list[list[object]] = [
        [x.customer, x.number, x.delivery, x.sales_order, x.quantity, x.unit, "struck" if x.struck else x.kind]
        for x in found.shipments
    ]
    environment.print_table("Shipments", ["customer", "lot", "delivery", "order", "quantity", "unit", ""], sent)


def _hold(organization: str, lots: Sequence[str], reason: str) -> list[str]:
    """Holds each lot by a command of its own; one that somebody else has held meanwhile is held."""
    url = environment.owner_url()
    viewer = environment.viewer(url, organization)

    async def held() -> list[str]:
        async with environment.commanding(url) as (pool, handling):
            async with pool.reading(viewer, schema=genealogy.PROJECTION.name) as cursor:
                shown = [await genealogy.show_lot(cursor, lot) for lot in lots]
            for lot in shown:
                command: Any = HoldLot(lot=f"{lot.material}/{lot.number}", reason=reason)
                name = f"{viewer.organization_id}/{lot.lot}@{lot.version}/{reason}"
                sender = Sender(viewer.organization_id, None, device="recall")
                try:
                    await handling.send(Envelope(uuid5(_HELD, name), command, sender))
                except AlreadyOnHold:
                    continue
        return list(lots)

    return asyncio.run(held())
