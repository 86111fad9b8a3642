"""The workers as `unison work` runs them, over as many views as wanted: those there are, and copies of them beyond.

UNISON_DATABASE_URL=... python -m tests.bench.worker 20
"""

import signal
import sys
import threading
from collections.abc import Sequence
from dataclasses import replace

from unison.infrastructure.jobs.pool import CHANNEL, JobPool
from unison.infrastructure.projection.engine import Projection
from unison.infrastructure.projection.workers import Workers
from unison.main import JOB_KINDS, PROJECTIONS
from unison.settings import settings

TWICE: tuple[Projection, ...] = (*PROJECTIONS, *(replace(each, name=f"{each.name}_too") for each in PROJECTIONS))
"""Each view a second time, in a schema of its own: what as many more views would cost."""


def run(url: str, views: Sequence[Projection]) -> None:
    """Until SIGTERM."""
    jobs = JobPool(url, settings(), JOB_KINDS)
    workers, ended = Workers(url, views, {CHANNEL: jobs.hear}), threading.Event()
    signal.signal(signal.SIGTERM, lambda _signal, _frame: ended.set())
    jobs.start()
    workers.start()
    ended.wait()
    workers.stop()
    jobs.stop()


if __name__ == "__main__":
    given = settings().database_url
    assert given, "UNISON_DATABASE_URL names the bench's database"
    run(given, TWICE[: int(sys.argv[1])])
