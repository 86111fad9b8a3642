"""A violated control rule, or a value out of specification, holds the lot that was measured, where the characteristic is set so."""

from collections.abc import Iterator
from typing import Any

from unison.infrastructure.reactions.reaction import Reaction
from unison.lots.application.commands import HoldLot
from unison.quality.domain.violations import ControlRuleViolated, SpecificationViolated
from unison.shared.commands import Command
from unison.shared.events import Recorded


def rule_violated(fact: ControlRuleViolated, event: Recorded[Any]) -> Iterator[Command]:
    if fact.hold_lot and fact.lot is not None:
        broken = ", ".join(str(rule) for rule in fact.broken)
        yield HoldLot(lot=fact.lot, reason=f"{event.key}, subgroup {fact.subgroup}: {broken}"[:1000])


def out_of_specification(fact: SpecificationViolated, event: Recorded[Any]) -> Iterator[Command]:
    if fact.hold_lot and fact.lot is not None:
        values = ", ".join(f"{value:f}" for value in fact.values)
        yield HoldLot(
            lot=fact.lot, reason=f"{event.key}, subgroup {fact.subgroup}: out of specification ({values})"[:1000]
        )


REACTION = Reaction(
    "hold_lot",
    {ControlRuleViolated: rule_violated, SpecificationViolated: out_of_specification},
    sends=(HoldLot,),
)
