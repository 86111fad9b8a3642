"""Traces and recalls among a million lots, over HTTP: a thousand lots of a family, and 1,023 lots over 10 levels.

The graph is families of a thousand lots, each lot made from one of three to a level above and some from a second one, so
that paths meet again. Its movements are put into the projection's table set-based: no facts stand behind them. What
stands is counted from them by the projection's own statements. For comparison:
Tryton 8.2 on such a machine traced 1,023 lots in 4.4 s.
"""

import json
import socket
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg

from projections.genealogy import PROJECTION
from tests.bench.client import exchange
from tests.bench.measuring import Figure, Scale, percentile
from tests.bench.rig import Rig, Served, organization
from unison.infrastructure import database

FAMILY = 1_000
LEVELS = 10


@dataclass(frozen=True, slots=True)
class Size:
    """Families of a thousand lots, traces in a round, and rounds."""

    families: int
    traces: int
    rounds: int


SIZES = {Scale.FULL: Size(1_000, 25, 8), Scale.QUICK: Size(100, 25, 4), Scale.TINY: Size(3, 2, 1)}

# A lot's parents: the lot a third of its place, and for every 24th one the lot before that.
_EDGES = """
CREATE TEMPORARY TABLE edges AS
SELECT family || '-' || place AS made, family || '-' || (place - 1) / 3 AS used FROM generate_series(1, %(families)s) family,
  generate_series(1, %(family)s - 1) place
UNION ALL
SELECT family || '-' || place, family || '-' || (place - 1) / 3 - 1 FROM generate_series(1, %(families)s) family,
  generate_series(24, %(family)s - 1, 24) place
UNION ALL
SELECT 'tree-' || place, 'tree-' || place / 2 FROM generate_series(2, (2 ^ %(levels)s)::integer - 1) place
"""

_MOVEMENTS = """
INSERT INTO movements (organization_id, lot, version, kind, goes_out, node, work_order, quantity, change, material, unit,
  plant, occurred_at, recorded_at, feed_seq, known_from, struck)
SELECT %(organization)s, lot, row_number() OVER (PARTITION BY lot ORDER BY kind = 'consumed', node), kind, goes_out, node,
  substr(node, 12), quantity, CASE WHEN goes_out THEN -quantity ELSE quantity END, CASE WHEN goes_out THEN NULL ELSE 'M' END,
  'kg', 'main', at, at, row_number() OVER (), row_number() OVER (), false
FROM (
  SELECT DISTINCT 'L-' || made AS lot, 'produced' AS kind, false AS goes_out, E'work_order\\tWO-' || made AS node,
    100 AS quantity
  FROM edges
  UNION ALL
  SELECT 'L-' || used, 'consumed', true, E'work_order\\tWO-' || made, 10 FROM edges
  UNION ALL
  SELECT 'L-' || used, 'received', NULL, NULL, 100 FROM (SELECT used FROM edges EXCEPT SELECT made FROM edges) roots
) told, (SELECT timestamptz '2026-03-02 06:00Z' AS at) moment
"""

_END = """
WITH last AS (
  INSERT INTO unison.feed (organization_id, seq, stream_id, version, hash, cell_seq)
  SELECT %(organization)s, max(feed_seq), 'lots:L-tree-1', 1, sha256('end'), 0 FROM movements
  RETURNING organization_id, seq, hash
)
INSERT INTO unison.chain_heads SELECT organization_id, seq, hash FROM last
"""
"""The feed has a number as of which can be asked, before all that a view must have come to."""

_KEYS = """
SELECT json_agg(json_build_object('organization_id', organization_id, 'key', lot))
FROM (
  SELECT DISTINCT organization_id, lot, (row_number() OVER (ORDER BY lot) - 1) / %s AS part
  FROM (SELECT DISTINCT organization_id, lot FROM movements) lots
) parts GROUP BY part
"""
_KEYS_AT_ONCE = 20_000


def run(rig: Rig) -> list[Figure]:
    size = SIZES[rig.scale]
    with rig.database() as url:
        tenant = organization(url)
        with database.connect(url, "owner") as connection:
            lots, end = fill(connection, tenant, size.families)
        with rig.served(url, tenant, views=0) as served:
            traces, trees, recalls, past = list[float](), list[float](), list[float](), list[float]()
            for number in range(size.rounds):
                families = range(1 + number * size.traces, 1 + (number + 1) * size.traces)
                roots = [f"/lots/L-{family % size.families + 1}-0/recall" for family in families]
                traces += _asked(
                    served,
                    [f"/genealogy/trace?lot=L-{family % size.families + 1}-0" for family in families],
                    FAMILY - 1,
                )
                trees += _asked(served, ["/genealogy/trace?lot=L-tree-1"] * size.traces, 2**LEVELS - 2)
                recalls += _asked(served, [*roots, *["/lots/L-tree-1/recall"] * size.traces], 2**LEVELS - 1)
                past += _asked(served, [f"/lots/L-tree-1/recall?as_of_feed={end}"] * size.traces, 2**LEVELS - 1)
    return [
        Figure("lots of the graph", lots, "lots"),
        Figure("trace of 1,000 lots, p50", percentile(traces, 0.5) * 1000, "ms"),
        Figure("trace of 1,000 lots, p95", percentile(traces, 0.95) * 1000, "ms", 50, at_most=True),
        Figure("trace of 1,023 lots over 10 levels, p50", percentile(trees, 0.5) * 1000, "ms", 50, at_most=True),
        Figure("trace of 1,023 lots over 10 levels, p95", percentile(trees, 0.95) * 1000, "ms"),
        Figure("recall of 1,000 lots, half of them over 10 levels, p50", percentile(recalls, 0.5) * 1000, "ms"),
        Figure(
            "recall of 1,000 lots, half of them over 10 levels, p95",
            percentile(recalls, 0.95) * 1000,
            "ms",
            300,
            at_most=True,
        ),
        Figure(
            "recall over 10 levels as of a feed number, p95", percentile(past, 0.95) * 1000, "ms", 300, at_most=True
        ),
    ]


def fill(connection: psycopg.Connection[Any], tenant: UUID, families: int) -> tuple[int, int]:
    """Fills the tables; answers how many lots there are, and the last number of the feed."""
    values = {"organization": tenant, "families": families, "family": FAMILY, "levels": LEVELS}
    with connection.transaction(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('search_path', 'genealogy, unison', true), set_config('work_mem', '256MB', true)"
        )
        for statement in (_EDGES, _MOVEMENTS, _END):
            cursor.execute(statement.encode(), values)
        cursor.execute("ANALYZE movements")
        for (keys,) in cursor.execute(_KEYS.encode(), (_KEYS_AT_ONCE,)).fetchall():
            for name in PROJECTION.after:
                cursor.execute(PROJECTION.queries[name], {"rows": json.dumps(keys)})
        row = cursor.execute("SELECT (SELECT count(*) FROM lots), max(feed_seq) FROM movements").fetchone()
    connection.execute("VACUUM ANALYZE")
    assert row is not None
    return row[0], row[1]


def _asked(served: Served, paths: list[str], expected: int) -> list[float]:
    """The times of questions one after the other, in seconds. RuntimeError when the last tells not as many lots as it should."""
    outcome = served.send([[[served.get(path)] for path in paths]])
    if outcome.failed:
        raise RuntimeError(f"{outcome.failed} failed: {outcome.first_failure}")
    with socket.create_connection(("127.0.0.1", served.port)) as connection:
        _, body = exchange(connection, served.get(paths[-1]).wire)
    reached = len(json.loads(body)["lots"])
    if reached != expected:
        raise RuntimeError(f"{paths[-1]} reached {reached} lots, not {expected}")
    return outcome.times_s
