"""From the rows of a characteristic to its charts, run rules and capability."""

from collections.abc import Mapping, Sequence
from typing import Any

from projections.spc.api.answers import (
    Characteristic,
    CharacteristicState,
    ChartAnswer,
    ControlChart,
    LastViolation,
    LimitsBasis,
    Point,
    RuleSet,
    Violation,
    Zone,
)
from unison.measures import control_charts as charts
from unison.measures.capability import Capability, Specification, capability
from unison.measures.given_limits import Given, charts_given
from unison.measures.judging import RULES

type Row = Mapping[str, Any]

BOTH: tuple[RuleSet, ...] = ("nelson", "western_electric")

_KINDS: Mapping[str, tuple[charts.ChartKind, charts.ChartKind]] = {
    "xbar_r": ("xbar", "R"),
    "xbar_s": ("xbar", "S"),
    "i_mr": ("I", "MR"),
}


def charted(
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


def state_of(row: Row) -> CharacteristicState:
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
