"""Genealogy against closures that networkx computed: a logistics log and fifteen random graphs, imported as commands."""

import asyncio
import csv
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from projections.genealogy import PROJECTION
from projections.genealogy.api import Direction, Trace, trace
from unison.imports.genealogy import import_genealogy
from unison.imports.importing import Outcome
from unison.infrastructure import database
from unison.infrastructure.command_handling import CommandHandling
from unison.infrastructure.database import Database
from unison.infrastructure.event_store import EventStore
from unison.infrastructure.feed.worker import ConsumerWorker
from unison.infrastructure.sequencer import Sequencer
from unison.infrastructure.unit_of_work import Sender
from unison.lots.application import moving
from unison.shared.ports import Viewer
from unison.work_orders.application import planning, reporting, stock

TRUTH = Path(__file__).parents[3] / "shared" / "truth" / "genealogy"
LOG = "ocel2_logistics_object_object"

type Edges = list[tuple[str, str]]


@dataclass(frozen=True)
class Query:
    node: str
    forward: frozenset[str]
    backward: frozenset[str]


@dataclass(frozen=True)
class GraphSet:
    name: str
    edges: Edges
    queries: Sequence[Query]


def _sets() -> list[GraphSet]:
    """Every set of the truth; the lots of a random graph are named after it, for numbers alone would be the same lots."""
    told = json.loads((TRUTH / "closures_networkx.json").read_text(encoding="utf-8"))["sets"]
    with (TRUTH / "ocel2_logistics_edges.csv").open(encoding="utf-8", newline="") as file:
        edges = [(row["source"], row["target"]) for row in csv.DictReader(file)]
    found = [GraphSet(LOG, edges, [_query(q, "") for q in told[LOG]["queries"]])]
    for number, graph in enumerate(told["random_dags"]):
        prefix = f"dag{number}-"
        edges = [(f"{prefix}{source}", f"{prefix}{target}") for source, target in graph["edges"]]
        found.append(GraphSet(prefix, edges, [_query(q, prefix) for q in graph["queries"]]))
    return found


def _query(told: dict[str, Any], prefix: str) -> Query:
    def names(nodes: list[object]) -> frozenset[str]:
        return frozenset(f"{prefix}{node}" for node in nodes)

    return Query(f"{prefix}{told['node']}", names(told["forward"]), names(told["backward"]))


@dataclass
class Room:
    """Files in, traces out."""

    url: str
    viewer: Viewer
    runner: asyncio.Runner
    database: Database

    def bring(self, path: Path, edges: Edges | None = None) -> Outcome:
        if edges is not None:
            with path.open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows([("source", "target"), *edges])
        use_cases = (*planning.USE_CASES, *reporting.USE_CASES, *stock.USE_CASES, *moving.USE_CASES)
        handling = CommandHandling(EventStore(self.database.pool), use_cases)
        sender = Sender(self.viewer.organization_id, None)
        return self.runner.run(import_genealogy(path, handling, sender))

    def project(self) -> None:
        with database.connect(self.url, "worker") as connection:
            Sequencer(connection).drain()
            ConsumerWorker(connection, PROJECTION).catch_up()

    def trace(self, lot: str, direction: Direction) -> Trace:
        async def ask() -> Trace:
            async with self.database.reading(self.viewer, schema="genealogy") as cursor:
                return await trace(cursor, lot, direction)

        return self.runner.run(ask())


@pytest.fixture
def room(database_url: str, organization: Viewer) -> Iterator[Room]:
    with asyncio.Runner() as runner:
        pool = Database(database_url, size=8)
        runner.run(pool.open())
        yield Room(database_url, organization, runner, pool)
        runner.run(pool.close())


@pytest.mark.skipif(not TRUTH.is_dir(), reason="the folder shared/truth/genealogy is not here")
def test_every_closure_of_networkx(room: Room, tmp_path: Path) -> None:
    sets = _sets()
    assert (len(sets), len(sets[0].edges), sum(len(s.queries) for s in sets)) == (16, 3960, 150)
    began = time.perf_counter()
    outcomes = [room.bring(TRUTH / "ocel2_logistics_edges.csv")]
    outcomes += [room.bring(tmp_path / "edges.csv", s.edges) for s in sets[1:]]
    seconds = time.perf_counter() - began
    carried = sum(outcome.carried for outcome in outcomes)
    assert [outcome.rejected for outcome in outcomes] == [[]] * 16
    assert carried == _commands(sets)
    room.project()
    print(f"{carried} commands in {seconds:.1f} s: {carried / seconds:.0f}/s")

    checked = sum(_check_closures(room, each) for each in sets)
    assert checked == 2 * 150 - 2 * _without_edges(sets)
    assert sum(_check_depths_and_quantities(room, each) for each in sets) > 1000

    again = room.bring(tmp_path / "edges.csv")
    assert (again.carried, again.repeated, again.rejected) == (0, outcomes[-1].carried - _received(sets[-1]), [])


def _commands(sets: Sequence[GraphSet]) -> int:
    """One for each lot that comes from outside; six for each order, and one for each edge."""
    roots = sum(map(_received, sets))
    made = sum(len({t for _, t in g.edges}) for g in sets)
    return roots + 6 * made + sum(len(g.edges) for g in sets)


def _received(graph: GraphSet) -> int:
    """Lots from outside; what is there already is not received again, and so not asked for."""
    return len({s for s, _ in graph.edges} - {t for _, t in graph.edges})


def _known(graph: GraphSet) -> set[str]:
    return {name for edge in graph.edges for name in edge}


def _without_edges(sets: Sequence[GraphSet]) -> int:
    """A node that no edge touches is in no row, so it is no lot; its closures are told to be empty."""
    alone = [query for graph in sets for query in graph.queries if query.node not in _known(graph)]
    assert all(not query.forward and not query.backward for query in alone)
    return len(alone)


def _check_closures(room: Room, graph: GraphSet) -> int:
    checked = 0
    known = _known(graph)
    for query in graph.queries:
        if query.node not in known:
            continue
        for direction, told in ((Direction.FORWARD, query.forward), (Direction.BACKWARD, query.backward)):
            found = [lot.lot for lot in room.trace(query.node, direction).lots]
            assert len(found) == len(set(found))
            assert set(found) == told, (graph.name, query.node, direction)
            checked += 1
    return checked


def _check_depths_and_quantities(room: Room, graph: GraphSet) -> int:
    """Depths by networkx' breadth-first search, quantities by the edges: what its consumers need, at least 1."""
    whole: nx.DiGraph[str] = nx.DiGraph(graph.edges)
    compared = 0
    most = sorted(whole.nodes, key=lambda n: (-whole.degree(n), n))[:8]
    for start in most:
        for direction, towards in ((Direction.FORWARD, whole), (Direction.BACKWARD, whole.reverse(copy=False))):
            found = room.trace(start, direction)
            depths = nx.single_source_shortest_path_length(towards, start)
            assert {lot.lot: lot.depth for lot in found.lots} == {n: d for n, d in depths.items() if d}
            inside = whole.subgraph(depths)
            assert {(e.source, e.target, e.quantity, e.unit) for e in found.edges} == {
                (source, target, Decimal(1), "pcs") for source, target in inside.edges
            }
            for lot in found.lots:
                needed = whole.out_degree(lot.lot)
                assert (lot.quantity, lot.on_hand) == (max(needed, 1), 0 if needed else 1)
            compared += len(found.lots)
    return compared


def test_rows_that_cannot_be_taken_are_rejected_with_the_reason_and_a_second_import_adds_nothing(
    room: Room, tmp_path: Path
) -> None:
    path = tmp_path / "edges.csv"
    path.write_text(
        "source,target,qualifier,quantity,unit\n"
        "A,B,cut,2.5,kg\n"
        "B,C,,,\n"
        "C,A,,,\n"  # 4: closes a cycle
        "A,A,,,\n"  # 5: the same lot
        "A,B,,1,kg\n"  # another taking
        ",D,,,\n"  # 7: no source
        "D, ,,,\n"  # 8: no target
        "A,E,,1,pcs\n"  # 9: another unit
        "A,F,,-1,kg\n"  # 10: no amount
        "A,G,,some,kg\n"  # 11: no number
        "A,H,,0.5,kg\n"
        "C,H,,,\n"
        "H,B,,,\n",  # 14: closes B, C, H
        encoding="utf-8",
    )
    outcome = room.bring(path)
    reasons = {r.line: r.reason for r in outcome.rejected}
    assert sorted(reasons) == [4, 5, 7, 8, 9, 10, 11, 14]
    for line, part in (
        (4, "cycle"), (5, "same lot"), (7, "source is empty"), (8, "target is empty"), (9, "in line 2 in kg"),
        (10, "quantity"), (11, "not a number"), (14, "cycle"),
    ):  # fmt: skip
        assert part in reasons[line]
    assert outcome.carried == 1 + 3 * 6 + 5
    room.project()
    found = room.trace("A", Direction.FORWARD)
    assert {(e.source, e.target, e.quantity, e.unit) for e in found.edges} == {
        ("A", "B", Decimal("3.5"), "kg"), ("B", "C", Decimal(1), "pcs"), ("A", "H", Decimal("0.5"), "kg"),
        ("C", "H", Decimal(1), "pcs"),
    }  # fmt: skip
    again = room.bring(path)
    assert (again.carried, again.repeated, len(again.rejected)) == (0, outcome.carried - 1, 8)


def test_a_file_without_its_columns_is_refused(room: Room, tmp_path: Path) -> None:
    path = tmp_path / "edges.csv"
    path.write_text("from,to\nA,B\n", encoding="utf-8")
    with pytest.raises(ValueError, match="source"):
        room.bring(path)
