"""OEE: by equipment, shift day, order and product."""

from datetime import datetime
from typing import Annotated

import typer

import projections.oee.api as view
from unison.cli import environment


def register(app: typer.Typer) -> None:
    app.command()(oee)


def oee(
    by: Annotated[list[view.By] | None, typer.Option(help="Repeat for more than one.")] = None,
    since: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="First shift day.")] = None,
    until: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Last shift day.")] = None,
    equipment: Annotated[str | None, typer.Option(help="Only this machine.")] = None,
    organization: environment.Organization = "demo",
    json: environment.Json = False,
) -> None:
    """Overall equipment effectiveness after ISO 22400-2: times, pieces and ratios.

    Examples: `unison oee --by equipment --json`, `unison oee --by day --since 2026-01-01`
    """
    grain: tuple[view.By, ...] = tuple(by or ()) or ("equipment",)
    found = environment.ask(
        organization,
        view.PROJECTION,
        lambda cursor: view.oee(
            cursor, grain, since=since and since.date(), until=until and until.date(), equipment=equipment
        ),
    )
    if json:
        environment.print_json([row.model_dump(mode="json") for row in found.rows])
        return
    keys = ["work_order" if each == "order" else each for each in grain]
    columns = [*keys, "busy h", "prod h", "setup h", "down h", "good", "rej", "A %", "P %", "Q %", "OEE %"]
    rows: list[list[object]] = [[*(getattr(row, key) for key in keys), *_oee_cells(row)] for row in found.rows]
    rows.append([*(["total"] + [""] * (len(keys) - 1)), *_oee_cells(found.total)])
    environment.print_table("OEE", columns, rows)


def _oee_cells(row: view.OeeRow) -> list[object]:
    hours = [f"{s / 3600:.1f}" for s in (row.planned_busy_s, row.production_s, row.setup_s, row.breakdown_s)]
    ratios = (row.availability_ratio, row.performance_ratio, row.quality_ratio, row.oee_ratio)
    return [*hours, row.good_pcs, row.rejected_pcs, *("-" if r is None else f"{100 * r:.1f}" for r in ratios)]
