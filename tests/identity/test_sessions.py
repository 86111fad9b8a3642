"""Sessions: in a cookie or in the body, listed, ended, and refused from then on."""

from typing import Any

import httpx
import psycopg
import pytest
from acting import PASSWORD, As, Firm

COOKIE = {"Unison-Session": "cookie"}


def sign_in(client: httpx.Client, firm: Firm, login: str = "operator", **headers: str) -> httpx.Response:
    body = {"organization": firm.slug, "login": login, "password": PASSWORD}
    return client.post("auth/sign-in", json=body, headers=COOKIE | headers)


def bearer(answer: httpx.Response) -> dict[str, str]:
    assert answer.status_code == 200, answer.text
    return {"Authorization": f"Bearer {answer.json()['access_token']}"}


def test_a_browser_gets_its_refresh_token_in_a_cookie_that_no_script_reads(client: httpx.Client, firm: Firm) -> None:
    answer = sign_in(client, firm)
    assert answer.json()["refresh_token"] is None
    (cookie,) = [said for said in answer.headers.get_list("set-cookie") if said.startswith("unison_refresh=")]
    for part in ("HttpOnly", "SameSite=strict", "Path=/api/v1/auth"):
        assert part in cookie
    assert "Secure" not in cookie
    refreshed = client.post("auth/refresh", headers=COOKIE)
    assert refreshed.status_code == 200
    assert client.get("probe", headers=bearer(refreshed)).status_code == 200


def test_by_https_the_cookie_goes_by_https_alone(client: httpx.Client, firm: Firm) -> None:
    host = client.base_url.netloc.decode()
    answer = sign_in(client, firm, Origin=f"https://{host}", **{"Sec-Fetch-Site": "same-origin"})
    said = answer.headers.get_list("set-cookie")
    assert len(said) == 2
    assert all(each.startswith("__Secure-unison_") and "; Secure" in each for each in said)


def test_a_program_gets_it_in_the_body_and_no_cookie(client: httpx.Client, firm: Firm, signed: As) -> None:
    assert len(signed.tokens(firm, "operator")["refresh_token"]) > 40
    assert not client.cookies


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://other.plant.example"},
        {"Origin": "http://elsewhere.example"},
        {"Origin": "null"},
    ],
)
def test_another_site_has_the_browser_use_no_cookie(client: httpx.Client, firm: Firm, headers: dict[str, str]) -> None:
    sign_in(client, firm)
    for path in ("auth/refresh", "auth/sign-out"):
        refused = client.post(path, headers=COOKIE | headers)
        assert (refused.status_code, refused.json()["code"]) == (403, "cross_site")
        assert "set-cookie" not in refused.headers
    assert client.post("auth/refresh", headers=COOKIE).status_code == 200


def test_without_the_header_a_cookie_does_nothing(client: httpx.Client, firm: Firm) -> None:
    sign_in(client, firm)
    assert client.post("auth/refresh").json()["code"] == "refresh_token_refused"
    assert client.post("auth/sign-out").status_code == 204
    assert client.get("auth/sessions").json()["code"] == "token_missing"
    assert client.post("auth/refresh", headers=COOKIE).status_code == 200


def test_signing_out_ends_the_session_at_once_and_takes_the_cookie(client: httpx.Client, firm: Firm) -> None:
    mine = bearer(sign_in(client, firm))
    assert client.post("auth/sign-out", headers=COOKIE).status_code == 204
    assert "unison_refresh" not in client.cookies
    refused = client.get("probe", headers=mine)
    assert (refused.status_code, refused.json()["code"]) == (401, "session_ended")
    assert client.post("auth/sign-out", headers=COOKIE).status_code == 204


def test_sessions_are_listed_with_where_they_are_used(client: httpx.Client, firm: Firm) -> None:
    sign_in(client, firm, **{"User-Agent": "Tablet 1"})
    mine = bearer(sign_in(client, firm, **{"User-Agent": "Phone 2"}))
    sign_in(client, firm, "supervisor")
    told = client.get("auth/sessions", headers=mine).json()
    assert [(each["agent"], each["this"], each["way"], each["address"]) for each in told] == [
        ("Phone 2", True, "password", "127.0.0.1"),
        ("Tablet 1", False, "password", "127.0.0.1"),
    ]


def test_an_ended_session_is_refused_at_once(client: httpx.Client, firm: Firm) -> None:
    old, mine = bearer(sign_in(client, firm)), bearer(sign_in(client, firm))
    (session,) = [each["session_id"] for each in client.get("auth/sessions", headers=mine).json() if not each["this"]]
    assert client.get("probe", headers=old).status_code == 200
    assert client.post(f"auth/sessions/{session}/end", headers=mine).status_code == 204
    assert client.get("probe", headers=old).json()["code"] == "session_ended"
    assert client.get("probe", headers=mine).status_code == 200
    again = client.post(f"auth/sessions/{session}/end", headers=mine)
    assert (again.status_code, again.json()["code"]) == (404, "unknown_session")


def test_all_others_are_ended_and_this_one_stays(client: httpx.Client, firm: Firm) -> None:
    others, mine = [bearer(sign_in(client, firm)) for _ in range(3)], bearer(sign_in(client, firm))
    assert client.post("auth/sessions/end-others", headers=mine).status_code == 204
    assert {client.get("probe", headers=other).status_code for other in others} == {401}
    assert client.get("probe", headers=mine).status_code == 200
    assert len(client.get("auth/sessions", headers=mine).json()) == 1


def test_nobody_ends_the_session_of_another_but_an_administrator(client: httpx.Client, firm: Firm) -> None:
    theirs, mine, admin = (bearer(sign_in(client, firm, login)) for login in ("supervisor", "operator", "admin"))
    account = firm.people["supervisor"]
    (session,) = [each["session_id"] for each in client.get("auth/sessions", headers=theirs).json()]
    assert client.post(f"auth/sessions/{session}/end", headers=mine).status_code == 404
    of = f"auth/accounts/{account}/sessions"
    assert client.get(of, headers=mine).status_code == 403
    assert client.post(f"{of}/{session}/end", headers=mine).status_code == 403
    assert client.get("probe", headers=theirs).status_code == 200
    assert [each["session_id"] for each in client.get(of, headers=admin).json()] == [session]
    assert client.post(f"{of}/{session}/end", headers=admin).status_code == 204
    assert client.get("probe", headers=theirs).status_code == 401


def test_an_administrator_ends_all_sessions_of_somebody(client: httpx.Client, firm: Firm) -> None:
    theirs = [bearer(sign_in(client, firm)) for _ in range(2)]
    admin = bearer(sign_in(client, firm, "admin"))
    of = f"auth/accounts/{firm.people['operator']}/sessions"
    assert client.post(f"{of}/end-all", headers=admin).status_code == 204
    assert {client.get("probe", headers=each).status_code for each in theirs} == {401}
    assert client.get(of, headers=admin).json() == []


def test_an_organization_reaches_no_session_of_another(client: httpx.Client, firm: Firm, other_firm: Firm) -> None:
    theirs, admin = bearer(sign_in(client, other_firm)), bearer(sign_in(client, firm, "admin"))
    (session,) = [each["session_id"] for each in client.get("auth/sessions", headers=theirs).json()]
    of = f"auth/accounts/{other_firm.people['operator']}/sessions"
    assert client.get(of, headers=admin).json() == []
    assert client.post(f"{of}/{session}/end", headers=admin).status_code == 404
    assert client.get("probe", headers=theirs).status_code == 200


def test_another_password_ends_the_other_sessions(client: httpx.Client, firm: Firm) -> None:
    other, mine = bearer(sign_in(client, firm)), bearer(sign_in(client, firm))
    body = {"current": PASSWORD, "new": "kiosk tram violet"}
    assert client.post("auth/change-password", headers=mine, json=body).status_code == 204
    assert client.get("probe", headers=other).status_code == 401
    assert client.get("probe", headers=mine).status_code == 200


def test_a_session_ends_after_its_longest_life_however_much_it_is_used(
    client: httpx.Client, firm: Firm, owner: psycopg.Connection[Any]
) -> None:
    sign_in(client, firm)
    owner.execute(
        "UPDATE unison.sessions SET expires_at = now() + interval '1 hour' WHERE organization_id = %s", (firm.id,)
    )
    assert client.post("auth/refresh", headers=COOKIE).status_code == 200
    (until,) = owner.execute(
        "SELECT max(expires_at) < now() + interval '61 min' FROM unison.refresh_tokens"
        " WHERE organization_id = %s AND used_at IS NULL",
        (firm.id,),
    ).fetchall()
    assert until[0]
    owner.execute("UPDATE unison.sessions SET expires_at = now() WHERE organization_id = %s", (firm.id,))
    assert client.post("auth/refresh", headers=COOKIE).status_code == 401


def test_a_session_that_lay_idle_has_ended(client: httpx.Client, firm: Firm, owner: psycopg.Connection[Any]) -> None:
    mine = bearer(sign_in(client, firm))
    owner.execute("UPDATE unison.refresh_tokens SET expires_at = now() WHERE organization_id = %s", (firm.id,))
    assert client.post("auth/refresh", headers=COOKIE).status_code == 401
    assert client.get("auth/sessions", headers=mine).status_code in (200, 401)


@pytest.mark.parametrize("new", ["short one 1", "a" * 201])
def test_a_new_password_has_its_length(client: httpx.Client, firm: Firm, new: str) -> None:
    refused = client.post(
        "auth/change-password", headers=bearer(sign_in(client, firm)), json={"current": PASSWORD, "new": new}
    )
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["field"].endswith("new")


@pytest.mark.parametrize(
    ("new", "code"),
    [("password1234", "password_guessable"), ("operator-operator", "password_guessable"), (PASSWORD, "password_same")],
)
def test_a_new_password_is_not_guessed_first_and_is_new(client: httpx.Client, firm: Firm, new: str, code: str) -> None:
    refused = client.post(
        "auth/change-password", headers=bearer(sign_in(client, firm)), json={"current": PASSWORD, "new": new}
    )
    assert (refused.status_code, refused.json()["code"]) == (409, code)


def test_who_sits_at_a_signed_in_browser_does_not_guess_the_password_fast(client: httpx.Client, firm: Firm) -> None:
    mine = bearer(sign_in(client, firm))
    body = {"current": "wrong", "new": "kiosk tram violet"}
    answers = [client.post("auth/change-password", headers=mine, json=body).status_code for _ in range(6)]
    assert answers == [409] * 5 + [429]


def test_what_changes_how_one_signs_in_wants_the_password_when_that_was_long_ago(
    client: httpx.Client, firm: Firm, owner: psycopg.Connection[Any]
) -> None:
    old, mine = bearer(sign_in(client, firm)), bearer(sign_in(client, firm))
    (other,) = [each["session_id"] for each in client.get("auth/sessions", headers=mine).json() if not each["this"]]
    owner.execute(
        "UPDATE unison.sessions SET begun_at = begun_at - interval '1 hour' WHERE organization_id = %s", (firm.id,)
    )
    asked: list[tuple[str, dict[str, Any]]] = [
        ("auth/change-email", {"email": "ann@plant.example"}),
        (f"auth/sessions/{other}/end", {}),
        ("auth/sessions/end-others", {}),
    ]
    for path, body in asked:
        needed = client.post(path, json=body, headers=mine)
        assert (needed.status_code, needed.json()["code"]) == (409, "proof_needed")
    for path, body in asked:
        wrong = client.post(path, json=body | {"password": "wrong"}, headers=mine)
        assert (wrong.status_code, wrong.json()["code"]) == (409, "wrong_password")
    assert client.get("probe", headers=old).status_code == 200
    for path, body in asked:
        assert client.post(path, json=body | {"password": PASSWORD}, headers=mine).status_code == 204
    assert client.get("probe", headers=old).status_code == 401
