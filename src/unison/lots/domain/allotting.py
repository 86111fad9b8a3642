"""Which lots fill what is needed, and how much each gives."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from unison.lots.domain.moving import same_unit
from unison.lots.domain.state import Lot
from unison.lots.domain.taking import exactly_on_hand, held_for_others
from unison.shared.errors import RuleRefusal
from unison.shared.quantities import Quantity


class ComponentShort(RuleRefusal, code="component_short"):
    """Nothing was taken: {short} are missing. Name more lots of it, take for fewer pieces, count what is there, or have what is
    reserved for other orders released."""


class NotAComponent(RuleRefusal, code="not_a_component"):
    """Lot {lot} holds {material}, which is not needed here. Leave it out; needed: {needed}."""


def allot(
    needed: Mapping[str, Quantity], lots: Sequence[tuple[str, Lot]], *, work_order: str, may_go_below_zero: bool
) -> dict[str, Fraction]:
    """How much each lot gives: in the order given, each as far as it goes, and nothing that is reserved for another order. All
    that is needed, or a refusal that says what is short. Below zero goes only the last lot of a material, of those of which
    nothing is reserved for others.
    """
    given: dict[str, Fraction] = {}
    left = {material: Fraction(quantity.amount) for material, quantity in needed.items()}
    last: dict[str, str] = {}
    for key, lot in lots:
        if lot.material not in needed:
            raise NotAComponent(lot=key, material=lot.material, needed=", ".join(sorted(needed)))
        same_unit(lot, needed[lot.material].unit)
        held = Fraction(sum(held_for_others(lot, work_order).values(), Decimal(0)))
        if (part := min(left[lot.material], max(exactly_on_hand(lot) - held, Fraction(0)))) > 0:
            given[key] = part
            left[lot.material] -= part
        if not held:
            last[lot.material] = key
    if may_go_below_zero:
        for material, key in last.items():
            if (rest := left.pop(material)) > 0:
                given[key] = given.get(key, Fraction(0)) + rest
    if short := [
        str(Quantity(rest, needed[material].unit)) + f" {material}" for material, rest in left.items() if rest > 0
    ]:
        raise ComponentShort(short=", ".join(short))
    return given
