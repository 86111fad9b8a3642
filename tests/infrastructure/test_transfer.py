"""An organization moves to another server while it is written to: nothing is lost, numbers and hashes stay, it moves back."""

import asyncio
import io
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from uuid import UUID

import pytest

from tests.conftest import Organization, make_organization
from tests.infrastructure.reacting import HOLDS, reacted, register
from tests.infrastructure.reacting import told as stored
from tests.spine import contents, count, envelope, new_command, own_database, process, project, sequence, tell
from unison.infrastructure import database
from unison.infrastructure.embedded_postgres import EmbeddedPostgres
from unison.infrastructure.identity.accounts import create_user
from unison.infrastructure.transfer import CannotCarry, Part, export, freeze, import_, unfreeze
from unison.infrastructure.verification import verify
from unison.main import PROJECTIONS
from unison.shared.commands import Answer, Command
from unison.shared.errors import OrganizationMoved


@dataclass
class Move:
    """Two servers, and an organization on the first beside another one."""

    old: str
    new: str
    moving: Organization
    staying: Organization

    def out(self, url: str, *, after: str = "0", complete: bool = False) -> str:
        sequence(url)
        file = io.StringIO()
        with database.connect(url, "owner") as owner:
            export(owner, self.moving.id, file, after=after, complete=complete)
        return file.getvalue()

    def into(self, url: str, file: str) -> Part:
        with database.connect(url, "owner") as owner:
            return import_(owner, iter(file.splitlines(keepends=True)))

    def freeze(self, url: str, address: str) -> None:
        with database.connect(url, "owner") as owner:
            freeze(owner, self.moving.id, address)

    def holds(self, url: str) -> bool:
        with database.connect(url, "worker") as worker:
            return verify(worker).fault is None


@pytest.fixture
def move(server: EmbeddedPostgres) -> Iterator[Move]:
    with own_database(server) as old, own_database(server) as new, database.connect(old, "owner") as owner:
        made = Move(old, new, make_organization(owner), make_organization(owner))
        create_user(owner, made.moving.id, "eve", name="Eve", password="a long one", role="admin")
        tell(old, made.staying.id, new_command("equipment.register", equipment="S-1"))
        tell(old, made.moving.id, *(received(number) for number in range(40)))
        yield made


TOLD = 1 + 40 + 21
"""The facts of the organization that moves: somebody who is let in, its lots, and that the first of them hold the unit of
their material."""


def received(number: int) -> Command:
    told = {"lot": f"L-{number}", "material": "steel", "unit": "kg", "quantity": "1.50", "plant": "main"}
    return new_command("lots.receive", **told)


FACTS = """SELECT f.seq, encode(f.hash, 'hex'), e.stream_id, e.version, e.data::text, e.meta::text, e.recorded_at
           FROM unison.feed f JOIN unison.events e USING (organization_id, stream_id, version)
           WHERE f.organization_id = %s ORDER BY f.seq"""


def facts(url: str, organization: UUID) -> list[tuple[object, ...]]:
    sequence(url)
    with database.connect(url, "worker") as worker:
        return worker.execute(FACTS, (organization,)).fetchall()


def views(url: str, organization: UUID) -> dict[str, list[str]]:
    """What every view has of the organization."""
    project(url)
    return {
        f"{view.name}.{table}": [row for row in rows if str(organization) in row]
        for view in PROJECTIONS
        for table, rows in contents(url, view.name).items()
    }


@dataclass
class Client:
    """Sends a command after the other to where the organization is, each until it is taken."""

    move: Move
    at: str
    taken: dict[UUID, Answer] = field(default_factory=dict[UUID, Answer])
    longest_s: float = 0.0
    done: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        asyncio.run(self._run())

    async def _run(self) -> None:
        number = 1_000
        while not self.done.is_set():
            number += 1
            sent = envelope(self.move.moving.id, received(number))
            began = time.monotonic()
            while sent.id not in self.taken:
                async with process(self.at, size=2) as commands:
                    with suppress(OrganizationMoved):
                        self.taken[sent.id] = await commands.send(sent)
            self.longest_s = max(self.longest_s, time.monotonic() - began)


def test_it_moves_while_it_is_written_to_and_back_again(move: Move) -> None:
    client = Client(move, move.old)
    writing = threading.Thread(target=client.run)
    writing.start()
    try:
        first = move.into(move.new, move.out(move.old))
        assert (first.complete, first.facts) == (False, int(first.cursor.partition(".")[0]))
        while len(client.taken) < 20:
            assert writing.is_alive()
            time.sleep(0.01)
        move.freeze(move.old, "https://north.example")
        last = move.into(move.new, move.out(move.old, after=first.cursor, complete=True))
        assert last.complete
        client.at = move.new
        before = len(client.taken)
        while len(client.taken) < before + 10:
            assert writing.is_alive()
            time.sleep(0.01)
    finally:
        client.done.set()
        writing.join()
    there, here = facts(move.old, move.moving.id), facts(move.new, move.moving.id)
    assert here[: len(there)] == there
    assert len(here) > len(there) > 50
    told = {json.loads(str(row[5])).get("command_id") for row in here}
    assert {str(id) for id in client.taken} <= told, "what was acknowledged is there"
    assert client.longest_s < 10
    assert (move.holds(move.old), move.holds(move.new)) == (True, True)
    assert count(move.new, "SELECT count(*) FROM unison.users WHERE login = 'eve'") == 1

    move.freeze(move.new, "https://home.example")
    cursor = f"{there[-1][0]}.{str(there[-1][1])[:16]}"
    back = move.into(move.old, move.out(move.new, after=cursor, complete=True))
    assert (back.complete, back.facts) == (True, len(here) - len(there))
    assert facts(move.old, move.moving.id) == here
    assert move.holds(move.old)
    tell(move.old, move.moving.id, received(9_999))
    assert views(move.old, move.moving.id).keys() == views(move.new, move.moving.id).keys()


def test_every_view_says_the_same_there(move: Move) -> None:
    move.freeze(move.old, "https://north.example")
    move.into(move.new, move.out(move.old, complete=True))
    told = views(move.old, move.moving.id)
    assert views(move.new, move.moving.id) == told
    assert sum(map(len, told.values())) > 100


def test_the_old_server_refuses_with_the_new_address_and_a_known_command_is_answered_by_both(move: Move) -> None:
    sent = envelope(move.moving.id, received(7_000))

    async def send(url: str) -> Answer:
        async with process(url, size=2) as commands:
            return await commands.send(sent)

    asyncio.run(send(move.old))
    move.freeze(move.old, "https://north.example")
    with pytest.raises(OrganizationMoved) as refused:
        tell(move.old, move.moving.id, received(7_001))
    assert refused.value.facts == {"address": "https://north.example"}
    move.into(move.new, move.out(move.old, complete=True))
    assert asyncio.run(send(move.new)).repeated
    assert asyncio.run(send(move.old)).repeated
    tell(move.old, move.staying.id, new_command("equipment.register", equipment="S-2", plant="main"))


def test_until_the_last_part_has_come_nobody_writes_there_and_it_may_be_called_off(move: Move) -> None:
    move.into(move.new, move.out(move.old))
    with pytest.raises(OrganizationMoved):
        tell(move.new, move.moving.id, received(8_000))
    move.freeze(move.old, "https://north.example")
    with database.connect(move.old, "owner") as owner:
        unfreeze(owner, move.moving.id)
    tell(move.old, move.moving.id, received(8_000))


def test_a_file_may_come_twice_and_one_that_is_in_use_is_not_written_over(move: Move) -> None:
    file = move.out(move.old)
    assert move.into(move.new, file).facts == TOLD
    assert move.into(move.new, file).facts == 0
    with pytest.raises(CannotCarry, match="in use on this server"):
        move.into(move.old, file)
    with database.connect(move.new, "owner") as owner:
        owner.execute("UPDATE unison.organizations SET slug = 'taken'")
        owner.execute(
            "INSERT INTO unison.organizations (organization_id, slug, name) VALUES (gen_random_uuid(), %s, 'other')",
            (move.moving.slug,),
        )
    with pytest.raises(CannotCarry, match="Another organization is called"):
        move.into(move.new, file)


def forged(file: str) -> str:
    return file.replace("1.50", "1.51", 1)


def cut_off(file: str) -> str:
    return "".join(file.splitlines(keepends=True)[:-1])


def without_its_facts(file: str) -> str:
    return "".join(line for line in file.splitlines(keepends=True) if not line.startswith('{"facts"'))


def of_another_form(file: str) -> str:
    return file.replace('"form":1', '"form":9', 1)


def another_file(_: str) -> str:
    return "lot,quantity\n"


def empty(_: str) -> str:
    return ""


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (forged, "does not continue number 0"),
        (cut_off, "ends before its end"),
        (without_its_facts, "says that the feed stands at"),
        (of_another_form, "has form 9"),
        (another_file, "no file of `unison organization export`"),
        (empty, "no file of `unison organization export`"),
    ],
)
def test_what_is_not_whole_is_refused(move: Move, harm: Callable[[str], str], told: str) -> None:
    with pytest.raises(CannotCarry, match=told):
        move.into(move.new, harm(move.out(move.old)))
    kept = count(move.new, "SELECT count(*) FROM unison.feed")
    assert kept == (TOLD if harm is cut_off else 0)
    assert move.into(move.new, move.out(move.old)).cursor.startswith(f"{TOLD}.")


def test_a_cursor_of_another_history_is_refused(move: Move) -> None:
    for wrong in ("40.0000000000000000", "999.0123456789abcdef", "x"):
        with pytest.raises(CannotCarry, match="This feed has no"):
            move.out(move.old, after=wrong)


def test_accounts_stand_still_too(move: Move) -> None:
    move.freeze(move.old, "https://north.example")
    with database.connect(move.old, "owner") as owner, pytest.raises(Exception, match="the organization is frozen"):
        create_user(owner, move.moving.id, "bob", name="Bob", password="a long one", role="operator")


def test_reactions_go_on_there_where_they_stood(move: Move) -> None:
    for url in (move.old, move.new):
        register(url, HOLDS)
    tell(move.old, move.moving.id, received(100))
    reacted(move.old, HOLDS)
    move.freeze(move.old, "https://new.example")
    tell(move.new, move.staying.id, new_command("equipment.register", equipment="S-2", plant="main"))
    reacted(move.new, HOLDS)
    move.into(move.new, move.out(move.old))
    reacted(move.new, HOLDS)
    move.into(move.new, move.out(move.old, complete=True))
    reacted(move.new, HOLDS)
    held = [each["stream_id"] for each in stored(move.new, move.moving.id, "lots.LotHeld")]
    assert held == ["lots:L-100"], "what it was behind of when it was new is not made up for elsewhere"
    tell(move.new, move.moving.id, received(101))
    reacted(move.new, HOLDS)
    assert [each["stream_id"] for each in stored(move.new, move.moving.id, "lots.LotHeld")][1:] == ["lots:L-101"]
