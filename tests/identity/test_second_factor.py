"""The second factor: enrolled, asked for, once each, lost and reset."""

from typing import Any

import httpx
import psycopg
from acting import PASSWORD, As, Firm
from authenticator import Clock, enrol, sign_in, told
from test_people import tell


def test_from_its_first_code_on_the_second_factor_is_asked_for(
    client: httpx.Client, firm: Firm, signed: As, clock: Clock
) -> None:
    mine = signed.headers(firm, "operator")
    assert client.get("auth/second-factor", headers=mine).json() == {"since": None, "recovery_codes": 0}
    begun = client.post("auth/second-factor/begin", headers=mine, json={"password": PASSWORD}).json()
    assert begun["uri"].startswith("otpauth://totp/")
    assert begun["secret"] in begun["uri"]
    assert {len(row) for row in begun["rows"]} == {len(begun["rows"])}
    assert sign_in(client, firm).status_code == 200, "it is not confirmed yet"
    app, _ = enrol(client, mine, clock)
    assert told(sign_in(client, firm)) == (401, "second_factor_needed")
    assert told(sign_in(client, firm, "000000")) == (401, "second_factor_wrong")
    assert sign_in(client, firm, app.code()).status_code == 200
    assert client.get("auth/second-factor", headers=mine).json()["recovery_codes"] == 10


def test_a_wrong_password_tells_nothing_of_the_second_factor(
    client: httpx.Client, firm: Firm, signed: As, clock: Clock
) -> None:
    app, _ = enrol(client, signed.headers(firm, "operator"), clock)
    assert told(sign_in(client, firm, app.code(), "wrong")) == (401, "wrong_login")


def test_a_code_counts_once_and_none_before_it_counts_after_it(
    client: httpx.Client, firm: Firm, signed: As, clock: Clock
) -> None:
    app, _ = enrol(client, signed.headers(firm, "operator"), clock)
    clock.next_step()
    assert sign_in(client, firm, app.code()).status_code == 200
    assert told(sign_in(client, firm, app.code())) == (401, "second_factor_wrong")
    assert told(sign_in(client, firm, app.code(-1))) == (401, "second_factor_wrong")
    clock.next_step()
    assert sign_in(client, firm, f" {app.code()[:3]} {app.code()[3:]} ").status_code == 200


def test_a_clock_may_be_one_step_off_and_not_two(client: httpx.Client, firm: Firm, signed: As, clock: Clock) -> None:
    app, _ = enrol(client, signed.headers(firm, "operator"), clock)
    assert told(sign_in(client, firm, app.code(2))) == (401, "second_factor_wrong")
    assert sign_in(client, firm, app.code(1)).status_code == 200


def test_a_recovery_code_counts_once(client: httpx.Client, firm: Firm, signed: As, clock: Clock) -> None:
    mine = signed.headers(firm, "operator")
    _, codes = enrol(client, mine, clock)
    assert len(set(codes)) == 10
    assert sign_in(client, firm, codes[3].upper().replace("-", " ")).status_code == 200
    assert told(sign_in(client, firm, codes[3])) == (401, "second_factor_wrong")
    assert client.get("auth/second-factor", headers=mine).json()["recovery_codes"] == 9


def test_other_recovery_codes_replace_those_there_are(
    client: httpx.Client, firm: Firm, signed: As, clock: Clock
) -> None:
    mine = signed.headers(firm, "operator")
    app, before = enrol(client, mine, clock)
    assert told(client.post("auth/second-factor/recovery-codes", headers=mine, json={"code": "000000"})) == (
        409,
        "code_wrong",
    )
    renewed = client.post("auth/second-factor/recovery-codes", headers=mine, json={"code": app.code()}).json()
    assert told(sign_in(client, firm, before[0])) == (401, "second_factor_wrong")
    assert sign_in(client, firm, renewed["recovery_codes"][0]).status_code == 200


def test_codes_are_not_guessed_from_whatever_address(
    client: httpx.Client, firm: Firm, signed: As, clock: Clock
) -> None:
    app, _ = enrol(client, signed.headers(firm, "operator"), clock)
    wrong = [sign_in(client, firm, f"{i:06}").status_code for i in range(6)]
    assert wrong == [401] * 5 + [429]
    assert sign_in(client, firm, app.code()).status_code == 429


def test_it_is_removed_by_password_and_code_alone(client: httpx.Client, firm: Firm, signed: As, clock: Clock) -> None:
    mine = signed.headers(firm, "operator")
    app, _ = enrol(client, mine, clock)
    remove = "auth/second-factor/remove"
    wrong = client.post(remove, headers=mine, json={"password": "wrong", "code": app.code()})
    assert told(wrong) == (409, "wrong_password")
    assert told(client.post(remove, headers=mine, json={"password": PASSWORD, "code": "000000"})) == (409, "code_wrong")
    assert client.post(remove, headers=mine, json={"password": PASSWORD, "code": app.code()}).status_code == 204
    assert sign_in(client, firm).status_code == 200


def test_a_second_one_is_refused_and_so_is_confirming_none(
    client: httpx.Client, firm: Firm, signed: As, clock: Clock
) -> None:
    mine = signed.headers(firm, "operator")
    none = client.post("auth/second-factor/confirm", headers=mine, json={"code": "123456"})
    assert told(none) == (409, "no_second_factor")
    wrong = client.post("auth/second-factor/begin", headers=mine, json={"password": "wrong"})
    assert told(wrong) == (409, "wrong_password")
    app, _ = enrol(client, mine, clock)
    again = client.post("auth/second-factor/begin", headers=mine, json={"password": PASSWORD})
    assert told(again) == (409, "second_factor_kept")
    confirmed = client.post("auth/second-factor/confirm", headers=mine, json={"code": app.code()})
    assert told(confirmed) == (409, "second_factor_kept")


def test_the_database_holds_neither_secret_nor_code(
    client: httpx.Client, firm: Firm, signed: As, clock: Clock, owner: psycopg.Connection[Any]
) -> None:
    _, codes = enrol(client, signed.headers(firm, "operator"), clock)
    kept = owner.execute("SELECT code FROM unison.recovery_codes WHERE organization_id = %s", (firm.id,)).fetchall()
    assert len(kept) == 10
    assert not {code.replace("-", "") for code in codes} & {row[0] for row in kept}
    sealed = owner.execute("SELECT sealed FROM unison.second_factors WHERE organization_id = %s", (firm.id,)).fetchone()
    assert sealed is not None
    assert len(sealed[0]) > 32


# Reset by an administrator ----------------------------------------------------------------------------------------


def test_an_administrator_resets_the_factor_of_who_has_lost_it(
    client: httpx.Client, firm: Firm, signed: As, clock: Clock, owner: psycopg.Connection[Any]
) -> None:
    admin, person = signed.headers(firm, "admin"), str(firm.people["operator"])
    mine = signed.headers(firm, "operator")
    _, codes = enrol(client, mine, clock)

    def shown() -> bool:
        accounts = client.get("people/accounts", headers=admin).json()
        return next(each["has_second_factor"] for each in accounts if each["person"] == person)

    assert shown()
    assert tell(client, admin, "reset-second-factor", person=person).status_code == 200
    assert not shown()
    assert told(client.get("auth/me", headers=mine)) == (401, "session_ended")
    assert sign_in(client, firm).status_code == 200, "no role of theirs demands one"
    assert told(sign_in(client, firm, codes[0], "wrong")) == (401, "wrong_login")
    left = owner.execute("SELECT count(*) FROM unison.recovery_codes WHERE account_id = %s", (person,)).fetchone()
    assert left == (0,)
    facts = (
        "SELECT topic FROM unison.events WHERE organization_id = %s AND stream_id = %s ORDER BY version DESC LIMIT 1"
    )
    assert owner.execute(facts, (firm.id, f"people:{person}")).fetchone() == ("people.SecondFactorReset",)


def test_nobody_else_resets_it_nor_does_one_oneself(
    client: httpx.Client, firm: Firm, other_firm: Firm, signed: As, clock: Clock
) -> None:
    person = str(firm.people["operator"])
    app, _ = enrol(client, signed.headers(firm, "operator"), clock)
    reset = "reset-second-factor"
    for login in ("operator", "supervisor", "auditor"):
        code = app.code() if login == "operator" else None
        headers = {"Authorization": f"Bearer {sign_in(client, firm, code, login=login).json()['access_token']}"}
        assert told(tell(client, headers, reset, person=person)) == (403, "not_permitted")
    stranger = signed.headers(other_firm, "admin")
    assert told(tell(client, stranger, reset, person=person)) == (404, "unknown_person")
    admin = signed.headers(firm, "admin")
    assert told(tell(client, admin, reset, person=str(firm.people["admin"]))) == (409, "not_yourself")
    assert told(tell(client, admin, "one-time-password", person=str(firm.people["admin"]))) == (409, "not_yourself")
    own = tell(client, admin, "change", person=str(firm.people["admin"]), email="elsewhere@plant.example")
    assert told(own) == (409, "own_address")
    assert tell(client, admin, "change", person=str(firm.people["admin"]), name="Chief").status_code == 200
    assert told(sign_in(client, firm)) == (401, "second_factor_needed")
