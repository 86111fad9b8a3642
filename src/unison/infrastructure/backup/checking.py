"""Whether a backup is worth anything: it is restored into a scratch server, and every fact in it is verified."""

import shutil
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from unison.infrastructure import database
from unison.infrastructure.backup.folder import Backup, BackupFolder
from unison.infrastructure.backup.restoring import restore
from unison.infrastructure.embedded_postgres import EmbeddedPostgres
from unison.infrastructure.verification import Progress, Verified, verify


@dataclass(frozen=True, slots=True)
class Checked:
    """A backup that could be restored, and what `verify` says of its facts."""

    backup: Backup
    verified: Verified


def check(folder: BackupFolder, progress: Progress = lambda _checked, _all: None) -> Checked:
    """Restores the last backup with all of the log of changes beside it, verifies the facts, and removes the copy again.

    Takes as much room as the database, in the folder of temporary files (TMPDIR). Raises the refusals of this room.
    """
    with _scratch() as server:
        backup = restore(folder, server, to=None)
        with database.connect(server.url(), "worker") as connection:
            return Checked(backup, verify(connection, progress))


@contextmanager
def _scratch() -> Generator[EmbeddedPostgres]:
    data = Path(tempfile.mkdtemp(prefix="unison-check-"))
    data.chmod(0o711)  # the server's account must pass
    server = EmbeddedPostgres(data)
    try:
        yield server
    finally:
        server.stop(immediate=True)
        shutil.rmtree(data)
