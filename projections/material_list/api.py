"""The materials over HTTP, and the functions that answer."""

from decimal import Decimal
from typing import Annotated

from fastapi import Depends, Query
from psycopg import AsyncCursor
from psycopg.rows import DictRow
from pydantic import BaseModel, Field

from projections.material_list.projector import PROJECTION
from unison.materials.domain.facts import Tracking
from unison.materials.domain.known_units import units_beside
from unison.materials.domain.state import UnknownMaterial
from unison.materials.domain.units import told_ratio
from unison.presentation.auth import Principal, may
from unison.presentation.capability import View
from unison.presentation.context import Reached
from unison.presentation.freshness import After, ViewRouter, fresh
from unison.presentation.permissions import allow

router = ViewRouter(PROJECTION.name, prefix="/materials", tags=["material list"])
Reader = Annotated[Principal, Depends(may("material_list.read", "See the materials, and of what products are made."))]
MaterialKey = Annotated[str, Query(max_length=120)]


class ComponentShown(BaseModel):
    """So much goes into `batch_quantity` base units of the product; `scrap_percent` more is used up on the way."""

    material: str
    quantity: Decimal
    unit: str
    scrap_percent: Decimal
    exact: str | None = Field(
        default=None, description="The quantity as a fraction, `1/3`, where its decimal is rounded."
    )


class InPlant(BaseModel):
    """What a plant says of a material; `reorder_point` and the unit of `standard_cost` are base units."""

    plant: str
    reorder_point: Decimal | None
    costing_method: str
    standard_cost: Decimal | None


class MaterialShown(BaseModel):
    """A material; `units` says of each of its own units how many base units it is: `12`, `25.4`, or `2/3`. `known_units` are those
    that everybody knows and it may be told in as well."""

    material: str
    name: str | None
    description: str | None
    base_unit: str
    tracking: Tracking
    units: dict[str, str]
    known_units: list[str]
    shelf_life_days: int | None
    gtin: str | None
    sap_material: str | None
    components: list[ComponentShown]
    component_list: int = Field(description="Which version of the list this is: 1, 2, 3 ...; 0: none was ever told.")
    batch_quantity: Decimal
    plants: list[InPlant] = Field(
        description="Plants that said something of it; elsewhere it is costed by the average."
    )
    retired: bool
    retire_reason: str | None
    version: int


class UseOfComponent(BaseModel):
    """A product whose list names the component: `quantity` `unit` of it for `batch_quantity` `base_unit` of the product."""

    product: str
    name: str | None
    batch_quantity: Decimal
    base_unit: str
    quantity: Decimal
    exact: str | None
    unit: str
    scrap_percent: Decimal
    retired: bool


async def materials(
    cursor: AsyncCursor[DictRow],
    *,
    material: str | None = None,
    search: str | None = None,
    retired: bool | None = None,
    limit: int = 200,
    offset: int = 0,
) -> list[MaterialShown]:
    """Materials by number; `search` finds a part of number, name, GTIN or SAP number, whatever its case."""
    asked = {"material": material, "search": search, "retired": retired, "limit": limit, "offset": offset}
    await cursor.execute(PROJECTION.queries["list_materials"], asked)
    return [_shown(row) for row in await cursor.fetchall()]


def _shown(row: DictRow) -> MaterialShown:
    units = {unit: told_ratio(*ratio) for unit, ratio in row["units"].items()}
    beside = [unit for unit in units_beside(row["base_unit"]) if unit != row["base_unit"] and unit not in units]
    return MaterialShown.model_validate({**row, "units": units, "known_units": beside})


async def one_material(cursor: AsyncCursor[DictRow], material: str) -> MaterialShown:
    """One material; refuses `UnknownMaterial`."""
    found = await materials(cursor, material=material)
    if not found:
        raise UnknownMaterial(key=material)
    return found[0]


async def where_used(cursor: AsyncCursor[DictRow], material: str) -> list[UseOfComponent]:
    """The products whose lists name a material; refuses `UnknownMaterial`."""
    await one_material(cursor, material)
    await cursor.execute(PROJECTION.queries["list_where_used"], {"material": material})
    return [UseOfComponent(**row) for row in await cursor.fetchall()]


@router.get("")
async def list_materials(
    reader: Reader,
    reached: Reached,
    after: After = None,
    search: Annotated[str | None, Query(max_length=120)] = None,
    retired: bool | None = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> list[MaterialShown]:
    """What is bought, made and used, by number."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        return await materials(cursor, search=search, retired=retired, limit=limit, offset=offset)


@router.get("/material")
async def show_material(material: MaterialKey, reader: Reader, reached: Reached, after: After = None) -> MaterialShown:
    """One material: its units, its components, what each plant says of it."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        return await one_material(cursor, material)


@router.get("/where-used")
async def show_where_used(
    material: MaterialKey,
    reader: Reader,
    reached: Reached,
    after: After = None,
    limit: Annotated[int, Query(ge=1, le=10_000)] = 1000,
) -> list[UseOfComponent]:
    """The products that a material goes into."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        return (await where_used(cursor, material))[:limit]


VIEW = View(PROJECTION, router, rules=allow("operator", "material_list.read"))
