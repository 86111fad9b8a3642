"""How the statements of a young view are planned."""

from uuid import uuid4

from tests.bench.facts import Plant
from tests.spine import sequence
from unison.infrastructure import codec, database
from unison.infrastructure.feed.lane import LaneReader
from unison.infrastructure.feed.plans import set_search_path
from unison.main import PROJECTIONS

BOARD = next(projection for projection in PROJECTIONS if projection.name == "work_order_board")


def test_an_order_is_found_by_its_key_long_before_autovacuum_has_come(own_database_url: str) -> None:
    """Without statistics the index of the board's order is taken for as good: every order of the organization, for each fact."""
    plant, organization = Plant(), uuid4()
    with database.connect(own_database_url, "owner") as owner, database.connect(own_database_url, "worker") as worker:
        owner.execute("ALTER TABLE work_order_board.orders SET (autovacuum_enabled = off)")
        lane = LaneReader(worker, "fast", [BOARD])
        for _ in range(6):
            plant.store(owner, organization, 500)
            sequence(own_database_url)
            lane.catch_up()
        row = {"organization_id": organization, "work_order": "WO-1", "status": "running", "version": 9}
        with worker.transaction(), worker.cursor() as cursor:
            set_search_path(cursor, BOARD.name)
            told = {"rows": codec.encode([row]).decode()}
            found = cursor.execute(b"EXPLAIN " + BOARD.writing["set_status"].encode(), told, prepare=False).fetchall()
    assert "using orders_pkey" in "\n".join(line for (line,) in found)
