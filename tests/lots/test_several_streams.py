"""Splits and merges in the real store: the facts of all their lots, or none."""

import asyncio
import uuid
from collections.abc import Iterator
from decimal import Decimal

import pytest

from unison.infrastructure.command_handling import CommandHandling
from unison.infrastructure.database import Database
from unison.infrastructure.event_store import EventStore
from unison.infrastructure.unit_of_work import Envelope, Sender
from unison.lots.application import commands, moving
from unison.lots.domain.state import LOT, Lot, LotExists, UnknownLot
from unison.lots.domain.taking import NotEnough
from unison.shared.commands import Command
from unison.shared.errors import Refusal
from unison.shared.ports import Viewer


class Warehouse:
    """Commands in, lots out. Every command is decided by a process of its own, so from what the store has."""

    def __init__(self, runner: asyncio.Runner, database: Database, organization: uuid.UUID) -> None:
        self._runner, self._organization = runner, organization
        self._store = EventStore(database.pool)

    def send(self, command: Command) -> dict[str, int]:
        handling = CommandHandling(self._store, moving.USE_CASES)
        envelope = Envelope(uuid.uuid4(), command, Sender(self._organization, None))
        answer = self._runner.run(handling.send(envelope))
        return {position.stream: position.version for position in answer.streams}

    def lots(self, *keys: str) -> dict[str, Decimal | None]:
        return {key: lot.quantity if (lot := self._lot(key)) else None for key in keys}

    def _lot(self, key: str) -> Lot | None:
        return self._runner.run(self._store.load(self._organization, LOT, key)).state


@pytest.fixture
def warehouse(database_url: str, organization: Viewer) -> Iterator[Warehouse]:
    """With 100 kg of steel in S-1 and 20 kg in S-2."""
    with asyncio.Runner() as runner:
        database = Database(database_url, size=1)
        runner.run(database.open())
        warehouse = Warehouse(runner, database, organization.organization_id)
        for lot, quantity in (("S-1", 100), ("S-2", 20)):
            warehouse.send(commands.ReceiveLot(lot=lot, material="STEEL", quantity=Decimal(quantity), unit="kg"))
        yield warehouse
        runner.run(database.close())


def split(lot: str, into: str, quantity: int) -> Command:
    return commands.SplitLot(lot=lot, into=into, quantity=Decimal(quantity))


def test_a_split_is_told_on_both_lots(warehouse: Warehouse) -> None:
    assert warehouse.send(split("S-1", "S-1a", 30)) == {"lots:S-1": 2, "lots:S-1a": 1}
    assert warehouse.lots("S-1", "S-1a") == {"S-1": 70, "S-1a": 30}


@pytest.mark.parametrize(
    ("command", "refusal"),
    [
        (split("S-1", "S-2", 30), LotExists),
        (split("S-1", "S-1a", 101), NotEnough),
        (split("S-3", "S-1a", 1), UnknownLot),
        (commands.MergeLots(into="S-1a", lots=["S-1", "S-3"]), UnknownLot),
    ],
)
def test_a_refused_one_is_told_on_none(warehouse: Warehouse, command: Command, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        warehouse.send(command)
    assert warehouse.lots("S-1", "S-2", "S-3", "S-1a") == {"S-1": 100, "S-2": 20, "S-3": None, "S-1a": None}


def test_a_merge_goes_into_a_new_lot_or_into_one_that_is_there(warehouse: Warehouse) -> None:
    into_new = warehouse.send(commands.MergeLots(into="S-9", lots=["S-1", "S-2", "S-1"]))
    assert into_new == {"lots:S-1": 2, "lots:S-2": 2, "lots:S-9": 2}
    warehouse.send(split("S-9", "S-8", 20))
    assert warehouse.send(commands.MergeLots(into="S-9", lots=["S-8"])) == {"lots:S-8": 2, "lots:S-9": 4}
    assert warehouse.lots("S-1", "S-2", "S-8", "S-9") == {"S-1": 0, "S-2": 0, "S-8": 0, "S-9": 120}
