"""Machine accounts from the machine itself: who is let in, what they may do until when, and by which keys."""

import asyncio
from typing import Annotated, Any

import typer

from unison.cli import environment
from unison.cli.commanding import moment, send
from unison.infrastructure.identity import machine_accounts as identity
from unison.presentation.machine_accounts import MachineAccountShown
from unison.shared.ports import Viewer

LIMIT = 1000

accounts = typer.Typer(
    help="Machine accounts: list, create, expire, disable and enable them; add and revoke their keys.",
)

Name = Annotated[str, typer.Argument(help="The machine account's name.")]
Until = Annotated[str | None, typer.Option(help="Good until then, as in 2027-01-31T18:00:00+01:00. Else for good.")]
Reason = Annotated[str | None, typer.Option(help="Why. It is kept with the fact.")]


def register(app: typer.Typer) -> None:
    app.add_typer(accounts, name="machine-accounts")


@accounts.callback(invoke_without_command=True)
def list_accounts(
    context: typer.Context, organization: environment.Organization = "demo", json: environment.Json = False
) -> None:
    """List the programs that are let in, what they may do, and when their keys were used last.

    Examples: `unison machine-accounts`, `unison machine-accounts create ERP --permission feed.read`,
    `unison machine-accounts add-key ERP`
    """
    if context.invoked_subcommand is not None:
        return
    found = _all(_viewer(organization))
    if json:
        environment.print_json([each.model_dump(mode="json") for each in found])
        return
    rows: list[list[object]] = [
        [
            each.machine_account,
            "disabled" if each.disabled_at else "let in",
            each.role or ", ".join(each.permissions),
            ", ".join(each.plants) or "every plant",
            each.expires_at and f"{each.expires_at:%Y-%m-%d %H:%M}",
            ", ".join(key.key for key in each.keys if key.revoked_at is None) or "none",
            each.last_used_at and environment.minute(each.last_used_at),
        ]
        for each in found
    ]
    environment.print_table("Machine accounts", ["name", "", "may", "in", "until", "keys", "last used"], rows)


@accounts.command()
def create(
    name: Name,
    permissions: Annotated[
        list[str] | None, typer.Option("--permission", help="What it may do, such as feed.read; repeat for more.")
    ] = None,
    role: Annotated[str | None, typer.Option(help="What it may do, by a role in place of permissions.")] = None,
    plants: Annotated[list[str] | None, typer.Option("--plant", help="In this plant; repeat for more.")] = None,
    purpose: Annotated[str | None, typer.Option(help="What the program is for.")] = None,
    until: Until = None,
    organization: environment.Organization = "demo",
) -> None:
    """Let a program in, by keys that are added to its account.

    Example: `unison machine-accounts create ERP --permission feed.read --permission lots.hold --plant main`
    """
    body = {
        "machine_account": name, "permissions": permissions or [], "role": role, "plants_allowed": plants or [],
        "purpose": purpose, "expires_at": moment(until),
    }  # fmt: skip
    send(_viewer(organization), "machine_accounts.create", body)
    typer.echo(f"{name} is there. Add a key to it: `unison machine-accounts add-key {name!r}`.")


@accounts.command()
def add_key(
    name: Name,
    note: Annotated[str | None, typer.Option(help="Where the key is used.")] = None,
    until: Until = None,
    organization: environment.Organization = "demo",
    json: environment.Json = False,
) -> None:
    """Make a key for a program, and print it here, once.

    Example: `unison machine-accounts add-key ERP --note "SAP, client 100" --until 2027-12-31T23:00:00Z`
    """
    viewer = _viewer(organization)
    made = identity.new_key(viewer.organization_id)
    body = {"machine_account": name, "machine_key": made.visible, "note": note, "expires_at": moment(until)}
    send(viewer, "machine_accounts.add_key", body, {"key_hash": made.fingerprint.hex()})
    client_id = str(_one(viewer, name).account_id)
    if json:
        environment.print_json({"key": made.visible, "secret": made.whole, "client_id": client_id})
        return
    typer.echo(made.whole)
    typer.echo(f"It is shown this once. For OAuth 2.0 the client's id is {client_id}.", err=True)


@accounts.command()
def revoke_key(
    name: Name,
    key: Annotated[str, typer.Argument(help="The part of the key that lists show.")],
    reason: Reason = None,
    organization: environment.Organization = "demo",
) -> None:
    """End a key, and every token that was got by it, at once.

    Example: `unison machine-accounts revoke-key ERP k4mq2vtx7ruz --reason "it stood in a log"`
    """
    body = {"machine_account": name, "machine_key": key, "reason": reason}
    send(_viewer(organization), "machine_accounts.revoke_key", body)
    typer.echo(f"{key} is good no more.")


@accounts.command()
def expire(
    name: Name,
    until: Annotated[str, typer.Argument(help="Good until then, as in 2027-01-31T18:00:00+01:00; or never.")],
    organization: environment.Organization = "demo",
) -> None:
    """Say until when a program is let in. What it may do, and where, stays.

    Examples: `unison machine-accounts expire ERP 2027-01-31T18:00:00+01:00`, `unison machine-accounts expire ERP never`
    """
    viewer = _viewer(organization)
    now = _one(viewer, name)
    body = {
        "machine_account": name, "permissions": [] if now.role else now.permissions, "role": now.role,
        "plants_allowed": now.plants, "purpose": now.purpose, "expires_at": None if until == "never" else moment(until),
    }  # fmt: skip
    send(viewer, "machine_accounts.change", body)
    typer.echo(f"{name} is let in {'for good' if until == 'never' else f'until {until}'}.")


@accounts.command()
def disable(name: Name, reason: Reason = None, organization: environment.Organization = "demo") -> None:
    """Let a program in no more, at once. Its keys stay, and are good again when it is enabled.

    Example: `unison machine-accounts disable ERP`
    """
    send(_viewer(organization), "machine_accounts.disable", {"machine_account": name, "reason": reason})
    typer.echo(f"{name} is let in no more.")


@accounts.command()
def enable(name: Name, organization: environment.Organization = "demo") -> None:
    """Let a program in again.

    Example: `unison machine-accounts enable ERP`
    """
    send(_viewer(organization), "machine_accounts.enable", {"machine_account": name})
    typer.echo(f"{name} is let in.")


def _viewer(organization: str) -> Viewer:
    return environment.viewer(environment.owner_url(), organization)


def _all(viewer: Viewer) -> list[MachineAccountShown]:
    async def ask() -> list[Any]:
        async with environment.opened(environment.owner_url()) as pool:
            return list(await identity.machine_accounts(pool, viewer, limit=LIMIT, offset=0))

    return [MachineAccountShown.model_validate(row) for row in asyncio.run(ask())]


def _one(viewer: Viewer, name: str) -> MachineAccountShown:
    """The account of that name, as people type it. Raises `Unready` where there is none."""
    found = _all(viewer)
    for each in found:
        if each.machine_account.casefold() == name.strip().casefold():
            return each
    known = ", ".join(each.machine_account for each in found) or "none"
    raise environment.Unready(f"There is no machine account {name!r}; there is {known}.")
