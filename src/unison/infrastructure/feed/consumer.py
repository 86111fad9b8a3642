"""What reads the feed: a name, the facts it takes, and where it begins."""

from collections.abc import Iterable, Sequence
from typing import Any, Literal, LiteralString, Protocol

import psycopg

from unison.infrastructure.sql import statements
from unison.shared.events import Fact, Recorded

type Lane = Literal["fast", "slow"]
LANES: tuple[Lane, ...] = ("fast", "slow")
"""Consumers of one lane are applied together, so the slowest holds up the others: what is slow has a lane of its own."""

type Start = Literal["beginning", "now"]

SQL = statements("unison.infrastructure.feed")


class Reader(Protocol):
    """Something that takes facts of the feed, each once, in the feed's order.

    `name` is its own among all of them. `kind` says what it is: a projection, an outbox, a reaction. `topics` are those of the
    facts it takes. `start` says where one begins that is new to a feed: at its first fact, or behind its last. `fingerprint` is of
    the code that decides what it does: it is not applied where the database was made or is wanted by other code.
    """

    @property
    def name(self) -> LiteralString: ...
    @property
    def kind(self) -> str: ...
    @property
    def topics(self) -> Sequence[str]: ...
    @property
    def start(self) -> Start: ...
    @property
    def fingerprint(self) -> str: ...


class Consumer(Reader, Protocol):
    """One that writes in the transaction of the feed's reader, which moves its position too."""

    def apply(self, cursor: psycopg.Cursor[Any], events: Iterable[Recorded[Fact]]) -> None:
        """Does what follows from the facts, in the cursor's transaction, which moves the position too.

        May be called in a pipeline: what it executes is carried out later, unless it asks for an answer.
        """
        ...


def queue_of(lane: Lane) -> str:
    """The queue that tells a lane of new facts."""
    return f"lane_{lane}"


def register(connection: psycopg.Connection[Any], consumer: Reader) -> None:
    """Gives a new consumer its position, in the fast lane."""
    known = {"name": consumer.name, "kind": consumer.kind, "fingerprint": consumer.fingerprint}
    connection.execute(SQL["register"], {**known, "from_now": consumer.start == "now"})


def try_stopped_again(connection: psycopg.Connection[Any]) -> None:
    """Lets every consumer run that was stopped: its tables or its code may be others now."""
    connection.execute(SQL["try_stopped_again"])
