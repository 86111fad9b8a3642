"""The keys that tokens and links are signed with, from the machine itself."""

from datetime import timedelta
from typing import Annotated

import typer

from unison.cli import environment, output
from unison.exports.routes import LINK_MINUTES
from unison.infrastructure import signing_keys
from unison.infrastructure.installation_secret import InstallationSecret
from unison.infrastructure.signing_keys import KeysInFile
from unison.settings import settings

keys = typer.Typer(help="Signing keys: list, rotate, revoke, seal anew.")


def register(app: typer.Typer) -> None:
    app.add_typer(keys, name="keys")


@keys.callback(invoke_without_command=True)
def list_keys(context: typer.Context, json: environment.Json = False) -> None:
    """List the keys that sign or verify tokens, the one that signs first.

    Examples: `unison keys`, `unison keys rotate`, `unison keys revoke KID`
    """
    if context.invoked_subcommand is not None:
        return
    with environment.owner() as connection:
        rows = signing_keys.list_keys(connection)
    if json:
        output.print_json([{name: row[name] for name in ("kid", "made_at", "until")} for row in rows])
        return
    table: list[list[object]] = [
        [row["kid"], output.minute(row["made_at"]), output.minute(row["until"]) or "signs"] for row in rows
    ]
    output.print_table("Signing keys", ["key", "made", "verifies until"], table)


@keys.command()
def rotate() -> None:
    """Sign with another key from now on; those before it verify until what they signed has ended."""
    _of_database()
    longest = timedelta(minutes=max(settings().access_token_minutes, LINK_MINUTES) + 1)
    with environment.owner() as connection:
        typer.echo(signing_keys.rotate(connection, InstallationSecret.of(settings()), longest))


@keys.command()
def revoke(kid: Annotated[str, typer.Argument(help="The key, as `unison keys` lists it.")]) -> None:
    """Have what a key signed count no more, within seconds: it was stolen. Whoever bears such a token refreshes it."""
    _of_database()
    with environment.owner() as connection:
        signing_keys.revoke(connection, InstallationSecret.of(settings()), kid)


@keys.command()
def reseal() -> None:
    """Seal the keys by the first secret of UNISON_SECRET_FILE; after that the lines below it are not needed for them."""
    with environment.owner() as connection:
        typer.echo(signing_keys.seal_anew(connection, InstallationSecret.of(settings())))


def _of_database() -> None:
    if settings().signing_keys is not None:
        raise KeysInFile(where=settings().signing_keys)
