"""An application of feed, live updates and a view, facts to show in it, and people to show them to."""

import socket
import threading
import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg
from fastapi import FastAPI

from tests import accounts
from unison.infrastructure import codec
from unison.infrastructure.sequencer import Sequencer
from unison.infrastructure.tokens import TokenSigner
from unison.lots.domain.facts import LotMoved, LotReceived
from unison.presentation.door.server import http_server
from unison.settings import Settings
from unison.shared.events import Fact, Meta

VIEW = "work_order_board"
AT = datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
RECEIVED = LotReceived(material="steel", quantity=Decimal("12.5"), unit="kg", plant="main")
MOVED = LotMoved(location="rack 7")


@contextmanager
def serving(app: FastAPI, settings: Settings | None = None) -> Generator[str]:
    """Serves the application on a free port; yields its address."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = http_server(app, settings or Settings(data=Path("/nowhere")))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        while not server.started and thread.is_alive():
            time.sleep(0.01)
        try:
            yield f"127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


@dataclass
class Firm:
    """An organization that facts are told of."""

    connection: psycopg.Connection[Any]
    signer: TokenSigner
    id: UUID = field(default_factory=uuid4)
    user: UUID = field(default_factory=uuid4)

    def tell(self, stream: str, version: int, fact: Fact, *, over: psycopg.Connection[Any] | None = None) -> None:
        """Stores a fact, as a command would."""
        meta = Meta(user=self.user, device="tablet 3", device_seq=2**40, command_id=uuid4(), plant="main")
        event = {
            "stream": stream,
            "version": version,
            "topic": fact.topic,
            "schema_version": fact.schema_version,
            "data": fact,
            "meta": {name: value for name in Meta.__slots__ if (value := getattr(meta, name)) is not None},
            "occurred_at": AT,
        }
        (over or self.connection).execute(
            "SELECT unison.append(%s, '[]', %s)", (self.id, codec.encode([event]).decode())
        )

    def tell_lots(self, *lots: str) -> None:
        for lot in lots:
            self.tell(f"lots:{lot}", 1, RECEIVED)

    def headers(self, role: str = "auditor", plants: Sequence[str] = ()) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token(role, plants)}"}

    def token(self, role: str = "auditor", plants: Sequence[str] = ()) -> str:
        return accounts.token(self.connection, self.signer, self.id, role, plants)


def number(worker: psycopg.Connection[Any]) -> None:
    """What the sequencer does, until nothing is left. A transaction of another test's holds it up for a moment."""
    left = """SELECT FROM unison.events e
              WHERE NOT EXISTS (SELECT FROM unison.feed f WHERE f.organization_id = e.organization_id
                AND f.stream_id = e.stream_id AND f.version = e.version) LIMIT 1"""
    deadline = time.monotonic() + 20
    while Sequencer(worker).drain() or worker.execute(left).fetchone() is not None:
        assert time.monotonic() < deadline, "the feed is held up"
        time.sleep(0.01)
