"""Guessing is slowed, and nobody is locked out."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import psycopg
import pytest
from acting import PASSWORD, As, Firm

from unison.infrastructure.identity.throttling import network_of

STRANGER, OWNER = "203.0.113.7", "198.51.100.4"


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("", "nowhere"),
        (None, "nowhere"),
        ("unix:", "nowhere"),
    ],
)
def test_an_address_is_counted_by_what_one_customer_has(address: str | None, network: str) -> None:
    assert network_of(address) == network


def sign_in(
    client: httpx.Client, firm: Firm, password: str, *, at: str, login: str = "operator", marks: Sequence[str] = ()
) -> httpx.Response:
    headers = {"X-Forwarded-For": at, "Unison-Session": "cookie"}
    if marks:
        headers["Cookie"] = "unison_device=" + " ".join(marks)
    client.cookies.clear()
    body = {"organization": firm.slug, "login": login, "password": password}
    return client.post("auth/sign-in", json=body, headers=headers)


def hammer(client: httpx.Client, firm: Firm, *, at: str, login: str = "operator") -> None:
    """Until it has to wait."""
    for _ in range(20):
        if sign_in(client, firm, "wrong wrong wrong", at=at, login=login).status_code == 429:
            return
    raise AssertionError("twenty wrong passwords were tried, and none had to wait")


@pytest.mark.parametrize("login", ["operator", "nobody"])
def test_after_five_failures_a_place_has_to_wait_whatever_the_password(
    client: httpx.Client, firm: Firm, login: str
) -> None:
    for _ in range(5):
        assert sign_in(client, firm, "wrong", at=STRANGER, login=login).status_code == 401
    refused = sign_in(client, firm, PASSWORD, at=STRANGER, login=login)
    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_attempts")
    assert 0 < refused.json()["facts"]["seconds"] <= 2
    assert int(refused.headers["retry-after"]) > 0


def test_while_a_stranger_hammers_at_a_login_its_owner_signs_in_from_elsewhere(
    client: httpx.Client, firm: Firm
) -> None:
    hammer(client, firm, at=STRANGER)
    assert sign_in(client, firm, PASSWORD, at=OWNER).status_code == 200
    assert sign_in(client, firm, PASSWORD, at=STRANGER).status_code == 429


def test_from_a_device_that_is_known_its_owner_signs_in_even_beside_the_stranger(
    client: httpx.Client, firm: Firm
) -> None:
    mark = sign_in(client, firm, PASSWORD, at=STRANGER).cookies["unison_device"].strip('"')
    hammer(client, firm, at=STRANGER)
    assert sign_in(client, firm, PASSWORD, at=STRANGER).status_code == 429
    assert sign_in(client, firm, PASSWORD, at=STRANGER, marks=[mark]).status_code == 200


def test_a_mark_is_of_one_account_and_cannot_be_made(client: httpx.Client, firm: Firm) -> None:
    mark = sign_in(client, firm, PASSWORD, at=STRANGER, login="supervisor").cookies["unison_device"].strip('"')
    hammer(client, firm, at=STRANGER)
    for made in (mark, "0" * 32 + "." + "0" * 64, "x", ".", "é"):
        assert (
            sign_in(client, firm, PASSWORD, at=STRANGER, marks=[made.encode("ascii", "replace").decode()]).status_code
            == 429
        )


def test_a_known_device_waits_for_its_own_failures(client: httpx.Client, firm: Firm) -> None:
    mark = sign_in(client, firm, PASSWORD, at=OWNER).cookies["unison_device"].strip('"')
    for _ in range(5):
        assert sign_in(client, firm, "wrong", at=OWNER, marks=[mark]).status_code == 401
    assert sign_in(client, firm, PASSWORD, at=OWNER, marks=[mark]).status_code == 429


def test_one_network_with_ever_new_logins_has_to_wait(client: httpx.Client, firm: Firm) -> None:
    answers = [sign_in(client, firm, "wrong", at=STRANGER, login=f"somebody-{i}").status_code for i in range(52)]
    assert answers[:50] == [401] * 50
    assert 429 in answers[50:]
    assert sign_in(client, firm, PASSWORD, at=OWNER).status_code == 200


def test_one_login_from_ever_new_networks_waits_a_little_and_not_where_its_owner_was_before(
    client: httpx.Client, firm: Firm
) -> None:
    assert sign_in(client, firm, PASSWORD, at=OWNER).status_code == 200
    answers = [sign_in(client, firm, "wrong", at=f"203.0.{i // 250}.{i % 250}").status_code for i in range(103)]
    assert answers[:99] == [401] * 99
    assert 429 in answers[99:]
    assert sign_in(client, firm, PASSWORD, at=OWNER).status_code == 200


def test_the_wait_doubles_and_ends_and_the_right_password_wipes_out_the_wrong_ones(
    client: httpx.Client, firm: Firm, owner: psycopg.Connection[Any]
) -> None:
    waits = list[int]()
    for _ in range(5):
        sign_in(client, firm, "wrong", at=STRANGER)
    for _ in range(4):
        waits.append(sign_in(client, firm, "wrong", at=STRANGER).json()["facts"]["seconds"])
        pass_by(owner, firm)
        assert sign_in(client, firm, "wrong", at=STRANGER).status_code == 401
    assert waits == [2, 4, 8, 16]
    pass_by(owner, firm)
    assert sign_in(client, firm, PASSWORD, at=STRANGER).status_code == 200
    for _ in range(4):
        assert sign_in(client, firm, "wrong", at=STRANGER).status_code == 401
    assert sign_in(client, firm, PASSWORD, at=STRANGER).status_code == 200


def pass_by(owner: psycopg.Connection[Any], firm: Firm) -> None:
    """The wait is over."""
    owner.execute("UPDATE unison.attempts SET waits_until = clock_timestamp() WHERE organization_id = %s", (firm.id,))


def test_of_many_tries_at_once_no_more_are_judged_than_one_after_another(client: httpx.Client, firm: Firm) -> None:
    def one(_: int) -> int:
        return sign_in(client, firm, "wrong", at=STRANGER).status_code

    with ThreadPoolExecutor(12) as at_once:
        answers = list(at_once.map(one, range(24)))
    assert answers.count(401) == 5
    assert answers.count(429) == 19


def test_what_was_typed_as_a_login_is_not_kept(
    client: httpx.Client, firm: Firm, owner: psycopg.Connection[Any]
) -> None:
    sign_in(client, firm, "wrong", at=STRANGER, login="my secret password")
    rows = owner.execute("SELECT a::text FROM unison.attempts a WHERE organization_id = %s", (firm.id,)).fetchall()
    assert rows
    assert all("secret" not in row[0] for row in rows)


def test_an_hour_later_all_is_forgotten(
    client: httpx.Client, firm: Firm, owner: psycopg.Connection[Any], signed: As
) -> None:
    hammer(client, firm, at=STRANGER)
    owner.execute(
        "UPDATE unison.attempts SET waits_until = waits_until - interval '2 h', last_at = last_at - interval '2 h'"
        " WHERE organization_id = %s",
        (firm.id,),
    )
    assert sign_in(client, firm, "wrong", at=OWNER).status_code == 401
    left = owner.execute("SELECT source FROM unison.attempts WHERE organization_id = %s", (firm.id,)).fetchall()
    assert STRANGER not in {row[0] for row in left}
