"""What happened by itself, over HTTP: because of what, what was refused, and nothing of another organization."""

from typing import Any

import httpx

from tests.api.conftest import Served
from tests.infrastructure.reacting import HOLDS, reacted, register
from tests.spine import new_command, tell


def test_a_lot_says_because_of_what_it_was_held_and_nobody_else_hears_it(served: Served) -> None:
    register(served.url, HOLDS)
    organization, other = served.organization(), served.organization()
    receive = [
        new_command("lots.receive", lot=lot, material="pin", quantity=1, unit="pcs") for lot in ("A", "B", "bad")
    ]
    tell(served.url, organization.id, *receive, new_command("lots.hold", lot="B", reason="mine"))
    reacted(served.url, HOLDS)
    with served.client(organization) as client, served.client(other) as stranger:
        (caused,) = _asked(client, "causes", stream="lots:A")
        assert (caused["type"], caused["reaction"]) == ("lots.LotHeld", "test_hold")
        assert [(each["stream"], each["version"], each["type"]) for each in caused["because"]] == [
            ("lots:A", 1, "lots.LotReceived")
        ]
        assert _asked(client, "causes", stream="lots:B") == []
        (refused,) = _asked(client, "reactions/refusals")
        assert (refused["stream"], refused["code"]) == ("lots:B", "already_on_hold")
        assert _asked(client, "reactions/refusals", reaction="another") == []
        (parked,) = _asked(client, "parked-streams")
        assert (parked["consumer"], parked["kind"], parked["stream"]) == ("test_hold", "reaction", "lots:bad")
        (shown,) = [each for each in _asked(client, "reactions") if each["name"] == "test_hold"]
        assert (shown["parked"], shown["refused"]) == (1, 1)
        for path in ("reactions/refusals", "parked-streams"):
            assert _asked(stranger, path) == []
        assert _asked(stranger, "causes", stream="lots:A") == []


def _asked(client: httpx.Client, path: str, **asked: str) -> list[dict[str, Any]]:
    answer = client.get(f"/api/v1/{path}", params=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()
