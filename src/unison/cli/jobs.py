"""What is to be done outside of the transaction that causes it, and again and again."""

from datetime import datetime, timedelta
from typing import Annotated, Any
from uuid import UUID

import typer
from psycopg import sql
from psycopg.rows import dict_row

from unison.cli import environment
from unison.infrastructure import database
from unison.infrastructure.sql import statements

_sql = statements("unison.infrastructure.jobs", "listing.sql")

jobs = typer.Typer(
    help="Jobs by kind: how many wait, are carried out, and are dead; retry and drop those that are dead."
)

Kind = Annotated[str | None, typer.Option(help="Only jobs of this kind.")]


def register(app: typer.Typer) -> None:
    app.add_typer(jobs, name="jobs")
    app.command()(schedules)


def _asked(statement: str, **given: Any) -> list[dict[str, Any]]:
    """The rows of a statement, over every organization."""
    with database.connect(environment.owner_url(), "worker", row_factory=dict_row) as connection:
        return connection.execute(_sql[statement], given).fetchall()


@jobs.callback(invoke_without_command=True)
def list_jobs(
    context: typer.Context,
    dead: Annotated[bool, typer.Option("--dead", help="List the dead jobs, the last one first.")] = False,
    kind: Kind = None,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="Dead jobs listed at most.")] = 100,
    json: environment.Json = False,
) -> None:
    """Jobs by kind: how many wait, are carried out, and are dead; retry and drop those that are dead.

    Examples: `unison jobs`, `unison jobs --dead --kind mail`, `unison jobs retry --all`
    """
    if context.invoked_subcommand is not None:
        return
    if dead:
        _list_dead(_asked("list_dead", kind=kind, limit=limit), json)
        return
    rows = [row for row in _asked("count_jobs", organization=None) if kind in (None, row["kind"])]
    if json:
        environment.print_json(rows)
        return
    table: list[list[object]] = [
        [each["kind"], each["waiting"], each["running"], each["later"], each["dead"], _seconds(each["oldest_s"])]
        for each in rows
    ]
    environment.print_table("Jobs", ["kind", "waiting", "running", "later", "dead", "oldest waits since"], table)


def _list_dead(rows: list[dict[str, Any]], json: bool) -> None:
    if json:
        environment.print_json(rows)
    elif not rows:
        typer.echo("No job is dead.")
    else:
        table: list[list[object]] = [
            [
                each["job_id"],
                each["kind"],
                each["organization"],
                each["attempts"],
                _minute(each["died_at"]),
                each["error"],
            ]
            for each in rows
        ]
        environment.print_table("Dead jobs", ["id", "kind", "organization", "tries", "died", "error"], table)


@jobs.command()
def retry(
    job: Annotated[UUID | None, typer.Argument(help="The id of a dead job.")] = None,
    kind: Kind = None,
    every: Annotated[bool, typer.Option("--all", help="Every dead job.")] = False,
) -> None:
    """Put dead jobs back into their queues, under the ids that they had.

    Examples: `unison jobs retry 0198c0de-0000-7000-8000-000000000001`, `unison jobs retry --kind mail`, `unison jobs retry --all`
    """
    if [job is not None, kind is not None, every].count(True) != 1:
        raise typer.BadParameter("Say which: the id of one job, --kind, or --all.")
    again = _asked("retry_dead", job=job, kind=kind)
    if job is not None and not again:
        raise environment.Unready(f"There is no dead job {job}; `unison jobs --dead` lists those that are.")
    typer.echo(f"{len(again)} {'job goes' if len(again) == 1 else 'jobs go'} back to the queue.")


@jobs.command()
def drop(job: Annotated[UUID, typer.Argument(help="The id of a dead job.")]) -> None:
    """Forget a dead job: what it was to do stays undone.

    Example: `unison jobs drop 0198c0de-0000-7000-8000-000000000001`
    """
    if not _asked("drop_dead", job=job):
        raise environment.Unready(f"There is no dead job {job}; `unison jobs --dead` lists those that are.")
    typer.echo("The job is forgotten.")


def schedules(
    pg_cron: Annotated[bool, typer.Option("--pg-cron", help="Have PostgreSQL's pg_cron look at what is due.")] = False,
    json: environment.Json = False,
) -> None:
    """What is done again and again: when it was done last, and when it is next.

    A worker looks at what is due. With `--pg-cron` PostgreSQL does as well, where its server has that extension.

    Examples: `unison schedules`, `unison schedules --json`, `unison schedules --pg-cron`
    """
    if pg_cron:
        _tick_by_pg_cron()
    rows = _asked("list_schedules")
    if json:
        environment.print_json([row | {"every": row["every"] and row["every"].total_seconds()} for row in rows])
        return
    table: list[list[object]] = [
        [
            each["name"],
            "the installation" if not each["per_organization"] else each["organization"],
            _when(each),
            _minute(each["last_run"]) or "never",
            _minute(each["next_run"]) or "when a worker runs",
        ]
        for each in rows
    ]
    environment.print_table("Schedules", ["name", "of", "when", "last run (UTC)", "next run (UTC)"], table)


def _tick_by_pg_cron() -> None:
    with environment.owner() as connection:
        if not connection.execute(_sql["find_pg_cron"]).fetchone():
            raise environment.Unready(
                "This server has no pg_cron. Install it, add it to shared_preload_libraries, and set cron.database_name."
            )
        connection.execute(sql.SQL(database.SQL["add_extension"]).format(extension=sql.Identifier("pg_cron")))
        connection.execute(_sql["tick_by_pg_cron"])
    typer.echo("pg_cron looks at what is due every minute.")


_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def _when(schedule: dict[str, Any]) -> str:
    if (every := schedule["every"]) is not None:
        return f"every {every.total_seconds() / 60:g} min"
    days: list[int] = schedule["weekdays"]
    on = "" if len(days) == len(_DAYS) else f" on {', '.join(_DAYS[day - 1] for day in days)}"
    return f"{schedule['at_time']:%H:%M}{on}, {schedule['time_zone'] or 'on the clock of its plants'}"


def _seconds(since: float | timedelta | None) -> str | None:
    if isinstance(since, timedelta):
        since = since.total_seconds()
    return None if since is None else f"{since:.0f} s"


def _minute(at: datetime | None) -> str:
    return "" if at is None else f"{at:%Y-%m-%d %H:%M}"
