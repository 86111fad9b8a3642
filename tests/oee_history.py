"""Years of synthetic reports in the tables of the OEE projection, for measuring: no facts stand behind them."""

from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg

MACHINES = 40
PRODUCTS = 60

# Drawn by arithmetic on the number, so that every run is the same. The reports of one machine follow each other.
_REPORTS = """
INSERT INTO reports (organization_id, work_order, log, version, product, equipment, plant, activity, started_at, ended_at,
  good_pcs, rejected_pcs, rework_pcs, review_pcs, operator, operation, reason, recorded_at, feed_seq)
SELECT %(organization)s, 'WO-' || machine || '-' || turn / 50, 'L-' || n, turn %% 50 + 3,
  'P-' || (machine + turn / 50) %% %(products)s, 'EQ-' || machine, 'main',
  CASE WHEN n %% 17 = 0 THEN 'setup' WHEN n %% 97 = 0 THEN 'breakdown' ELSE 'production' END, begins, begins + step * 0.9,
  20 + n * 7919::bigint %% 80, CASE WHEN n %% 5 = 0 THEN n * 104729::bigint %% 7 ELSE 0 END, n %% 3, 0, 'op-' || n %% 200,
  'operation ' || n %% 12,
  CASE WHEN n %% 5 = 0 THEN (ARRAY['burr', 'size', 'colour', 'crack', 'scratch', 'porosity', 'dent'])[1 + n / 5 %% 7] END,
  begins + step, 0
FROM (
  SELECT n, n %% %(machines)s AS machine, n / %(machines)s AS turn,
    make_interval(secs => 365.0 * 86400 * %(machines)s / %(reports)s) AS step,
    %(since)s::timestamptz + n / %(machines)s * make_interval(secs => 365.0 * 86400 * %(machines)s / %(reports)s) AS begins
  FROM generate_series(1, %(reports)s) n
) drawn
"""

_EQUIPMENT = """
INSERT INTO equipment (organization_id, equipment, plant)
SELECT %(organization)s, 'EQ-' || n, 'main' FROM generate_series(0, %(machines)s - 1) n ON CONFLICT DO NOTHING
"""

_PIECES = """
INSERT INTO pieces (organization_id, equipment, day, work_order, product, plant, spans, good_pcs, rejected_pcs, rework_pcs,
  review_pcs)
SELECT organization_id, equipment, (started_at - interval '6 hours')::date, work_order, product, plant, count(*), sum(good_pcs),
  sum(rejected_pcs), sum(rework_pcs), sum(review_pcs)
FROM reports WHERE organization_id = %(organization)s AND log LIKE 'L-%%' GROUP BY 1, 2, 3, 4, 5, 6
"""

_TIMES = """
INSERT INTO times (organization_id, grain, equipment, day, work_order, product, plant, spans, breakdown_us, setup_us,
  production_us, planned_stop_us, idle_us)
SELECT organization_id, 'machine', equipment, (started_at - interval '6 hours')::date, '', '', plant, count(*),
  coalesce(sum(extract(epoch FROM ended_at - started_at) * 1000000) FILTER (WHERE activity = 'breakdown'), 0),
  coalesce(sum(extract(epoch FROM ended_at - started_at) * 1000000) FILTER (WHERE activity = 'setup'), 0),
  coalesce(sum(extract(epoch FROM ended_at - started_at) * 1000000) FILTER (WHERE activity = 'production'), 0), 0, 0
FROM reports WHERE organization_id = %(organization)s AND log LIKE 'L-%%' GROUP BY 1, 2, 3, 4, 5, 6, 7
"""


def fill(connection: psycopg.Connection[Any], organization: UUID, reports: int, *, since: datetime) -> None:
    """So many reports of 40 machines over the 365 days from `since` on. The connection is the owner's, in autocommit.

    They have no number in the feed, which begins at 1; every fifth report has rejected pieces and a reason. The reports do not
    overlap, so the times are plain sums.
    """
    values = {
        "organization": organization,
        "reports": reports,
        "since": since,
        "machines": MACHINES,
        "products": PRODUCTS,
    }
    with connection.transaction(), connection.cursor(binary=False) as cursor:
        cursor.execute("SELECT set_config('search_path', 'oee, unison', true)")
        for statement in (_EQUIPMENT, _REPORTS, _PIECES, _TIMES):
            cursor.execute(statement, values)
    for table in ("reports", "pieces", "times"):
        connection.execute(f"VACUUM ANALYZE oee.{table}".encode())
