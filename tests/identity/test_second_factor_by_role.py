"""A role demands a second factor: who has shown none is led to one, and nowhere else."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import psycopg
import pytest
from acting import PASSWORD, As, Firm
from authenticator import Authenticator, Clock, enrol, sign_in, told
from test_people import tell

from tests.spine import uuid7
from unison.infrastructure.tokens import hash_password

DEMANDED = (403, "second_factor_demanded")
POWERS: dict[str, dict[str, Any]] = {
    "operator": {"allow": ["people.read", "plants.read"]},
    "admin": {"allow": ["*"]},
}


def demand(client: httpx.Client, signed: As, firm: Firm, role: str = "operator", *, demanded: bool = True) -> None:
    answer = tell(
        client, signed.headers(firm, "admin"), "roles/change", role=role, second_factor=demanded, **POWERS[role]
    )
    assert answer.status_code == 200, answer.text


def bearer(answer: httpx.Response) -> dict[str, str]:
    assert answer.status_code == 200, answer.text
    return {"Authorization": f"Bearer {answer.json()['access_token']}"}


def refreshed(client: httpx.Client, answer: httpx.Response) -> dict[str, str]:
    """The next access token of a session."""
    return bearer(client.post("auth/refresh", json={"refresh_token": answer.json()["refresh_token"]}))


def set_up(client: httpx.Client, arrived: httpx.Response, clock: Clock) -> dict[str, str]:
    """The access token with which the session goes on that has set up a second factor."""
    mine = bearer(arrived)
    secret = client.post("auth/second-factor/begin", headers=mine).json()["secret"]
    confirmed = client.post(
        "auth/second-factor/confirm", headers=mine, json={"code": Authenticator(secret, clock).code()}
    )
    clock.next_step()
    return bearer(confirmed)


def is_demanded(client: httpx.Client, headers: dict[str, str]) -> bool:
    return client.get("auth/me", headers=headers).json()["second_factor_demanded"]


def test_who_has_none_may_set_one_up_and_then_go_on(client: httpx.Client, firm: Firm, signed: As, clock: Clock) -> None:
    demand(client, signed, firm)
    arrived = sign_in(client, firm)
    mine = bearer(arrived)
    me = client.get("auth/me", headers=mine).json()
    assert (me["second_factor_demanded"], me["permissions"]) == (True, [])
    assert told(client.get("plants", headers=mine)) == DEMANDED
    assert told(client.get("plants", headers=mine)) == DEMANDED
    secret = client.post("auth/second-factor/begin", headers=mine).json()["secret"]
    app = Authenticator(secret, clock)
    confirmed = client.post("auth/second-factor/confirm", headers=mine, json={"code": app.code()})
    assert len(confirmed.json()["recovery_codes"]) == 10
    assert told(client.get("plants", headers=mine)) == DEMANDED, "the token is of before"
    assert not is_demanded(client, bearer(confirmed))
    assert client.get("plants", headers=bearer(confirmed)).status_code == 200
    assert client.get("plants", headers=refreshed(client, confirmed)).status_code == 200
    assert told(sign_in(client, firm)) == (401, "second_factor_needed")
    clock.next_step()
    assert client.get("plants", headers=bearer(sign_in(client, firm, app.code()))).status_code == 200


def test_no_other_route_answers_before(client: httpx.Client, firm: Firm, signed: As) -> None:
    """Whatever there is, by what the server says there is; commands by one of each way in."""
    demand(client, signed, firm, "admin")
    mine = bearer(sign_in(client, firm, login="admin"))
    allowed = {"/auth/me", "/auth/second-factor", "/auth/change-password"} | {
        f"/auth/second-factor/{word}" for word in ("begin", "confirm", "show")
    }
    paths = client.get("http://" + client.base_url.netloc.decode() + "/openapi.json").json()["paths"]
    tried = 0
    headers = mine | {"Idempotency-Key": str(uuid7())}
    for path, methods in paths.items():
        short = path.removeprefix("/api/v1")
        for method, described in methods.items():
            if "security" not in described or short in allowed:
                continue
            address = short.replace("{account_id}", str(firm.people["operator"])).replace("{session_id}", str(uuid7()))
            answer = client.request(method, address.lstrip("/"), headers=headers, json=None if method == "get" else {})
            assert told(answer) == DEMANDED, (method, path)
            tried += 1
    assert tried > 20


def test_a_batch_is_refused_whole_so_that_a_device_keeps_it(client: httpx.Client, firm: Firm, signed: As) -> None:
    demand(client, signed, firm)
    mine = bearer(sign_in(client, firm))
    named = {"id": str(uuid7()), "command": "plants.open", "body": {"plant": "west", "name": "West"}}
    assert told(client.post("commands", headers=mine, json={"commands": [named]})) == DEMANDED


def test_it_holds_at_once_for_who_is_signed_in_and_ends_when_it_is_not_demanded_any_more(
    client: httpx.Client, firm: Firm, signed: As
) -> None:
    arrived = sign_in(client, firm)
    assert client.get("plants", headers=bearer(arrived)).status_code == 200
    demand(client, signed, firm)
    assert told(client.get("plants", headers=bearer(arrived))) == DEMANDED
    mine = refreshed(client, arrived)
    assert told(client.get("plants", headers=mine)) == DEMANDED
    demand(client, signed, firm, demanded=False)
    assert client.get("plants", headers=mine).status_code == 200


def test_who_had_one_and_has_shown_it_goes_on(client: httpx.Client, firm: Firm, signed: As, clock: Clock) -> None:
    app, _ = enrol(client, signed.headers(firm, "operator"), clock)
    mine = bearer(sign_in(client, firm, app.code()))
    demand(client, signed, firm)
    assert client.get("plants", headers=mine).status_code == 200


def test_a_session_of_before_one_was_set_up_has_not_shown_it(
    client: httpx.Client, firm: Firm, signed: As, clock: Clock
) -> None:
    """Who has only the password signs in before its owner sets up a factor, and gets nothing by it afterwards."""
    demand(client, signed, firm)
    stranger = sign_in(client, firm)
    owner = sign_in(client, firm)
    goes_on = set_up(client, owner, clock)
    assert told(client.get("auth/me", headers=bearer(stranger))) == (401, "session_ended")
    again = client.post("auth/refresh", json={"refresh_token": stranger.json()["refresh_token"]})
    assert again.status_code == 401
    assert not is_demanded(client, goes_on)


def test_one_role_of_several_is_enough_and_a_retired_one_demands_nothing(
    client: httpx.Client, firm: Firm, signed: As
) -> None:
    admin = signed.headers(firm, "admin")
    careful = {"role": "careful", "allow": ["plants.read"], "second_factor": True}
    assert tell(client, admin, "roles/define", **careful).status_code == 201
    both = [{"role": "operator", "plants": ["north"]}, {"role": "careful", "plants": ["main"]}]
    assert tell(client, admin, "assign", person=str(firm.people["operator"]), assignments=both).status_code == 200
    mine = bearer(sign_in(client, firm))
    assert is_demanded(client, mine)
    assert tell(client, admin, "roles/retire", role="careful").status_code == 200
    assert not is_demanded(client, mine)


def test_administrators_can_be_asked_for_one_and_lose_no_right_by_it(
    client: httpx.Client, firm: Firm, signed: As, clock: Clock
) -> None:
    admin = signed.headers(firm, "admin")
    fewer = {"role": "admin", "allow": ["lots.hold"], "second_factor": True}
    assert told(tell(client, admin, "roles/change", **fewer)) == (409, "administrators_stay")
    but = {"role": "admin", "allow": ["*"], "deny": ["people.*"], "second_factor": True}
    assert told(tell(client, admin, "roles/change", **but)) == (409, "administrators_stay")
    before = client.get("auth/me", headers=admin).json()["permissions"]
    demand(client, signed, firm, "admin")
    assert told(tell(client, admin, "disable", person=str(firm.people["operator"]))) == DEMANDED
    arrived = sign_in(client, firm, login="ADMIN")
    mine = set_up(client, arrived, clock)
    assert client.get("auth/me", headers=mine).json()["permissions"] == before


def test_a_password_for_once_and_a_second_factor_are_both_dealt_with(
    client: httpx.Client, firm: Firm, signed: As, clock: Clock
) -> None:
    person = str(firm.people["operator"])
    given = tell(client, signed.headers(firm, "admin"), "one-time-password", person=person).json()["one_time_password"]
    demand(client, signed, firm)
    arrived = sign_in(client, firm, password=given)
    mine = bearer(arrived)
    own = {"current": given, "new": "seven unrelated umbrellas"}
    assert client.post("auth/change-password", headers=mine, json=own).status_code == 204
    assert told(client.get("plants", headers=mine)) == DEMANDED
    assert client.get("plants", headers=set_up(client, arrived, clock)).status_code == 200


def test_one_that_is_removed_is_demanded_anew_and_every_other_session_ends(
    client: httpx.Client, firm: Firm, signed: As, clock: Clock
) -> None:
    demand(client, signed, firm)
    app, _ = enrol(client, bearer(sign_in(client, firm)), clock)
    mine = bearer(sign_in(client, firm, app.code()))
    clock.next_step()
    other = bearer(sign_in(client, firm, app.code()))
    clock.next_step()
    gone = client.post("auth/second-factor/remove", headers=mine, json={"password": PASSWORD, "code": app.code()})
    assert gone.status_code == 204
    assert told(client.get("plants", headers=mine)) == DEMANDED
    assert told(client.get("plants", headers=other)) == (401, "session_ended")
    enrol(client, mine, clock)
    assert client.get("plants", headers=mine).status_code == 200, "this session has shown one"


# As a stranger ----------------------------------------------------------------------------------------------------


def test_what_one_enrolment_shows_is_not_confirmed_by_the_code_of_another(
    client: httpx.Client, firm: Firm, signed: As, clock: Clock
) -> None:
    demand(client, signed, firm)
    mine = bearer(sign_in(client, firm))
    first = client.post("auth/second-factor/begin", headers=mine).json()["secret"]
    second = client.post("auth/second-factor/begin", headers=mine).json()["secret"]
    confirm = "auth/second-factor/confirm"
    wrong = client.post(confirm, headers=mine, json={"code": Authenticator(first, clock).code()})
    assert told(wrong) == (409, "code_wrong")
    right = {"code": Authenticator(second, clock).code()}
    with ThreadPoolExecutor(4) as several:
        answers = [
            each.result() for each in [several.submit(client.post, confirm, headers=mine, json=right) for _ in range(4)]
        ]
    assert sorted(answer.status_code for answer in answers)[0] == 200
    assert [answer.status_code for answer in answers].count(200) == 1
    again = client.post("auth/second-factor/begin", headers=mine)
    assert told(again) == (409, "second_factor_kept")


@pytest.mark.parametrize("route", ["confirm", "show"])
def test_codes_are_guessed_nowhere(client: httpx.Client, firm: Firm, signed: As, clock: Clock, route: str) -> None:
    demand(client, signed, firm)
    mine = bearer(sign_in(client, firm))
    secret = client.post("auth/second-factor/begin", headers=mine).json()["secret"]
    right = Authenticator(secret, clock).code()
    guesses = [code for code in (f"{n:06}" for n in range(7)) if code != right][:6]
    said = [client.post(f"auth/second-factor/{route}", headers=mine, json={"code": code}) for code in guesses]
    assert [answer.status_code for answer in said] == [409] * 5 + [429]
    assert client.post("auth/second-factor/confirm", headers=mine, json={"code": right}).status_code == 429


def test_a_code_that_was_shown_does_not_count_again(client: httpx.Client, firm: Firm, signed: As, clock: Clock) -> None:
    mine = signed.headers(firm, "operator")
    app, codes = enrol(client, mine, clock)
    show = "auth/second-factor/show"
    assert client.post(show, headers=mine, json={"code": app.code()}).status_code == 200
    assert told(client.post(show, headers=mine, json={"code": app.code()})) == (409, "code_wrong")
    assert told(sign_in(client, firm, app.code())) == (401, "second_factor_wrong")
    assert client.post(show, headers=mine, json={"code": codes[0]}).status_code == 200
    assert told(client.post(show, headers=mine, json={"code": codes[0]})) == (409, "code_wrong")


def test_a_session_that_is_not_young_sets_up_and_removes_nothing_without_the_password(
    client: httpx.Client, firm: Firm, signed: As, clock: Clock, owner: psycopg.Connection[Any]
) -> None:
    mine = signed.headers(firm, "operator")

    def grows_old() -> None:
        owner.execute(
            "UPDATE unison.sessions SET begun_at = begun_at - interval '1 hour' WHERE organization_id = %s", (firm.id,)
        )

    grows_old()
    assert told(client.post("auth/second-factor/begin", headers=mine)) == (409, "proof_needed")
    app, _ = enrol(client, mine, clock)
    remove = "auth/second-factor/remove"
    assert told(client.post(remove, headers=mine, json={"code": app.code()})) == (409, "proof_needed")
    assert told(client.post(remove, headers=mine, json={"password": PASSWORD, "code": "000000"})) == (409, "code_wrong")
    without = client.post(remove, headers=mine, json={"password": PASSWORD})
    assert without.status_code == 422


def test_the_password_is_not_enough_to_replace_a_factor(
    client: httpx.Client, firm: Firm, signed: As, clock: Clock, owner: psycopg.Connection[Any]
) -> None:
    app, _ = enrol(client, signed.headers(firm, "operator"), clock)
    assert told(sign_in(client, firm, login=" Operator ")) == (401, "second_factor_needed")
    assert told(sign_in(client, firm, login="OPERATOR")) == (401, "second_factor_needed")
    hashed = hash_password("another password, same factor")
    owner.execute("UPDATE unison.users SET password_hash = %s WHERE user_id = %s", (hashed, firm.people["operator"]))
    assert told(sign_in(client, firm, password="another password, same factor")) == (401, "second_factor_needed")
    assert sign_in(client, firm, app.code(), password="another password, same factor").status_code == 200


def test_the_tokens_of_before_are_worth_nothing_after(
    client: httpx.Client, firm: Firm, signed: As, clock: Clock
) -> None:
    """Who had planted a session, or copied its tokens, before the factor was shown has nothing of it."""
    demand(client, signed, firm)
    arrived = sign_in(client, firm)
    goes_on = set_up(client, arrived, clock)
    assert told(client.get("plants", headers=bearer(arrived))) == DEMANDED
    copied = {"refresh_token": arrived.json()["refresh_token"]}
    assert told(client.post("auth/refresh", json=copied)) == (401, "refresh_token_refused")
    assert told(client.get("plants", headers=goes_on)) == (401, "session_ended"), "that it was copied ends it"


def test_a_browser_keeps_its_tokens_in_the_cookie(client: httpx.Client, firm: Firm, signed: As, clock: Clock) -> None:
    demand(client, signed, firm)
    cookie = {"Unison-Session": "cookie"}
    body = {"organization": firm.slug, "login": "operator", "password": PASSWORD}
    mine = bearer(client.post("auth/sign-in", json=body, headers=cookie)) | cookie
    secret = client.post("auth/second-factor/begin", headers=mine).json()["secret"]
    code = {"code": Authenticator(secret, clock).code()}
    elsewhere = client.post("auth/second-factor/confirm", headers=mine | {"Sec-Fetch-Site": "cross-site"}, json=code)
    assert told(elsewhere) == (403, "cross_site")
    confirmed = client.post("auth/second-factor/confirm", headers=mine, json=code)
    assert confirmed.json()["refresh_token"] is None
    assert client.get("plants", headers=bearer(confirmed)).status_code == 200
    assert client.get("plants", headers=bearer(client.post("auth/refresh", headers=cookie))).status_code == 200
