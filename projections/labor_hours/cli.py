"""Labor: hours, who works on what now, certificates."""

from typing import Annotated

import typer

import projections.labor_hours.api as view
from projections.labor_hours.api import By
from unison.cli import environment


def register(app: typer.Typer) -> None:
    app.command()(labor)


def labor(
    by: Annotated[list[By] | None, typer.Option(help="Repeat for more than one. Default: order.")] = None,
    running: Annotated[bool, typer.Option("--running", help="Who is on which job now.")] = False,
    expiring: Annotated[
        int | None, typer.Option(min=0, help="Certificates that have run out or will within so many days.")
    ] = None,
    organization: environment.Organization = "demo",
    json: environment.Json = False,
) -> None:
    """Hours by order, operation, operator, role, activity or shift day; who works on what now; certificates that run out.

    Examples: `unison labor --by operator --by shift --json`, `unison labor --running`, `unison labor --expiring 30`
    """
    if running:
        _print_running(organization, json)
    elif expiring is not None:
        _print_certificates(organization, expiring, json)
    else:
        _print_hours(organization, tuple(by or ()) or (By.ORDER,), json)


def _print_hours(organization: str, by: tuple[By, ...], json: bool) -> None:
    found = environment.ask(organization, view.PROJECTION, lambda cursor: view.hours(cursor, by))
    if json:
        environment.print_json([each.model_dump(mode="json", exclude_none=True) for each in found])
        return
    names = {By.ORDER: "work_order", By.SHIFT: "shift_day"}
    rows: list[list[object]] = [
        [*(getattr(each, names.get(key, key.value)) for key in by), each.entries, each.running or "",
         f"{each.paid_s / 3600:.2f}", f"{each.breaks_s / 3600:.2f}"]
        for each in found
    ]  # fmt: skip
    environment.print_table("Hours", [*(key.value for key in by), "entries", "running", "paid h", "breaks h"], rows)


def _print_running(organization: str, json: bool) -> None:
    found = environment.ask(organization, view.PROJECTION, view.running)
    if json:
        environment.print_json([each.model_dump(mode="json") for each in found])
        return
    rows: list[list[object]] = [
        [job.operator, job.role, job.work_order or job.activity.value, job.operation, job.equipment, job.started_at,
         f"{job.paid_s / 3600:.2f}", f"1/{job.at_once}" if job.at_once > 1 else "", job.break_kind, job.entry]
        for job in found
    ]  # fmt: skip
    heads = ["operator", "role", "on", "operation", "machine", "since", "paid h", "share", "break", "entry"]
    environment.print_table("At work", heads, rows)


def _print_certificates(organization: str, days: int, json: bool) -> None:
    found = environment.ask(
        organization, view.PROJECTION, lambda cursor: view.certificates(cursor, expiring_within_days=days)
    )
    if json:
        environment.print_json([each.model_dump(mode="json") for each in found])
        return
    rows: list[list[object]] = [
        [c.operator, c.certificate, c.expires_at and c.expires_at.date(), "expired" if c.expired else None]
        for c in found
    ]
    environment.print_table("Certificates", ["operator", "certificate", "expires", ""], rows)
