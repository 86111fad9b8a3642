"""The organization's facts in the order of its feed."""

import asyncio
import re
from typing import Annotated

import msgspec
import typer

from unison.cli import environment
from unison.infrastructure import codec
from unison.infrastructure.feed.cursor import POSITION, START
from unison.presentation.feed import Page, Wanted, known_topic, read_page
from unison.settings import settings


def register(app: typer.Typer) -> None:
    app.command()(feed)


def feed(
    after: Annotated[
        str, typer.Option(help="Facts after this cursor: a number and its hash, 4711.c3ab8ff13720e8ad.")
    ] = START,
    limit: Annotated[int, typer.Option(min=1, max=100_000)] = 100,
    topic: Annotated[list[str] | None, typer.Option("--type", help="Only these topics; repeat for more.")] = None,
    organization: environment.Organization = "demo",
    json: environment.Json = False,
) -> None:
    """The organization's facts in the order of its feed, as CloudEvents.

    Examples: `unison feed --limit 5`, `unison feed --type work_orders.WorkOrderReleased --json`
    """
    if not re.match(POSITION, after):
        raise typer.BadParameter("A cursor is a number and the beginning of its hash.", param_hint="--after")
    try:
        types = [known_topic(name) for name in topic or ()]
    except ValueError as unknown:
        raise typer.BadParameter(f"{unknown}.", param_hint="--type") from None
    url = environment.owner_url()
    viewer = environment.viewer(url, organization)
    environment.bring_up_to_date(url)

    async def answer() -> Page:
        async with environment.opened(url) as pool, pool.reading(viewer) as cursor:
            wanted = Wanted(types=types)
            return await read_page(cursor, address=settings().address, after=after, limit=limit, wanted=wanted)

    events = asyncio.run(answer()).events
    if json:
        typer.echo(msgspec.json.format(codec.encode(events), indent=2).decode())
        return
    rows: list[list[object]] = [[e["feedseq"], e["time"], e["type"], e["subject"]] for e in events]
    environment.print_table("Feed", ["number", "occurred", "type", "stream"], rows)
