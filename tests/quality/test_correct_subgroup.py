from datetime import timedelta
from typing import Any

from tests.quality.measured import BORE, A, B, measured
from tests.scenario import AT, LATEST, given
from unison.quality import domain
from unison.quality.domain import (
    MeasuredInFuture,
    SubgroupCorrected,
    SubgroupExists,
    SubgroupRecorded,
    SubgroupStruck,
    UnknownSubgroup,
)

WHY = "gauge was not zeroed"
RIGHT = measured("9.9", "10.1", "9.7", "9.8")
ASKED: dict[str, Any] = {"subgroup": "a", "values": RIGHT, "measured_at": None, "why": WHY, "latest": LATEST}
AGAIN: dict[str, Any] = {
    "subgroup": "a", "values": RIGHT, "work_order": None, "lot": None, "equipment": None, "operator": None,
}  # fmt: skip
CORRECTED = SubgroupCorrected(subgroup="a", entry=1, values=RIGHT, why=WHY)
STRUCK = SubgroupStruck(subgroup="a", entry=1, why=WHY)


def test_a_correction_names_the_subgroup_and_what_was_recorded() -> None:
    given(BORE, A, B).when(domain.correct, **ASKED).then(CORRECTED)


def test_a_subgroup_may_be_corrected_again_and_stays_recorded() -> None:
    corrected = given(BORE, A, B, CORRECTED)
    corrected.when(domain.correct, **ASKED).then(CORRECTED)
    corrected.when(domain.record, **AGAIN).then_refused(SubgroupExists)


def test_only_a_subgroup_that_was_recorded_is_corrected_or_struck() -> None:
    for facts in ((BORE, B), (BORE, A, STRUCK)):
        given(*facts).when(domain.correct, **ASKED).then_refused(UnknownSubgroup, saying="a")
        given(*facts).when(domain.strike, subgroup="a", why=WHY).then_refused(UnknownSubgroup, saying="a")


def test_a_correction_may_leave_as_many_values_as_there_were() -> None:
    one = measured("10")
    given(BORE, A).when(domain.correct, **(ASKED | {"values": one})).then(
        SubgroupCorrected(subgroup="a", entry=1, values=one, why=WHY)
    )


def test_a_correction_may_say_when_it_was_measured_but_not_after_now() -> None:
    given(BORE, A).when(domain.correct, **(ASKED | {"measured_at": AT})).then(
        SubgroupCorrected(subgroup="a", entry=1, values=RIGHT, why=WHY, measured_at=AT)
    )
    after = {"measured_at": LATEST + timedelta(seconds=1)}
    given(BORE, A).when(domain.correct, **(ASKED | after)).then_refused(MeasuredInFuture)


def test_the_name_of_what_was_struck_is_free_and_its_number_is_not() -> None:
    given(BORE, A).when(domain.strike, subgroup="a", why=WHY).then(STRUCK)
    given(BORE, A, STRUCK).when(domain.record, **AGAIN).then(SubgroupRecorded(subgroup="a", entry=2, values=RIGHT))
