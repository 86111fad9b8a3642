"""Webhooks from the machine itself: what they do, and what an administrator would do about it."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Annotated, Literal
from uuid import UUID

import typer
from psycopg.rows import DictRow

from unison.cli import environment
from unison.settings import settings
from unison.shared.ports import Viewer
from unison.webhooks.routes import Delivery, Wanted, WebhookShown
from unison.webhooks.subscriptions import Subscriptions

webhooks = typer.Typer(help="Webhooks: how they do, what they were told; add, replay, switch on and off, try.")

Name = Annotated[str, typer.Argument(help="The webhook's name.")]


def register(app: typer.Typer) -> None:
    app.add_typer(webhooks, name="webhooks")


@webhooks.callback(invoke_without_command=True)
def list_webhooks(
    context: typer.Context, organization: environment.Organization = "demo", json: environment.Json = False
) -> None:
    """List the webhooks of an organization, and how they do.

    Examples: `unison webhooks`, `unison webhooks deliveries "to SAP" --state waiting`, `unison webhooks replay "to SAP" 4711`
    """
    if context.invoked_subcommand is not None:
        return
    rows = _asked(organization, lambda subs, viewer: subs.all(viewer))
    if json:
        environment.print_json([WebhookShown(**row).model_dump() for row in rows])
        return
    table: list[list[object]] = [
        [row["name"], _state(row), row["waiting"], environment.minute(row["accepted_at"]), row["url"]] for row in rows
    ]
    environment.print_table("Webhooks", ["name", "state", "waiting", "last accepted", "address"], table)


@webhooks.command()
def add(
    name: Name,
    url: Annotated[str, typer.Argument(help="Where to, by https.")],
    types: Annotated[list[str], typer.Option("--type", help="A type of facts, such as lots.LotHeld; repeat for more.")],
    plants: Annotated[list[str] | None, typer.Option("--plant", help="Facts of this plant; repeat for more.")] = None,
    form: Annotated[Literal["binary", "structured", "batch"], typer.Option(help="How facts are sent.")] = "structured",
    from_number: Annotated[int | None, typer.Option(min=1, help="Tell everything from this number on, too.")] = None,
    organization: environment.Organization = "demo",
) -> None:
    """Have an address told facts, and print the secret that its receiver verifies signatures by. It is never told again.

    Example: `unison webhooks add "to SAP" https://sap.example/facts --type lots.LotHeld --type lots.LotReleased`
    """
    wanted = Wanted(name=name, url=url, types=types, plants=plants or [], form=form)
    _, secret = _asked(organization, lambda subs, viewer: subs.create(viewer, wanted, by=None, from_number=from_number))
    typer.echo(secret)


@webhooks.command()
def deliveries(
    name: Name,
    state: Annotated[Literal["waiting", "accepted", "dropped"] | None, typer.Option(help="Only these.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=10_000)] = 20,
    organization: environment.Organization = "demo",
    json: environment.Json = False,
) -> None:
    """List what a webhook was told and what it answered, the latest facts first.

    Example: `unison webhooks deliveries "to SAP" --state waiting`
    """
    rows = _of(
        organization, name, lambda subs, viewer, webhook: subs.deliveries(viewer, webhook, state=state, limit=limit)
    )
    if json:
        environment.print_json([Delivery.of(row).model_dump() for row in rows])
        return
    table: list[list[object]] = [
        [row["seq"] or "trial", row["topic"], row["stream_id"], row["state"], row["attempts"], row["status"],
         row["duration_ms"], row["error"]]
        for row in rows
    ]  # fmt: skip
    columns = ["number", "type", "stream", "state", "attempts", "status", "ms", "error"]
    environment.print_table("Deliveries", columns, table)


@webhooks.command()
def replay(
    name: Name,
    from_number: Annotated[int, typer.Argument(min=1, help="A number of the feed.")],
    organization: environment.Organization = "demo",
) -> None:
    """Tell a webhook everything again from a number of the feed on, each under the same id as before.

    Example: `unison webhooks replay "to SAP" 4711`
    """
    row = _of(organization, name, lambda subs, viewer, webhook: subs.replay(viewer, webhook, from_number))
    typer.echo(f"{name} is told again what is from {row['replay_next']} to {row['replay_until']}.")


@webhooks.command()
def switch_on(
    name: Name,
    skip: Annotated[bool, typer.Option("--skip", help="Pass over what it has missed.")] = False,
    organization: environment.Organization = "demo",
) -> None:
    """Send to a webhook again: what it has missed first, or only what comes from now on.

    Example: `unison webhooks switch-on "to SAP"`
    """
    _of(organization, name, lambda subs, viewer, webhook: subs.switch_on(viewer, webhook, missed=not skip))
    typer.echo(f"{name} is on.")


@webhooks.command()
def switch_off(name: Name, organization: environment.Organization = "demo") -> None:
    """Send a webhook nothing until it is switched on again.

    Example: `unison webhooks switch-off "to SAP"`
    """
    reason = "it was switched off at the machine"
    _of(organization, name, lambda subs, viewer, webhook: subs.switch_off(viewer, webhook, reason))
    typer.echo(f"{name} is off.")


@webhooks.command("try")
def try_it(name: Name, organization: environment.Organization = "demo") -> None:
    """Send a webhook an event that tells nothing. The worker sends it; the outcome is among the deliveries, as `trial`.

    Example: `unison webhooks try "to SAP"`
    """
    _of(organization, name, lambda subs, viewer, webhook: subs.try_it(viewer, webhook))
    typer.echo(f'It is on its way. See `unison webhooks deliveries "{name}"`.')


def _asked[T](organization: str, question: Callable[[Subscriptions, Viewer], Awaitable[T]]) -> T:
    url = environment.owner_url()
    viewer = environment.viewer(url, organization)

    async def answer() -> T:
        async with environment.opened(url) as database:
            return await question(Subscriptions(database, settings().webhook_private), viewer)

    return asyncio.run(answer())


def _of[T](organization: str, name: str, question: Callable[[Subscriptions, Viewer, UUID], Awaitable[T]]) -> T:
    """About the webhook of that name. Raises `Unready` when there is none."""

    async def answer(subscriptions: Subscriptions, viewer: Viewer) -> T:
        rows = await subscriptions.all(viewer)
        if not (found := [row["webhook_id"] for row in rows if row["name"] == name]):
            known = ", ".join(row["name"] for row in rows) or "none"
            raise environment.Unready(f"There is no webhook {name!r}; there is {known}.")
        return await question(subscriptions, viewer, found[0])

    return _asked(organization, answer)


def _state(row: DictRow) -> str:
    if row["off_at"]:
        return f"off: {row['off_reason']}"
    if row["failing_since"]:
        return f"fails: {row['last_error']}"
    return "works" if row["permitted_at"] else "its receiver is asked"
