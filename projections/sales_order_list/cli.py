"""Sales orders: what is delivered, what is late."""

from datetime import date, datetime
from typing import Annotated

import typer

import projections.sales_order_list.api as view
from unison.cli import environment


def register(app: typer.Typer) -> None:
    app.command("sales-orders")(sales_orders)


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
    found = environment.ask(
        organization,
        view.PROJECTION,
        lambda cursor: view.sales_orders(cursor, customer=customer, as_of=day),
    )
    if json:
        environment.print_json([order.model_dump(mode="json") for order in found])
        return
    columns = ["order", "customer", "status", "delivered", "lines", "open", "late", "due"]
    rows: list[list[object]] = [
        [o.sales_order, o.customer, o.status.value, o.delivery_state, o.line_count, o.open_lines, o.late_lines, o.next_due_on]
        for o in found
    ]  # fmt: skip
    environment.print_table("Sales orders", columns, rows)


def _print_late_lines(organization: str, day: date | None, customer: str | None, json: bool) -> None:
    found = environment.ask(
        organization, view.PROJECTION, lambda cursor: view.late_lines(cursor, as_of=day, customer=customer)
    )
    if json:
        environment.print_json([line.model_dump(mode="json") for line in found])
        return
    columns = ["order", "line", "customer", "product", "open", "unit", "due", "days"]
    rows: list[list[object]] = [
        [n.sales_order, n.line, n.customer, n.product, n.open, n.unit, n.due_on, n.days_late] for n in found
    ]
    environment.print_table("Late lines", columns, rows)
