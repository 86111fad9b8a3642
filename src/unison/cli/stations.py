"""Stations from the machine itself: which devices there are, and what people identify by at them."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Annotated, Any
from uuid import UUID

import typer
from pydantic import SecretStr, TypeAdapter

from unison.cli import environment
from unison.cli.commanding import checked, send
from unison.infrastructure.identity.accounts import person_of_login
from unison.infrastructure.identity.pins import refuse_simple
from unison.infrastructure.identity.stations import all_stations, badge_hash
from unison.infrastructure.installation_secret import InstallationSecret
from unison.infrastructure.tokens import hash_password
from unison.presentation.credentials import Badge, Pin
from unison.presentation.stations import StationShown
from unison.settings import settings
from unison.shared.ports import Viewer

LIMIT = 1000

stations = typer.Typer(help="Stations: list them; set and remove the PIN and the badge of somebody.")

Login = Annotated[str, typer.Argument(help="The login of the person.")]
PinOption = Annotated[
    str, typer.Option("--pin", prompt="PIN", hide_input=True, confirmation_prompt=True, help="4 to 8 digits.")
]
BadgeOption = Annotated[
    str, typer.Option("--badge", prompt="Badge", hide_input=True, help="What a scanner reads from it.")
]

_pin: TypeAdapter[SecretStr] = TypeAdapter(Pin)
_badge: TypeAdapter[SecretStr] = TypeAdapter(Badge)


def register(app: typer.Typer) -> None:
    app.add_typer(stations, name="stations")


@stations.callback(invoke_without_command=True)
def list_stations(
    context: typer.Context, organization: environment.Organization = "demo", json: environment.Json = False
) -> None:
    """List the stations: where each stands, what it is for, and whether a device is it.

    Examples: `unison stations`, `unison stations set-pin ann`, `unison stations remove-badge ann`
    """
    if context.invoked_subcommand is not None:
        return
    found = [StationShown.model_validate(row) for row in _all(_viewer(organization))]
    if json:
        environment.print_json([each.model_dump(mode="json") for each in found])
        return
    rows: list[list[object]] = [
        [
            each.station,
            "closed" if each.closed_at else "paired" if each.paired_at else "no device",
            each.plant,
            ", ".join(each.equipment) or "every machine",
            each.role,
            each.seen_at and environment.minute(each.seen_at),
        ]
        for each in found
    ]
    environment.print_table("Stations", ["name", "", "plant", "machines", "role", "seen"], rows)


@stations.command()
def set_pin(login: Login, pin: PinOption, organization: environment.Organization = "demo") -> None:
    """Give somebody a PIN for stations, or another one. It is asked for without being shown.

    Example: `unison stations set-pin ann`
    """
    told = checked(lambda: _pin.validate_python(pin)).get_secret_value()
    refuse_simple(told)
    viewer = _viewer(organization)
    send(viewer, "stations.set_pin", {"person": _person(viewer, login)}, {"pin_hash": hash_password(told)})
    typer.echo(f"{login} has a new PIN.")


@stations.command()
def remove_pin(login: Login, organization: environment.Organization = "demo") -> None:
    """Take somebody's PIN away.

    Example: `unison stations remove-pin ann`
    """
    viewer = _viewer(organization)
    send(viewer, "stations.remove_pin", {"person": _person(viewer, login)})
    typer.echo(f"{login} has no PIN any more.")


@stations.command()
def set_badge(login: Login, badge: BadgeOption, organization: environment.Organization = "demo") -> None:
    """Give somebody the badge that stands for them at stations, or another one. It is asked for, to be scanned.

    Example: `unison stations set-badge ann`
    """
    viewer = _viewer(organization)
    told = checked(lambda: _badge.validate_python(badge)).get_secret_value()
    hashed = badge_hash(InstallationSecret.of(settings()), viewer.organization_id, told)
    send(viewer, "stations.set_badge", {"person": _person(viewer, login)}, {"badge_hash": hashed})
    typer.echo(f"{login} has a new badge.")


@stations.command()
def remove_badge(login: Login, organization: environment.Organization = "demo") -> None:
    """Take somebody's badge away.

    Example: `unison stations remove-badge ann`
    """
    viewer = _viewer(organization)
    send(viewer, "stations.remove_badge", {"person": _person(viewer, login)})
    typer.echo(f"{login} has no badge any more.")


def _viewer(organization: str) -> Viewer:
    return environment.viewer(environment.owner_url(), organization)


def _person(viewer: Viewer, login: str) -> UUID:
    """Raises `Unready` where nobody signs in by that login."""
    with environment.owner() as connection:
        found = person_of_login(connection, viewer.organization_id, login)
    if found is None:
        raise environment.Unready(f"Nobody signs in as {login!r}. See the screen People for the logins.")
    return found


def _all(viewer: Viewer) -> Sequence[Mapping[str, Any]]:
    async def ask() -> Sequence[Mapping[str, Any]]:
        async with environment.opened(environment.owner_url()) as pool:
            return await all_stations(pool, viewer, limit=LIMIT, offset=0)

    return asyncio.run(ask())
