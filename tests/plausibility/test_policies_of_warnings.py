"""What an organization wants done about a warning."""

import pytest

from tests.scenario import facts_of, given, is_known_after, reads_back, state_after
from unison.plausibility import domain
from unison.plausibility.domain import POLICIES, Policy, UnknownWarning, WarningPolicySet, WarningPolicyUnchanged
from unison.shared.events import Fact
from unison.work_orders.domain.plausibility import MoreThanOrdered

REFUSED = WarningPolicySet(warning="more_than_ordered", policy=Policy.REFUSE)
TOLD = WarningPolicySet(warning="more_than_ordered", policy=Policy.TELL)
DOUBT = MoreThanOrdered(good=11, quantity=10)


def test_a_warning_is_told_until_the_organization_wants_it_refused() -> None:
    domain.check(None, [DOUBT])
    domain.check(state_after(REFUSED, TOLD), [DOUBT])
    with pytest.raises(MoreThanOrdered):
        domain.check(state_after(REFUSED), [DOUBT])


def test_a_policy_is_set_for_a_warning_that_there_is_and_changes_something() -> None:
    given().when(domain.set_policy, warning="more_than_ordered", policy=Policy.REFUSE).then(REFUSED)
    given(REFUSED).when(domain.set_policy, warning="more_than_ordered", policy=Policy.TELL).then(TOLD)
    given().when(domain.set_policy, warning="more_than_ordered", policy=Policy.TELL).then_refused(
        WarningPolicyUnchanged
    )
    given().when(domain.set_policy, warning="not_released", policy=Policy.REFUSE).then_refused(
        UnknownWarning, saying="same_report"
    )


@pytest.mark.parametrize("kind", facts_of(POLICIES))
def test_every_fact_is_read_and_known(kind: type[Fact]) -> None:
    reads_back(kind)
    is_known_after(REFUSED, kind)
