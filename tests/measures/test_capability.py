"""Capability against qcc, SixSigma, NIST and AIAG & VDA."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from measures_truth import column, needs, pistonrings, read_json
from scipy.special import gammaincinv

from unison.measures.capability import Capability, Index, Indices, Specification, capability, indices
from unison.measures.control_charts import i_mr, sigma_within

WITHIN = {"Cp": "potential", "Cp_l": "lower_side", "Cp_u": "upper_side", "Cp_k": "actual", "Cpm": "to_target"}
OVERALL = {"Pp": "potential", "Pp_l": "lower_side", "Pp_u": "upper_side", "Pp_k": "actual", "Ppm": "to_target"}
NAMES = {
    "Cp": "cp",
    "Cp_l": "cpl",
    "Cp_u": "cpu",
    "Cp_k": "cpk",
    "Cpm": "cpm",
    "Pp": "pp",
    "Pp_l": "ppl",
    "Pp_u": "ppu",
    "Pp_k": "ppk",
    "Ppm": "cpm_overall",
}
METHODS = {"UWAVE-R": "range", "UWAVE-SD": "sd", "RMSDF": "pooled"}

LEFT_OUT = {
    "nist_6.3.3.1_counts": "a chart of counts; its points beyond are held in test_run_rules",
    "nist_6.3.3.2_proportions": "a chart of counts; its points beyond are held in test_run_rules",
    "nist_6.3.2.4_ewma": "EWMA charts are not in this room",
    "nist_6.3.2.3_cusum": "CUSUM charts are not in this room",
    "sixsigma_yield": "yields (FTY, RTY, DPMO) are not in this room",
}
HELD_ELSEWHERE = {"montgomery_pistonrings", "montgomery_hardbake", "sixsigma_mr", "nist_6.3.2.2_individuals"}
"""In test_control_charts."""

HELD_HERE = {
    "nist_6.1.6_capability",
    "qcc_tests_capability",
    "qcc_tests_capability_offtarget",
    "sixsigma_capability",
    "minitab_onesided_aiag_a",
}


def published(name: str) -> dict[str, Any]:
    return next(case for case in read_json("spc/published_results.json")["cases"] if case["id"] == name)


def value_of(index: Index | None) -> float:
    assert index is not None
    return index.value


def cpm_interval_of_qcc(value: float, center: float, sigma: float, count: int, target: float) -> list[float]:
    """qcc writes n (1 + off) / (1 + 2 off) degrees of freedom; Boyles has the 1 + off squared."""
    off = ((center - target) / sigma) ** 2
    freedom = count * (1 + off) / (1 + 2 * off)
    return [value * math.sqrt(2 * float(gammaincinv(freedom / 2, p)) / freedom) for p in (0.025, 0.975)]


def check_index(ours: Index | None, theirs: dict[str, float | None], *, cpm_of: tuple[float, ...] | None) -> int:
    if theirs["value"] is None:
        assert ours is None
        return 0
    assert ours is not None
    assert ours.value == pytest.approx(theirs["value"], rel=1e-9)
    interval = [ours.lower, ours.upper]
    if cpm_of is not None:
        interval = cpm_interval_of_qcc(ours.value, cpm_of[0], cpm_of[1], int(cpm_of[2]), cpm_of[3])
    assert interval == pytest.approx([theirs["lower"], theirs["upper"]], rel=1e-9)
    return 1


@needs("spc")
def test_every_index_of_qcc_and_its_interval_follow_from_qccs_mean_and_sigma() -> None:
    """All intervals agree but those of Cpm, which agree once qcc's degrees of freedom are put in."""
    cases = read_json("spc/qcc_capability.json")["cases"]
    assert len(cases) == 15
    compared = 0
    for case in cases:
        specification = Specification(case["lsl"], case["usl"], case["target"])
        target: float = (case["lsl"] + case["usl"]) / 2 if case["target"] is None else case["target"]
        for sigma, names in ((case["std_dev_within"], WITHIN), (case["std_dev_overall"], OVERALL)):
            ours = indices(case["center"], sigma, case["n_obs"], specification, confidence=case["confidence"])
            for name, attribute in names.items():
                off_target = (case["center"], sigma, case["n_obs"], target) if attribute == "to_target" else None
                compared += check_index(getattr(ours, attribute), case["indices"][name], cpm_of=off_target)
    assert compared == 10 * 10 + 5 * 4


def from_data(case: dict[str, Any]) -> Capability:
    specification = Specification(case["lsl"], case["usl"], case["target"])
    if case["id"].startswith("boiler"):
        values = column("boiler", case["id"].removeprefix("boiler_"))
        return capability(values, specification, sigma_within=i_mr(values).location.sigma_within)
    subgroups = pistonrings(25)
    method = METHODS[case["note"].removeprefix("sigma by ")]
    assert method in {"range", "sd", "pooled"}
    sigma = sigma_within(subgroups, "range" if method == "range" else "sd" if method == "sd" else "pooled")
    return capability([value for group in subgroups for value in group], specification, sigma_within=sigma)


@needs("spc")
def test_every_index_of_qcc_follows_from_the_data() -> None:
    """Within 1e-3, because qcc takes d2 to three decimals."""
    cases = read_json("spc/qcc_capability.json")["cases"]
    assert len(cases) == 15
    for case in cases:
        ours = from_data(case)
        assert ours.count == case["n_obs"]
        assert ours.mean == pytest.approx(case["center"], rel=1e-12)
        assert ours.sd_overall == pytest.approx(case["std_dev_overall"], rel=1e-9)
        assert ours.sigma_within == pytest.approx(case["std_dev_within"], rel=1e-3)
        for name, attribute in NAMES.items():
            index, expected = getattr(ours, attribute), case["indices"][name]["value"]
            assert (None if index is None else index.value) == (
                None if expected is None else pytest.approx(expected, rel=1e-3)
            )


@needs("spc")
def test_every_published_result_is_held_or_left_out_for_a_reason() -> None:
    names = [case["id"] for case in read_json("spc/published_results.json")["cases"]]
    assert len(names) == 14
    assert set(names) == set(LEFT_OUT) | HELD_ELSEWHERE | HELD_HERE


@needs("spc")
@pytest.mark.parametrize("name", ["qcc_tests_capability", "qcc_tests_capability_offtarget"])
def test_the_tests_of_qcc_hold_to_six_decimals(name: str) -> None:
    case = published(name)
    values = [value for group in case["data"] for value in group]
    specification = Specification(case["inputs"]["lsl"], case["inputs"]["usl"], case["inputs"]["target"])
    rounded_d2 = sum(max(group) - min(group) for group in case["data"]) / len(case["data"]) / 2.059
    assert sigma_within(case["data"]) == pytest.approx(rounded_d2, rel=1e-3)
    ours = capability(values, specification, sigma_within=rounded_d2)
    for key, (value, lower, upper) in case["expect"].items():
        index: Index = getattr(ours, NAMES[key])
        assert index.value == pytest.approx(value, abs=2e-6)
        interval = [index.lower, index.upper]
        if key in {"Cpm", "Ppm"}:
            sigma = ours.sigma_within if key == "Cpm" else ours.sd_overall
            interval = cpm_interval_of_qcc(index.value, ours.mean, sigma, ours.count, case["inputs"]["target"])
        assert interval == pytest.approx([lower, upper], abs=2e-6), key


@needs("spc")
def test_the_volumes_of_sixsigma_have_the_printed_indices() -> None:
    """SixSigma's Cp takes the overall deviation: it is Pp in these terms, and its Z is 3 Ppk."""
    case = published("sixsigma_capability")
    values = column("sixsigma_ca", "Volume")
    ours = capability(values, Specification(740, 760), sigma_within=i_mr(values).location.sigma_within)
    assert value_of(ours.pp) == pytest.approx(case["expect"]["Cp_overall_sd"], rel=1e-12)
    assert value_of(ours.ppk) == pytest.approx(case["expect"]["Cpk_overall_sd"], rel=1e-12)
    assert 3 * value_of(ours.ppk) == pytest.approx(case["expect"]["Z"], rel=1e-12)


@needs("spc")
def test_a_natural_bound_is_no_limit_in_the_example_of_aiag_and_vda() -> None:
    case = published("minitab_onesided_aiag_a")
    given_ = case["inputs"]
    ours = indices(given_["mean"], given_["s"], 100, Specification(usl=given_["usl"]))
    assert round(value_of(ours.actual), 2) == case["expect"]["Cpk"]
    assert (ours.potential, ours.lower_side, ours.to_target) == (None, None, None)


def test_the_example_of_the_nist_handbook_has_its_printed_indices() -> None:
    """NIST/SEMATECH e-Handbook 6.1.6: USL 20, LSL 8, mean 16, s 2."""
    ours = indices(16, 2, 50, Specification(8, 20))
    assert value_of(ours.potential) == 1.0
    assert value_of(ours.actual) == pytest.approx(0.6667, abs=5e-5)
    assert value_of(ours.upper_side) == pytest.approx(0.6667, abs=5e-5)
    assert value_of(ours.lower_side) == pytest.approx(1.3333, abs=5e-5)
    assert 1 - value_of(ours.actual) / value_of(ours.potential) == pytest.approx(0.3333, abs=5e-5)


def test_the_intervals_hold_the_true_index_about_95_times_in_100() -> None:
    """A normal process, 0.8 sigma off target: 2,000 samples of 60. With qcc's freedom Cpm's holds it too often."""
    draw = np.random.default_rng(22400).normal(0.8, 1.0, size=(2000, 60))
    specification = Specification(-4, 4, 0)
    true = {"potential": 8 / 6, "actual": 3.2 / 3, "to_target": 8 / 6 / math.sqrt(1.64)}
    held, of_qcc = dict.fromkeys(true, 0), 0
    for center, sigma in zip(draw.mean(axis=1).tolist(), draw.std(axis=1, ddof=1).tolist(), strict=True):
        ours = indices(center, sigma, 60, specification)
        for name, value in true.items():
            index: Index = getattr(ours, name)
            held[name] += index.lower <= value <= index.upper
        low, high = cpm_interval_of_qcc(value_of(ours.to_target), center, sigma, 60, 0)
        of_qcc += low <= true["to_target"] <= high
    assert all(0.93 < count / 2000 < 0.97 for count in held.values()), held
    assert of_qcc / 2000 > 0.97


def test_without_spread_there_is_no_index() -> None:
    assert indices(5, 0, 10, Specification(0, 10)) == Indices()
    assert capability([5.0, 5.0], Specification(0, 10), sigma_within=0.0).ppk is None


def test_a_mean_out_of_specification_has_a_negative_index() -> None:
    assert value_of(indices(11, 1, 30, Specification(0, 10)).actual) < 0


def test_what_is_no_specification_and_no_process_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one limit"):
        Specification(target=1)
    with pytest.raises(ValueError, match="below the upper"):
        Specification(2, 1)
    with pytest.raises(ValueError, match="finite"):
        Specification(usl=math.inf)
    for sigma, count, confidence in ((-1, 10, 0.95), (1, 1, 0.95), (1, 10, 1.0)):
        with pytest.raises(ValueError, match="a capability needs"):
            indices(0, sigma, count, Specification(0, 1), confidence=confidence)


@given(
    st.floats(-50, 50),
    st.floats(0.01, 50),
    st.integers(2, 500),
    st.floats(-50, 50),
    st.floats(0.1, 100),
)
def test_actual_never_exceeds_potential_and_every_interval_holds_its_index(
    center: float, sigma: float, count: int, lsl: float, width: float
) -> None:
    ours = indices(center, sigma, count, Specification(lsl, lsl + width))
    assert value_of(ours.actual) <= value_of(ours.potential) + 1e-9
    assert value_of(ours.to_target) <= value_of(ours.potential)
    for index in (ours.lower_side, ours.upper_side, ours.actual):
        assert index is not None
        assert index.lower < index.value < index.upper


@given(st.lists(st.floats(-100, 100), min_size=3, max_size=40).filter(lambda values: max(values) - min(values) > 0.01))
def test_turning_the_scale_around_swaps_the_sides(values: list[float]) -> None:
    one = capability(values, Specification(-30, 20), sigma_within=1.0)
    other = capability([-value for value in values], Specification(-20, 30), sigma_within=1.0)
    assert value_of(one.cpl) == pytest.approx(value_of(other.cpu), abs=1e-9)
    assert value_of(one.ppk) == pytest.approx(value_of(other.ppk), rel=1e-9, abs=1e-9)
