"""What an organization that has moved away still answers here, and what not."""

import httpx
import pytest

from tests.api.conftest import Served, send
from tests.conftest import Organization
from tests.spine import uuid7
from unison.infrastructure import database

LOT = {"lot": "L-1", "material": "steel", "unit": "kg", "quantity": "100"}


def freeze(served: Served, organization: Organization) -> None:
    with database.connect(served.url, "owner") as owner:
        owner.execute("INSERT INTO unison.frozen VALUES (%s, 'https://north.example')", (organization.id,))


def test_a_command_of_several_facts_is_refused_too(client: httpx.Client, served: Served, mine: Organization) -> None:
    send(client, "lots/receive", **LOT)
    freeze(served, mine)
    refused = send(client, "lots/split", lot="L-1", into="L-2", quantity="5")
    assert (refused.status_code, refused.json()["code"]) == (421, "organization_moved")
    assert refused.json()["facts"] == {"address": "https://north.example"}


@pytest.mark.parametrize(
    ("command", "other"),
    [("lots.move", {"location": "rack 1"}), ("lots.release", {})],
    ids=["allowed", "refused by a rule"],
)
def test_what_a_device_brings_late_is_neither_carried_out_nor_set_aside(
    command: str, other: dict[str, str], client: httpx.Client, served: Served, mine: Organization
) -> None:
    """The device keeps it: a person would look for it where the organization is now."""
    send(client, "lots/receive", **LOT)
    freeze(served, mine)
    item = {"id": str(uuid7()), "command": command, "device_seq": 7, "body": {"lot": "L-1", **other}}
    (answer,) = client.post("/api/v1/commands", json={"device": "phone 3", "commands": [item]}).json()
    assert (answer["status"], answer["problem"]["code"]) == (421, "organization_moved")


def test_what_was_carried_out_before_is_answered_again_and_the_others_go_on(
    client: httpx.Client, served: Served, mine: Organization
) -> None:
    key = str(uuid7())
    first = send(client, "lots/receive", key, **LOT)
    freeze(served, mine)
    again = send(client, "lots/receive", key, **LOT)
    assert again.json() == first.json() | {"repeated": True}
    assert client.get("/api/v1/feed").is_success
    with served.client(served.organization()) as neighbour:
        assert send(neighbour, "lots/receive", **LOT).is_success


def test_accounts_stand_still(served: Served, mine: Organization, client: httpx.Client) -> None:
    freeze(served, mine)
    refused = send(client, "people/add", person=str(uuid7()), login="eve", name="Eve")
    assert (refused.status_code, refused.json()["code"]) == (421, "organization_moved")
