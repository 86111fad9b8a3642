"""Commands that are sent from the machine itself, by the organization's own hand."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import typer
from pydantic import ValidationError
from uuid_utils.compat import uuid7

from unison.cli import environment
from unison.infrastructure.unit_of_work import Envelope, Sender
from unison.presentation.sending import NamedCommand
from unison.shared.commands import Command
from unison.shared.ports import Viewer

_DEVICE = "command line"
"""Facts say by it where they were told; they name no person."""


def send(viewer: Viewer, name: str, body: Mapping[str, Any], secrets: Mapping[str, str] | None = None) -> None:
    """Carries out a command by its name, with what must not stand in it. Refuses what it refuses; raises `Unready` where a field
    is wrong."""

    async def sent() -> None:
        async with environment.commanding(environment.owner_url()) as (_, commands):
            command = checked(lambda: NamedCommand(command=name, body=dict(body)).as_command(commands.use_cases))
            sender = Sender(viewer.organization_id, None)
            await commands.send(Envelope(uuid7(), command, sender, secrets=dict(secrets or {})))

    asyncio.run(sent())


def command[C: Command](kind: type[C], **said: Any) -> C:
    """What was typed, as a command. Raises `Unready` where a field is wrong."""
    return checked(lambda: kind.model_validate(said))


def carry_out(organization: str, told: Command, *, secrets: Mapping[str, str] | None = None) -> None:
    """Carries out a command that says where it was told. `secrets` stand in nothing that is kept of it."""
    url = environment.owner_url()
    sender = Sender(environment.viewer(url, organization).organization_id, None, device=_DEVICE)

    async def sent() -> None:
        async with environment.commanding(url) as (_, commands):
            await commands.send(Envelope(uuid7(), told, sender, secrets=secrets or {}))

    asyncio.run(sent())


def checked[T](read: Callable[[], T]) -> T:
    """What was typed, as it is read. Raises `Unready` with what is wrong, and never with what was typed: it may be a secret."""
    try:
        return read()
    except ValidationError as invalid:
        wrong = [f"{'.'.join(map(str, each['loc'])) or 'it'}: {each['msg']}" for each in invalid.errors()]
        raise environment.Unready("; ".join(wrong)) from None


def moment(told: str | None) -> datetime | None:
    """A moment as it is typed, with its zone."""
    if told is None:
        return None
    try:
        at = datetime.fromisoformat(told)
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        raise typer.BadParameter(f"{told!r} is no moment with a time zone, as 2027-01-31T18:00:00+01:00 is.")
    return at
