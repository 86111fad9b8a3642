"""What things cost: costing valuation, order, lot, preview."""

from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Annotated

import typer

import projections.costing.api as view
from unison.cli import environment
from unison.corrections.application import CorrectMovement

costing = typer.Typer(no_args_is_help=True, help="What stock is worth, what orders and lots cost.")


def register(app: typer.Typer) -> None:
    app.add_typer(costing, name="costing")


def _amount(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        raise typer.BadParameter(f"{text} is no number") from None


@costing.command()
def valuation(
    as_of: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M"], help="What it was worth then, UTC. Default: now."),
    ] = None,
    plant: Annotated[str | None, typer.Option(help="Only this plant.")] = None,
    organization: environment.Organization = "demo",
    json: environment.Json = False,
) -> None:
    """What the stock is worth, by plant and material, now or as of any moment.

    Examples: `unison costing valuation`, `unison costing valuation --as-of 2026-12-01 --json`
    """
    at = as_of and as_of.replace(tzinfo=UTC)
    found = environment.ask(
        organization, view.PROJECTION, lambda cursor: view.valuation(cursor, as_of=at, plant=plant, limit=10_000)
    )
    if json:
        environment.print_json(found.model_dump(mode="json"))
        return
    rows: list[list[object]] = [
        [
            s.plant,
            s.material,
            s.method,
            f"{s.quantity:f}",
            None if s.unit_cost is None else f"{s.unit_cost:.4f}",
            f"{s.value:.2f}",
        ]
        for s in found.stocks
    ]
    columns = ["plant", "material", "method", "on hand", "a unit", found.currency]
    environment.print_table("Valuation", columns, [*rows, ["", "in all", "", "", "", f"{found.total:.2f}"]])


@costing.command()
def order(
    work_order: Annotated[str, typer.Argument(help="The work order.")],
    organization: environment.Organization = "demo",
    json: environment.Json = False,
) -> None:
    """What an order cost and where that went, fact by fact.

    Example: `unison costing order WO-1001`
    """
    found = environment.ask(organization, view.PROJECTION, lambda cursor: view.account(cursor, work_order))
    if json:
        environment.print_json(found.model_dump(mode="json"))
        return
    rows: list[list[object]] = [
        [
            each.fact,
            each.kind,
            each.number or each.what,
            f"{each.amount:.2f}",
            f"{each.in_process:.2f}",
            each.corrected_why,
        ]
        for each in found.entries
    ]
    columns = ["fact", "kind", "what", found.currency, "in process", "corrected because"]
    environment.print_table(f"Cost of {work_order}", columns, rows)
    kinds = ", ".join(f"{kind} {amount:.2f}" for kind, amount in sorted(found.by_kind.items()))
    typer.echo(f"Charged {found.charged:.2f} {found.currency} ({kinds or 'nothing'})")
    typer.echo(
        f"Went into lots {found.transferred:.2f}, variance {found.variance:.2f}, in process {found.in_process:.2f}"
    )


@costing.command()
def lot(
    lot: Annotated[str, typer.Argument(help="The lot's number.")],
    organization: environment.Organization = "demo",
    json: environment.Json = False,
) -> None:
    """What a lot cost a unit, and the facts that made that.

    Example: `unison costing lot L1001`
    """
    lot = environment.lot_key(organization, lot)
    found = environment.ask(organization, view.PROJECTION, lambda cursor: view.lot_cost(cursor, lot))
    if json:
        environment.print_json(found.model_dump(mode="json"))
        return
    rows: list[list[object]] = [
        [part.fact, part.kind, f"{part.quantity:f}", f"{part.amount:.2f}", part.work_order] for part in found.parts
    ]
    environment.print_table(f"Cost of lot {found.number}", ["fact", "kind", "quantity", found.currency, "order"], rows)
    if found.unit_cost is not None:
        typer.echo(f"{found.cost:.2f} {found.currency} for {found.quantity:f}: {found.unit_cost:.4f} each")


@costing.command()
def preview(
    lot: Annotated[str, typer.Argument(help="The lot whose movement would be corrected.")],
    movement: Annotated[int, typer.Argument(min=1, help="The version of the movement in the lot's stream.")],
    quantity: Annotated[Decimal | None, typer.Option(parser=_amount, help="What it would be.")] = None,
    unit_cost: Annotated[
        Decimal | None, typer.Option(parser=_amount, help="What a unit of it would have cost.")
    ] = None,
    strike: Annotated[bool, typer.Option("--strike", help="It did not happen.")] = False,
    organization: environment.Organization = "demo",
    json: environment.Json = False,
) -> None:
    """Which stocks, orders and lots a correction would change, and by how much. Nothing is written.

    Example: `unison costing preview AL60-001 1 --unit-cost 4.40`
    """
    command = CorrectMovement(
        lot=lot, movement=movement, quantity=quantity, unit_cost=unit_cost, strike=strike, why="preview"
    )
    staged = environment.dry_run(organization, command)
    owner = environment.viewer(environment.owner_url(), organization).organization_id
    found = environment.ask(organization, view.PROJECTION, lambda cursor: view.preview(cursor, owner, staged))
    if json:
        environment.print_json(found.model_dump(mode="json"))
        return
    changed = [
        *(("stock", f"{s.material} in {s.plant}", s.value) for s in found.stocks),
        *(("order", o.work_order, o.charged) for o in found.orders),
        *(("lot", each.lot, each.cost) for each in found.lots),
    ]
    rows: list[list[object]] = [
        [kind, name, f"{cost.before:.2f}", f"{cost.after:.2f}", f"{cost.difference:+.2f}"]
        for kind, name, cost in changed
    ]
    environment.print_table("What would change", ["", "", "before", "after", found.currency], rows)
    typer.echo(f"{found.entries} entries would be another. Nothing was written.")
