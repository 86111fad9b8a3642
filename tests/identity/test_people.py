"""People, plants and what each role may do."""

from datetime import time
from typing import Any

import httpx
import psycopg
import pytest
from acting import PASSWORD, As, Firm

from tests.spine import uuid7
from unison.infrastructure.identity import LoginTaken, OrganizationExists, create_organization, create_user
from unison.main import RULES
from unison.presentation.permissions import ROLES, resolve

NEW = {"login": "eve", "name": "Eve", "password": "a long one", "role": "operator", "plants": ["north"]}


def open_plant(client: httpx.Client, headers: dict[str, str], body: dict[str, str]) -> httpx.Response:
    return client.post("plants/open", headers=headers | {"Idempotency-Key": str(uuid7())}, json=body)


NAMES = (
    "work_orders.release", "work_orders.log_production", "lots.move", "equipment.change_state", "genealogy.read",
    "work_order_board.read", "feed.read", "audit.verify", "users.read", "users.manage", "plants.read", "plants.open",
)  # fmt: skip


def test_each_role_holds_what_its_rules_say() -> None:
    held = resolve(NAMES, RULES)
    shop_floor = {"work_orders.log_production", "lots.move", "equipment.change_state"}
    reads = {"genealogy.read", "work_order_board.read", "plants.read"}
    assert held["operator"] == shop_floor | reads
    assert held["auditor"] == reads | {"feed.read", "audit.verify"}
    assert held["supervisor"] == set(NAMES) - {"users.read", "users.manage", "plants.open"}
    assert held["admin"] == set(NAMES)
    assert held["stranger"] == frozenset()


def test_the_roles_are_those_the_database_knows(owner: psycopg.Connection[Any]) -> None:
    row = owner.execute(
        "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'users_role_check'"
    ).fetchone()
    assert row is not None
    assert all(f"'{role}'" in row[0] for role in ROLES)
    assert row[0].count("::text") == len(ROLES)


@pytest.mark.parametrize("role", ["operator", "supervisor", "auditor"])
def test_only_an_administrator_sees_and_changes_people(client: httpx.Client, firm: Firm, signed: As, role: str) -> None:
    mine = signed.headers(firm, role)
    someone = firm.people["operator"]
    for asked in (
        client.get("users", headers=mine),
        client.post("users", headers=mine, json=NEW),
        client.post(f"users/{someone}/change-role", headers=mine, json={"role": "admin"}),
        client.delete(f"users/{someone}", headers=mine),
    ):
        assert (asked.status_code, asked.json()["code"]) == (403, "not_allowed")
    opening = open_plant(client, mine, {"plant": "south", "name": "South"})
    assert (opening.status_code, opening.json()["code"]) == (403, "not_permitted")


@pytest.mark.parametrize("role", ROLES)
def test_everybody_sees_the_names_behind_ids_and_nothing_else(
    client: httpx.Client, firm: Firm, signed: As, role: str
) -> None:
    named = client.get("people", headers=signed.headers(firm, role)).json()
    assert {person["user_id"] for person in named} == {str(each) for each in firm.people.values()}
    assert all(set(person) == {"user_id", "name"} for person in named)


def test_a_new_person_can_sign_in_and_sees_their_plants(client: httpx.Client, firm: Firm, signed: As) -> None:
    made = client.post("users", headers=signed.headers(firm, "admin"), json=NEW)
    assert made.status_code == 201
    assert "password" not in made.text
    mine = {"Authorization": f"Bearer {signed.tokens(firm, 'eve', 'a long one')['access_token']}"}
    assert client.get("probe", headers=mine).json()["plants"] == ["north"]
    assert [p["plant"] for p in client.get("plants", headers=mine).json()] == ["north"]


def test_a_login_is_given_once_in_an_organization(
    client: httpx.Client, firm: Firm, other_firm: Firm, signed: As
) -> None:
    for where in (firm, other_firm):
        assert client.post("users", headers=signed.headers(where, "admin"), json=NEW).status_code == 201
    again = client.post("users", headers=signed.headers(firm, "admin"), json=NEW | {"login": "EVE"})
    assert (again.status_code, again.json()["code"]) == (409, "login_taken")


def test_a_person_cannot_be_given_a_plant_that_is_not_there(client: httpx.Client, firm: Firm, signed: As) -> None:
    refused = client.post("users", headers=signed.headers(firm, "admin"), json=NEW | {"plants": ["north", "moon"]})
    assert refused.status_code == 404
    assert "moon" in refused.json()["detail"]


def test_another_role_holds_from_the_next_refresh_on(client: httpx.Client, firm: Firm, signed: As) -> None:
    token = signed.tokens(firm, "operator")["refresh_token"]
    rights = {"role": "supervisor", "plants": ["main"]}
    admin = signed.headers(firm, "admin")
    client.post(f"users/{firm.people['operator']}/change-role", headers=admin, json=rights)
    refreshed = client.post("auth/refresh", json={"refresh_token": token}).json()
    said = client.get("probe", headers={"Authorization": f"Bearer {refreshed['access_token']}"}).json()
    assert (said["role"], said["plants"]) == ("supervisor", ["main"])


def test_a_reset_password_ends_the_sign_ins(client: httpx.Client, firm: Firm, signed: As) -> None:
    token = signed.tokens(firm, "operator")["refresh_token"]
    admin = signed.headers(firm, "admin")
    client.post(f"users/{firm.people['operator']}/reset-password", headers=admin, json={"password": "brand new"})
    assert client.post("auth/refresh", json={"refresh_token": token}).status_code == 401
    signed.tokens(firm, "operator", "brand new")


def test_an_administrator_cannot_lock_themselves_out(client: httpx.Client, firm: Firm, signed: As) -> None:
    admin, me = signed.headers(firm, "admin"), firm.people["admin"]
    for asked in (
        client.post(f"users/{me}/disable", headers=admin),
        client.delete(f"users/{me}", headers=admin),
        client.post(f"users/{me}/change-role", headers=admin, json={"role": "operator"}),
    ):
        assert (asked.status_code, asked.json()["code"]) == (409, "not_yourself")


def test_a_person_can_be_erased(client: httpx.Client, firm: Firm, signed: As, owner: psycopg.Connection[Any]) -> None:
    signed.tokens(firm, "operator")
    erased = client.delete(f"users/{firm.people['operator']}", headers=signed.headers(firm, "admin"))
    assert erased.status_code == 204
    for table in ("users", "refresh_tokens"):
        left = owner.execute(f"SELECT FROM unison.{table} WHERE user_id = %s", (firm.people["operator"],))  # type: ignore[arg-type]
        assert left.fetchone() is None


def test_an_administrator_of_another_organization_finds_nobody(
    client: httpx.Client, firm: Firm, other_firm: Firm, signed: As
) -> None:
    stranger, someone = signed.headers(other_firm, "admin"), firm.people["operator"]
    for asked in (
        client.post(f"users/{someone}/disable", headers=stranger),
        client.post(f"users/{someone}/enable", headers=stranger),
        client.post(f"users/{someone}/change-role", headers=stranger, json={"role": "admin"}),
        client.post(f"users/{someone}/reset-password", headers=stranger, json={"password": "taken over"}),
        client.delete(f"users/{someone}", headers=stranger),
    ):
        assert (asked.status_code, asked.json()["code"]) == (404, "unknown_user")
    assert str(someone) not in client.get("users", headers=stranger).text
    signed.tokens(firm, "operator", PASSWORD)


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
    with pytest.raises(LoginTaken):
        create_user(owner, firm.id, "operator", name="Twice", password=PASSWORD, role="operator")
