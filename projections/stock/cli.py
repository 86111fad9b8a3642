"""Stock and its movements."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from projections.stock.api import answers
from unison.cli import environment


def register(app: typer.Typer) -> None:
    app.command()(stock)


def stock(
    material: Annotated[str | None, typer.Option(help="Only this material.")] = None,
    plant: Annotated[str | None, typer.Option(help="Only this plant.")] = None,
    lot: Annotated[str | None, typer.Option(help="Only this lot.")] = None,
    as_of: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M"], help="What there was then, UTC. Default: now."),
    ] = None,
    movements: Annotated[
        bool, typer.Option("--movements", help="What was done, corrected movements with both sides.")
    ] = False,
    reservations: Annotated[
        bool, typer.Option("--reservations", help="What is reserved for which order, and what of that is not there.")
    ] = False,
    organization: environment.Organization = "demo",
    json: environment.Json = False,
) -> None:
    """What lies where, and may it be used; what was done with it, or for whom it is reserved.

    Examples: `unison stock --material "Brass rod 20"`, `unison stock --as-of 2026-12-01`, `unison stock --lot BR20-001 --movements`
    """
    named = environment.keys(organization, material=material, plant=plant, lot=lot)
    material, plant, lot = named["material"], named["plant"], named["lot"]
    if reservations:
        _print_reservations(organization, material, plant, lot, json)
        return
    if movements:
        _print_movements(organization, material, plant, lot, json)
        return
    at = as_of and as_of.replace(tzinfo=UTC)
    found = environment.ask(
        organization,
        answers.PROJECTION,
        lambda cursor: answers.stock(cursor, material=material, plant=plant, lot=lot, as_of=at, limit=100_000),
    )
    if json:
        environment.print_json([each.model_dump(mode="json") for each in found])
        return
    columns = ["material", "lot", "location", "on hand", "reserved", "status", "expires"]
    rows: list[list[object]] = [
        [s.material, s.number, s.location, f"{s.on_hand:f} {s.unit}", f"{s.reserved:f}" if s.reserved else None, s.status,
         s.expires_at and s.expires_at.date()]
        for s in found
    ]  # fmt: skip
    environment.print_table("Stock", columns, rows)


def _print_movements(organization: str, material: str | None, plant: str | None, lot: str | None, json: bool) -> None:
    found = environment.ask(
        organization,
        answers.PROJECTION,
        lambda cursor: answers.movements(cursor, material=material, plant=plant, lot=lot, limit=1000),
    )
    if json:
        environment.print_json([each.model_dump(mode="json") for each in found])
        return
    columns = ["movement", "when", "kind", "change", "unit", "for", "told first", "corrected because"]
    rows: list[list[object]] = [
        [f"{m.number}@{m.movement.rpartition('@')[2]}", environment.minute(m.happened_at), m.kind,
         "struck" if m.struck else f"{m.change:f}", m.unit,
         m.work_order or m.other_number or m.party, m.original and m.original.quantity, m.corrected_why]
        for m in found
    ]  # fmt: skip
    environment.print_table("Movements", columns, rows)


def _print_reservations(
    organization: str, material: str | None, plant: str | None, lot: str | None, json: bool
) -> None:
    found = environment.ask(
        organization,
        answers.PROJECTION,
        lambda cursor: answers.reservations(cursor, material=material, plant=plant, lot=lot, limit=5000),
    )
    if json:
        environment.print_json([each.model_dump(mode="json") for each in found])
        return
    columns = ["order", "material", "lot", "reserved", "left", "short", "unit"]
    rows: list[list[object]] = [
        [r.work_order, r.material, r.number, f"{r.quantity:f}", f"{r.outstanding:f}", f"{r.short:f}" if r.short else None, r.unit]
        for r in found
    ]  # fmt: skip
    environment.print_table("Reservations", columns, rows)
