"""Analytics: by DuckDB inside the database, under row security, over sealed and live history in one question."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest

from projections.oee import PROJECTION
from projections.oee.api import ScrapPareto
from tests.conftest import Organization, make_organization
from tests.oee_history import fill
from tests.shop_floor import Floor, at, open_floor
from unison.infrastructure import analytics, database
from unison.infrastructure.embedded_postgres import EmbeddedPostgres
from unison.infrastructure.projection.rebuild import rebuild

GROUPS: tuple[analytics.ScrapBy, ...] = ("reason", "equipment", "product", "operation")


@pytest.fixture
def owner(own_database_url: str) -> Iterator[psycopg.Connection[Any]]:
    with database.connect(own_database_url, "owner") as connection:
        yield connection


@pytest.fixture
def floor(own_database_url: str, owner: psycopg.Connection[Any]) -> Iterator[Floor]:
    with open_floor(own_database_url, make_organization(owner)) as opened:
        opened.machine("M1")
        opened.order("W1")
        yield opened


ODD = at("2000-01-01T00:00:01")
"""A moment within a day: what is asked since then is answered from the files, not from the cube by day."""


def pieces(answer: ScrapPareto) -> dict[str | None, int]:
    return {row.key: row.rejected_pcs for row in answer.rows}


def three_months(floor: Floor, **more: Any) -> None:
    floor.send(
        floor.log("2026-01-10T07:00", "2026-01-10T08:00", good=50, rejected=6, reason="burr", log="jan"),
        floor.log("2026-02-10T07:00", "2026-02-10T08:00", good=50, rejected=3, reason="size", log="feb"),
        floor.log("2026-03-10T07:00", "2026-03-10T08:00", good=50, rejected=1, log="mar"),
        **more,
    )


def test_the_pareto_has_shares_and_cumulative_shares(floor: Floor) -> None:
    three_months(floor)
    answer = floor.pareto("reason")
    assert (answer.engine, answer.rejected_pcs, answer.sealed_months) == ("duckdb", 10, 0)
    assert [(r.key, r.share_ratio, r.cumulative_ratio) for r in answer.rows] == [
        ("burr", 0.6, 0.6), ("size", 0.3, 0.9), (None, 0.1, 1.0),
    ]  # fmt: skip
    assert pieces(floor.pareto("equipment")) == {"M1": 10}
    assert pieces(floor.pareto("product", since=at("2026-02-01T00:00"), until=at("2026-03-01T00:00"))) == {"Gear": 3}
    assert floor.pareto("operation", since=at("2027-01-01T00:00")).rows == []


def test_duckdb_executes_the_question_for_the_app(floor: Floor) -> None:
    async def plan() -> str:
        async with floor.database.reading(floor.viewer, schema="oee", analytics=True) as cursor:
            await cursor.execute("EXPLAIN SELECT equipment, sum(rejected_pcs) FROM reports GROUP BY 1")
            return "\n".join(str(row["QUERY PLAN"]) for row in await cursor.fetchall())

    assert "DuckDBScan" in floor.runner.run(plan())


def test_two_organizations_by_duckdb(floor: Floor, owner: psycopg.Connection[Any], server: EmbeddedPostgres) -> None:
    other = make_organization(owner)
    floor.machine("M1", viewer=other)
    floor.order("W1", viewer=other)
    three_months(floor)
    floor.send(floor.log("2026-01-20T07:00", "2026-01-20T08:00", rejected=100), viewer=other)
    assert [floor.analyse_oee("equipment", viewer=who)[1].total.rejected_pcs for who in (floor.viewer, other)] == [
        10,
        100,
    ]
    assert [floor.pareto("product", viewer=who).rejected_pcs for who in (floor.viewer, other)] == [10, 100]
    analytics.seal(owner, server.data, date(2026, 3, 1))
    for since in (None, ODD, None, ODD):  # in turns on the kept connections
        sealed = [floor.pareto("product", viewer=who, since=since) for who in (floor.viewer, other)]
        assert [(a.rejected_pcs, a.sealed_months) for a in sealed] == [(10, 2), (100, 1)]


def test_the_app_can_open_no_file(floor: Floor, owner: psycopg.Connection[Any], server: EmbeddedPostgres) -> None:
    three_months(floor)
    [sealed, *_] = analytics.seal(owner, server.data, date(2026, 3, 1))

    async def read(statement: bytes) -> None:
        async with floor.database.reading(floor.viewer, schema="oee", analytics=True) as cursor:
            await cursor.execute(statement)
            await cursor.fetchall()

    for statement in (
        f"SELECT count(*) FROM public.read_parquet('{sealed.path}') r",
        "SELECT * FROM duckdb.query($$ SELECT * FROM read_csv('/etc/passwd') $$)",
    ):
        with pytest.raises(psycopg.Error, match="LocalFileSystem has been disabled"):
            floor.runner.run(read(statement.encode()))


def test_a_sealed_question_is_as_the_live_one(
    floor: Floor, owner: psycopg.Connection[Any], server: EmbeddedPostgres
) -> None:
    three_months(floor)
    live = floor.pareto("reason")
    written = analytics.seal(owner, server.data, date(2026, 3, 20))
    assert [(s.month, s.reports) for s in written] == [(date(2026, 1, 1), 1), (date(2026, 2, 1), 1)]
    folder = server.data / "sealed" / str(floor.viewer.organization_id) / "oee"
    assert sorted(p.name[:7] for p in folder.iterdir()) == ["2026-01", "2026-02"]
    for since, engine in ((None, "postgresql"), (ODD, "duckdb")):
        sealed = floor.pareto("reason", since=since)
        assert (sealed.engine, sealed.sealed_months, sealed.rows) == (engine, 2, live.rows)
    february = floor.pareto("reason", since=at("2026-02-01T00:00"), until=at("2026-03-01T00:00"))
    assert pieces(february) == {"size": 3}
    owner.execute("UPDATE oee.reports SET rejected_pcs = 1000 WHERE log = 'jan'")
    assert pieces(floor.pareto("reason"))["burr"] == 6, "it was read from the cube"
    assert pieces(floor.pareto("reason", since=ODD))["burr"] == 6, "it was read from the file"


def test_a_correction_of_a_sealed_month_shows_right(
    floor: Floor, owner: psycopg.Connection[Any], server: EmbeddedPostgres
) -> None:
    three_months(floor)
    analytics.seal(owner, server.data, date(2026, 3, 1))
    floor.send(  # after the seal: fewer in January, February's moved into March, a late one for January
        floor.correct("jan", "2026-01-10T07:00", "2026-01-10T08:00", 50, 4, reason="burr"),
        floor.correct("feb", "2026-03-11T07:00", "2026-03-11T08:00", 50, 3, reason="colour"),
        floor.log("2026-01-31T07:00", "2026-01-31T08:00", rejected=2, reason="late"),
    )
    expected = {"burr": 4, "colour": 3, "late": 2, None: 1}
    for since in (None, ODD):
        found = floor.pareto("reason", since=since)
        assert (found.sealed_months, pieces(found)) == (2, expected)
    again = analytics.seal(owner, server.data, date(2026, 4, 1))
    assert [(s.month.month, s.reports) for s in again] == [(1, 2), (2, 0), (3, 2)]
    for since in (None, ODD):
        found = floor.pareto("reason", since=since)
        assert (found.sealed_months, pieces(found)) == (3, expected)
    assert analytics.seal(owner, server.data, date(2026, 4, 1)) == []
    assert pieces(floor.pareto("reason")) == expected
    folder = server.data / "sealed" / str(floor.viewer.organization_id) / "oee"
    assert len(list(folder.iterdir())) == 3, "the files that nothing names any more are gone"


def test_a_rebuild_ends_the_seal_and_the_answer_stays(
    floor: Floor, owner: psycopg.Connection[Any], server: EmbeddedPostgres
) -> None:
    three_months(floor)
    before = pieces(floor.pareto("reason"))
    analytics.seal(owner, server.data, date(2026, 3, 1))
    rebuild(owner, PROJECTION)
    after = floor.pareto("reason")
    assert (after.sealed_months, pieces(after)) == (0, before)


def test_a_lost_file_costs_speed_and_no_answer(
    floor: Floor, owner: psycopg.Connection[Any], server: EmbeddedPostgres
) -> None:
    three_months(floor)
    before = pieces(floor.pareto("reason"))
    for sealed in analytics.seal(owner, server.data, date(2026, 3, 1)):
        sealed.path.unlink()
    after = floor.pareto("reason", since=ODD)
    assert (after.sealed_months, pieces(after)) == (0, before)


def test_a_person_of_one_plant_sees_it_alone_in_sealed_history(
    floor: Floor, owner: psycopg.Connection[Any], server: EmbeddedPostgres
) -> None:
    mine: Any = floor.viewer
    owner.execute("INSERT INTO unison.plants (organization_id, plant, name) VALUES (%s, 'north', 'North')", (mine.id,))
    floor.machine("N1", plant="north")
    three_months(floor)
    floor.send(floor.log("2026-01-10T07:00", "2026-01-10T08:00", rejected=9, equipment="N1"))
    north: Organization = replace(mine, plants=("north",))
    assert pieces(floor.pareto("equipment", viewer=north)) == {"N1": 9}
    analytics.seal(owner, server.data, date(2026, 3, 1))
    for since in (None, ODD):
        assert pieces(floor.pareto("equipment", viewer=north, since=since)) == {"N1": 9}
        assert pieces(floor.pareto("equipment", since=since)) == {"M1": 10, "N1": 9}


def test_without_pg_duckdb_postgresql_answers_the_same(floor: Floor, owner: psycopg.Connection[Any]) -> None:
    three_months(floor)
    by_duckdb, oee_by_duckdb = floor.pareto("reason"), floor.analyse_oee("day")
    owner.execute("DROP EXTENSION pg_duckdb CASCADE")
    by_postgresql, oee_by_postgresql = floor.pareto("reason"), floor.analyse_oee("day")
    assert (by_duckdb.engine, by_postgresql.engine) == ("duckdb", "postgresql")
    assert by_postgresql.rows == by_duckdb.rows
    assert (oee_by_duckdb[0], oee_by_postgresql[0]) == ("duckdb", "postgresql")
    assert oee_by_postgresql[1].rows == oee_by_duckdb[1].rows
    with pytest.raises(analytics.SealingUnavailable):
        analytics.seal(owner, Path("/nowhere"), date(2026, 3, 1))


def test_a_synthetic_history_answers_alike_live_and_sealed(
    floor: Floor, owner: psycopg.Connection[Any], server: EmbeddedPostgres
) -> None:
    fill(owner, floor.viewer.organization_id, 20_000, since=datetime.fromisoformat("2025-01-01T00:00+00:00"))
    live: dict[analytics.ScrapBy, ScrapPareto] = {by: floor.pareto(by) for by in GROUPS}
    assert live["reason"].rejected_pcs > 0
    assert len({answer.rejected_pcs for answer in live.values()}) == 1
    assert floor.oee("equipment").total.rejected_pcs == live["reason"].rejected_pcs
    assert len(analytics.seal(owner, server.data, date(2025, 12, 1))) == 11
    started = time.perf_counter()
    for by, answer in live.items():
        for since in (None, ODD):
            sealed = floor.pareto(by, since=since)
            assert (sealed.sealed_months, sealed.rows) == (11, answer.rows)
    assert time.perf_counter() - started < 5


def test_organizations_that_take_turns_on_one_connection_stay_apart(
    own_database_url: str, owner: psycopg.Connection[Any]
) -> None:
    """A statement that DuckDB has prepared for one of them must not answer the other."""
    first, second = make_organization(owner), make_organization(owner)
    with open_floor(own_database_url, first, connections=1) as floor:
        for who, rejected in ((first, 10), (second, 100)):
            floor.machine("M1", viewer=who)
            floor.order("W1", viewer=who)
            floor.send(floor.log("2026-01-10T07:00", "2026-01-10T08:00", rejected=rejected), viewer=who)
        for _ in range(8):
            for who, rejected in ((first, 10), (second, 100)):
                assert floor.oee("equipment", viewer=who).total.rejected_pcs == rejected
                assert floor.analyse_oee("equipment", viewer=who)[1].total.rejected_pcs == rejected
                assert floor.pareto("product", viewer=who).rejected_pcs == rejected


def test_duckdb_reads_under_row_security_without_being_told_the_organization(
    floor: Floor, owner: psycopg.Connection[Any]
) -> None:
    other = make_organization(owner)
    floor.machine("M2", viewer=other)

    async def machines() -> list[str]:
        async with floor.database.reading(floor.viewer, schema="oee", analytics=True) as cursor:
            await cursor.execute("SELECT equipment FROM equipment")
            return [row["equipment"] for row in await cursor.fetchall()]

    assert floor.runner.run(machines()) == ["M1"]


def test_a_folder_that_moves_takes_its_sealed_history_along(
    floor: Floor, owner: psycopg.Connection[Any], server: EmbeddedPostgres
) -> None:
    three_months(floor)
    analytics.seal(owner, server.data, date(2026, 3, 1))
    paths = [row[0] for row in owner.execute("SELECT path FROM oee.sealed_months ORDER BY month")]
    assert all((server.data / path).is_file() for path in paths)
    assert not any(str(server.data) in path for path in paths)


def test_a_kept_connection_carries_nothing_from_one_viewer_to_the_next(
    floor: Floor, owner: psycopg.Connection[Any], server: EmbeddedPostgres
) -> None:
    three_months(floor)
    analytics.seal(owner, server.data, date(2026, 3, 1))
    analysts = floor.database.analysts
    assert analysts is not None

    async def left_behind() -> tuple[Any, int]:
        async with analytics.analysing(floor.database, floor.viewer) as analysis:
            assert analysis.sealed
            with pytest.raises(psycopg.Error):  # the transaction is broken when it ends
                await analysis.cursor.execute("SELECT nothing")
        async with analysts.connection() as connection:
            found = await (await connection.execute("SELECT unison.organization(), unison.plants()")).fetchone()
            return found, analysts.get_stats()["connections_num"]

    assert floor.runner.run(left_behind()) == ((None, None), 1)
