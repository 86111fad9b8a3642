"""Numbers for those who run Unison, in the text form of Prometheus: `GET /metrics`. They tell nothing of an organization."""

from hmac import compare_digest
from ipaddress import ip_address

from fastapi import APIRouter, Depends, HTTPException, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest
from psycopg import AsyncCursor
from psycopg.rows import DictRow, dict_row
from starlette.requests import HTTPConnection

from unison.infrastructure.database import Database
from unison.infrastructure.replica import ReplicaFailed
from unison.infrastructure.security_log import client_address
from unison.infrastructure.sql import statements
from unison.presentation.context import Reached
from unison.presentation.health import Checks
from unison.presentation.parameters import known_only


async def _is_told(connection: HTTPConnection, reached: Reached) -> None:
    """To this machine, and to whoever has the token of the setting; to others there is no such address."""
    token, sent = reached.settings.metrics_token, connection.headers.get("authorization", "")
    if token is not None and compare_digest(sent.encode(), f"Bearer {token.get_secret_value()}".encode()):
        return
    try:
        here = ip_address(client_address.get()).is_loopback
    except ValueError:
        here = False
    if not here:
        raise HTTPException(404)


router = APIRouter(dependencies=[Depends(_is_told), Depends(known_only)])

_sql = statements("unison.presentation", "metrics.sql")
_jobs = statements("unison.infrastructure.jobs", "listing.sql")


@router.get("/metrics", include_in_schema=False)
async def metrics(reached: Reached) -> Response:
    """Measured when asked: how far the feed and each projection are, and what is set aside."""
    registry = CollectorRegistry()
    checks = Gauge(
        "unison_check", "1 while it is well, as /readyz and `unison doctor` tell.", ["check"], registry=registry
    )
    for found in await reached.service(Checks).findings():
        checks.labels(found.check).set(found.ok)
    feed_end = Gauge("unison_feed_end", "Facts in the feed.", registry=registry)
    behind = Gauge("unison_consumer_behind", "Facts of the feed not applied yet.", ["consumer"], registry=registry)
    parked = Gauge("unison_consumer_parked", "Streams set aside.", ["consumer"], registry=registry)
    stopped = Gauge("unison_consumer_stopped", "1 where it does not fit its tables.", ["consumer"], registry=registry)
    rebuilding = Gauge("unison_consumer_rebuilding", "1 while it is old.", ["consumer"], registry=registry)
    tick = Gauge("unison_consumer_tick_seconds", "Its part of a tick.", ["consumer", "lane"], registry=registry)
    carried = Gauge("unison_commands", "Commands since this process began, by outcome.", ["outcome"], registry=registry)
    aside = Gauge("unison_feed_aside", "Streams that the sequencer could not go on with.", registry=registry)
    async with reached.database.pool.connection() as connection, connection.cursor(row_factory=dict_row) as cursor:
        await cursor.execute(_sql["measure_consumers"])
        for row in await cursor.fetchall():
            feed_end.set(row["feed_end"])
            aside.set(row["aside"])
            behind.labels(row["name"]).set(row["behind"])
            parked.labels(row["name"]).set(row["parked"])
            stopped.labels(row["name"]).set(row["stopped"])
            rebuilding.labels(row["name"]).set(row["rebuilding"])
            tick.labels(row["name"], row["lane"]).set(row["tick_ms"] / 1000)
        await _measure_webhooks(cursor, registry)
    await _measure_jobs(reached.database, registry)
    await _measure_replica(reached.database, registry)
    for outcome, count in reached.commands.counts.items():
        carried.labels(outcome).set(count)
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)


async def _measure_jobs(database: Database, registry: CollectorRegistry) -> None:
    """How many there are, and what the workers have carried out since the installation began."""
    jobs = Gauge("unison_jobs", "Jobs by where they are.", ["kind", "state"], registry=registry)
    oldest = Gauge("unison_jobs_oldest_seconds", "How long the oldest has been due.", ["kind"], registry=registry)
    tries = Gauge("unison_job_tries", "Tries of jobs, by how they ended.", ["kind", "outcome"], registry=registry)
    busy = Gauge("unison_job_busy_seconds", "What all of them took.", ["kind"], registry=registry)
    async with database.pool.connection() as connection, connection.cursor(row_factory=dict_row) as cursor:
        await cursor.execute(_jobs["count_jobs"], {"organization": None})
        for row in await cursor.fetchall():
            for state in ("waiting", "running", "later", "dead"):
                jobs.labels(row["kind"], state).set(row[state])
            oldest.labels(row["kind"]).set(row["oldest_s"] or 0)
        await cursor.execute(_jobs["measure_totals"])
        for row in await cursor.fetchall():
            tries.labels(row["kind"], "done").set(row["done"])
            tries.labels(row["kind"], "failed").set(row["failed"])
            busy.labels(row["kind"]).set(row["busy_s"])


async def _measure_webhooks(cursor: AsyncCursor[DictRow], registry: CollectorRegistry) -> None:
    webhooks = Gauge("unison_webhooks", "Webhooks, by how they do.", ["state"], registry=registry)
    waiting = Gauge("unison_webhook_waiting", "Facts that webhooks have not accepted yet.", registry=registry)
    oldest = Gauge("unison_webhook_oldest_seconds", "Age of the oldest of them, 0 for none.", registry=registry)
    await cursor.execute(_sql["measure_webhooks"])
    (row,) = await cursor.fetchall()
    for state in ("working", "failing", "off"):
        webhooks.labels(state).set(row[state])
    waiting.set(row["waiting"])
    oldest.set(row["oldest_s"])


async def _measure_replica(database: Database, registry: CollectorRegistry) -> None:
    """Nothing where there is none. One that does not answer has no lag, and `unison_replica_up` is 0."""
    if database.replica is None:
        return
    up = Gauge("unison_replica_up", "1 while the replica answers.", registry=registry)
    try:
        async with database.replica.connection() as connection, connection.cursor(row_factory=dict_row) as cursor:
            replayed = await (await cursor.execute(_sql["measure_replay"])).fetchone()
    except ReplicaFailed:
        return
    async with database.pool.connection() as connection, connection.cursor(row_factory=dict_row) as cursor:
        lag = await (await cursor.execute(_sql["measure_lag"], replayed)).fetchone()
    if lag is not None:
        up.set(1)
        Gauge("unison_replica_lag_bytes", "WAL not replayed yet.", registry=registry).set(lag["bytes"])
        Gauge(
            "unison_replica_lag_seconds", "Age of the newest change replayed, 0 when all are.", registry=registry
        ).set(lag["seconds"])
