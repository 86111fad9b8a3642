"""Questions: board, oee, spc, sales-orders, stock, pending commands, feed. Each first brings its projection up to date."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import fields
from datetime import UTC, date, datetime
from typing import Annotated, Any

import msgspec
import typer
from psycopg import AsyncCursor
from psycopg.rows import DictRow
from pydantic import BaseModel

import projections.oee.api as oee_view
import projections.pending_command_list.api as pending_command_view
import projections.sales_order_list.api as sales_view
import projections.spc.api as spc_view
import projections.stock.api as stock_view
import projections.work_order_board.api as board_view
from unison.cli import environment
from unison.infrastructure import codec
from unison.infrastructure.projection.engine import Projection
from unison.measures.capability import Index
from unison.pending_commands.domain import PendingCommandStatus
from unison.presentation.feed import CURSOR, START, Page, read_page

type Ask[T] = Callable[[AsyncCursor[DictRow]], Awaitable[T]]


def register(app: typer.Typer) -> None:
    for command in (board, oee, spc, stock, feed):
        app.command()(command)
    app.command("sales-orders")(sales_orders)
    app.command()(pending_commands)


def ask[T](organization: str, projection: Projection, question: Ask[T]) -> T:
    url = environment.owner_url()
    viewer = environment.viewer(url, organization)
    environment.bring_up_to_date(url, projection)

    async def answer() -> T:
        async with environment.opened(url) as pool, pool.reading(viewer, schema=projection.name) as cursor:
            return await question(cursor)

    return asyncio.run(answer())


def _plain(answer: BaseModel) -> Any:
    return answer.model_dump(mode="json")


def board(organization: environment.Organization = "demo", json: environment.Json = False) -> None:
    """The work-order board: what is on the shop floor, and how far is each order.

    Example: `unison board --organization demo`
    """
    orders = ask(organization, board_view.PROJECTION, board_view.orders)
    if json:
        environment.print_json([_plain(order) for order in orders])
        return
    columns = ["order", "product", "status", "plan", "good", "rej", "operation", "due"]
    rows: list[list[object]] = [
        [
            o.work_order,
            o.product,
            o.status.value,
            o.quantity_pcs,
            o.good_pcs,
            o.rejected_pcs,
            o.operation,
            _minute(o.due_at),
        ]
        for o in orders
    ]
    environment.print_table("Work orders", columns, rows)


def oee(
    by: Annotated[list[oee_view.By] | None, typer.Option(help="Repeat for more than one.")] = None,
    since: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="First shift day.")] = None,
    until: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Last shift day.")] = None,
    equipment: Annotated[str | None, typer.Option(help="Only this machine.")] = None,
    organization: environment.Organization = "demo",
    json: environment.Json = False,
) -> None:
    """Overall equipment effectiveness after ISO 22400-2: times, pieces and ratios.

    Examples: `unison oee --by equipment --json`, `unison oee --by day --since 2026-01-01`
    """
    grain: tuple[oee_view.By, ...] = tuple(by or ()) or ("equipment",)
    found = ask(
        organization,
        oee_view.PROJECTION,
        lambda cursor: oee_view.oee(
            cursor, grain, since=since and since.date(), until=until and until.date(), equipment=equipment
        ),
    )
    if json:
        environment.print_json([_plain(row) for row in found.rows])
        return
    keys = ["work_order" if each == "order" else each for each in grain]
    columns = [*keys, "busy h", "prod h", "setup h", "down h", "good", "rej", "A %", "P %", "Q %", "OEE %"]
    rows: list[list[object]] = [[*(getattr(row, key) for key in keys), *_oee_cells(row)] for row in found.rows]
    rows.append([*(["total"] + [""] * (len(keys) - 1)), *_oee_cells(found.total)])
    environment.print_table("OEE", columns, rows)


def _oee_cells(row: oee_view.OeeRow) -> list[object]:
    hours = [f"{s / 3600:.1f}" for s in (row.planned_busy_s, row.production_s, row.setup_s, row.breakdown_s)]
    ratios = (row.availability_ratio, row.performance_ratio, row.quality_ratio, row.oee_ratio)
    return [*hours, row.good_pcs, row.rejected_pcs, *("-" if r is None else f"{100 * r:.1f}" for r in ratios)]


def spc(
    characteristic: Annotated[str, typer.Argument(help="The characteristic's name.")],
    organization: environment.Organization = "demo",
    json: environment.Json = False,
) -> None:
    """A characteristic's control charts, run rules and capability.

    Example: `unison spc "VB-40 bore diameter" --json`
    """
    found = ask(organization, spc_view.PROJECTION, lambda cursor: spc_view.chart(cursor, characteristic))
    if json:
        environment.print_json(_plain(found))
        return
    _print_chart(characteristic, found.location)
    _print_chart(characteristic, found.spread)
    if found.capability is not None:
        indices = {
            f.name: value
            for f in fields(found.capability)
            if isinstance(value := getattr(found.capability, f.name), Index)
        }
        rows: list[list[object]] = [
            [name, *(_figure(x) for x in (index.value, index.lower, index.upper))] for name, index in indices.items()
        ]
        environment.print_table("Capability (95 %)", ["index", "value", "lower", "upper"], rows)


def _print_chart(characteristic: str, chart: spc_view.ControlChart) -> None:
    rows: list[list[object]] = []
    for point in chart.points:
        broken = ", ".join(f"{v.rule_set.replace('_', ' ')} {v.rule}" for v in point.violations)
        rows.append([point.subgroup, *(_figure(x) for x in (point.lcl, point.value, point.ucl)), broken])
    title = f"{characteristic}: {chart.kind}, centre {_figure(chart.center)}"
    environment.print_table(title, ["subgroup", "LCL", "value", "UCL", "rules"], rows)


def sales_orders(
    late: Annotated[bool, typer.Option("--late", help="The late lines instead of the orders.")] = False,
    as_of: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Late is what is due before this day. Default: today.")
    ] = None,
    customer: Annotated[str | None, typer.Option(help="Only this customer's.")] = None,
    organization: environment.Organization = "demo",
    json: environment.Json = False,
) -> None:
    """What customers ordered, what is delivered, what is late.

    Examples: `unison sales-orders`, `unison sales-orders --late --as-of 2026-12-01 --json`
    """
    day = as_of and as_of.date()
    if late:
        _print_late_lines(organization, day, customer, json)
        return
    found = ask(
        organization,
        sales_view.PROJECTION,
        lambda cursor: sales_view.sales_orders(cursor, customer=customer, as_of=day),
    )
    if json:
        environment.print_json([_plain(order) for order in found])
        return
    columns = ["order", "customer", "status", "delivered", "lines", "open", "late", "due"]
    rows: list[list[object]] = [
        [o.sales_order, o.customer, o.status.value, o.delivery_state, o.line_count, o.open_lines, o.late_lines, o.next_due_on]
        for o in found
    ]  # fmt: skip
    environment.print_table("Sales orders", columns, rows)


def _print_late_lines(organization: str, day: date | None, customer: str | None, json: bool) -> None:
    found = ask(
        organization, sales_view.PROJECTION, lambda cursor: sales_view.late_lines(cursor, as_of=day, customer=customer)
    )
    if json:
        environment.print_json([_plain(line) for line in found])
        return
    columns = ["order", "line", "customer", "product", "open", "unit", "due", "days"]
    rows: list[list[object]] = [
        [n.sales_order, n.line, n.customer, n.product, n.open, n.unit, n.due_on, n.days_late] for n in found
    ]
    environment.print_table("Late lines", columns, rows)


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
    found = ask(
        organization,
        pending_command_view.PROJECTION,
        lambda cursor: pending_command_view.pending_commands(cursor, status=wanted),
    )
    if json:
        environment.print_json([_plain(pending_command) for pending_command in found])
        return
    columns = ["pending_command", "command", "made", "device", "why", "status"]
    rows: list[list[object]] = [
        [r.pending_command, r.command, _minute(r.made_at), r.device, r.message, r.status.value] for r in found
    ]
    environment.print_table("Pending commands", columns, rows)


def stock(
    material: Annotated[str | None, typer.Option(help="Only this material.")] = None,
    plant: Annotated[str | None, typer.Option(help="Only this plant.")] = None,
    lot: Annotated[str | None, typer.Option(help="Only this lot.")] = None,
    as_of: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M"], help="What there was then, UTC. Default: now."),
    ] = None,
    movements: Annotated[
        bool, typer.Option("--movements", help="What was done, corrected movements with both sides.")
    ] = False,
    organization: environment.Organization = "demo",
    json: environment.Json = False,
) -> None:
    """What lies where, and may it be used; or what was done with it.

    Examples: `unison stock --material "Brass rod 20"`, `unison stock --as-of 2026-12-01`, `unison stock --lot BR20-001 --movements`
    """
    if movements:
        _print_movements(organization, material, plant, lot, json)
        return
    at = as_of and as_of.replace(tzinfo=UTC)
    found = ask(
        organization,
        stock_view.PROJECTION,
        lambda cursor: stock_view.stock(cursor, material=material, plant=plant, lot=lot, as_of=at, limit=100_000),
    )
    if json:
        environment.print_json([_plain(each) for each in found])
        return
    columns = ["material", "lot", "location", "on hand", "unit", "status", "expires"]
    rows: list[list[object]] = [
        [s.material, s.lot, s.location, f"{s.on_hand:f}", s.unit, s.status, s.expires_at and s.expires_at.date()]
        for s in found
    ]
    environment.print_table("Stock", columns, rows)


def _print_movements(organization: str, material: str | None, plant: str | None, lot: str | None, json: bool) -> None:
    found = ask(
        organization,
        stock_view.PROJECTION,
        lambda cursor: stock_view.movements(cursor, material=material, plant=plant, lot=lot, limit=1000),
    )
    if json:
        environment.print_json([_plain(each) for each in found])
        return
    columns = ["movement", "when", "kind", "change", "unit", "for", "told first", "corrected because"]
    rows: list[list[object]] = [
        [m.movement, _minute(m.happened_at), m.kind, "struck" if m.struck else f"{m.change:f}", m.unit,
         m.work_order or m.other_lot or m.party, m.original and m.original.quantity, m.corrected_why]
        for m in found
    ]  # fmt: skip
    environment.print_table("Movements", columns, rows)


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.6g}"


def _minute(at: datetime | None) -> str:
    return "" if at is None else f"{at:%m-%d %H:%M}"


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
    if not re.match(CURSOR, after):
        raise typer.BadParameter("A cursor is a number and the beginning of its hash.", param_hint="--after")
    url = environment.owner_url()
    viewer = environment.viewer(url, organization)
    environment.bring_up_to_date(url)

    async def answer() -> Page:
        async with environment.opened(url) as pool, pool.reading(viewer) as cursor:
            return await read_page(cursor, after=after, limit=limit, types=topic or ())

    events = asyncio.run(answer()).events
    if json:
        typer.echo(msgspec.json.format(codec.encode(events), indent=2).decode())
        return
    rows: list[list[object]] = [[e["feedseq"], e["time"], e["type"], e["subject"]] for e in events]
    environment.print_table("Feed", ["number", "occurred", "type", "stream"], rows)
