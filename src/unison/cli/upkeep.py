"""Keeping the truth true: rebuild, verify, parked, seal."""

from datetime import datetime
from typing import Annotated, Any

import psycopg
import typer

from unison.cli import environment
from unison.cli.extensions import named as named_extension
from unison.extensions.status import resume as resume_extension
from unison.infrastructure import database
from unison.infrastructure.analytics import seal as seal_months
from unison.infrastructure.feed.consumer import Consumer
from unison.infrastructure.feed.parking import ParkedStream, parked_streams, resume
from unison.infrastructure.projection.engine import Projection
from unison.infrastructure.projection.parallel import rebuild_all
from unison.infrastructure.reactions.worker import resume_reaction
from unison.infrastructure.verification import verify as verify_store
from unison.infrastructure.verification.noting import note_result
from unison.main import CONSUMERS, PROJECTIONS, REACTIONS, command_handling
from unison.settings import settings
from unison.shared.time import now


def register(app: typer.Typer) -> None:
    app.command()(rebuild)
    app.command()(verify)
    app.command()(parked)
    app.command()(seal)


def _projection(name: str) -> Projection:
    for projection in PROJECTIONS:
        if projection.name == name:
            return projection
    raise environment.Unready(f"There is no projection {name!r}; there is {', '.join(p.name for p in PROJECTIONS)}.")


def _consumer(name: str) -> Consumer:
    return next(consumer for consumer in CONSUMERS if consumer.name == name)


def rebuild(name: Annotated[str, typer.Argument(help="A projection, or `all`.")]) -> None:
    """Make a projection anew from the feed, while the old one still answers.

    Examples: `unison rebuild oee`, `unison rebuild all`
    """
    wanted = PROJECTIONS if name == "all" else (_projection(name),)
    url = environment.owner_url()
    environment.bring_up_to_date(url)
    with environment.rebuilding() as bars:
        reached = rebuild_all(url, wanted, bars)
    for projection in wanted:
        typer.echo(f"{projection.name} is rebuilt up to feed number {reached[projection.name]}.")


def verify(json: environment.Json = False) -> None:
    """Read the whole feed and check the hash chain. Exits 1 and names the feed number when something does not hold.

    Example: `unison verify`
    """
    url = environment.owner_url()
    environment.bring_up_to_date(url)
    with database.connect(url, "worker") as connection, environment.progress("verify") as bar:
        result = verify_store(connection, bar)
        note_result(connection, result)
    fault = result.fault
    if json:
        told = None if fault is None else {"seq": fault.seq, "organization": fault.organization_id, "what": fault.what}
        environment.print_json({"holds": fault is None, "checked": result.checked, "fault": told})
    elif fault is None:
        typer.echo(f"{result.checked} facts verified: the chain holds.")
    else:
        typer.secho(
            f"Number {fault.seq} of organization {fault.organization_id} does not hold: {fault.what}.",
            fg="red",
            err=True,
        )
    if fault is not None:
        raise typer.Exit(1)


def parked(
    retry: Annotated[bool, typer.Option("--retry", help="Try each parked stream again.")] = False,
    consumer: Annotated[str | None, typer.Option(help="Only this projection, outbox or reaction.")] = None,
    json: environment.Json = False,
) -> None:
    """List the streams that a consumer of the feed has set aside because a fact could not be applied.

    Examples: `unison parked`, `unison parked --retry --consumer oee`
    """
    with environment.owner() as connection:
        if retry:
            for stream in parked_streams(connection, consumer):
                _try_again(connection, stream)
        streams = parked_streams(connection, consumer)
    if json:
        names = (
            "consumer",
            "organization_id",
            "stream_id",
            "from_version",
            "position",
            "error",
            "attempts",
            "parked_at",
        )
        environment.print_json([{name: getattr(s, name) for name in names} for s in streams])
    elif not streams:
        typer.echo("Nothing is parked.")
    else:
        rows: list[list[object]] = [[s.consumer, s.stream_id, s.from_version, s.attempts, s.error] for s in streams]
        environment.print_table("Parked", ["consumer", "stream", "from version", "attempts", "error"], rows)


def _try_again(connection: psycopg.Connection[Any], stream: ParkedStream) -> None:
    if (reaction := next((each for each in REACTIONS if each.name == stream.consumer), None)) is not None:
        resume_reaction(environment.owner_url(), command_handling, reaction, stream)
        return
    prefix, _, name = stream.consumer.partition("extension_")
    if prefix:
        resume(connection, _consumer(stream.consumer), stream)
    else:
        resume_extension(connection, environment.owner_url(), command_handling, named_extension(name), stream)


def seal(
    before: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m"], help="Months before this one. Default: the current month.")
    ] = None,
    json: environment.Json = False,
) -> None:
    """Write past months of reports into Parquet, which DuckDB reads some times faster. Nothing leaves the tables.

    Examples: `unison seal`, `unison seal --before 2026-01`
    """
    url = environment.owner_url()
    environment.bring_up_to_date(url, _projection("oee"))
    with database.connect(url, "owner") as connection:
        written = seal_months(connection, settings().data, (before or now()).date().replace(day=1))
    if json:
        environment.print_json(
            [{"organization": m.organization_id, "month": m.month, "reports": m.reports} for m in written]
        )
    else:
        typer.echo(f"{len(written)} months written, {sum(m.reports for m in written)} reports in them.")
