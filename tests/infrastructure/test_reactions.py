"""Reactions: each fact leads to its commands once, whatever happens meanwhile."""

import pytest

from tests.conftest import Organization
from tests.infrastructure.reacting import HOLDS, positions, reacted, register, told
from tests.spine import new_command, tell
from unison.shared.commands import Command


@pytest.fixture(autouse=True)
def registered(database_url: str) -> None:
    register(database_url, HOLDS)


def receive(*lots: str) -> list[Command]:
    return [new_command("lots.receive", lot=lot, material="steel", quantity=1, unit="kg") for lot in lots]


def test_a_fact_leads_to_its_command_once_and_says_what_it_followed_from(
    database_url: str, organization: Organization
) -> None:
    tell(database_url, organization.id, *receive("L1", "L2"))
    reacted(database_url, HOLDS)
    reacted(database_url, HOLDS)
    held = told(database_url, organization.id, "lots.LotHeld")
    assert [each["stream_id"] for each in held] == ["lots:L1", "lots:L2"]
    (received, *_) = told(database_url, organization.id, "lots.LotReceived")
    meta, cause = held[0]["meta"], received["meta"]
    assert meta["reaction"] == "test_hold"
    assert meta["cause"] == "lots:L1@1"
    assert meta["causation_id"] == meta["correlation_id"] == cause["command_id"]
    assert "user" not in meta
    assert positions(database_url, organization.id)["test_hold"] == 3
