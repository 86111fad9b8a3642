"""The materials that the tests of this folder take from the shelf."""

from decimal import Decimal

from unison.materials.domain.facts import Component, ComponentListSet, MaterialRegistered, MaterialRetired

STEEL = MaterialRegistered(
    base_unit="kg", name="Steel", units={"t": (1000, 1), "sheet": (2, 3), "g": (1, 1000)}, shelf_life_days=30
)
NUT = MaterialRegistered(base_unit="pcs", units={"box": (12, 1), "in": (127, 5)})
PUMP = MaterialRegistered(base_unit="pcs")
GONE = MaterialRetired(reason="replaced")
LISTED = ComponentListSet(
    components=(
        Component(material="STEEL", quantity=Decimal("2.5"), unit="kg", scrap_percent=Decimal(4)),
        Component(material="NUT", quantity=Decimal(6), unit="pcs"),
    )
)
