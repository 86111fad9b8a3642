"""Of what a product is made: one level, as exact amounts."""

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from unison.materials.domain.facts import Component, ComponentListSet
from unison.materials.domain.state import ComponentList, Material, MaterialIsRetired
from unison.materials.domain.units import in_base
from unison.shared.errors import RuleRefusal


class ComponentOfItself(RuleRefusal, code="component_of_itself"):
    """{product} cannot be a component of itself. Leave it out of the list."""


class ComponentTwice(RuleRefusal, code="component_twice"):
    """{component} stands in the list more than once. Give it once, with all that is needed."""


class ComponentsUnchanged(RuleRefusal, code="components_unchanged"):
    """The list says just that already. Give what is to be different."""


def set_components(
    material: Material,
    *,
    product: str,
    components: Sequence[Component],
    known: Mapping[str, Material],
    batch_quantity: Decimal = Decimal(1),
) -> ComponentListSet:
    """`known` holds the material of every component. An empty list says that nothing is known of what it is made."""
    if material.retired:
        raise MaterialIsRetired(material=product)
    counted = Counter(each.material for each in components)
    if product in counted:
        raise ComponentOfItself(product=product)
    if twice := [name for name, count in counted.items() if count > 1]:
        raise ComponentTwice(component=twice[0])
    for each in components:
        if known[each.material].retired:
            raise MaterialIsRetired(material=each.material)
        in_base(known[each.material], each.unit)
    fact = ComponentListSet(
        components=tuple(components), batch_quantity=batch_quantity, component_list=material.component_list + 1
    )
    if (fact.components, fact.batch_quantity) == (material.components, material.batch_quantity):
        raise ComponentsUnchanged
    return fact


class Needed(NamedTuple):
    """So much of a component, exactly."""

    material: str
    quantity: Fraction
    unit: str


def explode(
    material: Material | ComponentList, quantity: Decimal | Fraction, known: Mapping[str, Material] | None = None
) -> tuple[Needed, ...]:
    """What so many base units of a product need of each component, one level deep, with what is used up on the way.

    The quantity may be a fraction: 10 pieces of a product that is kept in boxes of 12 are 5/6 of a box.

    A component that `known` holds is given in its base unit, any other in the unit of the list; exactly, as a fraction, so that
    many times a part is just as much as the whole.
    """
    batches = Fraction(quantity) / Fraction(material.batch_quantity)
    return tuple(_needed(each, batches, (known or {}).get(each.material)) for each in material.components)


def _needed(each: Component, batches: Fraction, known: Material | None) -> Needed:
    exact = Fraction(each.exact or each.quantity) * batches * (1 + Fraction(each.scrap_percent) / 100)
    if known is None:
        return Needed(each.material, exact, each.unit)
    return Needed(each.material, exact * in_base(known, each.unit), known.base_unit)
