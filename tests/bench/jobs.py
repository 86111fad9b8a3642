"""Jobs: sending, reading and deleting by PGMQ's client against plain SQL, `unison.enqueue`, how many are carried out a second from
end to end by the pool of one worker process, and how long a job waits that comes alone."""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any
from uuid import UUID, uuid4

import psycopg
from pgmq import PGMQueue
from psycopg.types.json import Jsonb

from tests.bench.measuring import Figure, Scale
from tests.bench.rig import Rig, organization
from unison.infrastructure import database, migrations
from unison.infrastructure.jobs.job import Job
from unison.infrastructure.jobs.kind import JobKind
from unison.infrastructure.jobs.pool import CHANNEL, JobPool
from unison.infrastructure.jobs.workplace import Workplace
from unison.infrastructure.projection.workers import Workers
from unison.settings import Settings

KIND = "bench"
QUEUE = f"jobs_{KIND}"
BATCH = 100
SIZES = {Scale.FULL: 20_000, Scale.QUICK: 5_000, Scale.TINY: 200}
ALONE = {Scale.FULL: 200, Scale.QUICK: 50, Scale.TINY: 5}
BODY = {"to": "someone@example.org", "subject": "A lot is held", "text": "x" * 200}


@dataclass
class _Done:
    """What the handler has seen, and when."""

    wanted: int = 0
    seen: int = 0
    all_seen: threading.Event = field(default_factory=threading.Event)

    def expect(self, count: int) -> None:
        self.wanted, self.seen = count, 0
        self.all_seen.clear()

    def carry_out(self, _: Job, _workplace: Workplace) -> None:
        self.seen += 1  # every thread holds the interpreter's lock
        if self.seen >= self.wanted:
            self.all_seen.set()


def run(rig: Rig) -> list[Figure]:
    count = SIZES[rig.scale]
    done = _Done()
    with rig.database(()) as url:
        kind = JobKind(KIND, done.carry_out)
        with database.connect(url, "owner") as owner:
            migrations.migrate(owner, [], [kind])
        return [*_parts(url, count), *_end_to_end(url, kind, done, count, ALONE[rig.scale])]


def _per_s(count: int, step: Callable[[], int]) -> float:
    begin, done = time.perf_counter(), 0
    while done < count:
        done += step()
    return done / (time.perf_counter() - begin)


def _parts(url: str, count: int) -> list[Figure]:
    """One connection; what was read is deleted at once, as it is in use."""
    settings = Settings()
    messages = [BODY] * BATCH
    with Workplace(url, settings) as workplace, database.connect(url, "worker") as plain:
        client = PGMQueue(pool=workplace.pool, conn_string=None, init_extension=False)
        as_json = [Jsonb(BODY)] * BATCH
        sent = _per_s(count, lambda: len(client.send_batch(QUEUE, messages)))
        taken = _per_s(count, lambda: _take(client))
        by_sql = _per_s(
            count, lambda: len(plain.execute("SELECT pgmq.send_batch(%s, %s)", (QUEUE, as_json)).fetchall())
        )
        taken_by_sql = _per_s(count, lambda: _take_by_sql(plain))
        enqueued = _per_s(count // 5, lambda: _enqueue(plain, uuid4()))
        plain.execute("DELETE FROM pgmq.q_jobs_bench")
    return [
        Figure(f"sent by the client, {BATCH} at once", sent, "jobs/s"),
        Figure(f"sent by plain SQL, {BATCH} at once", by_sql, "jobs/s"),
        Figure("read and deleted by the client, 5 at once", taken, "jobs/s"),
        Figure("read and deleted by plain SQL, 5 at once", taken_by_sql, "jobs/s"),
        Figure("client / plain SQL, sending", sent / by_sql, "of it"),
        Figure("client / plain SQL, reading and deleting", taken / taken_by_sql, "of it"),
        Figure("unison.enqueue, one in a transaction", enqueued, "jobs/s"),
    ]


def _take(client: PGMQueue) -> int:
    read = client.read_batch(QUEUE, vt=60, batch_size=5)
    return sum(client.delete(QUEUE, message.msg_id) for message in read)


def _take_by_sql(connection: psycopg.Connection[Any]) -> int:
    read: Sequence[tuple[int]] = connection.execute("SELECT msg_id FROM pgmq.read(%s, 60, 5)", (QUEUE,)).fetchall()
    for message in read:
        connection.execute("SELECT pgmq.delete(%s, %s::bigint)", (QUEUE, *message))
    return len(read)


def _enqueue(connection: psycopg.Connection[Any], of: UUID) -> int:
    connection.execute("SELECT unison.enqueue(%s, %s, %s)", (KIND, of, Jsonb(BODY)))
    return 1


def _end_to_end(url: str, kind: JobKind, done: _Done, count: int, alone: int) -> list[Figure]:
    """From the commit that leaves them to the last one carried out, by a handler that does nothing."""
    pool = JobPool(url, Settings(), [kind])
    workers = Workers(url, [], {CHANNEL: pool.hear})
    of = organization(url)
    pool.start()
    workers.start()
    try:
        with database.connect(url, "worker") as connection:
            _wait_for(connection, done)
            done.expect(count)
            with connection.transaction():
                for _ in range(count):
                    _enqueue(connection, of)
            begin = time.perf_counter()
            done.all_seen.wait()
            per_s = count / (time.perf_counter() - begin)
            waits_ms = sorted(_waits_ms(connection, done, of) for _ in range(alone))
    finally:
        pool.stop()
        workers.stop()
    return [
        Figure("carried out, 4 threads", per_s, "jobs/s"),
        Figure("p50 of a job that comes alone", median(waits_ms), "ms"),
        Figure("p99 of a job that comes alone", waits_ms[int(len(waits_ms) * 0.99)], "ms"),
    ]


def _wait_for(connection: psycopg.Connection[Any], done: _Done) -> None:
    """Until the pool is at work and listens."""
    done.expect(1)
    _enqueue(connection, uuid4())
    done.all_seen.wait()


def _waits_ms(connection: psycopg.Connection[Any], done: _Done, of: UUID) -> float:
    time.sleep(0.01)
    done.expect(1)
    begin = time.perf_counter()
    _enqueue(connection, of)
    done.all_seen.wait()
    return (time.perf_counter() - begin) * 1000
