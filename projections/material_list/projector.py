"""One function for each fact of a material, and for what costing says of it."""

from collections.abc import Iterator
from typing import Any

from unison.costing.domain import CostingMethodSet
from unison.infrastructure.projection.engine import Projection, Write
from unison.infrastructure.sql import statements
from unison.materials.domain import facts as d
from unison.shared.events import Recorded


def registered(fact: d.MaterialRegistered, event: Recorded[Any]) -> Iterator[Write]:
    return _of_material("register_material", event, **vars(fact))


def changed(fact: d.MaterialChanged, event: Recorded[Any]) -> Iterator[Write]:
    return _of_material("change_material", event, **vars(fact))


def retired(fact: d.MaterialRetired, event: Recorded[Any]) -> Iterator[Write]:
    return _of_material("set_retired", event, retired=True, retire_reason=fact.reason)


def reinstated(_: d.MaterialReinstated, event: Recorded[Any]) -> Iterator[Write]:
    return _of_material("set_retired", event, retired=False)


def components_set(fact: d.ComponentListSet, event: Recorded[Any]) -> Iterator[Write]:
    return _of_material("set_components", event, **vars(fact))


def _of_material(statement: str, event: Recorded[Any], **columns: Any) -> Iterator[Write]:
    yield Write(statement, event.key, {"material": event.key, "version": event.version, **columns})


def reorder_point_set(fact: d.ReorderPointSet, event: Recorded[Any]) -> Iterator[Write]:
    row = {"material": event.key, "plant": fact.plant, "reorder_point": fact.quantity, "reorder_version": event.version}
    yield Write("set_reorder_point", ("reorder point", event.key, fact.plant), row)


def costing_set(fact: CostingMethodSet, event: Recorded[Any]) -> Iterator[Write]:
    row = {
        "material": fact.material,
        "plant": fact.plant,
        "costing_method": fact.method,
        "standard_cost": fact.standard_cost,
        "costing_version": event.version,
    }
    yield Write("set_costing", ("costing", fact.material, fact.plant), row)


PROJECTION = Projection(
    "material_list",
    __package__ or "",
    statements("projections.material_list"),
    on={
        d.MaterialRegistered: registered,
        d.MaterialChanged: changed,
        d.MaterialRetired: retired,
        d.MaterialReinstated: reinstated,
        d.ComponentListSet: components_set,
        d.ReorderPointSet: reorder_point_set,
        CostingMethodSet: costing_set,
    },
)
