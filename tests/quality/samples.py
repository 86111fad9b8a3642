"""A bore, measured nine times, and its depth, which is wrong at last."""

from collections.abc import Iterator
from datetime import datetime

from tests.samples import Samples, Told


def story(_at: datetime) -> Iterator[Told]:
    bore = {"characteristic": "bore"}
    yield "quality.define_characteristic", {**bore, "product": "Gear", "subgroup_size": 2, "lsl": "9", "usl": "11"}
    for n in range(1, 10):
        yield "quality.record_subgroup", {**bore, "subgroup": f"S{n}", "values": ["10.1", f"9.{n}"]}
    yield "quality.correct_subgroup", {**bore, "subgroup": "S2", "values": [10, 10.2], "why": "typo"}
    yield "quality.strike_subgroup", {**bore, "subgroup": "S9", "why": "another part"}
    depth = {"characteristic": "bore depth"}
    yield "quality.define_characteristic", {**depth, "subgroup_size": 1, "lsl": "4", "usl": "6"}
    for n, value in enumerate(["5", "5.1", "4.9", "5", "5.1", "4.9", "5", "5.1", "4.9", "5", "9"], 1):
        yield "quality.record_subgroup", {**depth, "subgroup": f"D{n}", "values": [value]}
    yield "quality.judge_subgroup", {**depth, "subgroup": "D11"}
    yield "quality.set_violation_response", {**bore, "response": "hold_any_violation"}
    yield "quality.set_limits_basis", {**bore, "limits_from_subgroups": 6}
    yield "quality.set_control_limits", {**bore, "center": "10", "sigma": "0.2"}


SAMPLES = Samples(
    story=story,
    theirs={"characteristic": "bore", "subgroup": "S2"},
    any={
        "values": ["1", "2"],
        "measured_at": "2026-03-02T06:30:00Z",
        "center": "1",
        "sigma": "1",
        "response": "hold_out_of_specification",
        "rules": None,
        "last": None,
    },
    marks=("bore",),
)
