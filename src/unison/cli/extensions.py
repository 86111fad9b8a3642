"""A plant's own packages: where they stand, and one begun anew."""

from typing import Annotated

import typer

from unison.cli import environment
from unison.extensions.declaring import Extension, Found, find_extensions
from unison.extensions.running import ExtensionWorkers
from unison.extensions.status import standing
from unison.extensions.tables import begin_anew
from unison.main import command_handling
from unison.settings import settings


def register(app: typer.Typer) -> None:
    app.command()(extensions)


def installed() -> Found:
    """Those that packages name as entry points, and the modules in UNISON_EXTENSIONS."""
    return find_extensions([name.strip() for name in settings().extensions.split(",") if name.strip()])


def workers_of_extensions(url: str) -> ExtensionWorkers:
    """What runs them; those that do not load are told."""
    found = installed()
    for origin, why in found.faults.items():
        typer.secho(f"The extension {origin} does not load: {why}", fg="red", err=True)
    return ExtensionWorkers(url, found.extensions, command_handling)


def named(name: str) -> Extension:
    """Raises `Unready` when none of that name is installed."""
    found = installed().extensions
    for extension in found:
        if extension.name == name:
            return extension
    known = ", ".join(each.name for each in found) or "none"
    raise environment.Unready(f"There is no extension {name!r}; installed is {known}.")


def extensions(
    anew: Annotated[
        str | None, typer.Option(help="Drop what this one has written and noted, and let it begin again.")
    ] = None,
    json: environment.Json = False,
) -> None:
    """List the extensions of this plant: up to which number of each organization's feed, how far behind, what is parked.

    Examples: `unison extensions`, `unison extensions --anew key_customers`
    """
    found = installed()
    with environment.owner() as connection:
        if anew is not None:
            begin_anew(connection, named(anew))
        stands = standing(connection)
    at_home = {each.name for each in found.extensions}
    states = [each.stopped or ("runs" if each.extension in at_home else "not installed") for each in stands]
    if json:
        told = [{**vars(each), "state": state} for each, state in zip(stands, states, strict=True)]
        environment.print_json({"extensions": told, "faults": found.faults})
        return
    rows: list[list[object]] = [
        [each.extension, each.organization, each.position, each.behind, each.parked, state]
        for each, state in zip(stands, states, strict=True)
    ]
    if rows:
        environment.print_table(
            "Extensions", ["extension", "organization", "position", "behind", "parked", "state"], rows
        )
    elif not at_home:
        typer.echo("No extension is installed. docs/extending.md says how to write one.")
    else:
        typer.echo(f"Installed, and not run yet: {', '.join(sorted(at_home))}.")
    for origin, why in found.faults.items():
        typer.secho(f"{origin} does not load: {why}", fg="red", err=True)
