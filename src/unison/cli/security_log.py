"""The security log of every organization, for those at the machine itself."""

from datetime import datetime, timedelta
from typing import Annotated, Any

import typer
from psycopg.rows import dict_row

from unison.cli import environment
from unison.infrastructure import database
from unison.infrastructure.security_log import SQL, Kind


def register(app: typer.Typer) -> None:
    app.command()(security_log)


def security_log(
    organization: Annotated[str | None, typer.Option(help="Only of the organization with this short name.")] = None,
    kind: Annotated[Kind | None, typer.Option(help="Only what is of this kind.")] = None,
    days: Annotated[int | None, typer.Option(min=1, help="Only of so many last days.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="How many at most, the latest ones.")] = 100,
    json: environment.Json = False,
) -> None:
    """Who came in, who was turned away, and who changed what others may do, the latest first.

    Examples: `unison security-log`, `unison security-log --organization acme --kind sign_in_failed --days 7`
    """
    since = None if days is None else datetime.now().astimezone() - timedelta(days=days)
    asked: dict[str, Any] = {"slug": organization, "kind": kind, "since": since, "limit": limit}
    with database.connect(environment.owner_url(), "worker", row_factory=dict_row) as connection:
        rows = connection.execute(SQL["list_everywhere"], asked).fetchall()
    if json:
        environment.print_json(rows)
        return
    table: list[list[object]] = [
        [
            f"{row['at']:%Y-%m-%d %H:%M:%S}",
            row["organization"] or "none",
            row["kind"] + (f" ({row['times']} times)" if row["times"] > 1 else ""),
            row["account"],
            row["address"],
            ", ".join(f"{name} {value}" for name, value in row["detail"].items()),
        ]
        for row in rows
    ]
    environment.print_table("Security log", ["at (UTC)", "organization", "what", "account", "from", "detail"], table)
