"""What waits for a person to decide."""

from typing import Annotated

import typer

import projections.pending_command_list.api as view
from unison.cli import environment
from unison.pending_commands.domain import PendingCommandStatus


def register(app: typer.Typer) -> None:
    app.command()(pending_commands)


def pending_commands(
    status: Annotated[
        list[PendingCommandStatus] | None, typer.Option(help="Repeat for more than one. Default: what is open.")
    ] = None,
    organization: environment.Organization = "demo",
    json: environment.Json = False,
) -> None:
    """What was done without a network and no longer fitted: it waits for a person to decide.

    Examples: `unison pending-commands`, `unison pending-commands --status carried_out --status dismissed --json`
    """
    wanted = status or [PendingCommandStatus.OPEN]
    found = environment.ask(
        organization,
        view.PROJECTION,
        lambda cursor: view.pending_commands(cursor, status=wanted),
    )
    if json:
        environment.print_json([pending_command.model_dump(mode="json") for pending_command in found])
        return
    columns = ["pending_command", "command", "made", "device", "why", "status"]
    rows: list[list[object]] = [
        [r.pending_command, r.command, environment.minute(r.made_at), r.device, r.message, r.status.value]
        for r in found
    ]
    environment.print_table("Pending commands", columns, rows)
