from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.conftest import Organization
from tests.webhooks.receiver import Receiver, receiving
from tests.webhooks.works import Works, local_settings


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


@pytest.fixture
def works(database_url: str, organization: Organization, worker: psycopg.Connection[Any], tmp_path: Path) -> Works:
    return Works(database_url, organization, local_settings(tmp_path), worker)
