"""The board, and one work order: its operations, what was reported of it, its lots."""

from typing import Annotated

import typer

import projections.work_order_board.api as view
from unison.cli import environment


def register(app: typer.Typer) -> None:
    app.command()(board)
    app.command()(order)


def board(organization: environment.Organization = "demo", json: environment.Json = False) -> None:
    """The work-order board: what is on the shop floor, and how far is each order.

    Example: `unison board --organization demo`
    """
    orders = environment.ask(organization, view.PROJECTION, view.orders)
    if json:
        environment.print_json([order.model_dump(mode="json") for order in orders])
        return
    columns = ["order", "product", "status", "plan", "good", "rej", "operation", "due"]
    rows: list[list[object]] = [
        [
            o.work_order,
            o.product,
            o.status.value,
            o.quantity_pcs,
            f"{o.good_pcs} ({_put_out(o)})" if o.pieces_differ else o.good_pcs,
            o.rejected_pcs,
            o.operation,
            environment.minute(o.due_at),
        ]
        for o in orders
    ]
    environment.print_table("Work orders", columns, rows)


def _put_out(order: view.Order) -> str:
    return f"{order.put_out_pcs or 0:f} put out"


def order(
    work_order: Annotated[str, typer.Argument(help="The work order.")],
    organization: environment.Organization = "demo",
    json: environment.Json = False,
) -> None:
    """One work order: how far each operation is, every report with its corrections, what went in and came out.

    Example: `unison order WO-1001`
    """
    found = environment.ask(organization, view.PROJECTION, lambda cursor: view.order_in_full(cursor, work_order))
    if json:
        environment.print_json(found.model_dump(mode="json"))
        return
    typer.echo(
        f"{found.work_order}: {found.product}, {found.status.value}"
        f"{f' ({found.status_reason})' if found.status_reason else ''}, {found.good_pcs} good of {found.quantity_pcs}"
        f"{f', {found.short_pcs} short' if found.short_pcs else ''}{', late' if found.late else ''}"
    )
    if found.pieces_differ:
        typer.echo(f"{found.logged_pcs} are logged, {_put_out(found)}: completing it asks which is right (made)")
    elif found.made:
        typer.echo(
            f"Counted as {found.made.value.replace('_', ' ')}: {found.logged_pcs} were logged, {_put_out(found)}"
        )
    if found.rework_of:
        typer.echo(f"Rework of {found.rework_of}")
    for other in found.rework:
        typer.echo(f"Rework: {other.work_order}, {other.quantity_pcs} pieces, {other.status.value}")
    _tell_component_list(found.component_list)
    if found.operations:
        steps: list[list[object]] = [
            [o.sequence, o.operation, o.work_center, o.good_pcs, o.rejected_pcs, o.rework_pcs] for o in found.operations
        ]
        environment.print_table("Operations", ["", "operation", "work center", "good", "rejected", "rework"], steps)
    reports: list[list[object]] = [
        [r.log, r.operation, r.equipment, r.good_pcs, r.rejected_pcs, r.scrap_reason or r.reason,
         "" if r.stands else "struck" if r.struck else "corrected", r.why]
        for r in found.reports
    ]  # fmt: skip
    environment.print_table("Reports", ["log", "operation", "on", "good", "rejected", "reason", "", "why"], reports)
    lots: list[list[object]] = [
        [m.direction, m.number, m.material, "struck" if m.struck else f"{m.quantity:f}", m.unit, ", ".join(m.into_numbers),
         m.original and f"{m.original.quantity:f}", m.corrected_why]
        for m in found.lots
    ]  # fmt: skip
    environment.print_table("Lots", ["", "lot", "material", "quantity", "unit", "into", "told first", "why"], lots)


def _tell_component_list(used: view.ListOfOrder | None) -> None:
    """The version, and what the newest list of the product says otherwise."""
    if used is None:
        return
    why = f" ({used.reason})" if used.reason else ""
    typer.echo(f"Component list {used.component_list}{why}, the newest is {used.newest}")
    if used.differences:
        columns = ["component", f"list {used.component_list}", f"list {used.newest}"]
        rows: list[list[object]] = [[each.material, _told(each.used), _told(each.newest)] for each in used.differences]
        environment.print_table("What the newest list says otherwise", columns, rows)


def _told(listed: view.ComponentListed | None) -> str:
    if listed is None:
        return "none"
    batch = f" for {listed.batch_quantity:f}" if listed.batch_quantity != 1 else ""
    scrap = f" + {listed.scrap_percent:f} %" if listed.scrap_percent else ""
    return f"{listed.exact or f'{listed.quantity:f}'} {listed.unit}{batch}{scrap}"
