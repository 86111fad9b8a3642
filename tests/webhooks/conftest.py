from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.conftest import Organization
from tests.webhooks.receiver import Receiver, receiving
from tests.webhooks.works import Works, local_settings
from unison.infrastructure.feed.consumer import register
from unison.webhooks.outbox import OUTBOX


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


@pytest.fixture
def works(database_url: str, organization: Organization, worker: psycopg.Connection[Any], tmp_path: Path) -> Works:
    if worker.execute("SELECT FROM unison.consumers WHERE name = 'webhooks'").fetchone() is None:
        register(worker, OUTBOX)
    return Works(database_url, organization, local_settings(tmp_path), worker)
