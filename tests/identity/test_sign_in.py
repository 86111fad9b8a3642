"""Signing in, staying signed in, and being kept out."""

import base64
import json
import time
from typing import Any

import httpx
import psycopg
import pytest
from acting import PASSWORD, As, Firm
from argon2 import PasswordHasher

from tests.spine import uuid7
from unison.infrastructure import tokens
from unison.infrastructure.tokens import fingerprint


def sign_in(client: httpx.Client, organization: str, login: str, password: str) -> httpx.Response:
    return client.post("auth/sign-in", json={"organization": organization, "login": login, "password": password})


def test_the_right_password_gives_a_token_that_says_who_and_where(client: httpx.Client, firm: Firm, signed: As) -> None:
    answered = client.get("probe", headers=signed.headers(firm, "operator"))
    assert answered.json() == {"role": "operator", "plants": [], "organization": str(firm.id)}


def test_a_login_counts_in_any_case(client: httpx.Client, firm: Firm) -> None:
    assert sign_in(client, firm.slug.upper(), "Operator", PASSWORD).status_code == 200


def test_a_wrong_password_an_unknown_login_and_an_unknown_organization_answer_the_same(
    client: httpx.Client, firm: Firm
) -> None:
    answers = [
        sign_in(client, firm.slug, "operator", "wrong"),
        sign_in(client, firm.slug, "nobody", "wrong"),
        sign_in(client, "no-such-firm", "operator", "wrong"),
    ]
    assert [a.status_code for a in answers] == [401, 401, 401]
    assert answers[0].json() == answers[1].json() == answers[2].json()
    assert answers[0].json()["code"] == "wrong_login"


@pytest.fixture
def hashed_in_earnest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "hasher", PasswordHasher())


@pytest.mark.usefixtures("hashed_in_earnest")
def test_an_unknown_login_takes_as_long_as_a_wrong_password(client: httpx.Client, firm: Firm) -> None:
    def median_s(login: str) -> float:
        took: list[float] = []
        for _ in range(4):
            began = time.perf_counter()
            sign_in(client, firm.slug, login, "wrong")
            took.append(time.perf_counter() - began)
        return sorted(took)[1]

    known, unknown = median_s("operator"), median_s("nobody")
    assert 0.4 < known / unknown < 2.5


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ({}, "token_missing"),
        ({"Authorization": "Basic b3A6cHc="}, "bearer_missing"),
        ({"Authorization": "Bearer"}, "bearer_missing"),
        ({"Authorization": "Bearer not.a.token"}, "token_malformed"),
    ],
)
def test_without_a_token_of_ours_nothing_is_answered(client: httpx.Client, header: dict[str, str], code: str) -> None:
    answered = client.get("probe", headers=header)
    assert answered.status_code == 401
    assert answered.headers["www-authenticate"] == "Bearer"
    assert answered.headers["content-type"] == "application/problem+json"
    assert answered.json()["code"] == code


def test_a_token_that_was_changed_is_refused(client: httpx.Client, firm: Firm, signed: As) -> None:
    head, body, signature = signed.tokens(firm, "operator")["access_token"].split(".")
    said = json.loads(base64.urlsafe_b64decode(body + "=="))
    forged = base64.urlsafe_b64encode(json.dumps(said | {"role": "admin"}).encode()).decode().rstrip("=")
    unsigned = base64.urlsafe_b64encode(b'{"alg":"none","typ":"JWT"}').decode().rstrip("=")
    for token in (f"{head}.{forged}.{signature}", f"{unsigned}.{forged}."):
        answered = client.get("probe", headers={"Authorization": f"Bearer {token}"})
        assert (answered.status_code, answered.json()["code"]) == (401, "token_malformed")


def test_a_refresh_token_gives_the_next_pair_once(client: httpx.Client, firm: Firm, signed: As) -> None:
    first = signed.tokens(firm, "operator")
    second = client.post("auth/refresh", json={"refresh_token": first["refresh_token"]})
    assert second.status_code == 200
    assert second.json()["refresh_token"] != first["refresh_token"]
    answered = client.get("probe", headers={"Authorization": f"Bearer {second.json()['access_token']}"})
    assert answered.json()["role"] == "operator"


def refreshed(client: httpx.Client, token: str) -> httpx.Response:
    return client.post("auth/refresh", json={"refresh_token": token})


def a_minute_passes(owner: psycopg.Connection[Any], firm: Firm) -> None:
    past = "UPDATE unison.refresh_tokens SET used_at = used_at - interval '1 minute' WHERE organization_id = %s"
    owner.execute(past, (firm.id,))


def test_a_refresh_token_whose_answer_was_lost_counts_once_more(client: httpx.Client, firm: Firm, signed: As) -> None:
    first = signed.tokens(firm, "operator")["refresh_token"]
    lost = refreshed(client, first).json()["refresh_token"]
    again = refreshed(client, first)
    assert again.status_code == 200
    assert refreshed(client, again.json()["refresh_token"]).status_code == 200
    assert refreshed(client, lost).status_code == 401, "what it led to at first is void"


def test_it_does_not_count_a_third_time(client: httpx.Client, firm: Firm, signed: As) -> None:
    first = signed.tokens(firm, "operator")["refresh_token"]
    refreshed(client, first)
    second = refreshed(client, first).json()["refresh_token"]
    assert refreshed(client, first).status_code == 401
    assert refreshed(client, second).status_code == 401, "the family has ended"


def test_an_answer_that_was_used_was_not_lost(client: httpx.Client, firm: Firm, signed: As) -> None:
    first = signed.tokens(firm, "operator")["refresh_token"]
    second = refreshed(client, first).json()["refresh_token"]
    third = refreshed(client, second).json()["refresh_token"]
    assert refreshed(client, first).status_code == 401
    assert refreshed(client, third).status_code == 401, "the family has ended"


def test_a_refresh_token_that_comes_again_later_ends_its_whole_family(
    client: httpx.Client, firm: Firm, signed: As, owner: psycopg.Connection[Any]
) -> None:
    other = signed.tokens(firm, "operator")["refresh_token"]
    first = signed.tokens(firm, "operator")["refresh_token"]
    second = refreshed(client, first).json()["refresh_token"]
    a_minute_passes(owner, firm)
    assert refreshed(client, first).status_code == 401
    assert refreshed(client, second).status_code == 401
    assert refreshed(client, other).status_code == 200


def test_a_refresh_token_is_stored_as_its_hash_only(firm: Firm, signed: As, owner: psycopg.Connection[Any]) -> None:
    token = signed.tokens(firm, "operator")["refresh_token"]
    rows = owner.execute(
        "SELECT token_hash, t::text FROM unison.refresh_tokens t WHERE organization_id = %s", (firm.id,)
    )
    stored = rows.fetchall()
    assert [row[0] for row in stored] == [fingerprint(token)]
    assert token not in stored[0][1]


def test_an_expired_refresh_token_is_refused(
    client: httpx.Client, firm: Firm, signed: As, owner: psycopg.Connection[Any]
) -> None:
    token = signed.tokens(firm, "operator")["refresh_token"]
    owner.execute("UPDATE unison.refresh_tokens SET expires_at = now() WHERE organization_id = %s", (firm.id,))
    assert client.post("auth/refresh", json={"refresh_token": token}).status_code == 401


@pytest.mark.parametrize("token", ["x", "é", "A" * 64, "A" * 200])
def test_a_refresh_token_that_is_not_ours_is_refused(client: httpx.Client, token: str) -> None:
    assert client.post("auth/refresh", json={"refresh_token": token}).json()["code"] == "refresh_token_refused"
    assert client.post("auth/sign-out", json={"refresh_token": token}).status_code == 204


def test_a_refresh_token_of_one_organization_is_worth_nothing_in_the_name_of_another(
    client: httpx.Client, firm: Firm, other_firm: Firm, signed: As
) -> None:
    raw = base64.urlsafe_b64decode(signed.tokens(firm, "admin")["refresh_token"])
    moved = base64.urlsafe_b64encode(other_firm.id.bytes + raw[16:]).decode()
    assert client.post("auth/refresh", json={"refresh_token": moved}).status_code == 401


def test_signing_out_ends_the_refresh_token(client: httpx.Client, firm: Firm, signed: As) -> None:
    token = signed.tokens(firm, "operator")["refresh_token"]
    assert client.post("auth/sign-out", json={"refresh_token": token}).status_code == 204
    assert client.post("auth/refresh", json={"refresh_token": token}).status_code == 401


def test_signing_out_ends_the_access_token_too_and_no_other_sign_in(
    client: httpx.Client, firm: Firm, signed: As
) -> None:
    one, other = signed.tokens(firm, "operator"), signed.tokens(firm, "operator")
    client.post("auth/sign-out", json={"refresh_token": one["refresh_token"]})
    ended, goes_on = (
        client.get("probe", headers={"Authorization": f"Bearer {tokens['access_token']}"}) for tokens in (one, other)
    )
    assert (ended.status_code, ended.json()["code"]) == (401, "session_ended")
    assert goes_on.status_code == 200


def test_a_disabled_account_is_told_so_only_by_its_own_password(client: httpx.Client, firm: Firm, signed: As) -> None:
    refresh_token = signed.tokens(firm, "operator")["refresh_token"]
    admin, me = signed.headers(firm, "admin"), {"person": str(firm.people["operator"])}
    client.post("people/disable", headers=admin | {"Idempotency-Key": str(uuid7())}, json=me)
    assert sign_in(client, firm.slug, "operator", "wrong").json()["code"] == "wrong_login"
    assert sign_in(client, firm.slug, "operator", PASSWORD).json()["code"] == "account_disabled"
    assert client.post("auth/refresh", json={"refresh_token": refresh_token}).status_code == 401
    client.post("people/enable", headers=admin | {"Idempotency-Key": str(uuid7())}, json=me)
    assert sign_in(client, firm.slug, "operator", PASSWORD).status_code == 200


def test_me_says_who_i_am_and_what_i_may_do(client: httpx.Client, firm: Firm, signed: As) -> None:
    me = client.get("auth/me", headers=signed.headers(firm, "operator")).json()
    assert me["login"] == "operator"
    assert me["organization"] == firm.slug
    assert "work_orders.start" in me["permissions"]
    assert "work_orders.release" not in me["permissions"]


def test_a_new_password_needs_the_current_one(client: httpx.Client, firm: Firm, signed: As) -> None:
    mine = signed.headers(firm, "operator")
    wrong = client.post("auth/change-password", headers=mine, json={"current": "wrong", "new": "kiosk tram violet"})
    assert (wrong.status_code, wrong.json()["code"]) == (409, "wrong_password")
    right = client.post("auth/change-password", headers=mine, json={"current": PASSWORD, "new": "kiosk tram violet"})
    assert right.status_code == 204
    assert sign_in(client, firm.slug, "operator", "kiosk tram violet").status_code == 200
    assert client.get("probe", headers=mine).status_code == 200, "one's own session goes on"


def test_the_openapi_document_names_the_bearer_scheme(client: httpx.Client) -> None:
    document = client.get(str(client.base_url.copy_with(path="/openapi.json"))).json()
    (scheme,) = document["components"]["securitySchemes"].items()
    assert (scheme[1]["type"], scheme[1]["scheme"]) == ("http", "bearer")
    assert document["paths"]["/api/v1/people"]["get"]["security"] == [{scheme[0]: []}]
    assert "security" not in document["paths"]["/api/v1/auth/sign-in"]["post"]
