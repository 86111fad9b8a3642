"""Roles from the machine itself: what each may do."""

import asyncio
from typing import Annotated

import typer

from unison.cli import environment
from unison.cli.commanding import carry_out, command
from unison.infrastructure.access import Access
from unison.people.application import ChangeRole, DefineRole, RetireRole
from unison.people.domain import UnknownRole
from unison.presentation.people import Role as RoleShown
from unison.presentation.people import roles as roles_of

roles = typer.Typer(no_args_is_help=True, help="Roles: `list`, `show`, `define`, `change`, `retire`.")

Role = Annotated[str, typer.Argument(help="The role, as in quality_engineer.")]
Allow = Annotated[
    list[str] | None, typer.Option("--allow", help="A permission, or a pattern, as in lots.*; repeat for more.")
]
Deny = Annotated[list[str] | None, typer.Option("--deny", help="What it may not do all the same; repeat for more.")]
SecondFactor = Annotated[bool, typer.Option("--second-factor", help="Whoever has it signs in with a second factor.")]
Reason = Annotated[str | None, typer.Option(help="Why; it stays in the history, so name nobody in it.")]


def register(app: typer.Typer) -> None:
    app.add_typer(roles, name="roles")


@roles.command("list")
def list_(organization: environment.Organization = "demo", json: environment.Json = False) -> None:
    """The roles there are, and how many people have each.

    Example: `unison roles list`
    """
    found = _roles(organization)
    if json:
        environment.print_json([each.model_dump(mode="json") for each in found])
        return
    rows: list[list[object]] = [[each.role, each.people, len(each.permissions), _standing(each)] for each in found]
    environment.print_table("Roles", ["role", "people", "permissions", ""], rows)


@roles.command()
def show(role: Role, organization: environment.Organization = "demo", json: environment.Json = False) -> None:
    """What one role may do.

    Example: `unison roles show planner`
    """
    found = next((each for each in _roles(organization) if each.role == role), None)
    if found is None:
        raise UnknownRole(key=role)
    if json:
        environment.print_json(found.model_dump(mode="json"))
        return
    meanings = environment.permissions().meanings
    environment.print_table(role, ["permission", "may"], [[name, meanings[name]] for name in found.permissions])


@roles.command()
def define(
    role: Role,
    allow: Allow = None,
    deny: Deny = None,
    second_factor: SecondFactor = False,
    reason: Reason = None,
    organization: environment.Organization = "demo",
) -> None:
    """Define a role of your own.

    Example: `unison roles define shift_lead --allow "work_orders.*" --allow "*.read" --deny work_orders.cancel`
    """
    said = {"role": role, "allow": allow or (), "deny": deny or (), "second_factor": second_factor, "reason": reason}
    carry_out(organization, command(DefineRole, **said))
    typer.echo(f"There is a role {role}.")


@roles.command()
def change(
    role: Role,
    allow: Allow = None,
    deny: Deny = None,
    second_factor: SecondFactor = False,
    reason: Reason = None,
    organization: environment.Organization = "demo",
) -> None:
    """Say what a role may do from now on. What is left out it may not.

    Example: `unison roles change planner --allow "*.read" --allow "work_orders.*"`
    """
    said = {"role": role, "allow": allow or (), "deny": deny or (), "second_factor": second_factor, "reason": reason}
    carry_out(organization, command(ChangeRole, **said))
    typer.echo(f"{role} is changed.")


@roles.command()
def retire(role: Role, reason: Reason = None, organization: environment.Organization = "demo") -> None:
    """Have a role be nobody's any more: who has it may do nothing by it.

    Example: `unison roles retire shift_lead`
    """
    carry_out(organization, command(RetireRole, role=role, reason=reason))
    typer.echo(f"{role} is retired.")


def _roles(organization: str) -> list[RoleShown]:
    url = environment.owner_url()
    viewer = environment.viewer(url, organization)

    async def asked() -> list[RoleShown]:
        async with environment.opened(url) as database:
            return await roles_of(database, Access(database, environment.permissions()), viewer)

    return asyncio.run(asked())


def _standing(role: RoleShown) -> str:
    if role.retired:
        return "retired"
    of = "changed" if role.changed else ""
    return (of if role.built_in else "own") + (", second factor" if role.second_factor else "")
