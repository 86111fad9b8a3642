"""What is wrong with a subgroup, as facts, and what is to follow from it."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from unison.shared.events import Fact


class ViolationResponse(StrEnum):
    """What a violation does to the lot that was measured."""

    NOTHING = "nothing"
    HOLD_OUT_OF_SPECIFICATION = "hold_out_of_specification"
    HOLD_ANY_VIOLATION = "hold_any_violation"


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenRule:
    """A run rule, Nelson 1 to 8 or Western Electric 1 to 4, whose pattern a subgroup completes on a chart: xbar, R, S, I or MR."""

    chart: str
    rule_set: str
    rule: int

    def __str__(self) -> str:
        return f"{'Nelson' if self.rule_set == 'nelson' else 'Western Electric'} rule {self.rule} on the {self.chart} chart"


class ControlRuleViolated(Fact, topic="quality.ControlRuleViolated"):
    """A subgroup completes the patterns of run rules. `hold_lot` says that its lot is to be held for it."""

    subgroup: str
    entry: int
    broken: tuple[BrokenRule, ...]
    plant: str
    work_order: str | None = None
    lot: str | None = None
    equipment: str | None = None
    hold_lot: bool = False


class SpecificationViolated(Fact, topic="quality.SpecificationViolated"):
    """`values` of a subgroup lie outside the specification limits. `hold_lot` says that its lot is to be held for it."""

    subgroup: str
    entry: int
    values: tuple[Decimal, ...]
    plant: str
    lsl: Decimal | None = None
    usl: Decimal | None = None
    work_order: str | None = None
    lot: str | None = None
    equipment: str | None = None
    hold_lot: bool = False


class ViolationResponseSet(Fact, topic="quality.ViolationResponseSet"):
    """From here on a violation does this; before it was said, nothing."""

    response: ViolationResponse
