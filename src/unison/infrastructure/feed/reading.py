"""Facts of the feed handed to one consumer, and who is to blame when they cannot be applied."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any
from uuid import UUID

import psycopg

from unison.infrastructure import codec
from unison.infrastructure.feed.consumer import SQL, Consumer
from unison.infrastructure.sql import UnknownStatement
from unison.shared.events import Fact, Recorded

OUR_FAULT = (psycopg.ProgrammingError, psycopg.NotSupportedError, UnknownStatement)
"""A statement, a table or a column that does not fit: no fact is to blame, and the next one would fail the same way."""

type Apply = Callable[[Iterable[Recorded[Fact]]], None]
type Parked = Callable[[codec.FeedRow, Exception], None]
"""Called with the row whose fact could not be applied, and why."""


class DoesNotFit(Exception):
    """A consumer whose statements do not fit its tables; the message says so in one sentence."""


def feed_end(cursor: psycopg.Cursor[Any]) -> int:
    """The last number of the feed; 0 while it is empty."""
    row = cursor.execute(SQL["read_feed_end"]).fetchone()
    return row[0] if row else 0


def read_feed(
    cursor: psycopg.Cursor[Any], consumer: Consumer, *, after: int, up_to: int, parked_too: bool = False
) -> list[codec.FeedRow]:
    """The rows of the feed in (after, up_to] that the consumer takes, in the feed's order, without parked streams.

    Rows, not facts: a fact that cannot be read must park its own stream and no other.
    """
    bounds = {"after": after, "up_to": up_to, "parked_too": parked_too}
    return cursor.execute(
        SQL["read_feed"], bounds | {"topics": list(consumer.topics), "consumer": consumer.name}
    ).fetchall()


def apply_parking(
    connection: psycopg.Connection[Any], apply: Apply, rows: Sequence[codec.FeedRow], on_parked: Parked
) -> None:
    """Applies rows of the feed. When they cannot be applied together, finds the facts to blame one by one: their streams
    are handed to `on_parked` and skipped, all the others are applied.

    Raises `DoesNotFit` when no fact is to blame, and what tells of a lost connection, which is nobody's fault.
    """
    try:
        with connection.transaction():
            apply(map(codec.recorded, rows))
    except psycopg.OperationalError:
        raise
    except OUR_FAULT as fault:
        raise DoesNotFit(sentence(fault)) from fault
    except Exception:
        _apply_one_by_one(connection, apply, rows, on_parked)


def _apply_one_by_one(
    connection: psycopg.Connection[Any], apply: Apply, rows: Sequence[codec.FeedRow], on_parked: Parked
) -> None:
    parked: set[tuple[UUID, str]] = set()
    for row in rows:
        if (row[1], row[2]) in parked:
            continue
        try:
            with connection.transaction():
                apply([codec.recorded(row)])
        except psycopg.OperationalError:
            raise
        except OUR_FAULT as fault:
            raise DoesNotFit(sentence(fault)) from fault
        except Exception as error:
            parked.add((row[1], row[2]))
            on_parked(row, error)


def sentence(error: Exception) -> str:
    """The first line of an error, with its kind."""
    text = str(error.args[0] if error.args else error).strip()
    return f"{type(error).__name__}: {text.splitlines()[0] if text else 'no message'}"[:500]
