"""What is bought, made and used: materials, material."""

from typing import Annotated

import typer

import projections.material_list.api as view
from unison.cli import environment


def register(app: typer.Typer) -> None:
    for command in (materials, material):
        app.command()(command)


def materials(
    search: Annotated[str | None, typer.Option(help="A part of number, name, GTIN or SAP number.")] = None,
    retired: Annotated[bool | None, typer.Option("--retired/--in-use", help="Default: both.")] = None,
    organization: environment.Organization = "demo",
    json: environment.Json = False,
) -> None:
    """The materials with their units and how they are tracked.

    Examples: `unison materials`, `unison materials --search bar --json`
    """
    found = environment.ask(
        organization,
        view.PROJECTION,
        lambda cursor: view.materials(cursor, search=search, retired=retired, limit=100_000),
    )
    if json:
        environment.print_json([each.model_dump(mode="json") for each in found])
        return
    rows: list[list[object]] = [
        [m.material, m.name, m.base_unit, ", ".join(m.units), m.tracking.value, len(m.components) or None, m.sap_material,
         "retired" if m.retired else None]
        for m in found
    ]  # fmt: skip
    columns = ["material", "name", "unit", "also in", "tracking", "components", "SAP", ""]
    environment.print_table("Materials", columns, rows)


def material(
    material: Annotated[str, typer.Argument(help="The number of the material.")],
    organization: environment.Organization = "demo",
    json: environment.Json = False,
) -> None:
    """One material: its units, of what it is made, and what is made of it.

    Example: `unison material "Valve body VB-40"`
    """
    found = environment.ask(organization, view.PROJECTION, lambda cursor: view.one_material(cursor, material))
    uses = environment.ask(organization, view.PROJECTION, lambda cursor: view.where_used(cursor, material))
    if json:
        environment.print_json(
            {**found.model_dump(mode="json"), "where_used": [use.model_dump(mode="json") for use in uses]}
        )
        return
    told = {
        "name": found.name,
        "kept in": found.base_unit,
        "tracking": found.tracking.value,
        "shelf life, days": found.shelf_life_days,
        "GTIN": found.gtin,
        "SAP": found.sap_material,
        **{f"1 {unit}": f"{ratio} {found.base_unit}" for unit, ratio in found.units.items()},
        **{f"costed in {each.plant}": each.costing_method for each in found.plants},
        **{
            f"reorder point in {each.plant}": each.reorder_point
            for each in found.plants
            if each.reorder_point is not None
        },
    }
    environment.print_table(material, ["", ""], [[name, value] for name, value in told.items() if value is not None])
    if found.components:
        needed: list[list[object]] = [
            [each.material, each.exact or f"{each.quantity:f}", each.unit, f"{each.scrap_percent:f}"]
            for each in found.components
        ]
        title = f"Made of, for {found.batch_quantity:f} {found.base_unit}, list {found.component_list}"
        environment.print_table(title, ["component", "quantity", "unit", "scrap %"], needed)
    if uses:
        made: list[list[object]] = [[use.product, use.exact or f"{use.quantity:f}", use.unit] for use in uses]
        environment.print_table("Used for", ["product", "quantity", "unit"], made)
