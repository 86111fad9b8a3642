"""The security log: what is told of sign-ins and refusals, and what a flood of them costs."""

import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, LiteralString

import httpx
import psycopg
import pytest
from acting import PASSWORD, As, Firm
from authenticator import Clock, enrol
from fastapi import FastAPI
from test_people import tell

from tests.presentation.showing import serving
from unison.infrastructure import database, signing_keys
from unison.infrastructure.identity import providers
from unison.infrastructure.identity.oidc import Provider
from unison.infrastructure.installation_secret import InstallationSecret
from unison.infrastructure.security_log import AT_THE_MACHINE, NOBODY
from unison.presentation import security_log
from unison.settings import Settings


@pytest.fixture
def client(app: FastAPI) -> Iterator[httpx.Client]:
    app.include_router(security_log.router, prefix="/api/v1")
    with serving(app) as address, httpx.Client(base_url=f"http://{address}/api/v1/") as client:
        yield client


def sign_in(client: httpx.Client, slug: str, login: str, password: str, **headers: str) -> httpx.Response:
    asked = {"organization": slug, "login": login, "password": password}
    return client.post("auth/sign-in", json=asked, headers=headers)


def told(client: httpx.Client, firm: Firm, signed: As, **asked: Any) -> list[dict[str, Any]]:
    answer = client.get("security-log", params=asked, headers=signed.headers(firm, "admin"))
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_who_came_in_and_who_did_not_is_told_without_what_they_typed(
    client: httpx.Client, firm: Firm, signed: As
) -> None:
    assert sign_in(client, firm.slug, "operator", "s3cret-typed-wrong").status_code == 401
    assert sign_in(client, firm.slug, "operator", PASSWORD).status_code == 200
    entries = [each for each in told(client, firm, signed) if each["kind"] != "rights_changed"]
    assert [each["kind"] for each in entries[-2:]] == ["signed_in", "sign_in_failed"]
    assert entries[-1]["account"] == entries[-2]["account"] is not None
    assert {each["address"] for each in entries} == {"127.0.0.1"}
    assert "s3cret" not in str(entries)
    assert "operator" not in str(entries)


def test_what_a_proxy_forwards_is_the_address_and_what_stands_before_it_is_not(
    client: httpx.Client, firm: Firm, signed: As
) -> None:
    sign_in(client, firm.slug, "operator", "wrong", **{"X-Forwarded-For": "6.6.6.6, 203.0.113.9"})
    (entry,) = told(client, firm, signed, kind="sign_in_failed")
    assert entry["address"] == "203.0.113.9"


def test_who_may_not_is_turned_away_and_told_with_what_they_wanted(
    client: httpx.Client, firm: Firm, signed: As
) -> None:
    assert client.get("security-log", headers=signed.headers(firm, "operator")).status_code == 403
    assert client.get("security-log", headers=signed.headers(firm, "supervisor")).status_code == 403
    deadline = time.monotonic() + 20  # it is written when the answer has gone
    while len(refused := told(client, firm, signed, kind="refused_forbidden")) < 2:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert {each["detail"]["permission"] for each in refused} == {"security.read"}
    assert {each["detail"]["path"] for each in refused} == {"/api/v1/security-log"}
    assert len({each["account"] for each in refused}) == len(refused) == 2


def test_a_flood_from_one_address_is_a_row_a_minute(client: httpx.Client, owner: psycopg.Connection[Any]) -> None:
    def rows() -> list[tuple[int]]:
        with owner.transaction():
            owner.execute("SET LOCAL ROLE unison_worker")
            asked = (
                "SELECT times FROM unison.security_log WHERE organization_id = %s AND kind = 'refused_unauthenticated'"
            )
            return owner.execute(asked, (NOBODY,)).fetchall()

    before = rows()
    for _ in range(100):
        assert client.get("probe", headers={"Authorization": "Bearer nonsense"}).status_code == 401
    after = rows()
    assert 1 <= len(after) - len(before) <= 2, "the minute may turn once"
    deadline = time.monotonic() + 30
    while sum(times for (times,) in rows()) - sum(times for (times,) in before) < 100:
        assert time.monotonic() < deadline, "what was repeated is not written"
        time.sleep(0.1)


@pytest.mark.parametrize("statement", ["DELETE FROM unison.security_log", "UPDATE unison.security_log SET kind = 'x'"])
def test_the_log_is_not_changed_by_the_application(statement: LiteralString, database_url: str) -> None:
    with database.connect(database_url, "app") as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(statement)


def test_another_organization_sees_nothing_of_it(
    client: httpx.Client, firm: Firm, other_firm: Firm, signed: As
) -> None:
    sign_in(client, firm.slug, "operator", "wrong")
    assert told(client, other_firm, signed, kind="sign_in_failed") == []
    assert len(told(client, firm, signed, kind="sign_in_failed")) == 1


def test_a_second_factor_that_was_set_up_removed_or_reset_is_told_with_who_did_it(
    client: httpx.Client, firm: Firm, signed: As, clock: Clock
) -> None:
    person = str(firm.people["operator"])
    mine = signed.headers(firm, "operator")
    app, codes = enrol(client, mine, clock)
    client.post("auth/second-factor/recovery-codes", headers=mine, json={"code": codes[0]})
    client.post("auth/second-factor/remove", headers=mine, json={"password": PASSWORD, "code": app.code()})
    entries = told(client, firm, signed, kind="second_factor_changed")
    assert [each["detail"]["what"] for each in entries] == ["removed", "recovery codes renewed", "set up"]
    assert {(each["account"], each["address"]) for each in entries} == {(person, "127.0.0.1")}
    assert tell(client, signed.headers(firm, "admin"), "reset-second-factor", person=person).status_code == 200
    reset = told(client, firm, signed, kind="rights_changed")[0]
    assert (reset["account"], reset["detail"]["about"]) == (str(firm.people["admin"]), f"people:{person}")
    assert reset["detail"]["fact"] == "people.SecondFactorReset"
    assert not {app.code(), *codes} & set(str(entries).split("'"))


def test_a_wrong_code_is_told_wherever_it_was_tried(client: httpx.Client, firm: Firm, signed: As, clock: Clock) -> None:
    mine = signed.headers(firm, "operator")
    enrol(client, mine, clock)
    client.post("auth/second-factor/show", headers=mine, json={"code": "000000"})
    (entry,) = told(client, firm, signed, kind="sign_in_failed")
    assert (entry["account"], entry["detail"]["reason"]) == (str(firm.people["operator"]), "second factor")


def test_a_provider_that_is_set_changed_or_removed_at_the_machine_is_told(
    client: httpx.Client, firm: Firm, signed: As, owner: psycopg.Connection[Any], settings: Settings
) -> None:
    provider = Provider("https://login.example", "unison", "s3cret-of-the-client")
    for _ in range(2):
        providers.set_provider(owner, InstallationSecret.of(settings), firm.id, provider, label="Company account")
    providers.link(owner, firm.id, "operator", "ann-of-the-provider")
    providers.remove_provider(owner, firm.id)
    entries = told(client, firm, signed, kind="provider_changed")
    assert [each["detail"]["what"] for each in entries] == ["removed", "person linked", "changed", "set"]
    assert {each["detail"]["by"] for each in entries} == {AT_THE_MACHINE}
    assert "s3cret" not in str(entries)
    assert "ann" not in str(entries)


def test_keys_that_are_made_rotated_or_revoked_are_told_to_who_has_the_machine(
    client: httpx.Client, firm: Firm, signed: As, owner: psycopg.Connection[Any], settings: Settings
) -> None:
    signed.headers(firm, "operator")  # the first process makes the first key
    secret = InstallationSecret.of(settings)
    first = signing_keys.rotate(owner, secret, timedelta(days=1))
    signing_keys.rotate(owner, secret, timedelta(days=1))
    signing_keys.revoke(owner, secret, first)
    with owner.transaction():
        owner.execute("SET LOCAL ROLE unison_worker")
        asked = "SELECT kind, detail FROM unison.security_log WHERE organization_id = %s AND kind LIKE 'keys%%' ORDER BY entry_id"
        rows = owner.execute(asked, (NOBODY,)).fetchall()
    assert [kind for kind, _ in rows[-3:]] == ["keys_rotated", "keys_rotated", "keys_revoked"]
    assert rows[-1][1] == {"key": first, "by": AT_THE_MACHINE}
    assert told(client, firm, signed, kind="keys_rotated") == [], "they are of no organization"
