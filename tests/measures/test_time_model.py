"""The time model, OEE and reliability against worked examples, a real shop's log and brute force."""

import random
import time as stopwatch
from collections import Counter
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st
from measures_truth import TRUTH, needs, read_json, read_rows

from unison.measures.oee import (
    PRECEDENCE,
    Elements,
    Interval,
    Kind,
    MeanTime,
    Reliability,
    TimeUse,
    elements,
    going_on_throughout,
    oee,
    reliability,
    time_use,
)

MIDNIGHT = datetime(2026, 3, 2, tzinfo=UTC)
KIND_OF_REPORT: dict[str, Kind] = {"D": "production", "S": "setup", "B": "breakdown"}


def spent(start_s: int, end_s: int, kind: Kind) -> Interval:
    return Interval(MIDNIGHT + timedelta(seconds=start_s), MIDNIGHT + timedelta(seconds=end_s), kind)


# --- the union of intervals ---------------------------------------------------------------------------------------


def test_overlapping_intervals_count_once_for_the_kind_that_comes_first() -> None:
    use = time_use([spent(0, 100, "production"), spent(50, 120, "setup"), spent(110, 150, "breakdown")])
    assert use == TimeUse(breakdown_s=40, setup_s=60, production_s=50)
    assert use.planned_busy_s == 150


def test_idle_is_planned_busy_time_and_a_planned_stop_is_not() -> None:
    use = time_use([spent(0, 100, "idle"), spent(40, 60, "planned_stop"), spent(55, 70, "production")])
    assert use == TimeUse(production_s=10, planned_stop_s=20, idle_s=70)
    assert use.planned_busy_s == 80


@pytest.mark.parametrize("kind", ["breakdown", "setup", "production", "idle"])
def test_a_planned_stop_is_taken_out_of_whatever_is_told_beside_it(kind: Kind) -> None:
    assert time_use([spent(0, 100, kind), spent(40, 60, "planned_stop")]) == TimeUse(
        **{f"{kind}_s": 80}, planned_stop_s=20
    )


def test_a_gap_is_no_ones_time_and_no_interval_is_no_time() -> None:
    assert time_use([spent(0, 10, "production"), spent(20, 30, "production")]).planned_busy_s == 20
    assert time_use([spent(5, 5, "breakdown")]) == TimeUse() == time_use([])


def test_times_before_1970_and_microseconds_count() -> None:
    start = datetime(1969, 12, 31, 23, 59, 59, 250_000, tzinfo=UTC)
    assert time_use([(start, start + timedelta(seconds=1, microseconds=1), "setup")]).setup_s == 1.000001


def test_elapsed_time_counts_where_the_plants_clock_jumps() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    night = (datetime(2026, 3, 28, 22, tzinfo=berlin), datetime(2026, 3, 29, 6, tzinfo=berlin))
    assert time_use([(*night, "production")]).production_s == 7 * 3600
    plus_one = timezone(timedelta(hours=1))
    assert time_use([(night[0].astimezone(plus_one), night[1], "production")]).production_s == 7 * 3600


def test_intervals_that_make_no_sense_are_refused() -> None:
    with pytest.raises(ValueError, match="ends before"):
        time_use([spent(1, 0, "setup")])
    with pytest.raises(ValueError, match="without a zone"):
        time_use([(datetime(2026, 1, 1), datetime(2026, 1, 2), "setup")])
    with pytest.raises(ValueError, match="unknown kind"):
        time_use([(MIDNIGHT, MIDNIGHT, "lunch")])  # pyright: ignore[reportArgumentType]


some_intervals = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 30), st.sampled_from(PRECEDENCE)).map(
        lambda drawn: spent(drawn[0], drawn[0] + drawn[1], drawn[2])
    ),
    max_size=25,
)


def painted(intervals: list[Interval]) -> TimeUse:
    """Second by second: the first kind of the precedence that covers it."""
    counts = Counter[str]()
    for second in range(100):
        at = MIDNIGHT + timedelta(seconds=second)
        kinds = {kind for start, end, kind in intervals if start <= at < end}
        first = next((kind for kind in PRECEDENCE if kind in kinds), None)
        if first is not None:
            counts[first] += 1
    return TimeUse(**{f"{kind}_s": seconds for kind, seconds in counts.items()})


@given(some_intervals)
def test_the_union_is_what_painting_every_second_gives(intervals: list[Interval]) -> None:
    assert time_use(intervals) == painted(intervals)


@given(some_intervals, st.sampled_from(PRECEDENCE))
def test_what_goes_on_throughout_follows_from_the_times_alone(intervals: list[Interval], kind: Kind) -> None:
    """So that nothing is read again of the days which it lasts."""
    assert going_on_throughout(time_use(intervals), kind, 100) == time_use([*intervals, spent(0, 100, kind)])


@given(some_intervals, st.randoms(use_true_random=False))
def test_the_order_of_the_intervals_does_not_matter(intervals: list[Interval], chance: random.Random) -> None:
    shuffled = list(intervals)
    chance.shuffle(shuffled)
    assert time_use(shuffled) == time_use(intervals)
    assert time_use(intervals + shuffled) == time_use(intervals)


@given(some_intervals)
def test_the_union_never_exceeds_the_sum_and_its_kinds_add_up_to_planned_busy(intervals: list[Interval]) -> None:
    use = time_use(intervals)
    kinds = use.breakdown_s + use.setup_s + use.production_s + use.idle_s
    assert kinds == use.planned_busy_s
    assert kinds + use.planned_stop_s <= sum((end - start).total_seconds() for start, end, _ in intervals)


def test_fifty_thousand_overlapping_intervals_take_a_moment() -> None:
    chance = random.Random(5)
    starts = [chance.randrange(1_000_000) for _ in range(50_000)]
    intervals = [spent(start, start + chance.randrange(1, 9_000), chance.choice(PRECEDENCE)) for start in starts]
    began = stopwatch.perf_counter()
    time_use(intervals)
    assert stopwatch.perf_counter() - began < 5


# --- a real shop --------------------------------------------------------------------------------------------------

UNION_IN_SQL = """
with log as (
  select resource, start::timestamp as s, complete::timestamp as e,
         case report_type when 'B' then 1 when 'S' then 2 when 'D' then 3 end as rank
  from read_csv(?, header = true, all_varchar = true)),
known as (select * from log where s is not null and e is not null),
edge as (select resource, s as t from known union select resource, e from known),
piece as (select resource, t as s, lead(t) over (partition by resource order by t) as e from edge),
owner as (
  select p.resource, p.s, p.e, min(k.rank) as rank
  from piece p join known k on k.resource = p.resource and k.s < p.e and k.e > p.s
  where p.e is not null group by all),
total as (select resource, rank, sum(date_diff('second', s, e)) as seconds from owner group by all)
select m.resource,
       coalesce(sum(seconds) filter (rank = 1), 0)::bigint,
       coalesce(sum(seconds) filter (rank = 2), 0)::bigint,
       coalesce(sum(seconds) filter (rank = 3), 0)::bigint
from (select distinct resource from log) m left join total t on t.resource = m.resource
group by m.resource
"""


def job_shop() -> dict[str, list[Interval]]:
    """Per machine; a report without times says nothing about when."""
    machines: dict[str, list[Interval]] = {}
    for row in read_rows("production_log/job_shop_2012.csv"):
        intervals = machines.setdefault(row["resource"], [])
        if row["start"] and row["complete"]:
            start, end = (datetime.fromisoformat(row[end]).replace(tzinfo=UTC) for end in ("start", "complete"))
            intervals.append(Interval(start, end, KIND_OF_REPORT[row["report_type"]]))
    return machines


@needs("production_log")
def test_the_time_of_all_31_machines_of_the_job_shop_is_what_sql_makes_of_it() -> None:
    machines = job_shop()
    assert len(machines) == 31
    assert sum(map(len, machines.values())) == 4543 - 85
    log = str(TRUTH / "production_log" / "job_shop_2012.csv")
    with duckdb.connect() as database:
        truth = {row[0]: row[1:] for row in database.execute(UNION_IN_SQL, [log]).fetchall()}
    uses = {machine: time_use(intervals) for machine, intervals in machines.items()}
    assert {m: (u.breakdown_s, u.setup_s, u.production_s) for m, u in uses.items()} == truth
    assert sum(use.planned_busy_s > 0 for use in uses.values()) == 27  # the other 4 have no report with times
    plain_sum = sum((end - start).total_seconds() for each in machines.values() for start, end, _ in each)
    assert 0 < sum(use.planned_busy_s for use in uses.values()) < plain_sum


@needs("production_log")
def test_the_breakdowns_of_the_job_shop_are_failures_and_machines_without_one_say_so() -> None:
    shop = {machine: reliability(intervals) for machine, intervals in job_shop().items()}
    total = sum(shop.values(), Reliability())
    assert 0 < total.failures <= 53
    assert total.mtbf.mean_s == total.operating_s / total.failures
    for machine in shop.values():
        if machine.failures == 0:
            assert machine.mtbf.mean_s is None
            assert machine.mttr_s is None


# --- OEE ----------------------------------------------------------------------------------------------------------

LAST_DIGIT = 1.01e-3
"""The sources print three or four decimals, some truncated, some from rounded factors."""


def element_of(inputs: dict[str, float]) -> Elements:
    """Planned and run time, ideal time and pieces, whatever the source calls them; minutes and hours to seconds."""
    planned = inputs.get("planned_production_min") or inputs["shift_min"] - inputs["breaks_min"]
    run = inputs.get("run_min") or planned - inputs["stop_min"]
    cycle_s = inputs.get("ideal_cycle_s") or 60 * (
        inputs.get("ideal_cycle_min") or inputs.get("standard_min_per_unit") or 0
    )
    bad = inputs.get("reject", inputs.get("defective", 0))
    total = int(inputs["total"])
    good = int(inputs.get("good", total - bad))
    return Elements(
        planned_busy_s=planned * 60,
        production_s=run * 60,
        ideal_s=cycle_s * total,
        produced_pcs=total,
        good_pcs=good,
    )


FROM_ELEMENTS = {
    "vorne_shift",
    "waycalculator",
    "formulab_typical",
    "formulab_over100",
    "formulab_world_class",
    "wikipedia_shift",
}
FROM_FACTORS = {"mdcplus_oee_ooe_teep", "bottles_topline", "nakajima"}
BY_HAND = {"tpm_miller201", "smrp_machine_d_availability"}
OEE_LEFT_OUT = {
    "leanworx_teep_1": "TEEP divides by calendar time, which the time model here does not know",
    "leanworx_teep_2": "TEEP divides by calendar time, which the time model here does not know",
}
"""Of mdcplus_oee_ooe_teep only OEE is held: TEEP and OOE are left out for the same reason."""


@needs("oee")
def test_every_oee_example_is_held_or_left_out_for_a_reason() -> None:
    names = [case["id"] for case in read_json("oee/oee_reliability_examples.json")["oee"]]
    assert len(names) == 13
    assert set(names) == FROM_ELEMENTS | FROM_FACTORS | BY_HAND | set(OEE_LEFT_OUT)


@needs("oee")
@pytest.mark.parametrize("name", sorted(FROM_ELEMENTS))
def test_a_worked_example_has_its_printed_ratios(name: str) -> None:
    case = next(each for each in read_json("oee/oee_reliability_examples.json")["oee"] if each["id"] == name)
    ours, expect = element_of(case["inputs"]), case["expect"]
    assert ours.availability_ratio == pytest.approx(expect["availability"], abs=LAST_DIGIT)
    assert ours.performance_ratio == pytest.approx(expect["performance"], abs=LAST_DIGIT)
    assert ours.quality_ratio == pytest.approx(expect["quality"], abs=LAST_DIGIT)
    assert ours.oee_ratio == pytest.approx(expect["oee"], abs=LAST_DIGIT)


@needs("oee")
@pytest.mark.parametrize("name", sorted(FROM_FACTORS))
def test_oee_is_the_product_of_the_printed_factors(name: str) -> None:
    case = next(each for each in read_json("oee/oee_reliability_examples.json")["oee"] if each["id"] == name)
    inputs = case["inputs"]
    product = oee(inputs["availability"], inputs["performance"], inputs["quality"])
    assert product == pytest.approx(case["expect"]["oee"], abs=LAST_DIGIT)


@needs("oee")
def test_the_machine_of_willmott_and_mccarthy_has_its_availability_and_performance() -> None:
    case = next(c for c in read_json("oee/oee_reliability_examples.json")["oee"] if c["id"] == "tpm_miller201")
    inputs, expect = case["inputs"], case["expect"]
    planned, stops, changeover = (
        inputs["planned_available_min"],
        inputs["unplanned_stops_min"],
        inputs["changeover_min"],
    )
    use = TimeUse(breakdown_s=stops * 60, setup_s=changeover * 60, production_s=(planned - stops - changeover) * 60)
    ideal_s = inputs["standard_cycle_min"] * inputs["completed_cycles"] * 60
    ours = elements(use, ideal_s=ideal_s, produced_pcs=0, good_pcs=0)
    assert ours.production_s == expect["uptime_min"] * 60
    assert ours.availability_ratio == pytest.approx(expect["availability"], abs=LAST_DIGIT)
    assert ours.performance_ratio == pytest.approx(expect["performance"], abs=LAST_DIGIT)


@needs("oee")
def test_smrp_counts_scheduled_downtime_as_a_loss_and_is_met_when_it_counts_as_busy_here() -> None:
    """SMRP's denominator is total less idle. A planned stop is not planned busy here, so it goes in as setup."""
    cases = read_json("oee/oee_reliability_examples.json")["oee"]
    case = next(c for c in cases if c["id"] == "smrp_machine_d_availability")
    inputs, expect = case["inputs"], case["expect"]
    unscheduled = sum(inputs["unscheduled_downtime_h"])
    assert unscheduled == pytest.approx(expect["total_unscheduled_h"])
    running = inputs["total_available_h"] - inputs["idle_h"] - inputs["scheduled_downtime_h"] - unscheduled
    theirs = TimeUse(breakdown_s=unscheduled * 3600, setup_s=inputs["scheduled_downtime_h"] * 3600)
    theirs = TimeUse(theirs.breakdown_s, theirs.setup_s, running * 3600)
    ratio = elements(theirs, ideal_s=None, produced_pcs=0, good_pcs=0).availability_ratio
    assert ratio == pytest.approx(expect["availability"], abs=LAST_DIGIT)
    stop = TimeUse(theirs.breakdown_s, 0, running * 3600, planned_stop_s=theirs.setup_s)
    ours = elements(stop, ideal_s=None, produced_pcs=0, good_pcs=0).availability_ratio
    assert ours == pytest.approx(12.26 / (16 - 1.66))


def test_the_shift_of_vorne_has_an_oee_of_74_79_percent() -> None:
    """oee.com: 480 min less 60 of breaks, 47 min stopped, 1 s ideal cycle, 19,271 pieces of which 423 rejected."""
    ours = Elements(420 * 60, 373 * 60, ideal_s=1.0 * 19271, produced_pcs=19271, good_pcs=19271 - 423)
    assert ours.oee_ratio == pytest.approx(0.7479, abs=5e-5)


def test_a_ratio_without_data_is_none_and_not_zero() -> None:
    nothing = Elements()
    assert nothing.availability_ratio is None
    assert nothing.performance_ratio is None
    assert nothing.quality_ratio is None
    assert nothing.oee_ratio is None
    assert oee(0.9, None, 0.9) is None


def test_a_machine_broken_down_for_its_whole_planned_time_has_an_oee_of_zero() -> None:
    broken = elements(TimeUse(breakdown_s=28_800), ideal_s=0, produced_pcs=0, good_pcs=0)
    assert broken.availability_ratio == 0
    assert broken.performance_ratio is None
    assert broken.oee_ratio == 0


def test_a_performance_above_one_is_not_capped() -> None:
    ours = Elements(planned_busy_s=100, production_s=100, ideal_s=150, produced_pcs=3, good_pcs=3)
    assert ours.performance_ratio == ours.oee_ratio == 1.5


def test_an_unknown_ideal_cycle_leaves_performance_unknown_in_every_sum() -> None:
    unknown = Elements(planned_busy_s=10, production_s=5, ideal_s=None, produced_pcs=1, good_pcs=1)
    known = Elements(planned_busy_s=10, production_s=5, ideal_s=4, produced_pcs=1, good_pcs=1)
    total = unknown + known
    assert total.performance_ratio is None
    assert total.oee_ratio is None
    assert total.availability_ratio == 0.5


def test_over_machines_the_elements_are_summed_and_ratios_not_averaged() -> None:
    large = Elements(planned_busy_s=900, production_s=900, setup_s=3, ideal_s=900, produced_pcs=90, good_pcs=90)
    small = Elements(planned_busy_s=100, production_s=50, setup_s=4, ideal_s=25, produced_pcs=10, good_pcs=0)
    total = sum([large, small], Elements())
    assert total.availability_ratio == 0.95
    assert total.processing_s == 957
    assert total.quality_ratio == 0.9
    assert total.oee_ratio == pytest.approx(0.95 * (925 / 950) * 0.9)


some_elements = st.builds(
    Elements,
    planned_busy_s=st.integers(0, 10**6),
    production_s=st.integers(0, 10**6),
    setup_s=st.integers(0, 10**6),
    breakdown_s=st.integers(0, 10**6),
    ideal_s=st.none() | st.integers(0, 10**6),
    produced_pcs=st.integers(0, 10**6),
    good_pcs=st.integers(0, 10**6),
)


@given(some_elements, some_elements, some_elements)
def test_elements_add_in_any_order_and_nothing_adds_nothing(one: Elements, two: Elements, three: Elements) -> None:
    assert one + two == two + one
    assert (one + two) + three == one + (two + three)
    assert one + Elements() == one


# --- reliability --------------------------------------------------------------------------------------------------

RELIABILITY_LEFT_OUT = {
    "two_conventions": "MTBF as MTTF + MTTR: here MTBF is operating time per failure, what this source calls MTTF",
}


@needs("oee")
def test_every_reliability_example_holds_in_our_convention_or_is_left_out_for_a_reason() -> None:
    cases = read_json("oee/oee_reliability_examples.json")["reliability"]
    assert len(cases) == 12
    compared = 0
    for case in cases:
        if case["id"] not in RELIABILITY_LEFT_OUT:
            compared += check_reliability(case["inputs"], case["expect"])
    assert compared == 19
    assert set(RELIABILITY_LEFT_OUT) <= {case["id"] for case in cases}


def check_reliability(inputs: dict[str, float], expect: dict[str, float]) -> int:
    """How many results of one example hold.

    nova_cnc divides calendar time by failures: it goes in as operating time, and only its MTBF, inherent availability
    and downtime are held; its actual availability counts planned maintenance as a loss. The reliability at MTBF of
    formulab_1 is exp(-1) for any machine and no measure here.
    """
    repairs: list[float] = inputs.get("repairs_h", [])  # pyright: ignore[reportAssignmentType]
    failures = int(inputs.get("failures", len(repairs) or 1))
    operating = inputs.get("operating_h", inputs.get("calendar_h", inputs.get("mtbf_h", 0) * failures))
    repair = inputs.get("downtime_h", sum(repairs) or inputs.get("mttr_h", 0) * failures)
    ours = Reliability(operating * 3600, repair * 3600, failures)
    found = {
        "mtbf_h": None if ours.mtbf.mean_s is None else ours.mtbf.mean_s / 3600,
        "mttr_h": None if ours.mttr_s is None else ours.mttr_s / 3600,
        "availability": ours.inherent_availability_ratio,
        "inherent_availability": ours.inherent_availability_ratio,
        "unplanned_h": ours.repair_s / 3600,
    }
    held = expect.keys() & found.keys()
    assert expect.keys() - held <= {"total_down_h", "actual_availability", "reliability_at_mtbf"}
    for name in held:
        assert found[name] == pytest.approx(expect[name], abs=1e-4), (name, inputs)
    return len(held)


@needs("oee")
def test_the_other_convention_is_ours_plus_repair_time() -> None:
    cases = read_json("oee/oee_reliability_examples.json")["reliability"]
    case = next(each for each in cases if each["id"] == "two_conventions")
    ours = Reliability(case["inputs"]["mttf_h"] * 3600, case["inputs"]["mttr_h"] * 3600, 1)
    assert ours.mtbf.mean_s is not None
    assert ours.mttr_s is not None
    assert (ours.mtbf.mean_s + ours.mttr_s) / 3600 == case["expect"]["mtbf_h"]
    assert ours.mtbf.mean_s / 3600 == 150


def test_twenty_thousand_hours_and_five_failures_make_an_mtbf_of_4000_hours() -> None:
    """IBM, "Asset reliability": 20,000 h / 5."""
    assert Reliability(operating_s=20_000 * 3600, failures=5).mtbf == MeanTime(mean_s=4_000 * 3600)


def test_no_failure_yet_answers_longer_than_what_was_observed() -> None:
    healthy = reliability([spent(0, 7200, "production")])
    assert healthy.mtbf == MeanTime(longer_than_s=7200)
    assert healthy.mttr_s is None
    assert reliability([]).mtbf == MeanTime()
    assert reliability([]).inherent_availability_ratio is None


def test_breakdowns_that_overlap_or_touch_are_one_failure() -> None:
    ours = reliability(
        [
            spent(0, 1000, "production"),
            spent(100, 200, "breakdown"),
            spent(150, 180, "breakdown"),
            spent(200, 260, "breakdown"),
            spent(500, 540, "breakdown"),
        ]
    )
    assert ours == Reliability(operating_s=800, repair_s=200, failures=2)
    assert ours.mtbf == MeanTime(mean_s=400)
    assert ours.mttr_s == 100


def test_over_machines_failures_are_summed_before_dividing() -> None:
    total = sum([Reliability(1000, 10, 1), Reliability(5000, 0, 0)], Reliability())
    assert total.mtbf == MeanTime(mean_s=6000)
