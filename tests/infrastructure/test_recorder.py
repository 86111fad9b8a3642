"""The `eventsourcing` library's own test case passes against our recorder."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest
from eventsourcing.persistence import IntegrityError, StoredEvent
from eventsourcing.tests import persistence as library

from unison.infrastructure.recorder import PostgresRecorder


class FromOne(PostgresRecorder):
    """For the tests that number a stream from 0: the library's aggregates begin at 1, and so do the store's streams."""

    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> Sequence[int] | None:
        counted = [replace(event, originator_version=event.originator_version + 1) for event in stored_events]
        return super().insert_events(counted, **kwargs)


class TestPostgresRecorder(library.ApplicationRecorderTestCase[PostgresRecorder]):
    """All of the library's tests, its optional subscription test among them."""

    url: str

    @pytest.fixture(autouse=True)
    def _database(self, own_database_url: str) -> Iterator[None]:
        self.url = own_database_url
        self.kind = PostgresRecorder
        self.opened: list[PostgresRecorder] = []
        yield
        for recorder in self.opened:
            recorder.close()

    def create_recorder(self) -> PostgresRecorder:
        recorder = self.kind(self.url, uuid.uuid4())
        self.opened.append(recorder)
        return recorder

    def test_concurrent_no_conflicts(self, initial_position: int = 0) -> None:  # noqa: PT028 - as the library has it
        self.kind = FromOne
        super().test_concurrent_no_conflicts(initial_position)

    def test_concurrent_throughput(self) -> None:
        self.kind = FromOne
        super().test_concurrent_throughput()

    def test_versions_that_do_not_continue_a_stream_are_refused(self) -> None:
        recorder, stream = self.create_recorder(), uuid.uuid4()
        recorder.insert_events([StoredEvent(stream, 1, "topic", b"state")])
        for version in (0, 1, 3):
            with pytest.raises(IntegrityError):
                recorder.insert_events([StoredEvent(stream, version, "topic", b"state")])

    def test_insert_subscribe(self) -> None:
        self.optional_test_insert_subscribe()
