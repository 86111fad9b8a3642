"""People, plants and what each role may do."""

from concurrent.futures import ThreadPoolExecutor
from datetime import time
from fnmatch import fnmatchcase
from importlib.resources import files
from typing import Any

import httpx
import psycopg
import pytest
from acting import PASSWORD, As, Firm

from tests.spine import uuid7
from unison.infrastructure import database
from unison.infrastructure.identity.accounts import LoginInUse, create_user
from unison.infrastructure.identity.organizations import OrganizationExists, create_organization
from unison.main import RULES, permissions
from unison.presentation.permissions import resolve

NEW: dict[str, Any] = {
    "login": "eve",
    "name": "Eve",
    "assignments": [{"role": "operator", "plants": ["north"]}],
}


def tell(client: httpx.Client, headers: dict[str, str], route: str, **body: Any) -> httpx.Response:
    return client.post(f"people/{route}", headers=headers | {"Idempotency-Key": str(uuid7())}, json=body)


def add(client: httpx.Client, headers: dict[str, str], **told: Any) -> httpx.Response:
    return tell(client, headers, "add", **{"person": str(uuid7()), **NEW, **told})


def open_plant(client: httpx.Client, headers: dict[str, str], body: dict[str, str]) -> httpx.Response:
    return client.post("plants/open", headers=headers | {"Idempotency-Key": str(uuid7())}, json=body)


NAMES = (
    "work_orders.release", "work_orders.log_production", "lots.move", "equipment.change_state", "genealogy.read",
    "work_order_board.read", "feed.read", "audit.verify", "rights.read", "people.assign", "plants.read", "plants.open",
)  # fmt: skip


def test_each_role_holds_what_its_rules_say() -> None:
    held = resolve(dict.fromkeys(NAMES, ""), RULES)
    shop_floor = {"work_orders.log_production", "lots.move", "equipment.change_state"}
    reads = {"genealogy.read", "work_order_board.read", "plants.read"}
    assert held["operator"] == shop_floor | reads
    assert held["auditor"] == reads | {"feed.read", "audit.verify", "rights.read"}
    assert held["supervisor"] == set(NAMES) - {"rights.read", "people.assign", "plants.open"}
    assert held["planner"] >= {"work_orders.release", "feed.read"}
    assert not held["planner"] & {"rights.read", "people.assign", "work_orders.log_production"}
    assert held["maintenance"] >= {"equipment.change_state"}
    assert held["admin"] == set(NAMES)
    assert held["stranger"] == frozenset()


def test_every_pattern_of_the_policy_is_of_a_permission_that_there_is() -> None:
    names = permissions().names
    policy = files("unison.presentation.permissions").joinpath("policy.csv").read_text().splitlines()
    patterns = {line.split(",")[2].strip() for line in policy} - {"*.verify"}
    assert [pattern for pattern in patterns if not any(fnmatchcase(name, pattern) for name in names)] == []


def test_each_permission_is_told_in_one_sentence() -> None:
    """Of a command it is the first of its docstring; of a question it stands where the question asks for it."""
    told = permissions().meanings
    assert told["lots.hold"] == "Block a lot: nothing may be taken from it until it is released."
    assert [name for name, meaning in told.items() if not (meaning[:1].isupper() and meaning.endswith("."))] == []
    assert [name for name, meaning in told.items() if len(meaning) < 12 or "\n" in meaning] == []


@pytest.mark.parametrize("role", ["operator", "supervisor", "auditor"])
def test_only_an_administrator_changes_people(client: httpx.Client, firm: Firm, signed: As, role: str) -> None:
    mine, someone = signed.headers(firm, role), str(firm.people["operator"])
    for asked in (
        add(client, mine),
        tell(client, mine, "assign", person=someone, assignments=[{"role": "admin"}]),
        tell(client, mine, "erase", person=someone),
        tell(client, mine, "one-time-password", person=someone),
        tell(client, mine, "roles/define", role="tester"),
    ):
        assert (asked.status_code, asked.json()["code"]) == (403, "not_permitted")
    assert client.get("people/accounts", headers=mine).status_code == (200 if role == "auditor" else 403)
    opening = open_plant(client, mine, {"plant": "south", "name": "South"})
    assert (opening.status_code, opening.json()["code"]) == (403, "not_permitted")


@pytest.mark.parametrize("role", ["operator", "supervisor", "auditor", "admin"])
def test_everybody_sees_the_names_behind_ids_and_nothing_else(
    client: httpx.Client, firm: Firm, signed: As, role: str
) -> None:
    named = client.get("people", headers=signed.headers(firm, role)).json()
    assert {person["user_id"] for person in named} == {str(each) for each in firm.people.values()}
    assert all(set(person) == {"user_id", "name"} for person in named)


def test_a_new_person_signs_in_once_with_the_password_they_were_given_and_then_with_their_own(
    client: httpx.Client, firm: Firm, signed: As
) -> None:
    admin, person = signed.headers(firm, "admin"), str(uuid7())
    assert add(client, admin, person=person).status_code == 201
    key = {"Idempotency-Key": str(uuid7())}
    made = client.post("people/one-time-password", headers=admin | key, json={"person": person})
    given = made.json()["one_time_password"]
    again = client.post("people/one-time-password", headers=admin | key, json={"person": person})
    assert (again.json()["repeated"], again.json()["one_time_password"]) == (True, None)
    mine = {"Authorization": f"Bearer {signed.tokens(firm, 'eve', given)['access_token']}"}
    assert client.get("plants", headers=mine).json()["code"] == "password_must_be_changed"
    assert add(client, mine).json()["code"] == "password_must_be_changed"
    me = client.get("auth/me", headers=mine).json()
    assert (me["must_change_password"], me["permissions"]) == (True, [])
    own = {"current": given, "new": "battery staple 7"}
    assert client.post("auth/change-password", headers=mine, json=own).status_code == 204
    assert client.get("probe", headers=mine).json()["plants"] == ["north"]
    assert [p["plant"] for p in client.get("plants", headers=mine).json()] == ["north"]


def test_what_is_personal_stands_in_no_fact_and_no_command(
    client: httpx.Client, firm: Firm, signed: As, owner: psycopg.Connection[Any]
) -> None:
    admin, person = signed.headers(firm, "admin"), str(uuid7())
    add(client, admin, person=person, login="gwendolyn", name="Gwendolyn", email="gwendolyn@plant.example")
    tell(client, admin, "change", person=person, name="Gwendolyn B")
    tell(client, admin, "one-time-password", person=person)
    query = """SELECT e.data::text || e.meta::text || coalesce(c.answer::text, '') FROM unison.events e
               LEFT JOIN unison.commands c USING (organization_id, command_id) WHERE e.organization_id = %s"""
    kept = " ".join(row[0] for row in owner.execute(query, (firm.id,)).fetchall())
    assert "PersonAdded" not in kept
    assert not any(word in kept.lower() for word in ("gwendolyn", "argon2"))
    shown = {each["person"]: each for each in client.get("people/accounts", headers=admin).json()}[person]
    assert (shown["login"], shown["name"], shown["email"]) == ("gwendolyn", "Gwendolyn B", "gwendolyn@plant.example")
    item = {"id": str(uuid7()), "command": "people.add", "device_seq": 1, "body": {"person": str(uuid7()), **NEW}}
    (offline,) = client.post("commands", headers=admin, json={"commands": [item]}).json()
    assert (offline["status"], offline["problem"]["code"]) == (409, "not_while_offline")


def test_a_login_is_given_once_in_an_organization(
    client: httpx.Client, firm: Firm, other_firm: Firm, signed: As
) -> None:
    for where in (firm, other_firm):
        assert add(client, signed.headers(where, "admin")).status_code == 201
    again = add(client, signed.headers(firm, "admin"), login="EVE")
    assert (again.status_code, again.json()["code"]) == (409, "login_taken")


@pytest.mark.parametrize(
    ("wrong", "code"),
    [({"role": "operator", "plants": ["moon"]}, "unknown_plant"), ({"role": "astronaut"}, "unknown_role")],
)
def test_a_person_cannot_be_given_what_is_not_there(
    client: httpx.Client, firm: Firm, signed: As, wrong: dict[str, Any], code: str
) -> None:
    refused = add(client, signed.headers(firm, "admin"), assignments=[wrong])
    assert (refused.status_code, refused.json()["code"]) == (404, code)


def test_another_role_holds_at_once(client: httpx.Client, firm: Firm, signed: As) -> None:
    mine, admin = signed.headers(firm, "operator"), signed.headers(firm, "admin")
    assert client.get("probe", headers=mine).json()["role"] == "operator"
    assigned = [{"role": "supervisor", "plants": ["main"]}]
    tell(client, admin, "assign", person=str(firm.people["operator"]), assignments=assigned)
    said = client.get("probe", headers=mine).json()
    assert (said["role"], said["plants"]) == ("supervisor", ["main"])


def test_a_role_of_one_plant_beside_one_of_another_holds_each_where_it_is_had(
    client: httpx.Client, firm: Firm, signed: As
) -> None:
    mine, admin = signed.headers(firm, "operator"), signed.headers(firm, "admin")
    assigned: list[dict[str, Any]] = [{"role": "admin", "plants": ["north"]}, {"role": "auditor", "plants": []}]
    tell(client, admin, "assign", person=str(firm.people["operator"]), assignments=assigned)
    assert len(client.get("people/accounts", headers=mine).json()) == 4
    assert client.get("probe", headers=mine).json()["plants"] == []
    refused = add(client, mine)
    assert (refused.status_code, refused.json()["code"]) == (403, "concerns_every_plant")


def test_who_is_disabled_or_erased_is_kept_out_at_once(client: httpx.Client, firm: Firm, signed: As) -> None:
    mine, admin, me = signed.headers(firm, "operator"), signed.headers(firm, "admin"), str(firm.people["operator"])
    tell(client, admin, "disable", person=me)
    assert (kept_out := client.get("probe", headers=mine)).status_code == 401
    assert kept_out.json()["code"] == "account_disabled"
    tell(client, admin, "enable", person=me)
    assert client.get("probe", headers=mine).json()["code"] == "session_ended"
    mine = signed.headers(firm, "operator")
    assert client.get("probe", headers=mine).status_code == 200
    tell(client, admin, "erase", person=me)
    assert client.get("probe", headers=mine).json()["code"] == "account_gone"


def test_a_given_password_ends_the_sign_ins(client: httpx.Client, firm: Firm, signed: As) -> None:
    token = signed.tokens(firm, "operator")["refresh_token"]
    tell(client, signed.headers(firm, "admin"), "one-time-password", person=str(firm.people["operator"]))
    assert client.post("auth/refresh", json={"refresh_token": token}).status_code == 401


def test_an_administrator_cannot_lock_themselves_out(client: httpx.Client, firm: Firm, signed: As) -> None:
    admin, me = signed.headers(firm, "admin"), str(firm.people["admin"])
    for asked in (
        tell(client, admin, "disable", person=me),
        tell(client, admin, "erase", person=me),
        tell(client, admin, "assign", person=me, assignments=[{"role": "operator"}]),
    ):
        assert (asked.status_code, asked.json()["code"]) == (409, "not_yourself")
    for asked in (
        tell(client, admin, "roles/change", role="admin", allow=["*.read"]),
        tell(client, admin, "roles/retire", role="admin"),
    ):
        assert (asked.status_code, asked.json()["code"]) == (409, "administrators_stay")


def test_two_administrators_who_disable_each_other_at_once_are_not_both_gone(
    client: httpx.Client, firm: Firm, signed: As
) -> None:
    admin, second = signed.headers(firm, "admin"), str(uuid7())
    add(client, admin, person=second, login="second", assignments=[{"role": "admin"}])
    given = tell(client, admin, "one-time-password", person=second).json()["one_time_password"]
    theirs = {"Authorization": f"Bearer {signed.tokens(firm, 'second', given)['access_token']}"}
    client.post("auth/change-password", headers=theirs, json={"current": given, "new": "battery staple 7"})
    with ThreadPoolExecutor() as pool:
        one = pool.submit(tell, client, admin, "disable", person=second)
        other = pool.submit(tell, client, theirs, "disable", person=str(firm.people["admin"]))
    assert sorted(answer.result().status_code == 200 for answer in (one, other)) == [False, True]


def test_a_person_can_be_erased(client: httpx.Client, firm: Firm, signed: As, owner: psycopg.Connection[Any]) -> None:
    signed.tokens(firm, "operator")
    gone = str(firm.people["operator"])
    assert tell(client, signed.headers(firm, "admin"), "erase", person=gone).status_code == 200
    for left in ("users WHERE user_id", "sessions WHERE account_id"):
        assert owner.execute(f"SELECT FROM unison.{left} = %s", (gone,)).fetchone() is None  # type: ignore[arg-type]
    again = tell(client, signed.headers(firm, "admin"), "enable", person=gone)
    assert (again.status_code, again.json()["code"]) == (404, "unknown_person")


def test_an_administrator_of_another_organization_finds_nobody(
    client: httpx.Client, firm: Firm, other_firm: Firm, signed: As
) -> None:
    stranger, someone = signed.headers(other_firm, "admin"), str(firm.people["operator"])
    for asked in (
        tell(client, stranger, "disable", person=someone),
        tell(client, stranger, "enable", person=someone),
        tell(client, stranger, "assign", person=someone, assignments=[{"role": "admin"}]),
        tell(client, stranger, "one-time-password", person=someone),
        tell(client, stranger, "erase", person=someone),
    ):
        assert (asked.status_code, asked.json()["code"]) == (404, "unknown_person")
    assert someone not in client.get("people/accounts", headers=stranger).text
    signed.tokens(firm, "operator", PASSWORD)


def test_rights_are_written_by_facts_alone(firm: Firm, database_url: str) -> None:
    with database.connect(database_url, "app") as app, app.transaction():
        app.execute("SELECT set_config('app.organization', %s, true)", (str(firm.id),))
        for statement in (
            "UPDATE unison.users SET assignments = '[]'",
            "UPDATE unison.users SET disabled_at = NULL",
            "DELETE FROM unison.users",
            "INSERT INTO unison.roles VALUES (unison.organization(), 'r', '{*}', '{}', false)",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege), app.transaction():
                app.execute(statement)


# Roles ------------------------------------------------------------------------------------------------------------


def test_a_role_of_one_s_own_holds_what_it_is_said_to_at_once(client: httpx.Client, firm: Firm, signed: As) -> None:
    mine, admin = signed.headers(firm, "operator"), signed.headers(firm, "admin")
    me = str(firm.people["operator"])
    made = tell(client, admin, "roles/define", role="tester", allow=["rights.*", "people.read"])
    assert made.status_code == 201, made.text
    assert client.get("people/accounts", headers=mine).status_code == 403
    tell(client, admin, "assign", person=me, assignments=[{"role": "tester"}])
    assert client.get("people/accounts", headers=mine).status_code == 200
    tell(client, admin, "roles/change", role="tester", allow=["*.read"], deny=["rights.read"])
    assert client.get("people/accounts", headers=mine).status_code == 403
    assert client.get("plants", headers=mine).status_code == 200
    tell(client, admin, "roles/retire", role="tester")
    assert client.get("plants", headers=mine).status_code == 403
    (shown,) = (role for role in client.get("people/roles", headers=admin).json() if role["role"] == "tester")
    assert (shown["retired"], shown["built_in"], shown["permissions"], shown["people"]) == (True, False, [], 1)


def test_what_an_organization_says_of_a_role_it_began_with_comes_first(
    client: httpx.Client, firm: Firm, other_firm: Firm, signed: As
) -> None:
    mine, theirs = signed.headers(firm, "operator"), signed.headers(other_firm, "operator")
    tell(client, signed.headers(firm, "admin"), "roles/change", role="operator", allow=["people.read"])
    assert client.get("plants", headers=mine).status_code == 403
    assert client.get("plants", headers=theirs).status_code == 200


def test_a_permission_that_is_not_there_is_refused(client: httpx.Client, firm: Firm, signed: As) -> None:
    refused = tell(client, signed.headers(firm, "admin"), "roles/define", role="tester", allow=["people.*", "lots.eat"])
    assert (refused.status_code, refused.json()["code"]) == (404, "no_such_permission")
    assert "lots.eat" in refused.json()["detail"]


def test_a_plant_has_a_time_zone_and_a_day_that_begins(client: httpx.Client, firm: Firm, signed: As) -> None:
    plant = {"plant": "south", "name": "South", "time_zone": "Europe/Berlin", "day_starts_at": "22:00"}
    admin = signed.headers(firm, "admin")
    assert open_plant(client, admin, plant).status_code == 201
    assert open_plant(client, admin, plant).json()["code"] == "plant_exists"
    shown = {p["plant"]: p["day_starts_at"] for p in client.get("plants", headers=admin).json()}
    assert list(shown) == ["main", "north", "south"]
    assert time.fromisoformat(shown["south"]) == time(22)


@pytest.mark.parametrize(
    "wrong",
    [{"time_zone": "Mars/Olympus"}, {"day_starts_at": "06:00Z"}, {"plant": ""}, {"plant": "a\x00b"}, {"colour": "red"}],
)
def test_a_malformed_plant_names_the_field(client: httpx.Client, firm: Firm, signed: As, wrong: dict[str, str]) -> None:
    body = {"plant": "south", "name": "South"} | wrong
    refused = open_plant(client, signed.headers(firm, "admin"), body)
    assert refused.status_code == 422
    assert [e["field"] for e in refused.json()["errors"]] == list(wrong)


def test_an_organization_and_a_login_are_made_once(owner: psycopg.Connection[Any], firm: Firm) -> None:
    with pytest.raises(OrganizationExists):
        create_organization(owner, firm.slug, "Twice")
    with pytest.raises(LoginInUse):
        create_user(owner, firm.id, "operator", name="Twice", password=PASSWORD, role="operator")
