"""Machine accounts from the machine itself: who is let in, and by which keys."""

import asyncio
from collections.abc import Sequence

import typer
from psycopg.rows import DictRow

from unison.cli import environment
from unison.infrastructure.identity import machine_accounts as identity
from unison.presentation.machine_accounts import MachineAccountShown

LIMIT = 1000


def register(app: typer.Typer) -> None:
    app.command("machine-accounts")(machine_accounts)


def machine_accounts(organization: environment.Organization = "demo", json: environment.Json = False) -> None:
    """List the programs that are let in, what they may do, and when their keys were used last.

    Examples: `unison machine-accounts`, `unison machine-accounts --json`
    """
    found = [MachineAccountShown.model_validate(row) for row in _asked(organization)]
    if json:
        environment.print_json([each.model_dump(mode="json") for each in found])
        return
    rows: list[list[object]] = [
        [
            each.machine_account,
            "disabled" if each.disabled_at else "let in",
            each.role or ", ".join(each.permissions),
            ", ".join(each.plants) or "every plant",
            ", ".join(key.key for key in each.keys if key.revoked_at is None) or "none",
            each.last_used_at and environment.minute(each.last_used_at),
        ]
        for each in found
    ]
    environment.print_table("Machine accounts", ["name", "", "may", "in", "keys", "last used"], rows)


def _asked(organization: str) -> Sequence[DictRow]:
    url = environment.owner_url()
    viewer = environment.viewer(url, organization)

    async def ask() -> Sequence[DictRow]:
        async with environment.opened(url) as pool:
            return await identity.machine_accounts(pool, viewer, limit=LIMIT, offset=0)

    return asyncio.run(ask())
