"""By which release a database was made and brought up to date, and what this release cannot go on with."""

import hashlib
from importlib.resources import files
from typing import Any

import psycopg

from unison import __version__
from unison.infrastructure.sql import statements

_sql = statements("unison.infrastructure", "releases.sql")

RELEASE = __version__


class DevelopmentState(ValueError):
    """A database that no release made; the message has the way out."""

    def __init__(self) -> None:
        super().__init__(
            f"This database was made by a development state of Unison, which no way leads on from: begin with an empty one"
            f" (another UNISON_DATA or UNISON_DATABASE_URL), or go on with the state that made it. This is {RELEASE}."
        )


class LaterRelease(ValueError):
    """A database that a later release has brought up to date; the message has the way out."""

    def __init__(self, found: str) -> None:
        super().__init__(
            f"This database belongs to release {found}, and this is {RELEASE}: start {found} or a later one, or restore a backup"
            " from before the upgrade."
        )


def require_known(connection: psycopg.Connection[Any], *, pending: bool) -> None:
    """Refuses a database with Unison's schema that this release does not lead on from.

    `pending` says that migrations are yet to be applied: without any, a schema that differs from this release's own is that of
    a development state. Raises `DevelopmentState` and `LaterRelease`.
    """
    if (found := _latest(connection)) is None:
        raise DevelopmentState
    release, schema = found
    if is_later(release, RELEASE):
        raise LaterRelease(release)
    if release == RELEASE and schema != schema_digest() and not pending:
        raise DevelopmentState


def note_release(connection: psycopg.Connection[Any]) -> None:
    """That the database is this release's from now on."""
    connection.execute(_sql["note_release"], {"release": RELEASE, "schema": schema_digest()})


def schema_digest() -> str:
    """SHA-256 of this release's own schema."""
    return hashlib.sha256(files("schema").joinpath("schema.sql").read_bytes()).hexdigest()


def is_later(release: str, than: str) -> bool:
    """`0.10.2` is later than `0.9`."""
    return _parts(release) > _parts(than)


def _latest(connection: psycopg.Connection[Any]) -> tuple[str, str] | None:
    """The latest release that the database has belonged to, and its schema; None where it has never heard of releases."""
    if connection.execute(_sql["find_releases"]).fetchone() is None:
        return None
    return max(connection.execute(_sql["list_releases"]).fetchall(), key=lambda row: _parts(row[0]), default=None)


def _parts(release: str) -> tuple[int, ...]:
    return tuple(int(part) for part in release.split("."))
