"""Stations over HTTP: a device is paired, people identify at it, and what they may do there."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import httpx
import pytest

from tests.api.conftest import NO_TLS, Served, done, send
from tests.api.floor import BADGE, PIN, Floor, browser, floor_of, paired, person_added, refused
from tests.conftest import Organization


@pytest.fixture
def floor(served: Served, mine: Organization, client: httpx.Client) -> Iterator[Floor]:
    with floor_of(served, mine, client) as floor:
        yield floor


def last_meta(floor: Floor, stream: str) -> dict[str, Any]:
    row = floor.served.owner.execute(
        "SELECT meta FROM unison.events WHERE organization_id = %s AND stream_id = %s ORDER BY version DESC LIMIT 1",
        (floor.organization.id, stream),
    ).fetchone()
    assert row is not None
    return row[0]


def test_a_code_pairs_one_device_once(served: Served, floor: Floor) -> None:
    code = floor.admin.post("/api/v1/stations/offer-pairing", json={"station": "press 1"}).json()["code"]
    with browser(served) as first, browser(served) as second:
        assert first.post("/api/v1/stations/pair", json={"code": code}).status_code == 200
        assert refused(second.post("/api/v1/stations/pair", json={"code": code})) == (401, "pairing_code_unknown")
        assert refused(second.post("/api/v1/stations/pair", json={"code": "AAAA-AAAA"})) == (
            401,
            "pairing_code_unknown",
        )
    assert refused(floor.device.get("/api/v1/stations/here")) == (401, "session_ended")


def test_a_code_that_has_expired_pairs_nothing(served: Served, floor: Floor) -> None:
    offered = send(floor.admin, "stations/unpair", station="Press 1")
    assert offered.is_success
    code = floor.admin.post("/api/v1/stations/offer-pairing", json={"station": "Press 1"}).json()["code"]
    later = floor.admin.post("/api/v1/stations/offer-pairing", json={"station": "Press 1"}).json()["code"]
    with browser(served) as device:
        assert refused(device.post("/api/v1/stations/pair", json={"code": code})) == (401, "pairing_code_unknown")
        assert device.post("/api/v1/stations/pair", json={"code": later}).status_code == 200


def test_the_device_holds_a_cookie_that_no_script_reads_and_that_counts_once(floor: Floor, served: Served) -> None:
    first = floor.device.cookies["unison_station"]
    renewed = floor.device.post("/api/v1/stations/renew-device")
    told = renewed.headers["set-cookie"].lower()
    assert all(part in told for part in ("httponly", "samesite=strict", "path=/api/v1/stations"))
    assert floor.device.cookies["unison_station"] != first
    # the answer may be lost on its way: the one before counts for a while, and what it led to is void
    with browser(served) as again:
        again.cookies.set("unison_station", first)
        assert again.post("/api/v1/stations/renew-device").status_code == 200
    assert refused(floor.device.post("/api/v1/stations/renew-device")) == (401, "station_unpaired")
    elsewhere = floor.device.post("/api/v1/stations/renew-device", headers={"Sec-Fetch-Site": "cross-site"})
    assert refused(elsewhere) == (403, "cross_site")


def test_a_copied_cookie_ends_the_device(floor: Floor, served: Served) -> None:
    first = floor.device.cookies["unison_station"]
    assert floor.device.post("/api/v1/stations/renew-device").status_code == 200
    served.owner.execute(
        "UPDATE unison.station_sessions SET seen_at = now() - interval '1 hour' WHERE organization_id = %s",
        (floor.organization.id,),
    )
    with browser(served) as thief:
        thief.cookies.set("unison_station", first)
        assert refused(thief.post("/api/v1/stations/renew-device")) == (401, "station_unpaired")
    assert refused(floor.device.get("/api/v1/stations/here")) == (401, "session_ended")


def test_a_station_by_itself_reads_and_tells_nothing(floor: Floor) -> None:
    here = floor.device.get("/api/v1/stations/here").json()
    assert (here["station"], here["plant"], here["equipment"]) == ("Press 1", "main", ["M-1"])
    people = floor.device.get("/api/v1/stations/people").json()
    assert {"account_id": str(floor.operator), "name": "Some operator", "has_pin": True, "has_badge": True} in people
    answer = send(floor.device, "equipment/change-state", equipment="M-1", state="production")
    assert refused(answer) == (403, "not_permitted")
    assert refused(floor.admin.get("/api/v1/stations/people")) == (404, "not_at_station")


@pytest.mark.parametrize("by", ["pin", "badge"])
def test_who_identifies_acts_at_the_station_in_their_own_name(floor: Floor, by: str) -> None:
    person = floor.person(**({"badge": BADGE} if by == "badge" else {}))
    told = send(person, "equipment/change-state", equipment="M-1", state="production")
    assert told.status_code == 200, told.text
    meta = last_meta(floor, "equipment:M-1")
    assert (meta["user"], meta["device"]) == (str(floor.operator), "Press 1")
    elsewhere = send(person, "equipment/change-state", equipment="M-2", state="production")
    assert refused(elsewhere) == (403, "other_machine")


def test_an_administrator_may_do_no_more_at_a_station_than_it_lets(floor: Floor, served: Served) -> None:
    admin = person_added(floor.admin, "admin")
    floor.admin.post("/api/v1/stations/set-pin", json={"person": str(admin), "pin": "9182"})
    at_station = floor.person(person=str(admin), pin="9182")
    told = send(at_station, "stations/unpair", station="Press 1")
    assert refused(told) == (403, "not_permitted")


def test_several_are_at_a_station_at_once_and_each_leaves_alone(floor: Floor, served: Served) -> None:
    supervisor = person_added(floor.admin, "supervisor")
    floor.admin.post("/api/v1/stations/set-pin", json={"person": str(supervisor), "pin": "5938"})
    one, other = floor.person(), floor.person(person=str(supervisor), pin="5938")
    assert one.post("/api/v1/stations/leave").status_code == 204
    assert refused(one.get("/api/v1/stations/here")) == (401, "session_ended")
    assert other.get("/api/v1/stations/here").json()["station"] == "Press 1"


def test_going_on_needs_the_device_that_one_has_identified_at(floor: Floor) -> None:
    person = floor.person()
    person.cookies.set("unison_station", floor.device.cookies["unison_station"])
    assert person.post("/api/v1/stations/renew-person").json()["account_id"] == str(floor.operator)
    person.cookies.set("unison_station", "somethingelse")
    assert refused(person.post("/api/v1/stations/renew-person")) == (401, "station_unpaired")


def test_unpairing_shuts_out_the_device_and_everybody_at_it_at_once(floor: Floor) -> None:
    person = floor.person()
    done(floor.admin, "stations/unpair", station="Press 1", reason="the tablet was lost")
    assert floor.device.get("/api/v1/stations/here").status_code == 401
    assert send(person, "equipment/change-state", equipment="M-1", state="production").status_code == 401
    assert floor.device.post("/api/v1/stations/renew-device").status_code == 401


def test_wrong_pins_wait_longer_and_longer_and_only_for_this_person_here(floor: Floor, served: Served) -> None:
    for _ in range(5):
        assert refused(floor.identified(person=str(floor.operator), pin="0815")) == (401, "not_identified")
    told = floor.identified(person=str(floor.operator), pin=PIN)
    assert refused(told) == (429, "too_many_pins")
    assert 1 <= int(told.json()["facts"]["seconds"]) <= 30
    assert floor.identified(badge=BADGE).status_code == 200
    done(floor.admin, "stations/open", station="Press 2", plant="main")
    with closing(paired(served, floor.admin, "Press 2")) as other:
        by_pin = {"person": str(floor.operator), "pin": PIN}
        assert other.post("/api/v1/stations/identify", json=by_pin).status_code == 200
    served.owner.execute(
        "UPDATE unison.station_tries SET failed_at = failed_at - interval '31 seconds' WHERE organization_id = %s",
        (floor.organization.id,),
    )
    assert refused(floor.identified(person=str(floor.operator), pin="0815")) == (401, "not_identified")
    told = floor.identified(person=str(floor.operator), pin=PIN)
    assert refused(told) == (429, "too_many_pins")
    assert int(told.json()["facts"]["seconds"]) > 30


def test_a_pin_or_a_badge_is_good_at_a_paired_station_alone(floor: Floor) -> None:
    by_pin = {"person": str(floor.operator), "pin": PIN}
    assert refused(floor.admin.post("/api/v1/stations/identify", json=by_pin)) == (404, "not_at_station")
    with httpx.Client(base_url=floor.admin.base_url, trust_env=False, verify=NO_TLS) as nobody:
        assert refused(nobody.post("/api/v1/stations/identify", json=by_pin)) == (401, "token_missing")


def test_who_does_not_work_in_the_plant_of_the_station_is_not_there(floor: Floor, served: Served) -> None:
    done(floor.admin, "plants/open", plant="north", name="North")
    north = person_added(floor.admin, "operator", "north")
    floor.admin.post("/api/v1/stations/set-pin", json={"person": str(north), "pin": "9182"})
    assert str(north) not in {person["account_id"] for person in floor.device.get("/api/v1/stations/people").json()}
    assert refused(floor.identified(person=str(north), pin="9182")) == (401, "not_identified")


def test_a_badge_stands_for_one_person(floor: Floor, served: Served) -> None:
    supervisor = person_added(floor.admin, "supervisor")
    taken = floor.admin.post("/api/v1/stations/set-badge", json={"person": str(supervisor), "badge": BADGE})
    assert refused(taken) == (409, "badge_taken")
    done(floor.admin, "stations/remove-badge", person=str(floor.operator))
    assert refused(floor.identified(badge=BADGE)) == (401, "not_identified")
    set_anew = floor.admin.post("/api/v1/stations/set-badge", json={"person": str(supervisor), "badge": BADGE})
    assert set_anew.status_code == 204
    assert floor.identified(badge=BADGE).json()["account_id"] == str(supervisor)


@pytest.mark.parametrize("pin", ["123", "123456789", "12a4", "1111", "2345", "9876"])
def test_a_pin_has_four_to_eight_digits_and_is_not_the_first_that_is_guessed(floor: Floor, pin: str) -> None:
    answer = floor.admin.post("/api/v1/stations/set-pin", json={"person": str(floor.operator), "pin": pin})
    assert answer.status_code == 422
    assert pin not in answer.text


def test_what_people_identify_by_goes_with_them_and_is_in_no_fact(floor: Floor, served: Served) -> None:
    stored = served.owner.execute(
        "SELECT string_agg(data::text || meta::text, '') FROM unison.events WHERE organization_id = %s",
        (floor.organization.id,),
    ).fetchone()
    assert stored is not None
    assert PIN not in stored[0]
    assert BADGE not in stored[0]
    done(floor.admin, "people/erase", person=str(floor.operator))
    left = served.owner.execute(
        "SELECT count(*) FROM unison.identifications WHERE organization_id = %s", (floor.organization.id,)
    ).fetchone()
    assert left == (0,)


def test_only_an_administrator_opens_and_pairs_stations(floor: Floor, served: Served) -> None:
    for role in ("operator", "supervisor", "auditor"):
        with served.client(floor.organization, role) as other:
            assert refused(send(other, "stations/open", station="S", plant="main")) == (403, "not_permitted")
            offered = other.post("/api/v1/stations/offer-pairing", json={"station": "Press 1"})
            assert refused(offered) == (403, "not_permitted")
            set_pin = other.post("/api/v1/stations/set-pin", json={"person": str(floor.operator), "pin": PIN})
            assert refused(set_pin) == (403, "not_permitted")
    listed = floor.admin.get("/api/v1/stations").json()
    assert [(each["station"], each["paired_at"] is not None) for each in listed] == [("Press 1", True)]


def test_a_machine_of_another_plant_and_one_that_is_not_there_are_refused(floor: Floor) -> None:
    done(floor.admin, "plants/open", plant="north", name="North")
    answer = send(floor.admin, "stations/open", station="S", plant="north", equipment=["M-1"])
    assert refused(answer) == (409, "equipment_elsewhere")
    answer = send(floor.admin, "stations/open", station="S", plant="main", equipment=["M-9"])
    assert refused(answer) == (404, "unknown_equipment")
    assert refused(send(floor.admin, "stations/open", station="S", plant="south")) == (404, "unknown_plant")
