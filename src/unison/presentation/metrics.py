"""Numbers for those who run Unison, in the text form of Prometheus: `GET /metrics`. They tell nothing of an organization."""

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest
from psycopg.rows import dict_row

from unison.infrastructure.sql import statements
from unison.presentation.context import Reached

router = APIRouter()

_sql = statements("unison.presentation", "metrics.sql")


@router.get("/metrics", include_in_schema=False)
async def metrics(reached: Reached) -> Response:
    """Measured when asked: how far the feed and each projection are, and what is set aside."""
    registry = CollectorRegistry()
    feed_end = Gauge("unison_feed_end", "Facts in the feed.", registry=registry)
    behind = Gauge("unison_projection_behind", "Facts of the feed not applied yet.", ["projection"], registry=registry)
    parked = Gauge("unison_projection_parked", "Streams set aside.", ["projection"], registry=registry)
    rebuilding = Gauge("unison_projection_rebuilding", "1 while it is old.", ["projection"], registry=registry)
    carried = Gauge("unison_commands", "Commands since this process began, by outcome.", ["outcome"], registry=registry)
    aside = Gauge("unison_feed_aside", "Streams that the sequencer could not go on with.", registry=registry)
    async with reached.database.pool.connection() as connection, connection.cursor(row_factory=dict_row) as cursor:
        await cursor.execute(_sql["measure_projections"])
        for row in await cursor.fetchall():
            feed_end.set(row["feed_end"])
            aside.set(row["aside"])
            behind.labels(row["projection"]).set(row["behind"])
            parked.labels(row["projection"]).set(row["parked"])
            rebuilding.labels(row["projection"]).set(row["rebuilding"])
    for outcome, count in reached.commands.counts.items():
        carried.labels(outcome).set(count)
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)
