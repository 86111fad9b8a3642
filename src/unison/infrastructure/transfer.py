"""An organization carried to another server: its facts with their numbers and hashes, its commands' answers, its people.

It is read while it is written to. The last part is read once it is frozen: commands are then refused with the new address, so
that it stands still for as long as that part takes. What arrives is chained again before it is kept; until the last part has
come it is frozen on the new server too. The old server keeps everything, frozen, as the proof.

The file holds a line of JSON each: who it is; pages of facts with their commands; its people, in the last part; where the
feed stood.
"""

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO, Any
from uuid import UUID

import orjson
import psycopg

from unison.infrastructure.database import act_as_app, act_as_worker
from unison.infrastructure.feed.cursor import PATTERN, START, cursor_of, number_of
from unison.infrastructure.sql import statements

FORM = 1
"""Of the file; another one is not read."""

PAGE = 2_000
"""Facts of one line, which arrive in one transaction."""

PATIENCE_S = 60.0
"""How long transactions that were writing when the organization was frozen are waited for, in seconds."""

_sql = statements("unison.infrastructure", "transfer.sql")

type Progress = Callable[[int, int | None], None]
"""Called with (the number reached, the last one where it is known)."""


class CannotCarry(ValueError):
    """What is to be carried does not fit; the message says what and the way out."""


@dataclass(frozen=True, slots=True)
class Part:
    """One file of an organization: facts behind `after` up to `cursor`; `complete` says that nothing comes behind it."""

    slug: str
    facts: int
    cursor: str
    complete: bool


# From the old server ---------------------------------------------------------------------------------------------


def freeze(connection: psycopg.Connection[Any], organization: UUID, address: str) -> None:
    """Refuses every command from now on with the new address, and waits for those that are being stored.

    The connection is the owner's, in autocommit. When they do not end in `PATIENCE_S` it goes on as before, and `CannotCarry` is
    raised.
    """
    connection.execute(_sql["freeze"], {"organization": organization, "address": address})
    waited_for = {"transaction": _one(connection.execute(_sql["read_next_transaction"]))}
    deadline = time.monotonic() + PATIENCE_S
    while not _one(connection.execute(_sql["has_passed"], waited_for)):
        if time.monotonic() > deadline:
            unfreeze(connection, organization)
            raise CannotCarry("A transaction has been open for long; nothing was moved. See `unison doctor`.")
        time.sleep(0.002)


def unfreeze(connection: psycopg.Connection[Any], organization: UUID) -> None:
    """Takes commands again: for an organization that does not move after all."""
    connection.execute(_sql["unfreeze"], {"organization": organization})
    _read(connection, "go_on_reacting", organization)


def export(
    connection: psycopg.Connection[Any],
    organization: UUID,
    file: IO[str],
    *,
    after: str = START,
    complete: bool = False,
    progress: Progress = lambda _reached, _end: None,
) -> Part:
    """Writes the feed behind a cursor, as far as it stands now, and the organization's people when it is `complete`.

    The connection is the owner's, in autocommit. Raises `CannotCarry` for a cursor that this feed does not have.
    """
    reached, facts = _number_of(connection, organization, after), 0
    name: str = _one(_read(connection, "find_organization", organization))
    file.write(f'{{"form":{FORM},"organization":{name},"after":"{after}"}}\n')
    end: int = _one(_read(connection, "read_end", organization))
    while reached < end:
        ((number, page),) = _read(connection, "read_page", organization, after=reached, limit=min(PAGE, end - reached))
        file.write(f"{page}\n")
        facts, reached = facts + number - reached, number
        progress(reached, end)
    if complete:
        file.write(f"{_one(_read(connection, 'read_people', organization))}\n")
    cursor = _cursor_at(connection, organization, reached)
    file.write(orjson.dumps({"end": cursor}).decode() + "\n")
    return Part(orjson.loads(name)["slug"], facts, cursor, complete)


def _number_of(connection: psycopg.Connection[Any], organization: UUID, cursor: str) -> int:
    if re.match(PATTERN, cursor) is None or _cursor_at(connection, organization, number_of(cursor)) != cursor:
        end = _cursor_at(connection, organization, _one(_read(connection, "read_end", organization)))
        raise CannotCarry(
            f"This feed has no {cursor}, it ends at {end}. Give the cursor that the last import told, or leave it out."
        )
    return number_of(cursor)


# On the new server -----------------------------------------------------------------------------------------------


def import_(
    connection: psycopg.Connection[Any], file: Iterator[str], progress: Progress = lambda _reached, _end: None
) -> Part:
    """Takes what `export` wrote: facts that are here already are passed over, so a file may be imported again.

    The connection is the owner's, in autocommit. Raises `CannotCarry` for a file that is none or not whole, facts that do not
    continue the chain that is here, and an organization that is in use on this server; pages before the fault stay.
    """
    organization, slug = _begin(connection, next(file, ""))
    facts, people = 0, None
    for line in file:
        if line.startswith('{"facts"'):
            facts += _arrive(connection, organization, line)
            progress(facts, None)
        elif line.startswith('{"people"'):
            people = line
        else:
            return _end(
                connection, organization, Part(slug, facts, orjson.loads(line)["end"], people is not None), people
            )
    raise CannotCarry("The file ends before its end. Export it again.")


def _begin(connection: psycopg.Connection[Any], line: str) -> tuple[UUID, str]:
    try:
        told = orjson.loads(line)
        row, form = told["organization"], told["form"]
    except (orjson.JSONDecodeError, KeyError, TypeError):
        raise CannotCarry("This is no file of `unison organization export`.") from None
    if form != FORM:
        raise CannotCarry(f"The file has form {form}, and this version reads form {FORM}. Export it with this version.")
    organization = UUID(row["organization_id"])
    if _one(_read(connection, "is_in_use", organization)):
        raise CannotCarry(f"The organization {row['slug']} is in use on this server. Export it from here instead.")
    connection.execute(_sql["freeze"], {"organization": organization, "address": None})
    try:
        with connection.transaction():
            act_as_app(connection, organization)
            connection.execute(_sql["add_organization"], {"row": orjson.dumps(row).decode()})
    except psycopg.errors.UniqueViolation:
        unfreeze(connection, organization)
        raise CannotCarry(f"Another organization is called {row['slug']} on this server.") from None
    return organization, row["slug"]


def _arrive(connection: psycopg.Connection[Any], organization: UUID, line: str) -> int:
    try:
        return _one(connection.execute(_sql["arrive"], {"organization": organization, "line": line}))
    except psycopg.DatabaseError as error:
        if error.sqlstate == "UN005":
            raise CannotCarry(
                f"{str(error.diag.message_primary).capitalize()}. Export it again, behind that number."
            ) from None
        raise


def _end(connection: psycopg.Connection[Any], organization: UUID, part: Part, people: str | None) -> Part:
    """With the last part comes who may sign in, and from here on the organization lives on this server."""
    here = _cursor_at(connection, organization, _one(_read(connection, "read_end", organization)))
    if here != part.cursor:
        raise CannotCarry(
            f"The file says that the feed stands at {part.cursor}, and it is at {here} here. Export it again."
        )
    if people is not None:
        with connection.transaction():
            unfreeze(connection, organization)
            _read(connection, "place_reactions", organization, line=people)
            _read(connection, "go_on_reacting", organization)
            act_as_app(connection, organization)
            for put in ("put_people", "put_pins", "put_machine_keys"):
                connection.execute(_sql[put], {"line": people})
    return part


# Both ------------------------------------------------------------------------------------------------------------


def _cursor_at(connection: psycopg.Connection[Any], organization: UUID, number: int) -> str:
    """The cursor behind a number of the feed; that before the first fact for a number that it has not."""
    found = _read(connection, "read_cursor", organization, seq=number)
    return cursor_of(*found[0]) if found else START


def _read(connection: psycopg.Connection[Any], statement: str, organization: UUID, **more: Any) -> list[Any]:
    """Rows that the worker sees, which is of every organization."""
    with connection.transaction():
        act_as_worker(connection)
        return connection.execute(_sql[statement], {"organization": organization, **more}).fetchall()


def _one(rows: Any) -> Any:
    """The first column of the first row."""
    (row,) = rows
    return row[0]
