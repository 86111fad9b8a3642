"""Forgetting what webhooks were told, and waking those whose job was lost."""

from datetime import datetime, timedelta
from typing import Any

import psycopg
import structlog

from unison.infrastructure.jobs.job import Job
from unison.infrastructure.jobs.kind import JobKind
from unison.infrastructure.jobs.schedule import Schedule
from unison.infrastructure.jobs.workplace import Workplace
from unison.shared.time import now
from unison.webhooks.outbox import SQL

KEPT = timedelta(days=14)
"""So long a delivery that is done can be seen."""

log = structlog.get_logger()


def tidy(connection: psycopg.Connection[Any], at: datetime) -> int:
    """Forgets deliveries that were done before `KEPT`, and secrets that are over; wakes webhooks that have something to send and no
    job. How many deliveries went. The connection is a worker's."""
    forgotten = connection.execute(SQL["forget_deliveries"], {"before": at - KEPT}).rowcount
    connection.execute(SQL["forget_secrets"], {"at": at})
    for (webhook,) in connection.execute(SQL["list_forgotten"], {"at": at}).fetchall():
        log.warning("webhooks.woken", webhook=str(webhook))
        connection.execute(SQL["wake"], {"webhook": webhook, "at": at})
    return forgotten


def _carry_out(_: Job, place: Workplace) -> None:
    with place.connection() as connection:
        tidy(connection, now())


KIND = JobKind("webhook_housekeeping", _carry_out, limit_s=300.0)
SCHEDULE = Schedule("webhook housekeeping", KIND.name, every=timedelta(hours=1), per_organization=False)
