"""An upgrade never lies: a projection that has changed is rebuilt beside the old, which answers meanwhile as it stood."""

import dataclasses
import re
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from tests.house import ROOT
from tests.infrastructure import releases
from tests.spine import RECEIVED, append, contents, count, event, project
from unison.infrastructure import database, migrations
from unison.infrastructure.feed.worker import ConsumerWorker
from unison.infrastructure.projection.engine import Projection
from unison.infrastructure.projection.fingerprint import fingerprint
from unison.infrastructure.projection.parallel import rebuild_all, rebuild_what_changed
from unison.infrastructure.projection.rebuild import Progress, Superseded, changed, rebuild, rebuild_changed
from unison.infrastructure.projection.workers import Workers
from unison.inventory.domain import StorageLocationRegistered
from unison.lots.domain.facts import LotMoved
from unison.main import CONSUMERS, OUTBOXES, PROJECTIONS
from unison.materials.domain.facts import ReorderPointSet

STOCK = next(projection for projection in PROJECTIONS if projection.name == "stock")
OTHERS = [projection for projection in PROJECTIONS if projection is not STOCK]
TABLE, QUERIES, PROJECTOR = (f"projections/stock/{name}" for name in ("table.sql", "queries.sql", "projector.py"))
(FOLD,) = re.findall(r"^    fold=\(.*?\),\n", (ROOT / PROJECTOR).read_text(), re.MULTILINE | re.DOTALL)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return releases.copy_sources(tmp_path)


@pytest.fixture
def owner(own_database_url: str) -> Iterator[psycopg.Connection[Any]]:
    with database.connect(own_database_url, "owner") as connection:
        yield connection


@pytest.fixture
def organization(own_database_url: str, owner: psycopg.Connection[Any]) -> UUID:
    """One with a lot, a storage location and a reorder point, all of them projected."""
    made = uuid4()
    append(
        owner,
        made,
        event("lots:A", 1, RECEIVED),
        event("storage_locations:main", 1, StorageLocationRegistered(location="rack 1", area="hall")),
        event("materials:steel", 1, ReorderPointSet(plant="main", quantity=RECEIVED.quantity)),
    )
    project(own_database_url)
    return made


def move_lot(url: str, owner: psycopg.Connection[Any], organization: UUID, version: int) -> None:
    append(owner, organization, event("lots:A", version, LotMoved(location=f"rack {version}")))
    project(url, *OTHERS)


def migrate_to(tree: Path, url: str) -> str:
    done = releases.run(tree, url, releases.MIGRATE)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def rebuild_by(tree: Path, url: str) -> str:
    done = releases.run(tree, url, releases.REBUILD)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip().splitlines()[-1]  # what the log tells stands before it


# What has changed -------------------------------------------------------------------------------------------------


def test_words_and_questions_that_change_rebuild_nothing(own_database_url: str, tree: Path) -> None:
    releases.edit(tree, TABLE, "-- One row for each lot as it stands", "-- A row per lot")
    releases.edit(tree, QUERIES, "-- Told again of a retired storage location, it is in use again.", "-- In use again.")
    releases.edit(tree, QUERIES, "ORDER BY l.material, l.expires_at", "ORDER BY l.plant, l.material, l.expires_at")
    releases.edit(tree, PROJECTOR, '    """Something came into the lot;', '    """It came;')
    releases.edit(tree, PROJECTOR, "type CameIn", "# what comes in\ntype CameIn")
    assert migrate_to(tree, own_database_url) == "[]"
    assert rebuild_by(tree, own_database_url) == "[]"


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (PROJECTOR, '"counted", 1', '"counted", 0'),
        (QUERIES, "ORDER BY version LIMIT 1", "ORDER BY version DESC LIMIT 1"),
        (TABLE, "CREATE INDEX movements_latest", "CREATE INDEX movements_newest"),
        ("src/unison/inventory/domain.py", "    area: str | None = None", '    area: str | None = "hall"'),
    ],
    ids=["code", "statement", "table", "fact"],
)
def test_each_thing_that_decides_the_rows_is_noticed(
    own_database_url: str, tree: Path, file: str, old: str, new: str
) -> None:
    releases.edit(tree, file, old, new)
    assert migrate_to(tree, own_database_url) == "['projection stock has changed']"


def test_the_measures_that_a_projector_uses_are_noticed(own_database_url: str, tree: Path) -> None:
    with (tree / "src/unison/measures/money.py").open("a") as file:
        file.write("\n\nROUNDED_OTHERWISE = True\n")
    assert "'projection costing has changed'" in migrate_to(tree, own_database_url)


def test_a_number_tells_what_has_changed_elsewhere() -> None:
    assert fingerprint(dataclasses.replace(STOCK, meaning=2)) != fingerprint(STOCK)


# What becomes of it -----------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("organization")
def test_a_new_topic_brings_what_was_told_of_it_before(own_database_url: str, owner: psycopg.Connection[Any]) -> None:
    takes_fewer = dataclasses.replace(STOCK, on={k: f for k, f in STOCK.on.items() if k is not ReorderPointSet})
    assert migrations.migrate(owner, [*OTHERS, *OUTBOXES, takes_fewer]) == ["projection stock has changed"]
    assert rebuild_changed(owner, [takes_fewer]) == ["stock"]
    assert contents(own_database_url, "stock")["reorder_points"] == []
    assert migrations.migrate(owner, CONSUMERS) == ["projection stock has changed"]
    assert rebuild_changed(owner, PROJECTIONS) == ["stock"]
    assert len(contents(own_database_url, "stock")["reorder_points"]) == 1


def test_a_new_column_is_filled_and_the_old_table_answers_meanwhile(
    own_database_url: str, owner: psycopg.Connection[Any], organization: UUID, tree: Path
) -> None:
    releases.edit(tree, PROJECTOR, FOLD, "")  # the projector makes the rows
    releases.edit(tree, TABLE, "  area text,\n", "  area text,\n  zone text NOT NULL,\n")
    releases.edit(
        tree,
        QUERIES,
        "AS s (organization_id, plant, location, area,",
        "AS s (organization_id, plant, location, zone, area,",
    )
    releases.edit(
        tree,
        QUERIES,
        "SELECT organization_id, plant, location, area,",
        "SELECT organization_id, plant, location, zone, area,",
    )
    releases.edit(tree, PROJECTOR, '"area": fact.area,', '"area": fact.area, "zone": f"zone of {fact.location}",')
    assert migrate_to(tree, own_database_url) == "['projection stock has changed']"
    before = contents(own_database_url, "stock")
    move_lot(own_database_url, owner, organization, 2)
    done = releases.run(
        tree, own_database_url, "from unison.infrastructure.feed.worker import ConsumerWorker",
        "stock = next(p for p in PROJECTIONS if p.name == 'stock')",
        "with database.connect(sys.argv[1], 'worker') as c: print(ConsumerWorker(c, stock).step())",
    )  # fmt: skip
    assert (done.returncode, done.stdout.strip()) == (0, "None"), done.stderr
    assert contents(own_database_url, "stock") == before
    assert count(own_database_url, "SELECT count(*) FROM unison.parked_streams") == 0
    assert rebuild_by(tree, own_database_url) == "['stock']"
    after = contents(own_database_url, "stock")
    assert '"zone": "zone of rack 1"' in after["storage_locations"][0]
    assert len(after["movements"]) == 2


def test_a_changed_row_key_is_a_table_made_anew(
    own_database_url: str, owner: psycopg.Connection[Any], organization: UUID, tree: Path
) -> None:
    another = event("storage_locations:north", 1, StorageLocationRegistered(location="rack 1"))
    append(owner, organization, another)
    project(own_database_url)
    releases.edit(tree, PROJECTOR, FOLD, "")  # the projector makes the rows
    releases.edit(
        tree, TABLE, "PRIMARY KEY (organization_id, plant, location)", "PRIMARY KEY (organization_id, location)"
    )
    releases.edit(
        tree, QUERIES, "ON CONFLICT (organization_id, plant, location)", "ON CONFLICT (organization_id, location)"
    )
    releases.edit(tree, QUERIES, "version = excluded.version\nWHERE s.version < excluded.version;\n\n-- retire_storage_location --",
                  "version = s.version + 1;\n\n-- retire_storage_location --")  # fmt: skip
    releases.edit(
        tree, PROJECTOR, '("storage_location", event.key, fact.location)', '("storage_location", fact.location)'
    )
    migrate_to(tree, own_database_url)
    assert len(contents(own_database_url, "stock")["storage_locations"]) == 2
    assert rebuild_by(tree, own_database_url) == "['stock']"
    (location,) = contents(own_database_url, "stock")["storage_locations"]
    assert '"plant": "main", "version": 2' in location


def test_a_removed_projection_is_dropped(own_database_url: str, owner: psycopg.Connection[Any]) -> None:
    assert migrations.migrate(owner, [*OTHERS, *OUTBOXES]) == ["projection stock is gone"]
    assert owner.execute("SELECT to_regnamespace('stock'), to_regclass('pgmq.q_stock_0')").fetchone() == (None, None)
    assert migrations.migrate(owner, CONSUMERS) == ["projection stock"]


# Interrupted, together, one against the other ------------------------------------------------------------------------


def test_one_that_was_killed_in_the_middle_is_done_again(
    own_database_url: str, owner: psycopg.Connection[Any], organization: UUID, tree: Path
) -> None:
    move_lot(own_database_url, owner, organization, 2)
    releases.edit(tree, PROJECTOR, FOLD, "")  # the projector makes the rows
    releases.edit(tree, PROJECTOR, '"moved", location', '"put away", location')
    migrate_to(tree, own_database_url)
    before = contents(own_database_url, "stock")
    slowly = releases.start(
        tree, own_database_url, "import time", "rebuild.PAGE = rebuild.TAIL = 1",
        "def stay(reached, _): print(reached, flush=True); time.sleep(60)",
        "with database.connect(sys.argv[1], 'owner') as c: rebuild.rebuild_changed(c, PROJECTIONS, lambda _: stay)",
    )  # fmt: skip
    with slowly:
        assert slowly.stdout is not None
        assert slowly.stdout.readline() == "1\n"
        slowly.send_signal(signal.SIGKILL)
    assert owner.execute("SELECT to_regnamespace('stock_shadow') IS NOT NULL").fetchone() == (True,)
    assert contents(own_database_url, "stock") == before
    assert rebuild_by(tree, own_database_url) == "['stock']"
    assert owner.execute("SELECT to_regnamespace('stock_shadow')").fetchone() == (None,)
    assert '"put away"' in "".join(contents(own_database_url, "stock")["movements"])


def changed_copies() -> list[Projection]:
    """Every projection as another version would have it: the same rows under another fingerprint."""
    return [dataclasses.replace(projection, meaning=2) for projection in PROJECTIONS]


@pytest.mark.usefixtures("organization")
def test_processes_that_start_at_once_rebuild_once(own_database_url: str) -> None:
    with database.connect(own_database_url, "owner") as connection:
        migrations.migrate(connection, changed_copies())
    done: list[str] = []

    def start() -> None:
        with database.connect(own_database_url, "owner") as connection:
            done.extend(rebuild_changed(connection, changed_copies()))

    threads = [threading.Thread(target=start) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == sorted(projection.name for projection in PROJECTIONS)


def test_two_that_have_changed_are_rebuilt_at_once(own_database_url: str, owner: psycopg.Connection[Any]) -> None:
    migrations.migrate(owner, changed_copies())
    begun: list[str] = []
    both = threading.Barrier(2, timeout=30)

    def progress_of(projection: Projection) -> Progress:
        begun.append(projection.name)
        if len(begun) <= 2:
            both.wait()
        return lambda _reached, _end: None

    rebuild_what_changed(own_database_url, changed_copies(), progress_of)
    assert sorted(begun) == sorted(projection.name for projection in PROJECTIONS)
    assert changed(owner, changed_copies()) == []


def test_a_rebuild_that_fails_beside_another_is_told(own_database_url: str, owner: psycopg.Connection[Any]) -> None:
    def progress_of(projection: Projection) -> Progress:
        if projection.name == "stock":
            raise ValueError("no bar for the stock")
        return lambda _reached, _end: None

    with pytest.raises(ValueError, match="no bar for the stock"):
        rebuild_all(own_database_url, PROJECTIONS, progress_of)
    migrations.migrate(owner, CONSUMERS)
    reached = rebuild_all(own_database_url, PROJECTIONS, lambda _: lambda _reached, _end: None)
    assert sorted(reached) == sorted(projection.name for projection in PROJECTIONS)


def test_the_workers_rebuild_while_they_go_on(
    own_database_url: str, owner: psycopg.Connection[Any], organization: UUID
) -> None:
    migrations.migrate(owner, changed_copies())
    before = contents(own_database_url, "stock")
    workers = [Workers(own_database_url, changed_copies()) for _ in range(2)]
    for each in workers:
        each.start()
    try:
        deadline = time.monotonic() + 60
        while changed(owner, changed_copies()):
            assert time.monotonic() < deadline
            time.sleep(0.1)
        assert contents(own_database_url, "stock") == before
        append(owner, organization, event("lots:A", 2, LotMoved(location="rack 2")))
        while len(contents(own_database_url, "stock")["movements"]) < 2:
            assert time.monotonic() < deadline
            time.sleep(0.1)
    finally:
        for each in workers:
            each.stop()


def test_an_older_version_neither_writes_nor_rebuilds_what_a_newer_one_has_made(
    own_database_url: str, owner: psycopg.Connection[Any], organization: UUID
) -> None:
    migrations.migrate(owner, changed_copies())
    with pytest.raises(Superseded):
        rebuild(owner, STOCK)
    rebuild_changed(owner, changed_copies())
    assert changed(owner, PROJECTIONS) == []
    made = contents(own_database_url, "stock")
    move_lot(own_database_url, owner, organization, 2)
    with database.connect(own_database_url, "worker") as worker:
        assert ConsumerWorker(worker, STOCK).step() is None
    assert contents(own_database_url, "stock") == made
