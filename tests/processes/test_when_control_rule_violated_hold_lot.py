"""A subgroup is judged when it was measured, and its lot is held where the characteristic is set so."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from tests.conftest import Organization
from tests.infrastructure.reacting import reacted, refusals, register
from tests.infrastructure.reacting import told as stored
from tests.processes.scenario import given, told
from tests.quality.measured import A, measured
from tests.spine import new_command, tell
from unison.lots.application.commands import HoldLot
from unison.processes import when_control_rule_violated_hold_lot, when_subgroup_recorded_judge_it
from unison.quality.application import JudgeSubgroup
from unison.quality.domain import SubgroupCorrected
from unison.quality.domain.violations import BrokenRule, ControlRuleViolated, SpecificationViolated

HOLD, JUDGE = when_control_rule_violated_hold_lot.REACTION, when_subgroup_recorded_judge_it.REACTION
RULES = (
    BrokenRule(chart="xbar", rule_set="nelson", rule=1),
    BrokenRule(chart="R", rule_set="western_electric", rule=4),
)
VIOLATED = ControlRuleViolated(subgroup="a", entry=1, broken=RULES, plant="main", lot="L-1", hold_lot=True)
OUT = SpecificationViolated(subgroup="a", entry=1, values=(Decimal("12.4"),), plant="main", lot="L-1", hold_lot=True)


def test_what_was_recorded_or_corrected_is_judged() -> None:
    corrected = SubgroupCorrected(subgroup="a", entry=1, values=measured("9"), why="typo")
    judged = JudgeSubgroup(characteristic="bore", subgroup="a")
    given(told("quality:bore", A, corrected), by=JUDGE).then_commands(judged, judged)


def test_a_violation_that_holds_holds_the_lot_and_says_why() -> None:
    given(told("quality:bore", VIOLATED), by=HOLD).then_commands(
        HoldLot(
            lot="L-1",
            reason="bore, subgroup a: Nelson rule 1 on the xbar chart, Western Electric rule 4 on the R chart",
        )
    )
    given(told("quality:bore", OUT), by=HOLD).then_commands(
        HoldLot(lot="L-1", reason="bore, subgroup a: out of specification (12.4)")
    )


@pytest.mark.parametrize("fact", [VIOLATED, OUT])
def test_one_that_does_not_hold_or_has_no_lot_leads_to_nothing(fact: Any) -> None:
    given(told("quality:bore", replace(fact, hold_lot=False), replace(fact, lot=None)), by=HOLD).then_commands()


def test_from_a_measurement_to_the_lot_on_hold(database_url: str, organization: Organization) -> None:
    register(database_url, JUDGE, HOLD)
    define = {"subgroup_size": 1, "lsl": "4", "usl": "6"}
    steady = ["5", "5.1", "4.9", "5", "5.1", "4.9", "5", "5.1", "4.9", "5"]
    tell(
        database_url,
        organization.id,
        *(new_command("lots.receive", lot=n, material="pin", quantity=9, unit="pcs") for n in ("L1", "L2", "L3")),
        *(new_command("quality.define_characteristic", characteristic=name, **define) for name in ("a", "b", "c")),
        new_command("quality.set_violation_response", characteristic="b", response="hold_out_of_specification"),
        new_command("quality.set_violation_response", characteristic="c", response="hold_any_violation"),
        *(
            new_command("quality.record_subgroup", characteristic=name, subgroup=str(n), values=[value], lot=lot)
            for name, lot in (("a", "L1"), ("b", "L2"), ("c", "L3"))
            for n, value in enumerate([*steady, "5.9"])
        ),
    )
    reacted(database_url, JUDGE, HOLD)
    violated = stored(database_url, organization.id, "quality.ControlRuleViolated")
    assert {each["stream_id"] for each in violated} == {"quality:a", "quality:b", "quality:c"}
    reacted(database_url, JUDGE, HOLD)
    assert [each["stream_id"] for each in stored(database_url, organization.id, "lots.LotHeld")] == ["lots:L3"]
    tell(
        database_url,
        organization.id,
        new_command("quality.record_subgroup", characteristic="b", subgroup="out", values=["6.1"], lot="L2"),
        new_command("quality.correct_subgroup", characteristic="c", subgroup="10", values=["5.95"], why="read again"),
    )
    for _ in range(2):
        reacted(database_url, JUDGE, HOLD)
    held = stored(database_url, organization.id, "lots.LotHeld")
    assert [each["stream_id"] for each in held] == ["lots:L3", "lots:L2"]
    (out,) = stored(database_url, organization.id, "quality.SpecificationViolated")
    assert held[1]["meta"]["cause"] == f"quality:b@{out['version']}"
    assert held[1]["meta"]["correlation_id"] == out["meta"]["correlation_id"], "of the one who measured"
    assert len(stored(database_url, organization.id, "quality.ControlRuleViolated")) >= len(violated)
    assert {code for *_, code in refusals(database_url, organization.id)} == {"already_on_hold"}, "by the rules before"
