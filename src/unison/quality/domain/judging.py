"""Whether a subgroup is as it should be: functions on frozen data. Which rules it breaks, the published formulas say."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from unison.quality.domain import Characteristic, Subgroup
from unison.quality.domain.violations import (
    BrokenRule,
    ControlRuleViolated,
    SpecificationViolated,
    ViolationResponse,
    ViolationResponseSet,
)
from unison.shared.errors import RuleRefusal


class ResponseUnchanged(RuleRefusal, code="response_unchanged"):
    """A violation of this characteristic does just that already. Choose what it is to do instead."""


def set_violation_response(characteristic: Characteristic, *, response: ViolationResponse) -> ViolationResponseSet:
    if response is characteristic.response:
        raise ResponseUnchanged
    return ViolationResponseSet(response=response)


def judge(
    characteristic: Characteristic, *, subgroup: str, broken: Sequence[BrokenRule]
) -> list[SpecificationViolated | ControlRuleViolated]:
    """What is wrong with a subgroup that was not told of it before: a correction tells what is new alone.

    `broken` are the rules that it breaks. Its lot is held once, however much is wrong. One that was struck violates nothing.
    """
    if (measured := characteristic.subgroups.get(subgroup)) is None:
        return []
    about: dict[str, Any] = {
        "subgroup": subgroup, "entry": measured.entry, "plant": characteristic.plant,
        "work_order": measured.work_order, "lot": measured.lot, "equipment": measured.equipment,
    }  # fmt: skip
    holds = measured.lot is not None and characteristic.response is not ViolationResponse.NOTHING
    facts: list[SpecificationViolated | ControlRuleViolated] = []
    if (outside := _outside(characteristic, measured)) and not measured.is_out_told:
        limits = {"lsl": characteristic.lsl, "usl": characteristic.usl}
        facts.append(SpecificationViolated(values=outside, hold_lot=holds, **limits, **about))
    if new := tuple(rule for rule in broken if rule not in measured.told):
        holds = holds and not facts and characteristic.response is ViolationResponse.HOLD_ANY_VIOLATION
        facts.append(ControlRuleViolated(broken=new, hold_lot=holds, **about))
    return facts


def _outside(characteristic: Characteristic, measured: Subgroup) -> tuple[Decimal, ...]:
    """The values beyond a specification limit; one on a limit is within."""
    lsl, usl = characteristic.lsl, characteristic.usl
    return tuple(
        value for value in measured.values if (lsl is not None and value < lsl) or (usl is not None and value > usl)
    )
