"""Rights: facts in, rows out; twice is once; rebuilt is the same; and as they were at the very moment of a change."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest

from projections.rights import PROJECTION
from projections.rights import api as view
from tests.conftest import Organization
from tests.scenario import product_facts
from tests.spine import AT, BOB, append, ask, contents, event, project, uuid7
from unison.infrastructure import database
from unison.infrastructure.projection.engine import apply
from unison.infrastructure.projection.rebuild import rebuild
from unison.machine_accounts.domain import MachineAccountCreated, MachineAccountDisabled
from unison.main import permissions
from unison.people import domain as d
from unison.people.domain import Assignment, UnknownPermission, UnknownPerson
from unison.shared.events import Meta, Recorded

ANN, GONE, CHIEF = (uuid7() for _ in range(3))
OPERATOR, PLANNER = Assignment(role="operator", plants=("north",)), Assignment(role="planner")
JUST = timedelta(microseconds=1)


def person(who: UUID, version: int, fact: Any) -> dict[str, Any]:
    return event(f"people:{who}", version, fact)


STORY = [
    person(CHIEF, 1, d.PersonAdded(assignments=(Assignment(role="admin"),))),
    person(ANN, 1, d.PersonAdded(assignments=(OPERATOR,), reason="hired")),
    person(ANN, 2, d.PersonAssigned(assignments=(OPERATOR, PLANNER), reason="plans for Joe")),
    person(ANN, 3, d.PersonDisabled(reason="on leave")),
    person(ANN, 4, d.PersonChanged(changed=("email",))),
    person(ANN, 5, d.PersonEnabled()),
    person(ANN, 6, d.PersonAssigned(assignments=(PLANNER,))),
    person(GONE, 1, d.PersonAdded(assignments=(PLANNER,))),
    person(GONE, 2, d.PersonErased()),
    event("roles:planner", 1, d.RoleChanged(allow=("lots.*",), deny=("lots.scrap",), second_factor=True, reason="audit")),
    event("roles:planner", 2, d.RoleRetired()),
    event("roles:planner", 3, d.RoleDefined(allow=("lots.hold",), deny=(), second_factor=False)),
    event("machine_accounts:SAP", 1, MachineAccountCreated(
        account=uuid7(), purpose=None, role=None, permissions=("lots.hold",), plants=("south",), expires_at=None)),
    event("machine_accounts:SAP", 2, MachineAccountDisabled(reason="moved")),
]  # fmt: skip


@pytest.fixture
def told(database_url: str, owner: psycopg.Connection[Any], organization: Organization) -> str:
    for each in STORY:
        append(owner, organization.id, each)
    project(database_url, PROJECTION)
    return database_url


def test_every_fact_of_those_who_have_rights_is_told() -> None:
    holders = ("people.", "roles.", "machine_accounts.")
    assert set(PROJECTION.on) == {fact for fact in product_facts() if fact.topic.startswith(holders)}


def changes(told: str, organization: Organization, **asked: Any) -> list[view.Change]:
    return ask(told, organization, PROJECTION.name, lambda cursor: view.changes(cursor, permissions(), **asked))


def moments(told: str, organization: Organization, holder: object) -> list[datetime]:
    """When each change of somebody was, the first one first."""
    return [each.at for each in reversed(changes(told, organization, holder=str(holder)))]


def may(
    told: str, organization: Organization, at: datetime | None, permission: str = "sales.create_order"
) -> list[str] | None:
    """Where Ann had a permission; None: nowhere. "sales" belongs to planners, until they are told otherwise."""
    found = ask(told, organization, PROJECTION.name, lambda c: view.person_in_full(c, permissions(), ANN, as_of=at))
    return next((each.plants for each in found.permissions if each.permission == permission), None)


def holders(told: str, organization: Organization, permission: str, **asked: Any) -> list[str]:
    found = ask(told, organization, PROJECTION.name, lambda c: view.holders(c, permissions(), permission, **asked))
    return [each.holder for each in found]


def test_each_change_says_who_gave_what_and_took_what_and_why(told: str, organization: Organization) -> None:
    found = changes(told, organization, kind="person", holder=str(ANN))
    assert [(each.change, each.reason) for each in found] == [
        ("assigned", None), ("enabled", None), ("personal_data_changed", None), ("disabled", "on leave"),
        ("assigned", "plans for Joe"), ("added", "hired"),
    ]  # fmt: skip
    assert all(each.by_user == BOB for each in found)
    assert [([had.role for had in each.given], [had.role for had in each.taken]) for each in found] == [
        ([], ["operator"]), ([], []), ([], []), ([], []), (["planner"], []), (["operator"], []),
    ]  # fmt: skip
    assert found[-1].given[0].plants == ["north"]
    assert found[2].changed == ["email"]


def test_a_role_says_which_permissions_came_and_went(told: str, organization: Organization) -> None:
    again, retired, changed = changes(told, organization, kind="role")
    beginning, lots = (
        permissions()["planner"],
        {n for n in permissions().names if n.startswith("lots.")} - {"lots.scrap"},
    )
    assert set(changed.permissions_given) == lots - beginning
    assert set(changed.permissions_taken) == beginning - lots
    assert (changed.reason, changed.second_factor) == ("audit", True)
    assert (set(retired.permissions_taken), retired.permissions_given) == (lots, [])
    assert (again.permissions_given, again.permissions_taken) == (["lots.hold"], [])


def test_the_latest_come_first_page_by_page_and_of_a_time(told: str, organization: Organization) -> None:
    everything = changes(told, organization)
    assert [each.number for each in everything] == sorted((each.number for each in everything), reverse=True)
    assert len(everything) == len(STORY)
    assert changes(told, organization, limit=3, offset=2) == everything[2:5]
    third = everything[2].at
    assert changes(told, organization, since=third) == everything[:3]
    assert changes(told, organization, until=third) == everything[3:]


def test_a_right_holds_from_the_very_moment_of_its_change(told: str, organization: Organization) -> None:
    added, assigned, disabled, _, enabled, _ = moments(told, organization, ANN)
    held = [may(told, organization, at) for at in (added, assigned - JUST, assigned, disabled - JUST, disabled)]
    assert held == [None, None, [], [], None]
    assert [may(told, organization, at) for at in (enabled - JUST, enabled)] == [None, []]
    assert may(told, organization, added, "work_orders.log_production") == ["north"]
    assert may(told, organization, None, "work_orders.log_production") is None
    with pytest.raises(UnknownPerson):
        may(told, organization, added - JUST)


def test_what_a_role_might_do_then_is_what_its_holders_might(told: str, organization: Organization) -> None:
    changed, retired, defined = moments(told, organization, "planner")
    assert may(told, organization, changed - JUST) == []
    assert may(told, organization, changed) is None
    assert [may(told, organization, at, "lots.hold") for at in (changed, retired, defined)] == [[], None, []]
    now = ask(told, organization, PROJECTION.name, lambda cursor: view.roles(cursor, permissions()))
    assert next(each.permissions for each in now if each.role == "planner") == ["lots.hold"]
    assert next(each.permissions for each in now if each.role == "admin") == list(permissions().names)


def test_who_might_do_it_where(told: str, organization: Organization) -> None:
    made, disabled = moments(told, organization, "SAP")
    assert holders(told, organization, "lots.hold") == [str(each) for each in sorted([ANN, CHIEF], key=str)]
    for plant, expected in (("south", True), ("north", False)):
        assert ("SAP" in holders(told, organization, "lots.hold", plant=plant, as_of=made)) is expected
    assert "SAP" not in holders(told, organization, "lots.hold", plant="south", as_of=disabled)
    added = moments(told, organization, ANN)[0]
    assert str(ANN) in holders(told, organization, "work_orders.log_production", plant="north", as_of=added)
    assert str(ANN) not in holders(told, organization, "work_orders.log_production", plant="south", as_of=added)
    with pytest.raises(UnknownPermission):
        holders(told, organization, "lots.paint")


def test_who_is_erased_is_an_id_and_nobody(told: str, organization: Organization) -> None:
    came, went = moments(told, organization, GONE)
    for at, standing in ((came, "let_in"), (went, "erased")):
        found = ask(told, organization, PROJECTION.name, lambda c, at=at: view.people(c, as_of=at))
        (gone,) = [each for each in found if each.person == GONE]
        assert (gone.standing, gone.name, gone.login, gone.is_erased) == (standing, None, None, True)
    assert str(GONE) in holders(told, organization, "sales.create_order", as_of=came)
    assert str(GONE) not in holders(told, organization, "sales.create_order", as_of=went)


def test_twice_is_once(told: str, organization: Organization) -> None:
    before = contents(told, PROJECTION.name)
    again = [
        Recorded(n, organization.id, e["stream"], e["version"], e["data"], Meta(user=BOB), e["occurred_at"], AT)
        for n, e in enumerate(STORY, 1)
    ]
    with database.connect(told, "worker") as connection, connection.transaction(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('search_path', %s, true)", (f"{PROJECTION.name}, unison",))
        apply(cursor, PROJECTION, again)
    assert contents(told, PROJECTION.name) == before
    assert len(before["changes"]) >= len(STORY)


def test_rebuilt_is_the_same(told: str) -> None:
    before = contents(told, PROJECTION.name)
    with database.connect(told, "owner") as connection:
        rebuild(connection, PROJECTION)
    assert contents(told, PROJECTION.name) == before
