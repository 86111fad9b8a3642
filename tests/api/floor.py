"""A shop floor over HTTP: a paired station for one machine, and an operator who can identify at it."""

from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import httpx

from tests.api.conftest import NO_TLS, Served, done
from tests.conftest import Organization
from tests.spine import uuid7

PIN, BADGE = "4711", "0400A1B2C3"


@dataclass(frozen=True)
class Floor:
    """A paired station for one machine, and an operator with a PIN and a badge."""

    served: Served
    organization: Organization
    admin: httpx.Client
    operator: UUID
    device: httpx.Client
    """Holds the cookie and the short token of the station."""
    people: list[httpx.Client] = field(default_factory=list[httpx.Client])

    def identified(self, **by: Any) -> httpx.Response:
        return self.device.post("/api/v1/stations/identify", json=by)

    def person(self, **by: Any) -> httpx.Client:
        answer = self.identified(**(by or {"person": str(self.operator), "pin": PIN}))
        assert answer.status_code == 200, answer.text
        self.people.append(browser(self.served, answer.json()["access_token"]))
        return self.people[-1]


def browser(served: Served, token: str | None = None) -> httpx.Client:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return httpx.Client(
        base_url=f"http://{served.address}", headers=headers, timeout=30, trust_env=False, verify=NO_TLS
    )


def paired(served: Served, admin: httpx.Client, station: str = "Press 1") -> httpx.Client:
    code = admin.post("/api/v1/stations/offer-pairing", json={"station": station}).json()["code"]
    device = browser(served)
    answer = device.post("/api/v1/stations/pair", json={"code": code.lower()})
    assert answer.status_code == 200, answer.text
    device.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
    return device


def person_added(admin: httpx.Client, role: str, *plants: str) -> UUID:
    person = uuid7()
    told = {
        "login": f"{role}{person.hex[:12]}",
        "name": f"Some {role}",
        "assignments": [{"role": role, "plants": plants}],
    }
    done(admin, "people/add", person=str(person), **told)
    return person


def refused(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


@contextmanager
def floor_of(served: Served, mine: Organization, client: httpx.Client) -> Generator[Floor]:
    done(client, "plants/open", plant="main", name="Main plant")
    done(client, "equipment/register", equipment="M-1")
    done(client, "equipment/register", equipment="M-2")
    done(client, "stations/open", station="Press 1", plant="main", equipment=["M-1"])
    operator = person_added(client, "operator")
    assert client.post("/api/v1/stations/set-pin", json={"person": str(operator), "pin": PIN}).status_code == 204
    assert client.post("/api/v1/stations/set-badge", json={"person": str(operator), "badge": BADGE}).status_code == 204
    with closing(paired(served, client)) as device:
        floor = Floor(served, mine, client, operator, device)
        yield floor
        for person in floor.people:
            person.close()
