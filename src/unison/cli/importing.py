"""Bringing in files of other systems: production-log, genealogy, measurements, sales-orders, materials, equipment, people."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import Annotated, Any, Protocol

import typer

from unison.cli import environment
from unison.imports import equipment as equipment_
from unison.imports import genealogy as genealogies
from unison.imports import materials as materials_
from unison.imports import measurements as measurements_
from unison.imports import people as people_
from unison.imports import production_log as production_logs
from unison.imports import sales_orders as sales_orders_
from unison.imports.checking import Checked, check
from unison.imports.importing import Outcome, Plan
from unison.imports.layout import Layout
from unison.imports.options import Options
from unison.imports.rejects import write_rejects
from unison.imports.sending import Carry, carry_out, rehearse
from unison.imports.tables import Rejected, Table, read_table
from unison.infrastructure import database
from unison.infrastructure.command_handling import CommandHandling
from unison.infrastructure.identity.organizations import (
    FIRST_PLANT,
    create_organization,
    find_organization,
    list_plants,
)
from unison.infrastructure.unit_of_work import Sender
from unison.shared.names import same

File = Annotated[
    Path,
    typer.Argument(help="A CSV file or a workbook (.xlsx) with a header.", exists=True, dir_okay=False, readable=True),
]
Names = Annotated[
    list[str] | None,
    typer.Option("--map", help='What a column of the file is, as in "Charge=lot"; once for each column.'),
]
Dates = Annotated[
    str | None,
    typer.Option(help="Order of the dates that are not ISO 8601: dmy (31.03.2025), mdy (3/31/25), ymd. Never guessed."),
]
Decimals = Annotated[
    str | None, typer.Option("--decimal", help="The decimal sign: comma or point. Else the file tells.")
]
Encoding = Annotated[str | None, typer.Option(help="utf-8, utf-16, cp1252 or another one. Else the file tells.")]
Separator = Annotated[str | None, typer.Option(help="comma, semicolon, tab or a character. Else the file tells.")]
Sheet = Annotated[str | None, typer.Option(help="The sheet of a workbook, where several have the columns.")]
Check = Annotated[bool, typer.Option("--check", help="Show how the file is read and what it becomes; send nothing.")]
Rejects = Annotated[
    Path | None, typer.Option(help="Where rows go that cannot be taken. Default: FILE.rejects.csv in this folder.")
]
Plant = Annotated[
    str | None,
    typer.Option(
        help="The plant where the file names none. Left out: the only one. Of an organization made by it: its first."
    ),
]
TimeZone = Annotated[str, typer.Option(help="Zone of the file's times, as in Europe/Berlin.")]


class Importing(Protocol):
    """The import of one kind, of which a table is known."""

    def __call__(
        self, file: Table, commands: CommandHandling, sender: Sender, *, carry: Carry, advance: Callable[[int], None]
    ) -> Awaitable[Outcome]: ...


imports = typer.Typer(
    no_args_is_help=True,
    help="Bring in a file as commands. Importing it again, or one that overlaps it, adds nothing twice.",
)


def register(app: typer.Typer) -> None:
    app.add_typer(imports, name="import")


@dataclass(frozen=True, slots=True)
class Request:
    """What every import is asked with."""

    file: Path
    options: Options
    organization: str
    plant: str | None
    rejects: Path | None
    check: bool
    json: bool


def _request(
    file: File,
    organization: environment.Organization = "demo",
    plant: Plant = None,
    names: Names = None,
    dates: Dates = None,
    decimal: Decimals = None,
    encoding: Encoding = None,
    separator: Separator = None,
    sheet: Sheet = None,
    check: Check = False,
    rejects: Rejects = None,
    json: environment.Json = False,
) -> Request:
    options = Options.said(
        encoding=encoding, separator=separator, decimal=decimal, dates=dates, sheet=sheet, names=names or ()
    )
    return Request(file, options, organization, plant, rejects, check, json)


def _asked_with_a_file(command: Callable[..., None]) -> Callable[..., None]:
    """The command with the options of `_request` beside its own; it gets them as one, in its first parameter."""
    common = signature(_request).parameters
    own = [each for name, each in signature(command).parameters.items() if name != "request"]

    def run(**given: Any) -> None:
        command(_request(**{name: given.pop(name) for name in common}), **given)

    every: list[Parameter] = [*common.values(), *own]
    run.__name__, run.__doc__ = command.__name__, command.__doc__
    run.__annotations__ = {each.name: each.annotation for each in every}
    run.__dict__["__signature__"] = Signature(every)
    return run


@imports.command("production-log")
@_asked_with_a_file
def production_log(request: Request, time_zone: TimeZone = "UTC") -> None:
    """Work orders, machines and their reports from a shop's production log.

    Example: `unison import production-log log.csv --organization demo --time-zone Europe/Berlin`
    """
    _import(
        "production log", request, production_logs.LAYOUT,
        lambda table: production_logs.plan(table, time_zone=time_zone),
        partial(production_logs.import_production_log, time_zone=time_zone),
    )  # fmt: skip


@imports.command()
@_asked_with_a_file
def genealogy(request: Request) -> None:
    """Lots and where they went, from a file of takings: source, target, and perhaps quantity and unit.

    Example: `unison import genealogy edges.csv --organization demo --map "Charge=source"`
    """
    _import("genealogy", request, genealogies.LAYOUT, genealogies.plan, genealogies.import_genealogy)


@imports.command()
@_asked_with_a_file
def measurements(request: Request, time_zone: TimeZone = "UTC") -> None:
    """Measured values: characteristic, subgroup, value, and perhaps lsl, usl, target, unit, measured_at.

    Example: `unison import measurements bores.csv --organization demo`
    """
    _import(
        "measurements", request, measurements_.LAYOUT, lambda table: measurements_.plan(table, time_zone=time_zone),
        partial(measurements_.import_measurements, time_zone=time_zone),
    )  # fmt: skip


@imports.command("sales-orders")
@_asked_with_a_file
def sales_orders(request: Request) -> None:
    """Sales orders, a line a row: order, customer, line, product, quantity, unit, and perhaps due, price, currency,
    reference, customer_name.

    Example: `unison import sales-orders orders.xlsx --organization demo --check`
    """
    _import("sales orders", request, sales_orders_.LAYOUT, sales_orders_.plan, sales_orders_.import_sales_orders)


@imports.command()
@_asked_with_a_file
def materials(request: Request) -> None:
    """Materials: material, base_unit, and perhaps name, description, tracking, units, shelf_life_days, gtin, sap_material.

    Example: `unison import materials materials.csv --organization demo`
    """
    _import("materials", request, materials_.LAYOUT, materials_.plan, materials_.import_materials)


@imports.command()
@_asked_with_a_file
def equipment(request: Request) -> None:
    """Machines: equipment, and perhaps name, work_center, plant.

    Example: `unison import equipment machines.csv --organization demo`
    """
    _import("equipment", request, equipment_.LAYOUT, equipment_.plan, equipment_.import_equipment)


@imports.command()
@_asked_with_a_file
def people(request: Request) -> None:
    """People: login, and perhaps name, email, roles, plants. Passwords are made by `unison people passwords`.

    Example: `unison import people people.csv --organization demo`
    """
    _import("people", request, people_.LAYOUT, people_.plan, people_.import_people)


def _import(
    what: str, request: Request, layout: Layout, planning: Callable[[Table], Plan], importing: Importing
) -> None:
    table = read_table(request.file, layout, request.options)
    url = environment.owner_url()

    async def work(sender: Sender, carry: Carry) -> Outcome:
        async with environment.commanding(url) as (_, commands):
            with environment.counting(what) as advance:
                return await importing(table, commands, sender, carry=carry, advance=advance)

    if request.check:
        sender = _sender(url, request)
        rehearsed = sender and asyncio.run(work(sender, rehearse))
        _show(check(table, planning(table), rehearsed), request)
        return
    outcome = asyncio.run(work(_sender(url, request) or _first_sender(url, request), carry_out))
    suffix = ".csv" if table.grid.dialect.sheet else request.file.suffix
    rejects = request.rejects or Path(f"{request.file.stem}.rejects{suffix}")
    write_rejects(rejects, table, outcome.rejected)
    if request.json:
        told = str(rejects) if outcome.rejected else None
        counts = {"carried": outcome.carried, "repeated": outcome.repeated, "rejected": len(outcome.rejected)}
        warned = [{"line": each.line, "warning": each.reason} for each in sorted(outcome.warned, key=lambda w: w.line)]
        environment.print_json(counts | {"rejects": told, "warned": warned})
        return
    typer.echo(f"{outcome.carried} commands carried out, {outcome.repeated} known already.")
    _show_lines(f"{len(outcome.warned)} rows were taken and are asked about", outcome.warned)
    if outcome.rejected:
        typer.echo(
            f"{len(outcome.rejected)} rows could not be taken; they are in {rejects}, each with its reason. Mend them there and "
            "import that file in the same way."
        )


def _show(checked: Checked, request: Request) -> None:
    if request.json:
        environment.print_json(checked.as_json())
        return
    written = ", ".join(f"{name} {value}" for name, value in checked.written.items() if value)
    typer.echo(f"{request.file.name}: {written}; {checked.rows} rows.")
    environment.print_table(
        "Columns", ["in the file", "is"], [[column, name or "not read"] for column, name in checked.columns]
    )
    commands: list[list[object]] = [
        [line, name, ", ".join(f"{key}: {value}" for key, value in body.items())]
        for line, name, body in checked.commands
    ]
    environment.print_table("First rows as commands", ["line", "command", "says"], commands)
    _show_lines(f"{len(checked.rejected)} rows would be rejected", checked.rejected)
    _show_lines(f"{len(checked.warned)} rows would be taken and asked about", checked.warned)
    if checked.would:
        typer.echo(f"{checked.would[0]} commands would be carried out, {checked.would[1]} are known already.")
    typer.echo("Nothing was sent.")


def _show_lines(title: str, rows: Sequence[Rejected]) -> None:
    """The first twenty; nothing when there are none."""
    if rows:
        first = sorted(rows, key=lambda each: each.line)[:20]
        environment.print_table(title, ["line", "why"], [[each.line, each.reason] for each in first])


def _sender(url: str, request: Request) -> Sender | None:
    """The organization that imports, for the plant that is named; None when there is none of that name."""
    with database.connect(url, "owner") as connection:
        found = find_organization(connection, request.organization)
        plants = list_plants(connection, found) if found else []
    if found is None:
        return None
    plant = next((each for each in plants if same(each, request.plant)), None) if request.plant else None
    if request.plant and plant is None:
        there = ", ".join(plants) or "none"
        raise environment.Unready(f"{request.organization} has no plant {request.plant!r}; there are: {there}.")
    return Sender(found, None, device="import", plant=plant)


def _first_sender(url: str, request: Request) -> Sender:
    """Makes the organization."""
    plants = (request.plant or FIRST_PLANT,)
    with database.connect(url, "owner") as connection:
        made = create_organization(connection, request.organization, request.organization, plants=plants)
    typer.echo(f"Made the organization {request.organization}.", err=True)
    return Sender(made, None, device="import", plant=plants[0])
