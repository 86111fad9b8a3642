"""What is answered of a characteristic."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel

from unison.measures import control_charts as charts
from unison.measures.capability import Capability
from unison.measures.given_limits import PairKind
from unison.quality.domain.violations import ViolationResponse

type RuleSet = Literal["nelson", "western_electric"]


@dataclass(frozen=True, slots=True)
class Violation:
    """A run rule whose pattern this point completes: Nelson 1 to 8 or Western Electric 1 to 4."""

    rule_set: RuleSet
    rule: int


@dataclass(frozen=True, slots=True)
class Point:
    """A plotted value with its own limits, in the characteristic's unit. A point on a limit is not beyond it.

    `number` is its place in the order of measuring, from 1: it changes when something measured before is told later. `sigma` is the
    standard error of the plotted statistic; `in_limits` says that the limits were computed from it too.
    """

    subgroup: str
    number: int
    value: float
    n: int
    measured_at: datetime
    feed_seq: int
    sigma: float | None = None
    lcl: float | None = None
    ucl: float | None = None
    in_limits: bool = False
    beyond: bool = False
    violations: tuple[Violation, ...] = ()


class Zone(BaseModel):
    """A line so many standard errors from the centre, -3 to 3."""

    sigmas: int
    value: float


class ControlChart(BaseModel):
    """One chart. `center` and `sigma_within` are null while there are too few subgroups for limits.

    `zones` are the lines that all its points share; null where subgroups differ in size: every point has its own then.
    """

    kind: charts.ChartKind
    center: float | None
    sigma_within: float | None
    zones: list[Zone] | None
    points: list[Point]


class NotCharted(BaseModel):
    """A subgroup of a size that these charts do not take: kept, and left out of the limits, the rules and the capability."""

    subgroup: str
    n: int
    values: list[float]
    measured_at: datetime
    recorded_by: UUID | None
    recorded_at: datetime
    feed_seq: int


class Struck(BaseModel):
    """A form of a subgroup that was corrected since, or taken back (`struck`): shown struck through, with reason and author.

    `number` is the place on the charts of what stands instead; null where nothing of it is there.
    """

    subgroup: str
    number: int | None
    version: int
    struck: bool
    values: list[float]
    mean: float
    range: float
    sd: float | None
    measured_at: datetime
    recorded_by: UUID | None
    recorded_at: datetime
    feed_seq: int
    corrected_why: str | None
    corrected_by: UUID | None
    corrected_at: datetime


class LimitsBasis(BaseModel):
    """Where the limits come from: given; the first so many subgroups that were measured (phase I; the others are phase II); or
    all."""

    source: Literal["given", "first_subgroups", "all_subgroups"]
    from_subgroups: int | None
    used_subgroups: int


class Characteristic(BaseModel):
    """What is measured, with its specification in its unit; `response` is what a violation does to the lot that was measured."""

    characteristic: str
    plant: str
    product: str | None
    unit: str | None
    lsl: float | None
    usl: float | None
    target: float | None
    kind: PairKind
    response: ViolationResponse
    version: int


class ChartAnswer(BaseModel):
    """A characteristic's two charts, its capability, what stands on none of them, and what was corrected.

    Points stand in the order in which they were measured, whenever they were told. `capability` is that of the points shown, with
    95 % intervals; null without a specification or with too few values. `in_control` is true when no point shown completes a rule's
    pattern on either chart; null without limits.
    """

    characteristic: Characteristic
    subgroups: int
    limits: LimitsBasis
    in_control: bool | None
    location: ControlChart
    spread: ControlChart
    capability: Capability | None
    not_charted: list[NotCharted]
    corrected: list[Struck]


class LastViolation(BaseModel):
    """A run rule that the last subgroup completes on one of the two charts."""

    chart: charts.ChartKind
    rule_set: RuleSet
    rule: int


class CharacteristicState(Characteristic):
    """A characteristic with its state by the subgroup measured last, and the rules which that completes.

    `not_charted` counts the subgroups of a size that its charts do not take.
    """

    subgroups: int
    not_charted: int
    last_subgroup: str | None
    last_measured_at: datetime | None
    last_state: Literal["in_control", "out_of_control", "no_limits"]
    violations: list[LastViolation]
