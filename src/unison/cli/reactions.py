"""What happens by itself: reactions, where they stand, and what they were refused."""

from typing import Annotated, Any

import psycopg
import typer
from psycopg.rows import dict_row

from unison.cli import environment
from unison.infrastructure import database
from unison.infrastructure.reactions.reactor import SQL
from unison.main import REACTIONS

SHOWN = 10
"""So many refusals, the latest ones."""


def register(app: typer.Typer) -> None:
    app.command()(reactions)


def reactions(
    reaction: Annotated[str | None, typer.Argument(help="One of them alone.")] = None,
    begin_at: Annotated[
        int | None,
        typer.Option(min=1, help="Have it go on with this number of the organization's feed, earlier or later."),
    ] = None,
    organization: environment.Organization = "demo",
    json: environment.Json = False,
) -> None:
    """List the reactions: how far each is in the feed, what it has parked, and what it was refused last.

    With `--begin-at` a reaction decides from there on; what it has done once it does not do again.

    Examples: `unison reactions`, `unison reactions hold_lot --begin-at 4711`
    """
    url = environment.owner_url()
    about: dict[str, Any] = {"organization": environment.viewer(url, organization).organization_id}
    if reaction is not None and reaction not in {each.name for each in REACTIONS}:
        known = ", ".join(each.name for each in REACTIONS)
        raise environment.Unready(f"There is no reaction {reaction!r}; there is {known}.")
    if begin_at is not None and reaction is None:
        raise typer.BadParameter("Name the reaction that is to begin there.", param_hint="--begin-at")
    with database.connect(url, "worker", row_factory=dict_row) as connection:
        if begin_at is not None:
            _begin(connection, {**about, "name": reaction, "behind": begin_at - 1})
        rows = connection.execute(SQL["list_reactions"], about).fetchall()
        told = {**about, "reaction": reaction, "limit": SHOWN}
        refused = connection.execute(SQL["list_refusals"], told).fetchall()
    _print([row for row in rows if reaction in (None, row["name"])], refused, as_json=json)


def _begin(connection: psycopg.Connection[dict[str, Any]], where: dict[str, Any]) -> None:
    """Between two steps of whoever reacts."""
    connection.execute(SQL["lock_steps"])
    connection.execute(SQL["place"], where)
    connection.execute(SQL["unlock_steps"])


def _print(rows: list[dict[str, Any]], refused: list[dict[str, Any]], *, as_json: bool) -> None:
    if as_json:
        environment.print_json({"reactions": rows, "refusals": refused})
        return
    names = ("name", "position", "behind", "parked", "refused")
    environment.print_table(
        "Reactions", [*names, "stopped"], [[*(row[name] for name in names), row["stopped"] or ""] for row in rows]
    )
    if refused:
        shown = ("at", "reaction", "target", "detail")
        environment.print_table("Refused last", list(shown), [[row[name] for name in shown] for row in refused])
