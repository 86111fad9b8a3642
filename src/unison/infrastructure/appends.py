"""What goes into an append beside the facts, and why the store would not take it."""

from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from psycopg import errors

from unison.infrastructure.database import organization_moved
from unison.shared.errors import NobodyLeft, RuleRefusal
from unison.shared.ports import Staged

WRITTEN = "unison_written"
"""Where the event store tells a sequencer that sleeps of what it has written."""

TOLD_EVERY_S = 1.0
"""Once in so many seconds at most: it looks by itself for longer than that."""


class Conflict(Exception):
    """One of the streams has moved on since it was loaded, or is there already in another spelling of its name."""

    def __init__(self, streams: Sequence[str]) -> None:
        super().__init__(", ".join(streams))
        self.streams = streams


class NotContinued(Exception):
    """Facts that do not continue their streams were to be stored: an error of the caller, not of whoever sent the command."""


class CommandKnown(Exception):
    """One of the command ids was carried out before."""


class ReactedElsewhere(Exception):
    """A reaction does not stand where it was believed to: somebody else has moved it."""


@dataclass(frozen=True, slots=True)
class Carried:
    """A command with the answer that is stored beside its facts."""

    id: UUID
    hash: str
    answer: str
    """As JSON."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Private data beside the facts: `unison.keep_<what>` takes the values. `taken` is what is refused where a name is there
    already."""

    what: str
    values: Mapping[str, Any]
    taken: RuleRefusal | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """A reaction goes on from behind the number `after` of the organization's feed to behind `seq`."""

    reaction: str
    after: int
    seq: int


@dataclass(frozen=True, slots=True)
class NotedRefusal:
    """A command of a reaction that was refused, with the fact that it reacted to."""

    reaction: str
    stream: str
    version: int
    target: str
    command: str
    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class Reacted:
    """What reactions have done: it stands with the facts of their commands, or neither does. One move of each at most."""

    moves: Sequence[Move] = ()
    refusals: Sequence[NotedRefusal] = ()


@contextmanager
def told_apart(events: Sequence[Staged], kept: Sequence[Kept] = ()) -> Generator[None]:
    """Why the database would not store them, as the exceptions of this module."""
    try:
        yield
    except errors.UniqueViolation as violation:
        if violation.diag.constraint_name in ("events_pkey", "events_first_of_name"):
            raise Conflict(_streams(events)) from violation
        if violation.diag.constraint_name == "commands_pkey":
            raise CommandKnown from violation
        if taken := next((each.taken for each in kept if each.taken), None):
            raise taken from violation
        raise
    except errors.DeadlockDetected as deadlock:  # two processes, each with several streams at once
        raise Conflict(_streams(events)) from deadlock
    except errors.DatabaseError as error:
        if error.sqlstate == "UN001":
            raise CommandKnown from error
        if (moved := organization_moved(error)) is not None:
            raise moved from error
        if error.sqlstate == "UN003":
            raise NotContinued(", ".join(_streams(events))) from error
        if error.sqlstate == "UN009":
            raise NobodyLeft from error
        if error.sqlstate == "UN007":
            raise ReactedElsewhere from error
        raise


def _streams(events: Sequence[Staged]) -> list[str]:
    return sorted({e.stream for e in events})
