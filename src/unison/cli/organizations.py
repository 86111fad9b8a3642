"""Organizations: beginning one, listing them, and carrying one to another server."""

import asyncio
import gzip
from pathlib import Path
from typing import IO, Annotated

import typer
from uuid_utils.compat import uuid7

from unison.cli import environment
from unison.founding.founding import Founding, all_organizations, found, slug_of
from unison.infrastructure import database, transfer
from unison.infrastructure.feed.cursor import START
from unison.infrastructure.identity.accounts import person_of_login
from unison.infrastructure.identity.writing import UnknownUser
from unison.infrastructure.tokens import one_time_password
from unison.infrastructure.unit_of_work import Envelope, Sender
from unison.people.application import ResetSecondFactor

_room = typer.Typer(
    no_args_is_help=True,
    help="Begin an organization: `create`, `admin`, `list`. Let somebody in again: `reset-second-factor`. "
    "Carry one to another server: `export`, `import`, `unfreeze`.",
)

Slug = Annotated[str, typer.Argument(help="The organization's short name.")]


def register(app: typer.Typer) -> None:
    app.add_typer(_room, name="organization")


@_room.command()
def create(
    name: Annotated[str, typer.Argument(help="What the organization is called.")],
    admin: Annotated[str, typer.Option(help="The login of its first administrator.")],
    slug: Annotated[str | None, typer.Option(help="Its short name, to sign in with. Else made of the name.")] = None,
    person: Annotated[str | None, typer.Option(help="The administrator's name. Else the login.")] = None,
    plant: Annotated[
        str | None, typer.Option(help="The first plant's short name, which stays. Else the only one there is, or main.")
    ] = None,
    plant_name: Annotated[str | None, typer.Option(help="What it is called.")] = None,
    time_zone: Annotated[str | None, typer.Option(help="Its time zone, as in Europe/Berlin. Else UTC.")] = None,
    day_starts_at: Annotated[
        str | None, typer.Option(help="When its production day begins, on its clock. Else 06:00.")
    ] = None,
    currency: Annotated[
        str | None, typer.Option(help="The currency of its books, as in CHF. EUR until it is said.")
    ] = None,
    json: environment.Json = False,
) -> None:
    """Begin an organization with its first plant and its first administrator, whose one-time password is printed here, once.

    One that is there without people, made by an import, gets its first administrator.

    Example: `unison organization create "Gear works" --admin chief --time-zone Europe/Berlin`
    """
    wanted = Founding.said(
        name=name, slug=slug or slug_of(name), login=admin, person=person or admin, plant=plant,
        plant_name=plant_name, time_zone=time_zone, day_starts_at=day_starts_at, currency=currency,
    )  # fmt: skip
    _found(wanted, json)


@_room.command()
def admin(
    organization: Slug,
    login: Annotated[str, typer.Argument(help="The login of its first administrator.")],
    person: Annotated[str | None, typer.Option(help="The administrator's name. Else the login.")] = None,
    json: environment.Json = False,
) -> None:
    """Give an organization that has no people its first administrator, whose one-time password is printed here, once.

    Example: `unison organization admin bakery chief`
    """
    environment.viewer(environment.owner_url(), organization)  # one that is not there is told
    _found(Founding.said(name=organization, slug=organization, login=login, person=person or login), json)


def _found(wanted: Founding, json: bool) -> None:
    url, password = environment.owner_url(), one_time_password()

    async def begun() -> None:
        async with environment.commanding(url) as (pool, commands):
            await found(pool, commands, wanted, password, for_once=True)

    asyncio.run(begun())
    told = {"organization": wanted.slug, "login": wanted.login.lower(), "password": password}
    if json:
        environment.print_json(told)
        return
    typer.echo(f"Sign in: organization {told['organization']}, login {told['login']}, password {password}")
    typer.echo("The password is shown this once. Choose another one when you have signed in.")


@_room.command("list")
def list_(json: environment.Json = False) -> None:
    """The organizations of this server: how many people each has, and how many facts.

    Example: `unison organization list`
    """
    with environment.owner() as connection:
        rows = all_organizations(connection)
    if json:
        environment.print_json(rows)
        return
    columns = ["organization", "name", "people", "facts", "since"]
    table: list[list[object]] = [
        [row["slug"], row["name"], row["people"], row["facts"], f"{row['created_at']:%Y-%m-%d}"] for row in rows
    ]
    environment.print_table("Organizations", columns, table)


@_room.command()
def reset_second_factor(
    organization: Slug, login: Annotated[str, typer.Argument(help="The login of whoever has lost their phone.")]
) -> None:
    """Have somebody's second factor count no more, and end their sign-ins: for who has lost it and has no administrator to ask.

    Where a role of theirs demands one, they set up another when they sign in.

    Example: `unison organization reset-second-factor bakery chief`
    """
    url = environment.owner_url()
    of = environment.viewer(url, organization).organization_id
    with environment.owner() as connection:
        person = person_of_login(connection, of, login)
    if person is None:
        raise UnknownUser
    command = ResetSecondFactor(person=person)

    async def sent() -> None:
        async with environment.commanding(url) as (_, commands):
            await commands.send(Envelope(uuid7(), command, Sender(of, None)))

    asyncio.run(sent())
    typer.echo(f"{login} signs in by password alone, or sets up another second factor where a role demands one.")


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
    environment.new_file(file).close()
    return gzip.open(file, "wt", encoding="utf-8")
