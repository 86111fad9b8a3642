"""What people should know, asked from the machine itself."""

import asyncio
from dataclasses import asdict
from typing import Annotated

import typer

from unison.cli import environment
from unison.notices.bell import Notice, standing
from unison.notices.subjects import Subject


def register(app: typer.Typer) -> None:
    app.command()(notices)


def notices(
    organization: environment.Organization = "demo",
    subject: Annotated[Subject | None, typer.Option(help="Only what is about this.")] = None,
    over: Annotated[bool, typer.Option("--all", help="Also what is over.")] = False,
    limit: Annotated[int, typer.Option(min=1, max=10_000)] = 100,
    json: environment.Json = False,
) -> None:
    """What people should know: stock that runs short, late orders, certificates, failed jobs. The newest first.

    Examples: `unison notices`, `unison notices --subject late_order --json`
    """

    url = environment.owner_url()
    reader = environment.viewer(url, organization)

    async def found() -> list[Notice]:
        async with environment.opened(url) as pool, pool.reading(reader) as cursor:
            return await standing(cursor, over=over, subject=subject, limit=limit)

    listed = asyncio.run(found())
    if json:
        environment.print_json([asdict(notice) for notice in listed])
    elif not listed:
        typer.echo("There is nothing that people should know.")
    else:
        rows: list[list[object]] = [[each.title, each.text, each.plant, environment.minute(each.at)] for each in listed]
        environment.print_table("Notices", ["notice", "what", "plant", "since"], rows)
