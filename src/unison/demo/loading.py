"""Loading the demo plant into a store that is empty, with a login made at the first start."""

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg

from unison.demo.offline import offline
from unison.demo.plant import PLANT, story
from unison.demo.telling import subscribe
from unison.imports.importing import Identities, Plan, Planned
from unison.imports.sending import carry_out
from unison.infrastructure import database
from unison.infrastructure.command_handling import CommandHandling
from unison.infrastructure.database import Database
from unison.infrastructure.embedded_postgres import remember
from unison.infrastructure.identity.accounts import create_user
from unison.infrastructure.identity.organizations import create_organization, organization_slugs
from unison.infrastructure.unit_of_work import Envelope, Sender
from unison.shared.commands import SetAside
from unison.shared.time import now
from unison.webhooks.subscriptions import LocalAccount

ORGANIZATION = "demo"
LOGINS = (
    "supervisor", "operator", "auditor", "admin", "quality_engineer", "planner", "maintenance", "cost_accountant",
)  # fmt: skip
"""One of each role, called as the role; the first tells the story."""


@dataclass(frozen=True, slots=True)
class Login:
    """What a person needs to sign in to the demo."""

    organization: str
    login: str
    password: str


def load_when_empty(
    url: str, secrets_path: Path, handling: Callable[[Database], CommandHandling], advance: Callable[[int], None]
) -> Login | None:
    """Loads the demo when there is no organization yet. None when the store holds others and no demo."""
    with database.connect(url, "owner") as connection:
        slugs = organization_slugs(connection)
        if slugs and ORGANIZATION not in slugs:
            return None
        login = Login(
            ORGANIZATION, LOGINS[0], remember(secrets_path, "demo_password", lambda: secrets.token_urlsafe(9))
        )
        if not slugs:
            sender = _found(connection, login.password)
            asyncio.run(_tell(url, handling, sender, advance))
    return login


def _found(connection: psycopg.Connection[Any], password: str) -> Sender:
    organization = create_organization(connection, ORGANIZATION, "Demo plant", plants=(PLANT,))
    users = [
        create_user(
            connection, organization, role, name=role.replace("_", " ").capitalize(), password=password, role=role
        )
        for role in LOGINS
    ]
    return Sender(organization, users[0], device="demo")


async def _tell_offline(commands: CommandHandling, sender: Sender) -> None:
    """What a tablet without a network has logged and delivers now: it does not fit any more, and is set aside."""
    identities = Identities()
    tablet = replace(sender, device="tablet hall 2")
    for number, told in enumerate(offline(now().replace(second=0, microsecond=0) - timedelta(minutes=5)), 1):
        command = commands.use_cases[told.command].command.model_validate({"occurred_at": told.at, **told.body})
        made = Envelope(identities.each(command), command, tablet, device_seq=number)
        if not isinstance(await commands.send_or_set_aside(made), SetAside):
            raise RuntimeError(f"the demo's {told.command} fits, and was told to show one that does not")


async def _tell(
    url: str, handling: Callable[[Database], CommandHandling], sender: Sender, advance: Callable[[int], None]
) -> None:
    """In order: one lane. A refusal means that the story contradicts the rules, and is raised."""
    pool = Database(url, size=4)
    await pool.open()
    try:
        commands = handling(pool)
        lane: list[Planned] = []
        identities = Identities()
        for number, told in enumerate(story(now().replace(second=0, microsecond=0) - timedelta(minutes=5))):
            command = commands.use_cases[told.command].command.model_validate({"occurred_at": told.at, **told.body})
            lane.append(Planned(identities.each(command), command, (number,)))
        outcome = await carry_out(Plan([[lane]]), commands, sender, advance=advance)
        if outcome.rejected:
            raise RuntimeError(f"the demo's story is refused: {outcome.rejected[0].reason}")
        await _tell_offline(commands, sender)
        await subscribe(pool, LocalAccount(sender.organization_id))
    finally:
        await pool.close()
