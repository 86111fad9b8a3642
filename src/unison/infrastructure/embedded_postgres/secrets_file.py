"""`secrets.json`: one flat object of names and secrets, for its owner's eyes only.

Several modules keep secrets there, so a writer keeps the names it does not know, and replaces the file whole: a reader
never sees half of it, and a crash leaves either the old one or the new one.
"""

import fcntl
import json
import os
import secrets
import tempfile
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from unison.infrastructure.embedded_postgres.refusals import SecretsUnreadable


def make_secret() -> str:
    """256 random bits that need no escaping in a URL."""
    return secrets.token_urlsafe(32)


def read_secrets(path: Path) -> dict[str, str]:
    """Every secret by name; none when there is no file yet.

    Raises SecretsUnreadable for a file that is damaged or not ours to read: taking it for empty would lose its secrets
    at the next write.
    """
    try:
        found: object = json.loads(path.read_text())
    except FileNotFoundError:
        return {}
    except PermissionError as error:
        raise SecretsUnreadable(path=path, problem="belongs to another user") from error
    except ValueError as error:
        raise SecretsUnreadable(path=path, problem="is damaged") from error
    if not isinstance(found, dict):
        raise SecretsUnreadable(path=path, problem="is damaged")
    return cast("dict[str, str]", found)


def remember(path: Path, name: str, make: Callable[[], str] = make_secret) -> str:
    """The secret `name`; made and written on first use. Two processes that ask at once get the same one."""
    with locked(path.with_suffix(".lock")):
        known = read_secrets(path)
        if name not in known:
            _replace(path, known | {name: make()})
        return read_secrets(path)[name]


@contextmanager
def locked(path: Path) -> Generator[None]:
    """Alone among the processes of this machine. The lock ends with the process, however it ends."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _replace(path: Path, known: dict[str, str]) -> None:
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # mkstemp gives 0600
    try:
        with os.fdopen(descriptor, "w") as file:
            json.dump(known, file, indent=2)
            file.flush()
            if path.exists():
                owner = path.stat()
                os.fchown(file.fileno(), owner.st_uid, owner.st_gid)  # root may be writing in a user's folder
            os.fsync(file.fileno())
        os.replace(draft, path)
    except BaseException:
        os.unlink(draft)
        raise
