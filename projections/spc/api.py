"""Control charts and capability over HTTP, and the functions that answer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from psycopg import AsyncCursor
from psycopg.rows import DictRow
from pydantic import BaseModel

from projections.spc.projector import PROJECTION
from unison.measures import control_charts as charts
from unison.measures.capability import Capability, Specification, capability
from unison.measures.given_limits import Given, PairKind, charts_given
from unison.measures.run_rules import Hits, nelson, western_electric
from unison.presentation.auth import Principal, may
from unison.presentation.capability import View
from unison.presentation.context import Reached
from unison.presentation.freshness import After, fresh, view_route
from unison.presentation.permissions import allow
from unison.quality.domain import UnknownCharacteristic

router = APIRouter(prefix="/spc", tags=["statistical process control"], route_class=view_route(PROJECTION.name))
Reader = Annotated[Principal, Depends(may("spc.read"))]

type RuleSet = Literal["nelson", "western_electric"]
type Row = Mapping[str, Any]

RULES: Mapping[RuleSet, Callable[[Sequence[float], float, Sequence[float]], Hits]] = {
    "nelson": nelson,
    "western_electric": western_electric,
}
BOTH: tuple[RuleSet, ...] = ("nelson", "western_electric")

_KINDS: Mapping[str, tuple[charts.ChartKind, charts.ChartKind]] = {
    "xbar_r": ("xbar", "R"),
    "xbar_s": ("xbar", "S"),
    "i_mr": ("I", "MR"),
}


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
    """What is measured, with its specification in its unit."""

    characteristic: str
    plant: str
    product: str | None
    unit: str | None
    lsl: float | None
    usl: float | None
    target: float | None
    kind: PairKind
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


async def chart(
    cursor: AsyncCursor[DictRow],
    characteristic: str,
    rules: Sequence[RuleSet] = BOTH,
    last: int | None = None,
) -> ChartAnswer:
    """The charts of a characteristic as it stands; refuses `UnknownCharacteristic`.

    `last` shows so many of its latest subgroups; limits and rules still take all of them, capability takes those shown.
    """
    asked = {"characteristic": characteristic}
    await cursor.execute(PROJECTION.queries["find_characteristic"], asked)
    found = await cursor.fetchone()
    if found is None:
        raise UnknownCharacteristic(key=characteristic)
    await cursor.execute(PROJECTION.queries["list_standing"], asked, binary=True)
    standing = await cursor.fetchall()
    await cursor.execute(PROJECTION.queries["list_struck"], asked)
    places = {form["entry"]: form["number"] for form in standing}
    struck = [
        Struck.model_validate({**form, "number": places.get(form["entry"])}, extra="ignore")
        for form in await cursor.fetchall()
    ]
    await cursor.execute(PROJECTION.queries["list_not_charted"], asked)
    apart = [NotCharted.model_validate(form) for form in await cursor.fetchall()]
    return _answer(found, standing, rules, last, {"corrected": struck, "not_charted": apart})


async def list_states(
    cursor: AsyncCursor[DictRow], product: str | None = None, limit: int = 200, offset: int = 0
) -> list[CharacteristicState]:
    """The characteristics, each with its state by its last subgroup."""
    wanted = {"product": product, "limit": limit, "offset": offset}
    await cursor.execute(PROJECTION.queries["list_characteristics"], wanted)
    return [_state(row) for row in await cursor.fetchall()]


@router.get("/chart")
async def show_chart(
    characteristic: Annotated[str, Query(max_length=120)],
    reader: Reader,
    reached: Reached,
    after: After = None,
    rules: Annotated[list[RuleSet], Query(max_length=2)] = list(BOTH),  # noqa: B006 - FastAPI copies it
    last: Annotated[int | None, Query(ge=1, le=100_000, description="Only so many of the latest subgroups.")] = None,
) -> ChartAnswer:
    """Is the process in control, and is it capable? Control charts, run rules and capability of one characteristic."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        return await chart(cursor, characteristic, rules, last)


@router.get("/characteristics")
async def list_characteristics(
    reader: Reader,
    reached: Reached,
    after: After = None,
    product: Annotated[str | None, Query(max_length=120)] = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> list[CharacteristicState]:
    """The characteristics by name, each in control or with the rules that its last subgroup breaks."""
    await fresh(reached.database, reader.organization_id, PROJECTION.name, after)
    async with reached.database.reading(reader, schema=PROJECTION.name) as cursor:
        return await list_states(cursor, product, limit, offset)


# From rows to charts ------------------------------------------------------------------------------------------------


def _answer(
    found: Row, standing: Sequence[Row], rules: Sequence[RuleSet], last: int | None, beside: Mapping[str, Any]
) -> ChartAnswer:
    """`beside` is what is shown beside the charts."""
    shown = standing[-last:] if last else standing
    from_number = shown[0]["number"] if shown else 0
    basis = _basis(found, len(standing))
    pair = _pair(found, [form["values"] for form in standing], basis)
    if pair is None:
        location, spread = _KINDS[found["kind"]]
        drawn = (_bare(location, shown), _bare(spread, []))
    else:
        drawn = tuple(_drawn(line, standing, rules, from_number) for line in (pair.location, pair.spread))
    return ChartAnswer(
        characteristic=Characteristic.model_validate(found, extra="ignore"),
        subgroups=len(standing),
        limits=basis,
        in_control=None if pair is None else not any(point.violations for line in drawn for point in line.points),
        location=drawn[0],
        spread=drawn[1],
        capability=_capability(found, [form["values"] for form in shown]),
        **beside,
    )


def _basis(found: Row, count: int) -> LimitsBasis:
    if found["given_sigma"] is not None:
        return LimitsBasis(source="given", from_subgroups=None, used_subgroups=0)
    wanted = found["limits_from_subgroups"]
    if wanted is None:
        return LimitsBasis(source="all_subgroups", from_subgroups=None, used_subgroups=count)
    return LimitsBasis(source="first_subgroups", from_subgroups=wanted, used_subgroups=min(wanted, count))


def _pair(found: Row, groups: Sequence[Sequence[float]], basis: LimitsBasis) -> charts.ChartPair | None:
    """The two charts of the formulas; None while there are too few subgroups for limits."""
    if basis.source == "given":
        return charts_given(found["kind"], groups, Given(found["given_center"], found["given_sigma"]))
    if basis.used_subgroups < (2 if found["kind"] == "i_mr" else 1):
        return None
    if found["kind"] == "i_mr":
        return charts.i_mr([value for group in groups for value in group], limits_from=basis.used_subgroups)
    draw = charts.xbar_r if found["kind"] == "xbar_r" else charts.xbar_s
    return draw(groups, limits_from=basis.used_subgroups)


def _bare(kind: charts.ChartKind, shown: Sequence[Row]) -> ControlChart:
    """A chart without limits: the values there are."""
    points = [_point(form, form["mean"], form["n"]) for form in shown]
    return ControlChart(kind=kind, center=None, sigma_within=None, zones=None, points=points)


def _drawn(line: charts.Chart, standing: Sequence[Row], rules: Sequence[RuleSet], first: int) -> ControlChart:
    """The chart from subgroup number `first` on; the rules look at all of it. Moving ranges begin one later."""
    forms = standing[len(standing) - len(line.points) :]
    broken = _broken(line, rules)
    points = [
        _point(
            form, p.value, p.size, sigma=p.sigma, lcl=p.lcl, ucl=p.ucl, in_limits=p.in_limits,
            beyond=_beyond(p), violations=tuple(broken.get(p.index, ())),
        )
        for form, p in zip(forms, line.points, strict=True)
        if form["number"] >= first
    ]  # fmt: skip
    return ControlChart(
        kind=line.kind, center=line.center, sigma_within=line.sigma_within, zones=_zones(line), points=points
    )


def _point(form: Row, value: float, n: int, **limits: Any) -> Point:
    return Point(
        subgroup=form["subgroup"],
        number=form["number"],
        value=value,
        n=n,
        measured_at=form["measured_at"],
        feed_seq=form["feed_seq"],
        **limits,
    )


def _broken(line: charts.Chart, rules: Sequence[RuleSet]) -> dict[int, list[Violation]]:
    """What each point, counted from 1, completes."""
    broken: dict[int, list[Violation]] = {}
    for rule_set in dict.fromkeys(rules):
        for rule, hits in RULES[rule_set](line.values, line.center, line.sigmas).items():
            violation = Violation(rule_set, rule)
            for index in hits:
                broken.setdefault(index, []).append(violation)
    return broken


def _beyond(point: charts.ChartPoint) -> bool:
    """Outside its limits by more than the rounding of sums and means."""
    slack = 1e-12 * abs(point.value)
    return point.value > point.ucl + slack or point.value < point.lcl - slack


def _zones(line: charts.Chart) -> list[Zone] | None:
    """Lines of a spread below 0 are left out: nothing can lie there."""
    errors = set(line.sigmas)
    if len(errors) != 1:
        return None
    error = errors.pop()
    lines = [Zone(sigmas=k, value=line.center + k * error) for k in range(-3, 4)]
    return lines if line.kind in ("xbar", "I") else [zone for zone in lines if zone.value >= 0]


def _capability(found: Row, groups: Sequence[Sequence[float]]) -> Capability | None:
    """With the sigma within of these very subgroups, not of phase I: it tells of the process as it runs."""
    values = [value for group in groups for value in group]
    if len(values) < 2 or (found["lsl"] is None and found["usl"] is None):
        return None
    specification = Specification(lsl=found["lsl"], usl=found["usl"], target=found["target"])
    if found["kind"] == "i_mr":
        within = charts.i_mr(values).location.sigma_within
    else:
        within = charts.sigma_within(groups, "range" if found["kind"] == "xbar_r" else "sd")
    return capability(values, specification, sigma_within=within)


def _state(row: Row) -> CharacteristicState:
    """By the end of the chart under the settled limits: no rule looks further back than 15 points."""
    violations: list[LastViolation] = []
    limited = row["sigma_within"] is not None
    if limited:
        given = Given(row["center"], row["sigma_within"], row["spread_center"])
        pair = charts_given(row["kind"], row["tail"] or [], given)
        for line in (pair.location, pair.spread):
            at_end = _broken(line, BOTH).get(len(line.points), [])
            violations += [LastViolation(chart=line.kind, rule_set=v.rule_set, rule=v.rule) for v in at_end]
    state = "out_of_control" if violations else "in_control" if limited and row["tail"] else "no_limits"
    return CharacteristicState.model_validate({**row, "last_state": state, "violations": violations}, extra="ignore")


VIEW = View(PROJECTION, router, rules=allow("operator", "spc.read"))
