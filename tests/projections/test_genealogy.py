"""Genealogy: facts in, rows out; twice is once; rebuilt is the same; and the hard cases."""

import re
import time
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from projections.genealogy import PROJECTION
from projections.genealogy.api import MAX_STEPS, VIEW, Trace, router
from tests import accounts
from tests.projections.genealogy_room import (
    BOB,
    STORY,
    TABLES,
    Room,
    depths,
    edges,
    make,
    open_room,
    opened,
    put,
    receive,
    take,
)
from unison.infrastructure import codec, database
from unison.infrastructure.access import Access
from unison.infrastructure.command_handling import CommandHandling
from unison.infrastructure.event_store import EventStore
from unison.infrastructure.feed.reading import read_feed
from unison.infrastructure.projection.engine import apply
from unison.infrastructure.projection.rebuild import rebuild
from unison.infrastructure.sql import script
from unison.infrastructure.tokens import TokenSigner
from unison.lots.application import commands as lot_commands
from unison.lots.domain.state import UnknownLot
from unison.presentation.context import Context
from unison.presentation.http import create_app
from unison.presentation.permissions import resolve
from unison.settings import Settings
from unison.shared.ports import Viewer


@pytest.fixture
def room(database_url: str, organization: Viewer) -> Iterator[Room]:
    with open_room(database_url, organization) as made:
        yield made


def test_facts_in_rows_out(room: Room) -> None:
    room.send(*STORY)
    found = room.trace("steel-1")
    assert depths(found) == {"bolt-1": 1, "bolt-2": 1, "bolt-1a": 2, "bolt-3": 2}
    assert {
        (e.source, e.target, e.quantity, e.unit, e.made, e.made_unit, e.through, e.work_order) for e in found.edges
    } == {
        ("steel-1", "bolt-1", Decimal("3.5"), "kg", Decimal(5), "pcs", "work_order", "WO-1"),
        ("steel-1", "bolt-2", Decimal("3.5"), "kg", Decimal(5), "pcs", "work_order", "WO-1"),
        ("bolt-1", "bolt-1a", Decimal(2), "pcs", Decimal(2), "pcs", "split", None),
        ("bolt-1a", "bolt-3", Decimal(2), "pcs", Decimal(2), "pcs", "merge", None),
        ("bolt-2", "bolt-3", Decimal(5), "pcs", Decimal(5), "pcs", "merge", None),
    }
    assert found.edges_complete
    (merged,) = [lot for lot in found.lots if lot.lot == "bolt-3"]
    assert (merged.quantity, merged.on_hand, merged.unit, merged.material) == (7, 3, "pcs", "bolt")
    assert (merged.status, merged.location, merged.shipped, merged.scrapped) == ("on_hold", "rack 7", 4, 1)
    assert depths(room.trace("bolt-3", "backward")) == {
        "bolt-1a": 1, "bolt-2": 1, "bolt-1": 2, "steel-1": 2, "steel-2": 2,
    }  # fmt: skip
    assert edges(room.trace("bolt-3", "backward")) == edges(found) | {("steel-2", "bolt-1"), ("steel-2", "bolt-2")}


def test_a_lot_tells_its_facts_in_order_with_their_feed_numbers(room: Room) -> None:
    room.send(*STORY)
    lot = room.lot("bolt-3")
    assert [(m.kind, m.change, m.on_hand) for m in lot.movements] == [
        ("merged_from", 2, 2), ("merged_from", 5, 7), ("moved", 0, 7), ("shipped", -4, 3), ("scrapped", -1, 2),
        ("adjusted", 1, 3), ("held", 0, 3),
    ]  # fmt: skip
    numbers = [m.feed_seq for m in lot.movements]
    assert numbers == sorted(set(numbers))
    assert (lot.movements[3].party, lot.movements[3].reference, lot.movements[3].by_user) == ("C-1", "D-1", BOB)
    assert (lot.hold_reason, lot.on_hand, lot.origin) == ("claim", 3, "merged_from")
    steel = room.lot("steel-1")
    assert (steel.consumed, steel.on_hand, steel.supplier) == (Decimal("3.5"), Decimal("6.5"), "S-1")
    room.send(lot_commands.ReleaseLot(lot="bolt-3"))
    assert (room.lot("bolt-3").status, room.lot("bolt-3").hold_reason) == ("available", None)


def test_twice_is_once(room: Room) -> None:
    room.send(*STORY)
    once = room.rows()
    with database.connect(room.url, "owner") as connection:
        connection.execute("UPDATE unison.consumers SET position = 0 WHERE name = 'genealogy'")
    room.project()
    assert [len(rows) for rows in once.values()] == [18, 10, 6]
    assert room.rows() == once


def test_rebuilt_is_the_same(room: Room) -> None:
    for command in STORY:
        room.send(command)
    before = room.rows()
    with database.connect(room.url, "owner") as connection:
        rebuild(connection, PROJECTION)
    assert [len(rows) for rows in before.values()] == [18, 10, 6]
    assert room.rows() == before
    assert depths(room.trace("steel-1")) == {"bolt-1": 1, "bolt-2": 1, "bolt-1a": 2, "bolt-3": 2}


@pytest.mark.parametrize("turned", [False, True])
def test_the_order_of_the_streams_does_not_matter(room: Room, turned: bool) -> None:
    """Stream after stream, fact by fact, from either end: the rows are those of all facts at once."""
    room.send(*STORY)
    before = room.rows()
    with database.connect(room.url, "worker") as connection, connection.transaction(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('search_path', 'genealogy, unison', true)")
        for table in TABLES:
            cursor.execute(f"DELETE FROM {table} WHERE organization_id = %s", (room.viewer.organization_id,))  # pyright: ignore
        facts = [codec.recorded(row) for row in read_feed(cursor, PROJECTION, after=0, up_to=2**62)]
        own = [fact for fact in facts if fact.organization_id == room.viewer.organization_id]
        for stream in sorted({fact.stream_id for fact in own}, reverse=turned):
            for fact in own:
                if fact.stream_id == stream:
                    apply(cursor, PROJECTION, [fact])
    assert room.rows() == before


def test_output_before_consumption_is_linked_as_well(room: Room) -> None:
    room.send(receive("steel"), *opened("WO"), put("WO", "bolt", "3"))
    assert depths(room.trace("steel")) == {}
    assert depths(room.trace("bolt", "backward")) == {}
    room.send(take("WO", "steel", "2"))
    assert depths(room.trace("steel")) == {"bolt": 1}
    assert depths(room.trace("bolt", "backward")) == {"steel": 1}


def test_a_cycle_ends(room: Room) -> None:
    room.send(receive("in"), *make("WO-0", ["in"], ["A"]), *make("WO-1", ["A"], ["B"]), *make("rework", ["B"], ["A"]))
    assert depths(room.trace("A")) == {"B": 1}
    assert edges(room.trace("A")) == {("A", "B"), ("B", "A")}
    assert depths(room.trace("A", "backward")) == {"B": 1, "in": 1}
    assert depths(room.trace("in")) == {"A": 1, "B": 2}
    both = room.trace("A", "both")
    assert {(lot.lot, lot.direction, lot.depth) for lot in both.lots} == {
        ("B", "forward", 1), ("B", "backward", 1), ("in", "backward", 1),
    }  # fmt: skip
    assert len(both.lots) == 3
    assert sorted((e.source, e.target) for e in both.edges) == [("A", "B"), ("B", "A"), ("in", "A")]


def test_a_lot_that_an_order_takes_and_puts_back_leads_to_itself_alone(room: Room) -> None:
    room.send(receive("in"), *make("WO", ["in"], ["A"]), take("WO", "A"))
    assert depths(room.trace("A")) == {}
    assert edges(room.trace("A")) == {("A", "A")}


def test_a_diamond_counts_a_lot_once_at_its_least_depth(room: Room) -> None:
    room.send(
        receive("A"), *make("W1", ["A"], ["B"]), *make("W2", ["A"], ["C"]), *make("W3", ["B"], ["B2"]),
        *make("W4", ["B2", "C"], ["D"]), *make("W5", ["D"], ["E"]),
    )  # fmt: skip
    assert depths(room.trace("A")) == {"B": 1, "C": 1, "B2": 2, "D": 2, "E": 3}
    assert depths(room.trace("E", "backward")) == {"D": 1, "B2": 2, "C": 2, "B": 3, "A": 3}
    assert depths(room.trace("A", max_depth=1)) == {"B": 1, "C": 1}
    assert edges(room.trace("A", max_depth=1)) == {("A", "B"), ("A", "C")}
    assert depths(room.trace("A", max_depth=2)) == {"B": 1, "C": 1, "B2": 2, "D": 2}


def test_chains_of_splits_and_merges(room: Room) -> None:
    commands = [receive("L0", "64")]
    for step in range(6):
        commands += [
            lot_commands.SplitLot(lot=f"L{step}", into=f"P{step}", quantity=Decimal(1)),
            lot_commands.MergeLots(into=f"L{step + 1}", lots=[f"L{step}", f"P{step}"]),
        ]
    room.send(*commands)
    found = depths(room.trace("L0"))
    assert found == {**{f"L{n}": n for n in range(1, 7)}, **{f"P{n}": n + 1 for n in range(6)}}
    assert depths(room.trace("L6", "backward"))["L0"] == 6
    assert room.lot("L6").on_hand == 64
    assert room.lot("L0").on_hand == 0


def test_merged_into_the_same_lot_twice_is_one_edge_with_the_sum(room: Room) -> None:
    again = lot_commands.AdjustLot(lot="A", quantity=Decimal(3), reason="found more")
    merge = lot_commands.MergeLots(into="B", lots=["A"])
    room.send(receive("A", "4"), receive("B", "1"), merge, again, merge)
    (edge,) = room.trace("A").edges
    assert (edge.quantity, edge.made, edge.through) == (7, 7, "merge")


@dataclass(frozen=True)
class Other:
    organization_id: uuid.UUID
    plants: tuple[str, ...] = ()


def test_two_organizations_with_the_same_lots_never_mix(room: Room) -> None:
    other = Other(uuid.uuid4())
    room.send(receive("A"), *make("W", ["A"], ["B"]))
    room.send(receive("A", "3"), receive("X"), *make("W", ["A", "X"], ["C"]), viewer=other)
    assert depths(room.trace("A")) == {"B": 1}
    assert depths(room.trace("A", viewer=other)) == {"C": 1}
    assert depths(room.trace("C", "backward", viewer=other)) == {"A": 1, "X": 1}
    assert (room.lot("A").quantity, room.lot("A", viewer=other).quantity) == (10, 3)
    for unknown in ("C", "X", "no such lot"):
        with pytest.raises(UnknownLot):
            room.trace(unknown)
        with pytest.raises(UnknownLot):
            room.lot(unknown)


def test_a_plant_that_one_may_not_see_is_not_passed_through(room: Room) -> None:
    room.send(
        receive("A", plant="north"), *opened("W1", plant="north"), take("W1", "A"), put("W1", "B"),
        *opened("W2", plant="south"), take("W2", "B"), put("W2", "C"), *opened("W3", plant="north"), take("W3", "C"),
        put("W3", "D"),
    )  # fmt: skip
    north = Other(room.viewer.organization_id, ("north",))
    assert depths(room.trace("A")) == {"B": 1, "C": 2, "D": 3}
    limited = room.trace("A", viewer=north)
    assert depths(limited) == {"B": 1}
    assert edges(limited) == {("A", "B")}
    with pytest.raises(UnknownLot):
        room.trace("C", viewer=north)
    assert [m.kind for m in room.lot("B", viewer=north).movements] == ["produced", "consumed"]


def test_lots_are_found_by_how_their_number_begins_or_ends_and_by_material(room: Room) -> None:
    room.send(receive("AB-1"), receive("x-2-ab"), receive("GRÖSSE-ab"), *make("W", ["AB-1"], ["bolt 100%"]))
    assert room.names(search="ab") == ["AB-1", "x-2-ab", "GRÖSSE-ab"]
    assert room.names(search="ab", material="bolt") == []
    assert room.names(search="gröss") == ["GRÖSSE-ab"]
    assert room.names(search="100%") == ["bolt 100%"]
    assert room.names(search="%") == ["bolt 100%"]
    assert room.names(search="ab-1") == ["AB-1"], "what begins and ends with it is told once"
    assert room.names(search="2-a") == []
    assert room.names(search="ab", limit=1) == ["AB-1"]
    assert room.names(material="bolt") == ["bolt 100%"]
    assert len(room.names()) == 4
    assert len(room.names(limit=2)) == 2


def test_many_into_one_order_and_many_out_of_it_tell_every_lot_and_a_bounded_number_of_edges(room: Room) -> None:
    _lay(room, [("F", f"WF{i}", f"A{i}") for i in range(200)])
    _lay(room, [(f"A{i}", "W", f"B{i}") for i in range(200)])
    found = room.trace("F")
    assert len(found.lots) == 400
    assert (len(found.edges), found.edges_complete) == (MAX_STEPS, False)
    one = room.trace("A7")
    assert (len(one.lots), len(one.edges), one.edges_complete) == (200, 200, True)


class Caller:
    """The routes of the projection, asked over HTTP by an operator."""

    def __init__(self, room: Room, data: Path) -> None:
        self.signer = TokenSigner.of_key(Ed25519PrivateKey.generate(), life_s=600)
        services: dict[type[Any], Any] = {
            TokenSigner: self.signer,
            Access: Access(room.database, resolve({"genealogy.read": ""}, VIEW.rules)),
        }
        handling = CommandHandling(EventStore(room.database.pool), ())
        self.app = create_app(lifespan=None, routers=[router], face=None)  # pyright: ignore[reportArgumentType]
        self.app.state.context = Context(Settings(data=data), room.database, handling, services)
        self.room = room

    def __call__(self, path: str, *, signed: bool = True, times: int = 1) -> tuple[httpx.Response, list[float]]:
        """The last answer, and how long each took, in seconds."""
        token = accounts.token(self.room.url, self.signer, self.room.viewer.organization_id, "operator")
        headers = {"Authorization": f"Bearer {token}"} if signed else {}

        async def call() -> tuple[httpx.Response, list[float]]:
            took: list[float] = []
            async with httpx.AsyncClient(transport=httpx.ASGITransport(self.app), base_url="http://u/api/v1") as client:
                while True:
                    began = time.perf_counter()
                    answer = await client.get(f"/genealogy{path}", headers=headers)
                    took.append(time.perf_counter() - began)
                    if len(took) == times:
                        return answer, took

        return self.room.runner.run(call())


@pytest.fixture
def get(room: Room, tmp_path: Path) -> Caller:
    return Caller(room, tmp_path)


@pytest.mark.parametrize(("start", "direction", "count", "depth"), [
    ("T1", "forward", 1022, 9), ("C0", "forward", 1000, 1000), ("C1000", "backward", 1000, 1000),
])  # fmt: skip
def test_a_thousand_lots_and_a_thousand_levels_are_answered_whole(
    room: Room, get: Caller, start: str, direction: str, count: int, depth: int
) -> None:
    _lay(room, [(f"T{i // 2}", f"W{i}", f"T{i}") for i in range(2, 1024)])
    _lay(room, [(f"C{i}", f"V{i}", f"C{i + 1}") for i in range(1000)])
    answer, _ = get(f"/trace?lot={start}&direction={direction}")
    found = Trace.model_validate_json(answer.content)
    assert (len(found.lots), len(found.edges), max(lot.depth for lot in found.lots)) == (count, count, depth)


def test_over_http(room: Room, get: Caller) -> None:
    room.send(*STORY)
    answer, _ = get("/trace?lot=steel-1&depth=1&direction=both&after=lots:steel-1@3")
    assert answer.json() | {"edges": [], "lots": []} == {
        "lot": "steel-1", "number": "steel-1", "direction": "both", "lots": [], "edges": [], "edges_complete": True,
    }  # fmt: skip
    assert [(lot["lot"], lot["quantity"], lot["depth"]) for lot in answer.json()["lots"]] == [
        ("bolt-1", "5", 1), ("bolt-2", "5", 1),
    ]  # fmt: skip
    assert Trace.model_validate_json(answer.content) == room.trace("steel-1", "both", 1)
    assert [lot["lot"] for lot in get("/lots?search=steel-2")[0].json()] == ["steel-2"]
    assert [m["kind"] for m in get("/lot?lot=steel-2")[0].json()["movements"]] == ["received", "consumed"]
    for path, status, code in (
        ("/trace?lot=none", 404, "unknown_lot"), ("/lot?lot=none", 404, "unknown_lot"),
    ):  # fmt: skip
        refused, _ = get(path)
        assert (refused.status_code, refused.json()["code"]) == (status, code)
    for path in ("/trace", "/trace?lot=steel-1&depth=0", "/trace?lot=steel-1&direction=up", "/lots?limit=0"):
        assert get(path)[0].status_code == 422
    assert get("/trace?lot=steel-1", signed=False)[0].status_code == 401


def _lay(room: Room, steps: Sequence[tuple[str, str, str]]) -> None:
    """Lays a large graph of (source, order, target) without its facts: what is tried is the search alone."""
    flows = {(source, True, order) for source, order, _ in steps} | {
        (target, False, order) for _, order, target in steps
    }
    names = {name for source, _, target in steps for name in (source, target)}
    organization = room.viewer.organization_id
    with database.connect(room.url, "worker") as connection, connection.cursor() as cursor:
        cursor.executemany(
            """INSERT INTO genealogy.flows (organization_id, lot, goes_out, node, through, work_order, quantity, unit, plant,
                 occurred_at, first_at, known_from, known_to, corrected)
               VALUES (%s, %s, %s, 'work_order' || chr(9) || %s, 'work_order', %s, 1, 'pcs', 'main', now(), now(), 1, 1,
                 false)""",
            [(organization, lot, out, order, order) for lot, out, order in sorted(flows)],
        )
        cursor.executemany(
            """INSERT INTO genealogy.lots (organization_id, lot, number, material, unit, plant, status, origin, quantity,
                 on_hand, consumed, shipped, scrapped, first_at, last_at, version)
               VALUES (%s, %s, %s, 'm', 'pcs', 'main', 'available', 'produced', 1, 1, 0, 0, 0, now(), now(), 1)
               ON CONFLICT DO NOTHING""",
            [(organization, name, name) for name in sorted(names)],
        )


@pytest.mark.parametrize("laid", [False, True])
@pytest.mark.parametrize(("function", "parameters", "indexes"), [
    ("walk", "starts text[], forward boolean, max_depth integer, known bigint, at timestamptz, only_stated boolean",
     {"flows_pkey", "flows_of_node", "movements_pkey"}),
    ("trace", "start text, forward boolean, max_depth integer, max_steps integer, known bigint, at timestamptz",
     {"lots_pkey", "movements_pkey", "movements_counted", "told_pkey"}),
])  # fmt: skip
def test_the_search_goes_by_the_indexes(
    room: Room, function: str, parameters: str, indexes: set[str], laid: bool
) -> None:
    """The plan that is kept for every call, without statistics and for a person limited to plants."""
    if laid:
        _lay(room, [(f"T{i // 2}", f"W{i}", f"T{i}") for i in range(2, 1024)])
    plan = _plan(room, function, parameters)
    used = {
        part.split()[0]
        for part in re.split(r"Index (?:Only )?Scan (?:Backward )?using |Bitmap Index Scan on ", plan)[1:]
    }
    assert "Seq Scan" not in plan
    assert "Function Scan" not in plan.replace("Function Scan on walk", ""), (
        "a function that is not planned with the rest"
    )
    assert used == indexes, plan
    conditions = re.findall(r"Index Cond: (.*)", plan)
    assert len(conditions) == (4 if function == "walk" else 6)
    assert all("organization_id" in c and re.search(r"\b(lot|node) = ", c) for c in conditions), plan


def _plan(room: Room, function: str, parameters: str) -> str:
    text = script("projections.genealogy", "table.sql")
    body = text[text.index(f"CREATE FUNCTION {function}({parameters})") :]
    query = body[body.index("RETURN QUERY") + len("RETURN QUERY") : body.index("END $$;")].strip().rstrip(";")
    names, types = zip(*(each.split() for each in [*parameters.split(", "), "organization uuid"]), strict=True)
    for number, name in enumerate(names, start=1):
        query = re.sub(rf"(?<!')\b{name}\b(?!')", f"${number}", query)
    settings = re.findall(r"SET (\w+) = (\w+)", body[: body.index("AS $$")])
    assert len(settings) == 3
    with psycopg.connect(database.conninfo(room.url, "app"), autocommit=True) as connection:
        connection.execute("SELECT set_config('search_path', 'genealogy, unison', false)")
        for name, value in settings:
            connection.execute("SELECT set_config(%s, %s, false)", (name, value))
        connection.execute(f"PREPARE asked ({', '.join(types)}) AS {query}")  # pyright: ignore
        values = {
            "text": "'A'",
            "text[]": "ARRAY['A']",
            "boolean": "true",
            "integer": "1",
            "bigint": "1",
            "timestamptz": "now()",
        }
        given = ", ".join(values.get(each, "gen_random_uuid()") for each in types)
        explained = connection.execute(f"EXPLAIN EXECUTE asked ({given})").fetchall()  # pyright: ignore
    return "\n".join(str(row[0]) for row in explained)  # pyright: ignore
