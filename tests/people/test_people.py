"""The rules of people and roles, by themselves."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from unison.people import domain
from unison.people.domain import Assignment, Person, Role
from unison.shared.errors import Refusal
from unison.shared.events import Fact
from unison.shared.roles import ADMIN, BUILT_IN

AT = datetime(2026, 3, 2, tzinfo=UTC)
OPERATOR, PLANNER = Assignment(role="operator", plants=("north", "main", "north")), Assignment(role="planner")
ANN = Person(assignments=(OPERATOR,))


def after(*facts: Fact) -> Person:
    person: Person | None = None
    for fact in facts:
        person = domain.evolve(person, fact, AT)
    assert person is not None
    return person


def test_roles_are_told_in_one_order_with_each_plant_once() -> None:
    told = domain.add((PLANNER, OPERATOR)).assignments
    assert told == (Assignment(role="operator", plants=("main", "north")), PLANNER)


def test_a_role_that_is_told_twice_is_refused() -> None:
    with pytest.raises(domain.RoleTwice):
        domain.add((PLANNER, PLANNER))


def test_what_somebody_has_already_is_no_change() -> None:
    person = after(domain.add((PLANNER, OPERATOR)))
    with pytest.raises(domain.AssignmentsUnchanged):
        domain.assign(person, (OPERATOR, PLANNER))
    assert domain.assign(person, (PLANNER,)).assignments == (PLANNER,)


def test_somebody_is_kept_out_and_let_in_again() -> None:
    person = after(domain.add((PLANNER,)), domain.disable(ANN))
    with pytest.raises(domain.AlreadyDisabled):
        domain.disable(person)
    assert not domain.evolve(person, domain.enable(person), AT).is_disabled
    with pytest.raises(domain.NotDisabled):
        domain.enable(ANN)


def test_who_is_erased_is_nobody_any_more() -> None:
    gone = after(domain.add((PLANNER,)), domain.erase(ANN))
    refused = domain.UnknownPerson
    for decide in (domain.disable, domain.enable, domain.erase, domain.reset_password, domain.reset_second_factor):
        with pytest.raises(refused):
            decide(gone)
    with pytest.raises(refused):
        domain.assign(gone, ())
    with pytest.raises(refused):
        domain.change(gone, ("name",))


def test_nobody_does_it_to_themselves_and_a_reaction_is_nobody() -> None:
    me = UUID(int=7)
    with pytest.raises(domain.NotYourself):
        domain.another(str(me), me)
    domain.another(str(me), UUID(int=8))
    domain.another(str(me), None)


@pytest.mark.parametrize("role", [each for each in BUILT_IN if each != ADMIN])
def test_a_role_of_the_beginning_is_there_and_can_be_changed_and_ended(role: str) -> None:
    wanted = Role(allow=("lots.*",))
    with pytest.raises(domain.RoleExists):
        domain.define(role, None, wanted)
    changed = domain.evolve_role(None, domain.change_role(role, None, wanted), AT)
    assert changed == wanted
    with pytest.raises(domain.RoleUnchanged):
        domain.change_role(role, changed, wanted)
    retired = domain.evolve_role(changed, domain.retire_role(role, changed), AT)
    assert not domain.exists(role, retired)
    with pytest.raises(domain.UnknownRole):
        domain.change_role(role, retired, wanted)
    assert domain.evolve_role(retired, domain.define(role, retired, wanted), AT) == replace(wanted, is_retired=False)


def test_administrators_stay() -> None:
    decisions = (lambda: domain.change_role(ADMIN, None, Role()), lambda: domain.retire_role(ADMIN, None))
    for decide in decisions:
        with pytest.raises(domain.AdministratorsStay):
            decide()


def test_a_role_that_is_not_there_cannot_be_changed() -> None:
    for decide in (lambda: domain.change_role("tester", None, Role()), lambda: domain.retire_role("tester", None)):
        with pytest.raises(Refusal, match="tester"):
            decide()
