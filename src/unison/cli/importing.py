"""Bringing in files of other systems: import production-log, genealogy, measurements, sales-orders, materials."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated

import typer

from unison.cli import environment
from unison.imports.genealogy import import_genealogy
from unison.imports.importing import Outcome, write_rejects
from unison.imports.materials import import_materials
from unison.imports.measurements import import_measurements
from unison.imports.production_log import import_production_log
from unison.imports.sales_orders import import_sales_orders
from unison.infrastructure import database
from unison.infrastructure.command_handling import CommandHandling
from unison.infrastructure.identity import create_organization, find_organization
from unison.infrastructure.unit_of_work import Sender

Csv = Annotated[Path, typer.Argument(help="A CSV file with a header.", exists=True, dir_okay=False, readable=True)]
Rejects = Annotated[
    Path | None, typer.Option(help="Where rows go that cannot be taken. Default: FILE.rejects.csv in this folder.")
]
type Importing = Callable[[CommandHandling, Sender, Callable[[int], None]], Awaitable[Outcome]]

imports = typer.Typer(no_args_is_help=True, help="Bring in a file as commands. Importing it again adds nothing.")


def register(app: typer.Typer) -> None:
    app.add_typer(imports, name="import")


@imports.command("production-log")
def production_log(
    file: Csv,
    organization: environment.Organization = "demo",
    time_zone: Annotated[str, typer.Option(help="Zone of the file's times, as in Europe/Berlin.")] = "UTC",
    rejects: Rejects = None,
    json: environment.Json = False,
) -> None:
    """Work orders, machines and their reports from a shop's production log.

    Example: `unison import production-log log.csv --organization demo --time-zone Europe/Berlin`
    """
    _import(
        "production log", file, organization, rejects, json,
        lambda commands, sender, advance: import_production_log(file, commands, sender, time_zone, advance=advance),
    )  # fmt: skip


@imports.command()
def genealogy(
    file: Csv, organization: environment.Organization = "demo", rejects: Rejects = None, json: environment.Json = False
) -> None:
    """Lots and where they went, from a file of edges: source, target, and perhaps quantity and unit.

    Example: `unison import genealogy edges.csv --organization demo`
    """
    _import(
        "genealogy", file, organization, rejects, json,
        lambda commands, sender, advance: import_genealogy(file, commands, sender, advance=advance),
    )  # fmt: skip


@imports.command()
def measurements(
    file: Csv, organization: environment.Organization = "demo", rejects: Rejects = None, json: environment.Json = False
) -> None:
    """Measured values: characteristic, subgroup, value, and perhaps lsl, usl, target, unit, measured_at.

    Example: `unison import measurements bores.csv --organization demo`
    """
    _import(
        "measurements", file, organization, rejects, json,
        lambda commands, sender, advance: import_measurements(file, commands, sender, advance=advance),
    )  # fmt: skip


@imports.command("sales-orders")
def sales_orders(
    file: Csv,
    organization: environment.Organization = "demo",
    plant: Annotated[str, typer.Option(help="The plant that delivers.")] = "main",
    rejects: Rejects = None,
    json: environment.Json = False,
) -> None:
    """Sales orders, a line a row: order, customer, line, product, quantity, unit, and perhaps due, price, currency,
    reference, customer_name.

    Example: `unison import sales-orders orders.csv --organization demo`
    """
    _import(
        "sales orders", file, organization, rejects, json,
        lambda commands, sender, advance: import_sales_orders(file, commands, sender, plant=plant, advance=advance),
    )  # fmt: skip


@imports.command("materials")
def materials(
    file: Csv, organization: environment.Organization = "demo", rejects: Rejects = None, json: environment.Json = False
) -> None:
    """Materials: material, base_unit, and perhaps name, description, tracking, units, shelf_life_days, gtin, sap_material.

    Example: `unison import materials materials.csv --organization demo`
    """
    _import(
        "materials", file, organization, rejects, json,
        lambda commands, sender, advance: import_materials(file, commands, sender, advance=advance),
    )  # fmt: skip


def _import(what: str, file: Path, organization: str, rejects: Path | None, json: bool, importing: Importing) -> None:
    url = environment.owner_url()
    sender = _sender(url, organization)

    async def work() -> Outcome:
        async with environment.commanding(url) as (_, commands):
            with environment.counting(what) as advance:
                return await importing(commands, sender, advance)

    outcome = asyncio.run(work())
    rejects = rejects or Path(f"{file.stem}.rejects.csv")
    write_rejects(rejects, outcome.rejected)
    if json:
        told = str(rejects) if outcome.rejected else None
        counts = {"carried": outcome.carried, "repeated": outcome.repeated, "rejected": len(outcome.rejected)}
        environment.print_json(counts | {"rejects": told})
        return
    typer.echo(f"{outcome.carried} commands carried out, {outcome.repeated} known already.")
    if outcome.rejected:
        typer.echo(f"{len(outcome.rejected)} rows could not be taken; they are in {rejects}, each with its reason.")


def _sender(url: str, slug: str) -> Sender:
    """The organization that imports; it is made when there is none of that name."""
    with database.connect(url, "owner") as connection:
        found = find_organization(connection, slug)
        if found is None:
            found = create_organization(connection, slug, slug)
            typer.echo(f"Made the organization {slug}.", err=True)
    return Sender(found, None, device="import")
