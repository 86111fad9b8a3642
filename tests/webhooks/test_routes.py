"""Webhooks over HTTP: administrators subscribe and look, others may not, and no organization reaches another's."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests import accounts
from tests.conftest import Organization, make_organization
from tests.presentation.showing import serving
from tests.webhooks.receiver import Receiver, status
from tests.webhooks.works import Works, local_settings
from unison.infrastructure import database
from unison.infrastructure.tokens import TokenSigner
from unison.main import application

WANTED = {"name": "to SAP", "url": "https://93.184.216.34/facts", "types": ["lots.LotHeld", "io.unison.lots.LotMoved"]}


class Served:
    """The application, and whoever asks."""

    def __init__(self, address: str, url: str, signer: TokenSigner) -> None:
        self._address, self._url, self._signer = address, url, signer

    def client(self, organization: Organization, role: str = "admin", plants: tuple[str, ...] = ()) -> httpx.Client:
        token = accounts.token(self._url, self._signer, organization.id, role, plants)
        return httpx.Client(
            base_url=f"http://{self._address}/api/v1/",
            headers={"Authorization": f"Bearer {token}"},
            trust_env=False,
            timeout=20,
        )


@pytest.fixture(scope="module")
def served(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    data = tmp_path_factory.mktemp("data")
    with serving(application(local_settings(data), database_url)) as address:
        yield Served(address, database_url, accounts.signer(database_url, data))


@pytest.fixture
def admin(served: Served, organization: Organization) -> Iterator[httpx.Client]:
    with served.client(organization) as client:
        yield client


def subscribed(client: httpx.Client, **other: Any) -> dict[str, Any]:
    answer = client.post("webhooks", json=WANTED | other)
    assert answer.status_code == 201, answer.text
    return answer.json()


def refused(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def test_a_webhook_is_subscribed_and_its_secret_is_told_once(admin: httpx.Client) -> None:
    made = subscribed(admin, plants=["main"])
    webhook, secret = made["webhook"], made["secret"]
    assert webhook["types"] == ["lots.LotHeld", "lots.LotMoved"]
    assert (webhook["form"], webhook["plants"], webhook["off_at"], webhook["permitted_at"]) == (
        "structured", ["main"], None, None,
    )  # fmt: skip
    assert secret.startswith("whsec_")
    address = f"webhooks/{webhook['webhook_id']}"
    told = [admin.get(each).text for each in ("webhooks", address, f"{address}/deliveries")]
    assert all(secret[6:] not in each for each in told)
    assert admin.post(f"{address}/rotate-secret", json={}).json()["secret"] != secret
    assert admin.get(address).json()["old_secret_until"] is not None
    assert admin.get("webhooks/types").json()[0] == "books.BooksClosed"


@pytest.mark.parametrize(
    ("other", "code"),
    [({"url": "https://localhost:8000/"}, None), ({"url": "https://10.0.0.1/"}, (422, "webhook_address_private")),
     ({"url": "http://93.184.216.34/"}, (422, "webhook_address_plain")), ({"url": "x"}, (422, "webhook_address_malformed")),
     ({"url": "https://nobody.invalid/"}, (422, "webhook_address_unknown")), ({"types": []}, (422, "malformed")),
     ({"types": ["lots.LotVanished"]}, (422, "malformed")), ({"plants": ["north"]}, (404, "unknown_plants")),
     ({"from_number": 10}, (416, "beyond_feed"))],
)  # fmt: skip
def test_what_cannot_be_told_is_refused(
    admin: httpx.Client, other: dict[str, Any], code: tuple[int, str] | None
) -> None:
    answer = admin.post("webhooks", json=WANTED | other)
    assert (answer.status_code == 201) if code is None else (refused(answer) == code), answer.text


def test_a_name_is_given_once_and_there_are_so_many(admin: httpx.Client) -> None:
    subscribed(admin)
    assert refused(admin.post("webhooks", json=WANTED)) == (409, "webhook_name_taken")
    other = subscribed(admin, name="other")["webhook"]
    again = admin.put(f"webhooks/{other['webhook_id']}", json=WANTED)
    assert refused(again) == (409, "webhook_name_taken")
    for number in range(48):
        subscribed(admin, name=f"{number}")
    assert refused(admin.post("webhooks", json=WANTED | {"name": "one more"})) == (409, "too_many_webhooks")


def test_at_another_address_its_receiver_has_to_agree_again(
    admin: httpx.Client, works: Works, receiver: Receiver
) -> None:
    webhook, _ = works.subscribe(receiver.url)
    works.send(webhook)
    address = f"webhooks/{webhook}"
    assert admin.get(address).json()["permitted_at"] is not None
    same = WANTED | {"url": receiver.url}
    assert admin.put(address, json=same).json()["permitted_at"] is not None
    assert admin.put(address, json=WANTED | {"url": receiver.url + "&x=1"}).json()["permitted_at"] is None


def test_what_was_delivered_is_shown_with_what_was_answered(
    admin: httpx.Client, works: Works, receiver: Receiver
) -> None:
    receiver.posted = status(200, {"Content-Type": "text/plain"}, b"thanks" * 200)
    webhook, _ = works.subscribe(receiver.url)
    works.tell("A", moves=2)
    works.deliver(webhook)
    latest, *rest = admin.get(f"webhooks/{webhook}/deliveries", params={"limit": 2}).json()
    assert (latest["number"], latest["state"], latest["status"], latest["stream"]) == (3, "accepted", 200, "lots:A")
    assert latest["answer"] == ("thanks" * 200)[:500]
    assert [each["number"] for each in rest] == [2]
    assert admin.get(f"webhooks/{webhook}/deliveries", params={"state": "waiting"}).json() == []


def test_one_that_waits_can_be_dropped(admin: httpx.Client, works: Works, receiver: Receiver) -> None:
    receiver.posted = status(500)
    webhook, _ = works.subscribe(receiver.url)
    works.tell("A", moves=1)
    works.deliver(webhook)
    assert admin.post(f"webhooks/{webhook}/deliveries/1/drop").status_code == 204
    assert works.states(webhook) == ["dropped", "waiting"]
    again = admin.post(f"webhooks/{webhook}/deliveries/1/drop")
    assert refused(again) == (404, "unknown_webhook_delivery")


def test_a_receiver_agrees_by_its_key_without_a_sign_in(
    admin: httpx.Client, served: Served, works: Works, receiver: Receiver
) -> None:
    receiver.asked = status(405)
    webhook, _ = works.subscribe(receiver.url)
    works.send(webhook)
    key = receiver.requests[0].headers["webhook-request-callback"].partition("?key=")[2]
    address = f"{admin.base_url}webhooks/{webhook}/permission"
    for wrong in (key[:-1] + "x", "nonsense", f"{uuid4().hex}.{key.partition('.')[2]}"):
        assert refused(httpx.get(address, params={"key": wrong}, trust_env=False)) == (404, "unknown_permission")
    agreed = httpx.post(address, params={"key": key}, headers={"WebHook-Allowed-Rate": "30"}, trust_env=False)
    assert (agreed.status_code, agreed.text[:9]) == (200, "Thank you")
    assert admin.get(f"webhooks/{webhook}").json()["permitted_per_minute"] == 30
    assert httpx.get(address, params={"key": key}, trust_env=False).is_success


ADDRESSES: list[tuple[str, str, Any]] = [
    ("get", "", None), ("put", "", WANTED), ("post", "/rotate-secret", {}), ("post", "/switch-off", None),
    ("post", "/switch-on", {"missed": "skip"}), ("post", "/replay", {"from_number": 1}), ("post", "/try", None),
    ("get", "/deliveries", None), ("post", "/deliveries/1/drop", None), ("delete", "", None),
]  # fmt: skip


@pytest.mark.parametrize(("method", "path", "body"), ADDRESSES)
def test_nobody_reaches_the_webhooks_of_others(
    served: Served, works: Works, organization: Organization, owner: Any, method: str, path: str, body: Any
) -> None:
    works.tell("A")
    works.note()
    with served.client(organization) as admin:
        address = f"webhooks/{subscribed(admin, from_number=1)['webhook']['webhook_id']}{path}"
        works.connection.execute(
            "INSERT INTO unison.webhook_deliveries (organization_id, webhook_id, seq, stream_id, topic)"
            " SELECT organization_id, webhook_id, 1, 's', 't' FROM unison.webhooks WHERE organization_id = %s",
            (organization.id,),
        )
        with served.client(make_organization(owner)) as stranger:
            assert stranger.get("webhooks").json() == []
            assert refused(stranger.request(method, address, json=body)) == (404, "unknown_webhook")
        for role in ("operator", "supervisor"):
            with served.client(organization, role) as other:
                assert refused(other.request(method, address, json=body)) == (403, "not_allowed")
        with served.client(organization, "auditor") as auditor:
            assert auditor.request(method, address, json=body).status_code == (200 if method == "get" else 403)
        with served.client(organization, plants=("main",)) as limited:
            assert refused(limited.request(method, address, json=body)) == (403, "not_for_some_plants")
        assert admin.request(method, address, json=body).is_success


def test_the_application_stores_secrets_and_cannot_read_them(database_url: str, organization: Organization) -> None:
    with database.connect(database_url, "app") as connection, connection.transaction():
        connection.execute("SELECT set_config('app.organization', %s, true)", (str(organization.id),))
        with pytest.raises(Exception, match="permission denied"):
            connection.execute("SELECT secret FROM unison.webhook_secrets")


def test_an_address_of_the_settings_is_read_as_networks(tmp_path: Path) -> None:
    assert [str(each) for each in local_settings(tmp_path).webhook_private] == ["127.0.0.0/8", "::1/128"]
