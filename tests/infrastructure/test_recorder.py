"""The `eventsourcing` library's own test case passes against our recorder."""

import uuid
from collections.abc import Iterator

import pytest
from eventsourcing.tests import persistence as library

from unison.infrastructure.recorder import PostgresRecorder


class TestPostgresRecorder(library.ApplicationRecorderTestCase[PostgresRecorder]):
    """All of the library's tests, its optional subscription test among them."""

    url: str

    @pytest.fixture(autouse=True)
    def _database(self, own_database_url: str) -> Iterator[None]:
        self.url = own_database_url
        self.opened: list[PostgresRecorder] = []
        yield
        for recorder in self.opened:
            recorder.close()

    def create_recorder(self) -> PostgresRecorder:
        recorder = PostgresRecorder(self.url, uuid.uuid4())
        self.opened.append(recorder)
        return recorder

    def test_insert_subscribe(self) -> None:
        self.optional_test_insert_subscribe()
