"""The bell: each person reads what concerns them, and chooses where they are told."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import httpx
import psycopg
import pytest
from websockets.sync.client import connect

from tests import accounts
from tests.api.conftest import serving
from tests.conftest import Organization, make_organization
from tests.notices.giving import add_user, end, give
from tests.spine import uuid7
from unison.infrastructure.tokens import TokenSigner
from unison.main import application
from unison.settings import Settings

type Connection = psycopg.Connection[Any]


@dataclass(frozen=True)
class Served:
    address: str
    signer: TokenSigner

    def token(self, organization: Organization, user: UUID) -> str:
        return self.signer.sign(organization.id, user, uuid4())[0]

    def client(self, token: str) -> httpx.Client:
        headers = {"Authorization": f"Bearer {token}"}
        return httpx.Client(base_url=f"http://{self.address}/api/v1/", headers=headers, trust_env=False)


@pytest.fixture(scope="module")
def served(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    data = tmp_path_factory.mktemp("data")
    with serving(application(Settings(data=data), database_url)) as address:
        yield Served(address, accounts.signer(database_url, data))


@pytest.fixture
def sue(owner: Connection, organization: Organization) -> UUID:
    return add_user(owner, organization, "supervisor", email="sue@plant.example")


@pytest.fixture
def client(served: Served, organization: Organization, sue: UUID) -> Iterator[httpx.Client]:
    with served.client(served.token(organization, sue)) as client:
        yield client


def titles(client: httpx.Client, **asked: Any) -> list[str]:
    return [notice["title"] for notice in client.get("notices", params=asked).json()["notices"]]


def test_the_bell_tells_in_plain_words_and_counts_what_is_unread(
    client: httpx.Client, worker: Connection, organization: Organization
) -> None:
    notice = give(worker, organization)
    told = client.get("notices").json()
    assert told["unread"] == 1
    (shown,) = told["notices"]
    assert shown["title"] == "The work order WO-1 is late"
    assert shown["text"] == "Pump was due on 2 March 2026, 08:00."
    assert shown["link"] == "/order?id=WO-1"
    assert client.post(f"notices/{notice}/read").status_code == 204
    told = client.get("notices").json()
    assert told["unread"] == 0
    assert told["notices"][0]["read_at"]
    assert titles(client, unread=True) == []


def test_everything_is_read_at_once_and_what_is_over_need_not_be(
    client: httpx.Client, worker: Connection, organization: Organization
) -> None:
    for number in range(3):
        give(worker, organization, about=f"work_orders:WO-{number}")
    end(worker, organization, "late_order", "work_orders:WO-2")
    assert client.get("notices").json()["unread"] == 2
    assert client.post("notices/read-all").status_code == 204
    assert client.get("notices").json()["unread"] == 0


def test_what_one_person_puts_away_others_still_see(
    served: Served, client: httpx.Client, owner: Connection, worker: Connection, organization: Organization
) -> None:
    notice = give(worker, organization)
    assert client.post(f"notices/{notice}/dismiss").status_code == 204
    assert titles(client) == []
    bob = add_user(owner, organization, "admin")
    with served.client(served.token(organization, bob)) as other:
        assert len(titles(other)) == 1


def test_a_person_sees_what_concerns_their_role_and_their_plants(
    served: Served, owner: Connection, worker: Connection, organization: Organization
) -> None:
    give(worker, organization)
    give(worker, organization, about="work_orders:WO-2", plant="north")
    own = add_user(owner, organization, "operator")
    told = {"operator": "OP-1", "certificate": "welding", "expires_at": "2026-12-03T00:00:00+00:00", "person": str(own)}
    give(worker, organization, "certificate", "operators:OP-1 welding", told=told)
    with served.client(served.token(organization, own)) as client:
        assert titles(client) == ["The certificate welding of OP-1 is to be renewed"]
    north = add_user(owner, organization, "supervisor", ["north"])
    with served.client(served.token(organization, north)) as client:
        (only,) = client.get("notices").json()["notices"]
        assert only["plant"] == "north"


def test_another_organization_s_notices_are_not_there(
    client: httpx.Client, owner: Connection, worker: Connection, organization: Organization
) -> None:
    other = make_organization(owner)
    notice = give(worker, other)
    assert titles(client) == []
    for what in ("read", "dismiss", "end"):
        assert client.post(f"notices/{notice}/{what}").json()["code"] == "unknown_notice"
    assert client.post(f"notices/{uuid4()}/read").status_code == 404


def test_a_violation_is_over_when_somebody_has_dealt_with_it_and_nothing_else_is(
    served: Served, client: httpx.Client, owner: Connection, worker: Connection, organization: Organization
) -> None:
    told = {"characteristic": "bore", "broken": ["Nelson rule 1 on the xbar chart"], "subgroup": "7"}
    violation = give(worker, organization, "violation", "characteristics:bore 1", told=told)
    late = give(worker, organization)
    ann = add_user(owner, organization, "operator")
    with served.client(served.token(organization, ann)) as operator:
        assert operator.post(f"notices/{violation}/end").status_code == 403
    assert client.post(f"notices/{violation}/end").status_code == 204
    assert client.post(f"notices/{late}/end").json()["code"] == "notice_ends_by_itself"
    shown = {notice["subject"]: notice for notice in client.get("notices").json()["notices"]}
    assert shown["violation"]["over_at"]
    assert not shown["late_order"]["over_at"]


def test_each_person_chooses_where_they_are_told_of_what(
    client: httpx.Client, worker: Connection, organization: Organization
) -> None:
    choice = client.get("notices/choice").json()
    assert choice["daily_at_hour"] == 7
    assert choice["mail_is_set_up"] is False
    assert {each["subject"] for each in choice["subjects"]} >= {"late_order", "reorder_point", "violation"}
    assert "dead_letter" not in {each["subject"] for each in choice["subjects"]}
    wanted = {"daily_at_hour": 5, "subjects": [{"subject": "late_order", "browser": False, "mail": "at_once"}]}
    assert client.put("notices/choice", json=wanted).status_code == 204
    chosen = client.get("notices/choice").json()
    late = next(each for each in chosen["subjects"] if each["subject"] == "late_order")
    assert (chosen["daily_at_hour"], late["browser"], late["mail"]) == (5, False, "at_once")
    give(worker, organization)
    assert client.get("notices").json() == {"unread": 0, "notices": []}
    row = worker.execute(
        "SELECT count(*) FROM pgmq.q_jobs_mail WHERE message->>'organization' = %s", (str(organization.id),)
    ).fetchone()
    assert row == (1,)


@pytest.mark.parametrize("email", ["no address", "a@b\r\nBcc: all@c.de", "a@b", "@plant.example", "a@-b.de"])
def test_an_address_that_is_none_is_refused(email: str, client: httpx.Client) -> None:
    assert client.post("auth/change-email", json={"email": email}).status_code == 422


def test_people_choose_their_address_and_administrators_anybody_s(
    served: Served, client: httpx.Client, owner: Connection, organization: Organization, sue: UUID
) -> None:
    assert client.get("auth/me").json()["email"] == "sue@plant.example"
    session = uuid4()
    owner.execute(
        """INSERT INTO unison.sessions
             (organization_id, session_id, account_id, kind, way, agent, address, network, expires_at)
           VALUES (%s, %s, %s, 'person', 'password', 'browser', '127.0.0.1', '127.0.0.1', now() + interval '1 day')""",
        (organization.id, session, sue),
    )
    with served.client(served.signer.sign(organization.id, sue, session)[0]) as signed_in:
        assert signed_in.post("auth/change-email", json={"email": "s.smith@plant.example"}).status_code == 204
    assert client.get("auth/me").json()["email"] == "s.smith@plant.example"
    none, headers = {"person": str(sue), "email": None}, {"Idempotency-Key": str(uuid7())}
    assert client.post("people/change", json=none, headers=headers).status_code == 403
    ada = add_user(owner, organization, "admin")
    with served.client(served.token(organization, ada)) as admin:
        assert admin.post("people/change", json=none, headers=headers).status_code == 200
    assert client.get("auth/me").json()["email"] is None


def test_the_bell_rings_over_the_websocket(
    served: Served, worker: Connection, organization: Organization, sue: UUID
) -> None:
    with connect(f"ws://{served.address}/api/v1/live") as socket:
        token = served.token(organization, sue)
        socket.send(json.dumps({"token": token, "subscribe": ["notices"]}))
        assert json.loads(socket.recv(timeout=5)) == {"subscribed": ["notices"]}
        give(worker, organization)
        assert json.loads(socket.recv(timeout=5)) == {"projection": "notices", "seq": None, "streams": []}


def test_a_person_who_is_erased_leaves_no_choice_and_no_reading(
    client: httpx.Client, owner: Connection, worker: Connection, organization: Organization, sue: UUID
) -> None:
    notice = give(worker, organization)
    client.post(f"notices/{notice}/read")
    client.put(
        "notices/choice",
        json={"daily_at_hour": 5, "subjects": [{"subject": "violation", "browser": True, "mail": "daily"}]},
    )
    owner.execute("DELETE FROM unison.users WHERE user_id = %s", (sue,))
    for table in ("notice_readings", "notice_wishes", "notice_digests"):
        row = worker.execute(f"SELECT count(*) FROM unison.{table} WHERE user_id = %s", (sue,)).fetchone()
        assert row == (0,), table
