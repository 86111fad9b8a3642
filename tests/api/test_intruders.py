"""Whoever means harm at stations and with keys: codes and PINs are guessed, tokens are used elsewhere, programs want more."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Any
from uuid import UUID

import httpx
import pytest

from tests.api.conftest import Served, done, send
from tests.api.floor import BADGE, PIN, Floor, browser, floor_of, paired, person_added, refused
from tests.conftest import Organization
from unison.infrastructure.identity.machine_accounts import BEGINNING, new_key

FEED = "/api/v1/feed"


@pytest.fixture
def floor(served: Served, mine: Organization, client: httpx.Client) -> Iterator[Floor]:
    with floor_of(served, mine, client) as floor:
        yield floor


def offered(floor: Floor) -> str:
    return floor.admin.post("/api/v1/stations/offer-pairing", json={"station": "Press 1"}).json()["code"]


def pairing(served: Served, code: str) -> tuple[int, str | None]:
    with closing(browser(served)) as device:
        answer = device.post("/api/v1/stations/pair", json={"code": code})
    return answer.status_code, answer.json().get("code")


# Stations ---------------------------------------------------------------------------------------------------------


def test_codes_for_pairing_are_not_guessed_fast(floor: Floor, served: Served) -> None:
    forget = "DELETE FROM unison.attempts WHERE subject = 'pairing code'"
    served.owner.execute(forget)
    try:
        for tried in range(10):
            assert pairing(served, f"AAAA-AA{tried}A") == (401, "pairing_code_unknown")
        code = offered(floor)
        assert pairing(served, code) == (429, "too_many_attempts")
    finally:
        served.owner.execute(forget)
    assert pairing(served, code) == (200, None)


def test_a_code_is_not_good_after_it_was_used_or_the_station_was_unpaired_or_closed(
    floor: Floor, served: Served
) -> None:
    code = offered(floor)
    assert pairing(served, code)[0] == 200
    assert pairing(served, code) == (401, "pairing_code_unknown")
    for word in ("unpair", "close"):
        code = offered(floor)
        done(floor.admin, f"stations/{word}", station="Press 1")
        assert pairing(served, code) == (401, "pairing_code_unknown")


def test_a_station_s_token_is_good_for_its_machines_and_its_plant(floor: Floor) -> None:
    done(floor.admin, "plants/open", plant="north", name="North")
    done(floor.admin, "equipment/register", equipment="N-1", plant="north")
    admin = person_added(floor.admin, "admin")
    floor.admin.post("/api/v1/stations/set-pin", json={"person": str(admin), "pin": "9182"})
    at_station = floor.person(person=str(admin), pin="9182")
    for machine in ("M-2", "N-1"):
        told = send(at_station, "equipment/change-state", equipment=machine, state="production")
        assert refused(told) == (403, "other_machine")
    scrapped = {"lot": "L", "material": "steel", "quantity": "1", "unit": "kg", "plant": "north"}
    received = send(at_station, "lots/receive", **scrapped)
    assert received.status_code == 403, received.text


def test_guessing_somebody_s_pin_at_many_stations_locks_them_out_of_no_other(floor: Floor, served: Served) -> None:
    by_pin = {"person": str(floor.operator), "pin": PIN}
    stations = [f"Press {number}" for number in (2, 3, 4)]
    for station in stations:
        done(floor.admin, "stations/open", station=station, plant="main")
    for station in stations[:2]:
        with closing(paired(served, floor.admin, station)) as device:
            for _ in range(5):
                wrong = device.post("/api/v1/stations/identify", json=by_pin | {"pin": "9999"})
                assert refused(wrong) == (401, "not_identified")
            assert refused(device.post("/api/v1/stations/identify", json=by_pin)) == (429, "too_many_pins")
    with closing(paired(served, floor.admin, stations[2])) as device:
        assert device.post("/api/v1/stations/identify", json=by_pin).status_code == 200
    assert floor.identified(**by_pin).status_code == 200


def test_many_pins_at_once_are_not_all_looked_at(floor: Floor) -> None:
    pins = [f"90{number}" for number in range(10, 40)]
    with ThreadPoolExecutor(10) as at_once:
        trying = [at_once.submit(floor.identified, person=str(floor.operator), pin=pin) for pin in pins]
        told = [each.result() for each in trying]
    assert sum(answer.status_code == 401 for answer in told) == 5
    assert {answer.status_code for answer in told} == {401, 429}


@pytest.mark.parametrize("act", ["disable", "erase"])
def test_who_is_let_in_no_more_is_at_no_station_at_once(floor: Floor, act: str) -> None:
    at_station = floor.person()
    done(floor.admin, f"people/{act}", person=str(floor.operator))
    assert at_station.get("/api/v1/stations/here").status_code == 401
    assert refused(floor.identified(badge=BADGE)) == (401, "not_identified")
    assert refused(floor.identified(person=str(floor.operator), pin=PIN)) == (401, "not_identified")


def test_a_station_knows_nobody_of_another_organization(floor: Floor, served: Served) -> None:
    with (
        served.client(other := served.organization()) as admin,
        floor_of(served, other, admin) as theirs,
    ):
        by_pin = {"person": str(theirs.operator), "pin": PIN}
        assert refused(floor.identified(**by_pin)) == (401, "not_identified")
        done(admin, "stations/remove-badge", person=str(theirs.operator))
        assert refused(theirs.identified(badge=BADGE)) == (401, "not_identified")
        person = floor.person()
        person.cookies.set("unison_station", theirs.device.cookies["unison_station"])
        assert refused(person.post("/api/v1/stations/renew-person")) == (401, "station_unpaired")


# Programs ---------------------------------------------------------------------------------------------------------


def program(served: Served, admin: httpx.Client, *permissions: str, **told: Any) -> tuple[httpx.Client, dict[str, str]]:
    done(admin, "machine-accounts/create", machine_account="ERP", permissions=permissions)
    answer = admin.post("/api/v1/machine-accounts/add-key", json={"machine_account": "ERP", **told})
    assert answer.status_code == 201, answer.text
    return browser(served, answer.json()["secret"]), answer.json()


def test_a_key_opens_its_own_organization_alone(served: Served, mine: Organization, client: httpx.Client) -> None:
    script, key = program(served, client, "feed.read")
    with closing(script), served.client(other := served.organization()) as admin:
        done(admin, "plants/open", plant="theirs", name="Of the others")
        assert script.get(FEED).status_code == 200
        assert "Of the others" not in script.get(FEED).text
        # the same key, said to be of the other organization
        visible, secret = key["key"], new_key(other.id).whole.rpartition("_")[2]
        with closing(browser(served, f"{BEGINNING}{visible}_{secret}")) as forged:
            assert refused(forged.get(FEED)) == (401, "machine_key_refused")


def test_an_expired_key_gets_no_token_either(served: Served, mine: Organization, client: httpx.Client) -> None:
    script, key = program(served, client, "feed.read")
    expire = "UPDATE unison.machine_keys SET expires_at = now() - interval '1 s' WHERE organization_id = %s"
    served.owner.execute(expire, (mine.id,))
    done(client, "machine-accounts/change", machine_account="ERP", permissions=["feed.read"], purpose="read anew")
    with closing(script):
        assert refused(script.get(FEED)) == (401, "machine_key_refused")
        form = {"grant_type": "client_credentials", "client_id": key["client_id"], "client_secret": key["secret"]}
        answer = script.post("/api/v1/oauth/token", data=form, headers={"Authorization": ""})
        assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")


MORE: dict[str, dict[str, Any]] = {
    "machine-accounts/create": {"machine_account": "mine", "role": "admin"},
    "machine-accounts/change": {"machine_account": "ERP", "role": "admin"},
    "machine-accounts/enable": {"machine_account": "ERP"},
    "people/add": {"person": str(UUID(int=7, version=4)), "login": "intruder", "name": "I", "assignments": []},
    "people/one-time-password": {"person": str(UUID(int=7, version=4))},
    "people/roles/change": {"role": "operator", "allow": ["*.*"]},
}


def test_a_program_gives_itself_and_others_no_rights(served: Served, client: httpx.Client) -> None:
    done(client, "machine-accounts/create", machine_account="all", role="admin")
    key = client.post("/api/v1/machine-accounts/add-key", json={"machine_account": "all"}).json()["secret"]
    script, _ = program(served, client, "feed.read")
    script.close()
    with closing(browser(served, key)) as mighty:
        for route, body in MORE.items():
            assert refused(send(mighty, route, **body)) == (403, "by_people_alone"), route
        for route, body in {"machine-accounts/add-key": {"machine_account": "ERP"}}.items():
            assert refused(mighty.post(f"/api/v1/{route}", json=body)) == (403, "by_people_alone")
        done(mighty, "plants/open", plant="main", name="Main plant")
        (account,) = [a for a in client.get("/api/v1/machine-accounts").json() if a["machine_account"] == "ERP"]
        assert (account["role"], account["permissions"], len(account["keys"])) == (None, ["feed.read"], 1)


def test_a_token_of_less_scope_makes_no_key_of_more(served: Served, client: httpx.Client) -> None:
    done(client, "machine-accounts/create", machine_account="all", role="admin")
    key = client.post("/api/v1/machine-accounts/add-key", json={"machine_account": "all"}).json()
    form = {"grant_type": "client_credentials", "client_id": key["client_id"], "client_secret": key["secret"]}
    with closing(browser(served)) as asking:
        token = asking.post("/api/v1/oauth/token", data=form | {"scope": "machine_accounts.add_key"}).json()
        asking.headers["Authorization"] = f"Bearer {token['access_token']}"
        made = asking.post("/api/v1/machine-accounts/add-key", json={"machine_account": "all"})
        assert refused(made) == (403, "by_people_alone")
        assert refused(asking.get(FEED)) == (403, "not_allowed")
