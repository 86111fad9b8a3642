"""A real job shop's log, imported by commands, against what DuckDB computes straight from its file."""

import csv
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import psycopg
import pytest

from tests.conftest import TRUTH, Organization
from tests.shop_floor import Floor, contents, open_floor
from unison.imports.importing import Outcome, Plan
from unison.imports.options import Options
from unison.imports.production_log import COLUMNS, LAYOUT, import_production_log, plan
from unison.imports.tables import read_table, table_from
from unison.infrastructure.unit_of_work import Sender
from unison.work_orders.application.reporting import LogProduction

LOG = TRUTH / "production_log" / "job_shop_2012.csv"
pytestmark = pytest.mark.skipif(not LOG.exists(), reason=f"{LOG} is not here")

# Each machine's time is cut at every start and end; a piece belongs to the first kind that covers it.
ORACLE = """
WITH log AS (SELECT * FROM read_csv(?, header = true) WHERE start IS NOT NULL AND complete IS NOT NULL),
cuts AS (SELECT resource, start AS t FROM log UNION SELECT resource, complete FROM log),
pieces AS (SELECT resource, t AS begins, lead(t) OVER (PARTITION BY resource ORDER BY t) AS ends FROM cuts),
kinds AS (
  SELECT p.resource, p.begins, p.ends, min(position(l.report_type IN 'BSD')) AS kind
  FROM pieces p JOIN log l ON l.resource = p.resource AND l.start <= p.begins AND l.complete >= p.ends
  WHERE p.ends IS NOT NULL GROUP BY ALL
), seconds AS (
  SELECT resource, coalesce(sum(epoch(ends - begins)) FILTER (kind = 1), 0) AS breakdown_s,
    coalesce(sum(epoch(ends - begins)) FILTER (kind = 2), 0) AS setup_s,
    coalesce(sum(epoch(ends - begins)) FILTER (kind = 3), 0) AS production_s, sum(epoch(ends - begins)) AS planned_busy_s
  FROM kinds GROUP BY resource
), counts AS (
  SELECT resource, sum(qty_completed) AS good_pcs, sum(qty_rejected) AS rejected_pcs FROM log GROUP BY resource
)
SELECT r.resource, coalesce(planned_busy_s, 0), coalesce(production_s, 0), coalesce(setup_s, 0), coalesce(breakdown_s, 0),
  coalesce(good_pcs, 0), coalesce(rejected_pcs, 0)
FROM (SELECT DISTINCT resource FROM read_csv(?, header = true)) r LEFT JOIN seconds USING (resource)
LEFT JOIN counts USING (resource) ORDER BY 1
"""


def bring_in(floor: Floor, path: Path = LOG, zone: str = "UTC") -> Outcome:
    sender = Sender(floor.viewer.organization_id, None)
    outcome = floor.runner.run(import_production_log(path, floor.commands, sender, zone))
    floor.project()
    return outcome


@pytest.fixture
def floor(database_url: str, organization: Organization) -> Iterator[Floor]:
    with open_floor(database_url, organization) as opened:
        yield opened


def test_every_machine_is_as_duckdb_computes_it_from_the_file(floor: Floor) -> None:
    outcome = bring_in(floor)
    assert (outcome.carried, outcome.repeated, len(outcome.rejected)) == (31 + 3 * 225 + 4458, 0, 85)
    assert {r.reason for r in outcome.rejected} == {"unreadable: there is no start, complete"}
    expected = duckdb.execute(ORACLE, [str(LOG), str(LOG)]).fetchall()
    started = time.perf_counter()
    answer = floor.oee("equipment")
    taken_s = time.perf_counter() - started
    found = [
        (r.equipment, r.planned_busy_s, r.production_s, r.setup_s, r.breakdown_s, r.good_pcs, r.rejected_pcs)
        for r in answer.rows
    ]
    assert found == expected
    assert len(found) == 31
    assert sum(row[1] for row in found) == answer.total.planned_busy_s > 40_000_000
    for row in answer.rows:
        made = row.good_pcs + row.rejected_pcs
        assert row.quality_ratio == (row.good_pcs / made if made else None)
        assert row.availability_ratio == (row.production_s / row.planned_busy_s if row.planned_busy_s else None)
        assert (row.performance_ratio, row.oee_ratio) == (None, None) or made == 0
    assert taken_s < 0.25  # some 15 ms where nobody else is at work
    days = floor.oee("day")
    assert days.total == answer.total
    assert sum(r.planned_busy_s for r in days.rows) == answer.total.planned_busy_s
    engine, analysed = floor.analyse_oee("equipment", at=answer.at)
    assert (engine, analysed) == ("duckdb", answer)


def test_a_second_import_adds_nothing(floor: Floor) -> None:
    first = bring_in(floor)
    before = contents(floor.url, floor.viewer.organization_id)
    second = bring_in(floor)
    assert (second.carried, second.repeated) == (0, first.carried)
    assert [(r.line, r.reason) for r in second.rejected] == [(r.line, r.reason) for r in first.rejected]
    assert contents(floor.url, floor.viewer.organization_id) == before
    assert len(before["reports"]) == 4458


def test_every_row_with_times_is_one_report_and_repeated_rows_count_each(floor: Floor) -> None:
    with LOG.open(newline="") as file:
        rows = list(csv.DictReader(file))
    made = plan(read_table(LOG, LAYOUT), time_zone="UTC")
    reports = [p for p in made.commands() if isinstance(p.command, LogProduction)]
    assert (len(reports), len(made.rejected), len(made.waves[1])) == (4458, 85, 225)
    assert len({p.id for p in reports}) == 4458
    repeated = Counter(tuple(row[c] for c in COLUMNS) for row in rows if row["start"])
    assert sum(n for n in repeated.values() if n > 1) > 26


def test_the_machines_of_an_earlier_file_are_no_rejects(floor: Floor, tmp_path: Path) -> None:
    lines = LOG.read_text().splitlines()
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    first.write_text("\n".join(lines[:11]))
    second.write_text("\n".join([lines[0], *lines[5:21]]))
    assert bring_in(floor, first).rejected == []
    assert bring_in(floor, second).rejected == []


def row(**changed: str) -> dict[str, str]:
    return {
        "case_id": "C1", "activity": "Turning", "resource": "M1", "start": "2012-03-25T01:30:00",
        "complete": "2012-03-25T03:30:00", "work_order_qty": "5", "part": "Gear", "worker_id": "", "report_type": "D",
        "qty_completed": "3", "qty_rejected": "1", "qty_for_mrb": "2", "rework": "",
    } | changed  # fmt: skip


def planned(zone: str = "UTC", **changed: str) -> Plan:
    told = row(**changed)
    text = f"{','.join(told)}\n{','.join(told.values())}\n"
    return plan(table_from("log.csv", text.encode(), LAYOUT, Options()), time_zone=zone)


def report(made: Plan) -> Any:
    (command,) = [each.command for each in made.commands() if isinstance(each.command, LogProduction)]
    return command


def times(**changed: str) -> tuple[datetime, datetime]:
    command = report(planned("Europe/Berlin", **changed))
    return command.started_at, command.ended_at


def test_times_without_a_zone_follow_the_clock_of_the_shop() -> None:
    assert times() == (datetime(2012, 3, 25, 0, 30, tzinfo=UTC), datetime(2012, 3, 25, 1, 30, tzinfo=UTC)), "one hour"
    twice = times(start="2012-10-28T02:50:00", complete="2012-10-28T02:10:00")
    assert twice == (datetime(2012, 10, 28, 0, 50, tzinfo=UTC), datetime(2012, 10, 28, 1, 10, tzinfo=UTC))


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"report_type": "X"}, "unreadable: report_type is 'X', not D, S or B"),
        ({"start": "yesterday"}, "unreadable: start 'yesterday' is not a date"),
        ({"qty_completed": "3.5"}, "unreadable: qty_completed is '3.5', not a whole number of pieces"),
        ({"work_order_qty": "0"}, "the work order: quantity_pcs: Input should be greater than 0"),
        ({"resource": " "}, "unreadable: there is no resource"),
    ],
)
def test_a_row_that_cannot_be_taken_says_why(changed: dict[str, str], reason: str) -> None:
    made = planned(**changed)
    assert [r.reason for r in made.rejected] == [reason]
    assert list(made.commands()) == [], "neither its machine nor its order is told"


def test_pieces_and_people_are_where_they_belong() -> None:
    command = report(planned(rework="Y", worker_id="ID7", report_type="S"))
    assert (command.good_pcs, command.rejected_pcs, command.review_pcs, command.rework_pcs) == (3, 1, 2, 3)
    assert (command.operator, command.operation, command.activity, command.occurred_at) == (
        "ID7", "Turning", "setup", command.ended_at,
    )  # fmt: skip


def test_the_feed_holds_the_reports_as_commands_brought_them(floor: Floor, owner: psycopg.Connection[Any]) -> None:
    bring_in(floor)
    found = owner.execute(
        "SELECT topic, count(*) FROM unison.events WHERE organization_id = %s GROUP BY 1 ORDER BY 1",
        (floor.viewer.organization_id,),
    ).fetchall()
    assert found == [
        ("equipment.EquipmentRegistered", 31),
        ("work_orders.ProductionLogged", 4458),
        ("work_orders.WorkOrderCreated", 225),
        ("work_orders.WorkOrderReleased", 225),
        ("work_orders.WorkOrderStarted", 225),
    ]
