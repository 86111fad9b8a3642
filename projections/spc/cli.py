"""A characteristic: its control charts, run rules and capability."""

from dataclasses import fields
from typing import Annotated

import typer

import projections.spc.api as view
from unison.cli import environment
from unison.measures.capability import Index


def register(app: typer.Typer) -> None:
    app.command()(spc)


def spc(
    characteristic: Annotated[str, typer.Argument(help="The characteristic's name.")],
    organization: environment.Organization = "demo",
    json: environment.Json = False,
) -> None:
    """A characteristic's control charts, run rules and capability.

    Example: `unison spc "VB-40 bore diameter" --json`
    """
    found = environment.ask(organization, view.PROJECTION, lambda cursor: view.chart(cursor, characteristic))
    if json:
        environment.print_json(found.model_dump(mode="json"))
        return
    _print_chart(characteristic, found.location)
    _print_chart(characteristic, found.spread)
    if found.not_charted:
        apart: list[list[object]] = [
            [each.subgroup, each.measured_at, ", ".join(_figure(value) for value in each.values)]
            for each in found.not_charted
        ]
        environment.print_table(
            "On no chart: not as many values as they take", ["subgroup", "measured", "values"], apart
        )
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


def _print_chart(characteristic: str, chart: view.ControlChart) -> None:
    rows: list[list[object]] = []
    for point in chart.points:
        broken = ", ".join(f"{v.rule_set.replace('_', ' ')} {v.rule}" for v in point.violations)
        rows.append([point.subgroup, *(_figure(x) for x in (point.lcl, point.value, point.ucl)), broken])
    title = f"{characteristic}: {chart.kind}, centre {_figure(chart.center)}"
    environment.print_table(title, ["subgroup", "LCL", "value", "UCL", "rules"], rows)


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.6g}"
