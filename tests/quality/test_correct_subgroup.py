from tests.quality.measured import BORE, A, B, measured
from tests.scenario import given
from unison.quality import domain
from unison.quality.domain import SubgroupCorrected, SubgroupExists, SubgroupSizeWrong, UnknownSubgroup

WHY = "gauge was not zeroed"
RIGHT = measured("9.9", "10.1", "9.7", "9.8")
CORRECTED = SubgroupCorrected(subgroup="a", number=1, values=RIGHT, why=WHY)


def test_a_correction_names_the_subgroup_and_its_place_on_the_chart() -> None:
    given(BORE, A, B).when(domain.correct, subgroup="a", values=RIGHT, why=WHY).then(CORRECTED)


def test_a_subgroup_may_be_corrected_again_and_stays_recorded() -> None:
    corrected = given(BORE, A, B, CORRECTED)
    corrected.when(domain.correct, subgroup="a", values=RIGHT, why=WHY).then(CORRECTED)
    corrected.when(
        domain.record, subgroup="a", values=RIGHT, work_order=None, lot=None, equipment=None, operator=None
    ).then_refused(SubgroupExists)


def test_only_a_subgroup_that_was_recorded_is_corrected() -> None:
    given(BORE, A).when(domain.correct, subgroup="b", values=RIGHT, why=WHY).then_refused(UnknownSubgroup, saying="b")


def test_a_correction_must_fit_the_chart_too() -> None:
    given(BORE, A).when(domain.correct, subgroup="a", values=measured("10"), why=WHY).then_refused(SubgroupSizeWrong)
