"""People from the machine itself: who is let in, with which roles, and a first password for each."""

import asyncio
import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

import typer
from uuid_utils.compat import uuid7

from unison.cli import environment
from unison.cli.commanding import carry_out, command
from unison.infrastructure.tokens import hash_password, one_time_password
from unison.people.application import (
    AddPerson,
    AssignPerson,
    ChangePerson,
    DisablePerson,
    EnablePerson,
    ErasePerson,
    ResetPassword,
)
from unison.presentation.people import Person as PersonShown
from unison.presentation.people import people as people_of

people = typer.Typer(
    no_args_is_help=True,
    help="People: `list`, `show`, `add`, `change`, `give`, `take`, `disable`, `enable`, `reset-password`, `passwords`, `erase`.",
)

Person = Annotated[str, typer.Argument(help="By login, or by id.")]
Role = Annotated[str, typer.Argument(help="The role, as in quality_engineer.")]
Plants = Annotated[list[str] | None, typer.Option("--plant", help="In this plant; repeat for more. Else in every one.")]
Reason = Annotated[str | None, typer.Option(help="Why; it stays in the history, so name nobody in it.")]


def register(app: typer.Typer) -> None:
    app.add_typer(people, name="people")


@people.command("list")
def list_(organization: environment.Organization = "demo", json: environment.Json = False) -> None:
    """Who is let in, and which roles they have where.

    Example: `unison people list`
    """
    found = _people(organization)
    if json:
        environment.print_json([each.model_dump(mode="json") for each in found])
        return
    rows: list[list[object]] = [
        [each.login, each.name, each.email, _roles(each), _standing(each), f"{each.created_at:%Y-%m-%d}"]
        for each in found
    ]
    environment.print_table("People", ["login", "name", "mail", "roles", "", "since"], rows)


@people.command()
def show(person: Person, organization: environment.Organization = "demo", json: environment.Json = False) -> None:
    """One person. What they may do, and might do before, `unison rights of` tells.

    Example: `unison people show ann`
    """
    found = _person(organization, person)
    told = found.model_dump(mode="json")
    if json:
        environment.print_json(told)
        return
    environment.print_table(found.name, ["", ""], [[name, value] for name, value in _shown(found).items()])


@people.command()
def add(
    login: Annotated[str, typer.Argument(help="What they sign in by.")],
    name: Annotated[str | None, typer.Option(help="What they are called. Else the login.")] = None,
    email: Annotated[str | None, typer.Option(help="An address for mail.")] = None,
    roles: Annotated[list[str] | None, typer.Option("--role", help="A role that they have; repeat for more.")] = None,
    plants: Plants = None,
    reason: Reason = None,
    organization: environment.Organization = "demo",
    json: environment.Json = False,
) -> None:
    """Let somebody in. Their one-time password is printed here, once.

    Example: `unison people add ann --name "Ann Lee" --role operator --plant main`
    """
    password = one_time_password()
    assignments = [{"role": role, "plants": plants or ()} for role in roles or ()]
    added = command(
        AddPerson, person=uuid7(), login=login, name=name or login, email=email, reason=reason, assignments=assignments
    )
    carry_out(organization, added, secrets={"password_hash": hash_password(password), "for_once": ""})
    _tell_password(organization, added.person, added.login, password, json)


@people.command()
def change(
    person: Person,
    login: Annotated[str | None, typer.Option(help="What they sign in by from now on.")] = None,
    name: Annotated[str | None, typer.Option(help="What they are called.")] = None,
    email: Annotated[str | None, typer.Option(help='An address for mail; "" for none.')] = None,
    organization: environment.Organization = "demo",
) -> None:
    """Change what somebody signs in by, is called, or gets mail at. What is left out stays.

    Example: `unison people change ann --email ann@plant.example`
    """
    found = _person(organization, person)
    told = {"login": login, "name": name, "email": email}
    said = {field: value or None for field, value in told.items() if value is not None}
    carry_out(organization, command(ChangePerson, person=found.person, **said))
    typer.echo(f"{found.name} is changed.")


@people.command()
def give(
    person: Person,
    role: Role,
    plants: Plants = None,
    reason: Reason = None,
    organization: environment.Organization = "demo",
) -> None:
    """Give somebody a role, or have them have it in exactly these plants. Their other roles stay.

    Example: `unison people give ann supervisor --plant north --reason "stands in for Joe"`
    """
    found = _person(organization, person)
    _assign(organization, found, [*_besides(found, role), {"role": role, "plants": plants or ()}], reason)


@people.command()
def take(person: Person, role: Role, reason: Reason = None, organization: environment.Organization = "demo") -> None:
    """Take a role from somebody. Their other roles stay.

    Example: `unison people take ann supervisor`
    """
    found = _person(organization, person)
    left = _besides(found, role)
    if len(left) == len(found.assignments):
        raise environment.Unready(f"{found.name} does not have the role {role}; they have {_roles(found)}.")
    _assign(organization, found, left, reason)


@people.command()
def disable(person: Person, reason: Reason = None, organization: environment.Organization = "demo") -> None:
    """Let somebody in no more, for now. Their sign-ins end at once.

    Example: `unison people disable ann --reason "on leave"`
    """
    found = _person(organization, person)
    carry_out(organization, command(DisablePerson, person=found.person, reason=reason))
    typer.echo(f"{found.name} is let in no more.")


@people.command()
def enable(person: Person, reason: Reason = None, organization: environment.Organization = "demo") -> None:
    """Let somebody in again.

    Example: `unison people enable ann`
    """
    found = _person(organization, person)
    carry_out(organization, command(EnablePerson, person=found.person, reason=reason))
    typer.echo(f"{found.name} is let in again.")


@people.command()
def reset_password(
    person: Person, organization: environment.Organization = "demo", json: environment.Json = False
) -> None:
    """Void somebody's password, and end their sign-ins. A one-time password is printed here, once.

    Example: `unison people reset-password ann`
    """
    found = _person(organization, person)
    password = _new_password(organization, found)
    _tell_password(organization, found.person, found.login or "", password, json)


@people.command()
def passwords(
    file: Annotated[Path, typer.Argument(help="Where to; it must not be there yet. Nobody else may read it.")],
    organization: environment.Organization = "demo",
) -> None:
    """Make a one-time password for everybody who has none, after an import say, and write them to a file, once.

    Example: `unison people passwords passwords.csv`
    """
    waiting = [each for each in _people(organization) if not each.has_password and not each.disabled_at]
    with environment.new_file(file) as lines:
        rows = csv.writer(lines)
        rows.writerow(["organization", "login", "name", "password"])
        for each in waiting:
            rows.writerow([organization, each.login, each.name, _new_password(organization, each)])
    typer.echo(
        f"{len(waiting)} passwords are in {file}. They are kept nowhere else: hand them out, and delete the file."
    )


@people.command()
def erase(
    person: Person,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    organization: environment.Organization = "demo",
) -> None:
    """Erase what is personal of somebody. What they did stays, under an id that names nobody.

    Example: `unison people erase ann`
    """
    found = _person(organization, person)
    if not yes:
        typer.confirm(f"The name, login and address of {found.name} are gone for good. Erase them?", abort=True)
    carry_out(organization, command(ErasePerson, person=found.person))
    typer.echo(f"Erased; {found.person} names nobody any more.")


def _people(organization: str) -> list[PersonShown]:
    url = environment.owner_url()
    viewer = environment.viewer(url, organization)

    async def asked() -> list[PersonShown]:
        async with environment.opened(url) as database:
            return await people_of(database, viewer)

    return asyncio.run(asked())


def _person(organization: str, typed: str) -> PersonShown:
    """The person with this login or id. Raises `Unready` when there is none."""
    for each in _people(organization):
        if typed.strip().lower() in (each.login, str(each.person)):
            return each
    raise environment.Unready(f"There is nobody with the login or id {typed!r}. See `unison people list`.")


def _besides(person: PersonShown, role: str) -> list[dict[str, Any]]:
    return [each.model_dump() for each in person.assignments if each.role != role]


def _assign(organization: str, person: PersonShown, assigned: Sequence[dict[str, Any]], reason: str | None) -> None:
    carry_out(organization, command(AssignPerson, person=person.person, assignments=assigned, reason=reason))
    typer.echo(f"{person.name} has {_roles(_person(organization, str(person.person)))}.")


def _new_password(organization: str, person: PersonShown) -> str:
    password = one_time_password()
    secrets = {"password_hash": hash_password(password)}
    carry_out(organization, command(ResetPassword, person=person.person), secrets=secrets)
    return password


def _tell_password(organization: str, person: UUID, login: str, password: str, json: bool) -> None:
    told = {"organization": organization, "person": str(person), "login": login, "password": password}
    if json:
        environment.print_json(told)
        return
    typer.echo(f"Sign in: organization {organization}, login {login}, password {password}")
    typer.echo("The password is shown this once. They choose another one when they sign in.")


def _roles(person: PersonShown) -> str:
    each = (a.role + (f" in {', '.join(a.plants)}" if a.plants else "") for a in person.assignments)
    return "; ".join(each) or "no role"


def _standing(person: PersonShown) -> str:
    if person.disabled_at:
        return "disabled"
    return "new password" if person.must_change_password else ""


def _shown(person: PersonShown) -> dict[str, object]:
    return {
        "id": person.person, "login": person.login, "mail": person.email, "roles": _roles(person),
        "let in": "no, disabled" if person.disabled_at else "yes", "since": environment.minute(person.created_at),
        "password": "to be changed" if person.must_change_password else "their own" if person.has_password else "none",
    }  # fmt: skip
