"""What people identify by at stations, over HTTP: the PIN and the badge, set by others and by oneself, and where one is by them."""

from collections.abc import Iterator
from contextlib import closing

import httpx
import pytest

from tests.api.conftest import Served, done, send
from tests.api.floor import BADGE, PIN, Floor, browser, floor_of, person_added, refused
from tests.conftest import Organization
from unison.infrastructure import database
from unison.infrastructure.jobs import housekeeping

PASSWORD = "battery staple 7 horses"
OWN_PIN = "/api/v1/stations/own-pin"


@pytest.fixture
def floor(served: Served, mine: Organization, client: httpx.Client) -> Iterator[Floor]:
    with floor_of(served, mine, client) as floor:
        yield floor


@pytest.fixture
def operator(floor: Floor) -> Iterator[httpx.Client]:
    """The operator of the floor, signed in elsewhere by a password."""
    person = str(floor.operator)
    given = send(floor.admin, "people/one-time-password", person=person).json()["one_time_password"]
    (login,) = [each["login"] for each in people_of(floor).values() if each["person"] == person]
    with closing(browser(floor.served)) as client:
        for password in (given, PASSWORD):
            told = {"organization": floor.organization.slug, "login": login, "password": password}
            signed = client.post("/api/v1/auth/sign-in", json=told)
            assert signed.status_code == 200, signed.text
            client.headers["Authorization"] = f"Bearer {signed.json()['access_token']}"
            if password == given:
                changed = client.post("/api/v1/auth/change-password", json={"current": given, "new": PASSWORD})
                assert changed.status_code == 204, changed.text
        yield client


def people_of(floor: Floor) -> dict[str, dict[str, object]]:
    return {each["person"]: each for each in floor.admin.get("/api/v1/people/accounts").json()}


def by_pin(floor: Floor, pin: str) -> int:
    return floor.identified(person=str(floor.operator), pin=pin).status_code


def test_whether_somebody_has_a_pin_and_a_badge_is_seen_and_what_they_are_is_not(floor: Floor) -> None:
    told = floor.admin.get("/api/v1/people/accounts")
    mine = people_of(floor)[str(floor.operator)]
    assert (mine["has_pin"], mine["has_badge"]) == (True, True)
    assert "hash" not in told.text
    assert PIN not in told.text
    done(floor.admin, "stations/remove-pin", person=str(floor.operator))
    done(floor.admin, "stations/remove-badge", person=str(floor.operator))
    mine = people_of(floor)[str(floor.operator)]
    assert (mine["has_pin"], mine["has_badge"]) == (False, False)
    assert by_pin(floor, PIN) == 401


def test_one_changes_one_s_own_pin_by_the_password_or_by_the_present_one(floor: Floor, operator: httpx.Client) -> None:
    assert operator.get(OWN_PIN).json() == {"has_pin": True, "has_badge": True}
    assert operator.post(OWN_PIN, json={"pin": "8264", "present_pin": PIN}).status_code == 204
    assert (by_pin(floor, PIN), by_pin(floor, "8264")) == (401, 200)
    assert operator.post(OWN_PIN, json={"pin": "5938", "password": PASSWORD}).status_code == 204
    assert (by_pin(floor, "8264"), by_pin(floor, "5938")) == (401, 200)


def test_nobody_changes_it_without_either(floor: Floor, operator: httpx.Client) -> None:
    assert refused(operator.post(OWN_PIN, json={"pin": "8264"})) == (422, "pin_proof")
    both = {"pin": "8264", "present_pin": PIN, "password": PASSWORD}
    assert refused(operator.post(OWN_PIN, json=both)) == (422, "pin_proof")
    assert refused(operator.post(OWN_PIN, json={"pin": "1111", "password": PASSWORD})) == (422, "pin_too_simple")
    for _ in range(5):
        assert refused(operator.post(OWN_PIN, json={"pin": "8264", "present_pin": "9999"})) == (409, "pin_wrong")
    told = operator.post(OWN_PIN, json={"pin": "8264", "present_pin": PIN})
    assert refused(told) == (429, "too_many_attempts")
    assert by_pin(floor, PIN) == 200


def test_a_stolen_badge_does_not_guess_the_pin_or_the_password_by_beginning_anew(floor: Floor) -> None:
    for tried in range(5):
        at_station = floor.person(badge=BADGE)
        wrong = at_station.post(OWN_PIN, json={"pin": "8264", "present_pin": "9999"})
        assert refused(wrong) == (409, "pin_wrong"), tried
    told = floor.person(badge=BADGE).post(OWN_PIN, json={"pin": "8264", "present_pin": PIN})
    assert refused(told) == (429, "too_many_attempts")


def test_where_one_is_at_a_station_is_among_one_s_sessions_and_ended_there(
    floor: Floor, operator: httpx.Client
) -> None:
    at_station = floor.person()
    sessions = operator.get("/api/v1/auth/sessions").json()
    (there,) = [each for each in sessions if each["station"]]
    assert (there["station"], there["way"], there["this"]) == ("Press 1", "station", False)
    assert operator.post(f"/api/v1/auth/sessions/{there['session_id']}/end", json={}).status_code == 204
    assert refused(at_station.get("/api/v1/stations/here")) == (401, "session_ended")
    assert floor.device.get("/api/v1/stations/here").status_code == 200
    assert not [each for each in operator.get("/api/v1/auth/sessions").json() if each["station"]]


def test_ending_all_others_ends_those_at_stations_and_no_device(floor: Floor, operator: httpx.Client) -> None:
    at_station = floor.person()
    assert operator.post("/api/v1/auth/sessions/end-others", json={}).status_code == 204
    assert at_station.get("/api/v1/stations/here").status_code == 401
    (station,) = floor.admin.get("/api/v1/stations").json()
    sessions = f"/api/v1/auth/accounts/{station['account_id']}/sessions"
    assert floor.admin.get(sessions).json() == []
    assert floor.admin.post(f"{sessions}/end-all").status_code == 204
    assert floor.device.get("/api/v1/stations/here").status_code == 200


def test_nobody_ends_the_session_of_another_at_a_station(floor: Floor, operator: httpx.Client) -> None:
    supervisor = person_added(floor.admin, "supervisor")
    floor.admin.post("/api/v1/stations/set-pin", json={"person": str(supervisor), "pin": "5938"})
    at_station = floor.person(person=str(supervisor), pin="5938")
    (theirs,) = floor.admin.get(f"/api/v1/auth/accounts/{supervisor}/sessions").json()
    ended = operator.post(f"/api/v1/auth/sessions/{theirs['session_id']}/end", json={})
    assert refused(ended) == (404, "unknown_session")
    assert at_station.get("/api/v1/stations/here").status_code == 200


def test_what_has_ended_is_forgotten_by_the_schedule_and_what_goes_on_stays(floor: Floor, served: Served) -> None:
    floor.person()
    floor.identified(person=str(floor.operator), pin="9999")
    done(floor.admin, "stations/open", station="Press 2", plant="main")
    floor.admin.post("/api/v1/stations/offer-pairing", json={"station": "Press 2"})
    of = (floor.organization.id,)

    def left() -> tuple[int, ...]:
        tables = ("station_sessions", "pairing_codes", "station_tries")
        counts = ", ".join(f"(SELECT count(*) FROM unison.{each} WHERE organization_id = %s)" for each in tables)
        row = served.owner.execute(f"SELECT {counts}", of * len(tables)).fetchone()
        assert row is not None
        return row

    with database.connect(served.url, "worker") as worker:
        housekeeping.forget(worker)
        assert left() == (2, 1, 1)
        aged = "UPDATE unison.station_sessions SET seen_at = now() - interval '3 days' WHERE organization_id = %s"
        served.owner.execute(aged, of)
        served.owner.execute("UPDATE unison.pairing_codes SET expires_at = now() WHERE organization_id = %s", of)
        served.owner.execute(
            "UPDATE unison.station_tries SET failed_at = now() - interval '2 days' WHERE organization_id = %s", of
        )
        housekeeping.forget(worker)
        assert left() == (1, 0, 0)
        done(floor.admin, "stations/unpair", station="Press 1")
        ended = "UPDATE unison.station_sessions SET ended_at = now() - interval '8 days' WHERE organization_id = %s"
        served.owner.execute(ended, of)
        housekeeping.forget(worker)
        assert left() == (0, 0, 0)
