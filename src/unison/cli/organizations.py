"""Carrying an organization to another server."""

import gzip
import os
from pathlib import Path
from typing import IO, Annotated

import typer

from unison.cli import environment
from unison.infrastructure import database, transfer
from unison.infrastructure.feed.cursor import START

_room = typer.Typer(
    no_args_is_help=True, help="Carry an organization to another server: `export`, `import`, `unfreeze`."
)

Slug = Annotated[str, typer.Argument(help="The organization's short name.")]


def register(app: typer.Typer) -> None:
    app.add_typer(_room, name="organization")


@_room.command()
def export(
    organization: Slug,
    file: Annotated[
        Path, typer.Argument(help="Where to; it must not be there yet. It will hold people's password hashes.")
    ],
    after: Annotated[str, typer.Option(help="The cursor that the last import told: only what came since.")] = START,
    move_to: Annotated[
        str | None,
        typer.Option(help="The new server's address: refuse commands here from now on, and write the last part."),
    ] = None,
) -> None:
    """Write an organization's facts with their numbers and hashes to a file, while it is written to.

    With `--move-to` nothing is taken any more, and people are told the new address; it stands still until that part is imported.

    Examples: `unison organization export acme acme.1`,
    `unison organization export acme acme.2 --after 4711.c3ab8ff13720e8ad --move-to https://north.example`
    """
    url = environment.owner_url()
    found = environment.viewer(url, organization).organization_id
    environment.bring_up_to_date(url)
    with database.connect(url, "owner") as connection, _new(file) as out, environment.progress("export") as bar:
        if move_to is not None:
            transfer.freeze(connection, found, move_to)
            environment.bring_up_to_date(url)
        told = transfer.export(connection, found, out, after=after, complete=move_to is not None, progress=bar)
    typer.echo(f"{told.facts} facts, up to {told.cursor}. Import {file} on the new server.")


@_room.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="A file of `unison organization export`.", exists=True, dir_okay=False)],
) -> None:
    """Take a file of `unison organization export`. The chain is counted again; importing again adds nothing.

    Example: `unison organization import acme.1`
    """
    with (
        environment.owner() as connection,
        gzip.open(file, "rt", encoding="utf-8") as lines,
        environment.progress("import") as bar,
    ):
        told = transfer.import_(connection, lines, bar)
    where = (
        "It lives here now." if told.complete else f"It is up to {told.cursor}: export what came since with --after."
    )
    typer.echo(f"{told.facts} facts of {told.slug} are new here. {where}")


@_room.command()
def unfreeze(organization: Slug) -> None:
    """Take commands again: for an organization that does not move after all, before its last part was imported elsewhere.

    Example: `unison organization unfreeze acme`
    """
    url = environment.owner_url()
    found = environment.viewer(url, organization).organization_id
    with database.connect(url, "owner") as connection:
        transfer.unfreeze(connection, found)
    typer.echo(f"{organization} takes commands.")


def _new(file: Path) -> IO[str]:
    """For nobody else to read."""
    try:
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        raise environment.Unready(f"{file} is there already; choose another name.") from None
    return gzip.open(file, "wt", encoding="utf-8")
