"""Making a backup of the embedded database while it is written to."""

import contextlib
import json
import os
import shlex
import shutil
import signal
import subprocess
import tarfile
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import psycopg

from unison import __version__
from unison.infrastructure import database
from unison.infrastructure.backup.folder import Backup, BackupFolder, segment_of
from unison.infrastructure.backup.refusals import (
    ArchiveOff,
    BackupFailed,
    BackupFolderClosed,
    BackupFolderOfAnother,
    BackupInside,
)
from unison.infrastructure.embedded_postgres import EmbeddedPostgres
from unison.infrastructure.embedded_postgres.account import Account, server_account
from unison.infrastructure.embedded_postgres.binaries import programs
from unison.infrastructure.sql import statements

ARCHIVE_SETTINGS = "unison-archive.conf"
"""In the cluster's folder: where the log of changes goes. A cluster without it keeps none."""

_sql = statements("unison.infrastructure.backup")
_LOSS_S = 60


@dataclass(frozen=True, slots=True)
class Taken:
    """A backup that was made, and the older ones that went for it."""

    backup: Backup
    removed: list[str]


def take(server: EmbeddedPostgres, path: Path, *, keep: int) -> Taken:
    """Makes a base backup in the folder, and has the server hand its log of changes there from now on. Of the base backups the last
    `keep` stay.

    The server runs. Raises the refusals of this room; then what was there before is there still.
    """
    path = path.expanduser().resolve()
    if path.is_relative_to(server.data) or server.data.is_relative_to(path):
        raise BackupInside(folder=path, data=server.data)
    folder, account = BackupFolder(path), server_account(server.cluster)
    try:
        _make(folder, account)
        with folder.alone(), database.connect(server.url(), "owner") as connection:
            if any(backup.system != _one(connection, "read_system") for backup in folder.backups()):
                raise BackupFolderOfAnother(folder=path)
            _archive_to(connection, server, account, folder)
            backup = _base_backup(connection, server, account, folder)
            return Taken(backup, folder.clean(keep))
    except (OSError, tarfile.TarError) as error:
        raise BackupFailed(reason=str(error)) from error


def archives_to(server: EmbeddedPostgres) -> Path | None:
    """The folder of backups that the log of changes goes to; None where none is kept."""
    settings = server.cluster / ARCHIVE_SETTINGS
    if not settings.exists():
        return None
    first = settings.read_text().partition("\n")[0]
    return Path(first.removeprefix("# "))


def _make(folder: BackupFolder, account: Account) -> None:
    """The folder for whoever backs up; in it one that the server writes to."""
    folder.path.mkdir(mode=0o711, parents=True, exist_ok=True)
    for each in (*reversed(folder.path.parents), folder.path):
        if not account.may_enter(each):
            raise BackupFolderClosed(folder=folder.path, blocking=each, account=account.name)
    account.make_private_folder(folder.wal)


def _archive_to(
    connection: psycopg.Connection[Any], server: EmbeddedPostgres, account: Account, folder: BackupFolder
) -> None:
    if _one(connection, "read_archive_mode") != "on":
        raise ArchiveOff
    settings, command = server.cluster / ARCHIVE_SETTINGS, _archive_command(folder.wal)
    wanted = f"# {folder.path}\narchive_command = {_quoted(command)}\narchive_timeout = {_LOSS_S}\n"
    if settings.exists() and settings.read_text() == wanted:
        return
    draft = settings.with_suffix(".draft")
    draft.write_text(wanted)
    draft.chmod(0o600)
    os.chown(draft, account.uid, account.gid)
    draft.rename(settings)
    connection.execute(_sql["read_settings_again"])
    for _ in range(100):
        if _one(connection, "read_archive_command") == command:
            return
        time.sleep(0.05)
    raise BackupFailed(reason="another setting of the server says what its archive_command is; ALTER SYSTEM RESET it.")


def _archive_command(wal: Path) -> str:
    """What PostgreSQL asks of one: never half a file under the name, never another in the place of one that is there, and no
    success before it is on the disk."""
    into = shlex.quote(str(wal)).replace("%", "%%")
    return (
        f'd={into}; f="$d/%f.gz"; if test -f "$f"; then gzip -dc "$f" | cmp -s - "%p";'
        ' else gzip -1 -c "%p" >"$f.part" && sync "$f.part" && mv "$f.part" "$f" && sync "$d"; fi'
    )


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _base_backup(
    connection: psycopg.Connection[Any], server: EmbeddedPostgres, account: Account, folder: BackupFolder
) -> Backup:
    began_at = datetime.now(UTC)
    with folder.draft(began_at) as draft:
        _run_pg_basebackup(server, account, draft)
        ended_at = _one(connection, "read_moment")
        if (sealed := server.data / "sealed").is_dir():
            with tarfile.open(draft / "sealed.tar", "w") as tar:
                tar.add(sealed, "sealed")
        shutil.copyfile(server.secrets_path, draft / "secrets.json")
        (draft / "secrets.json").chmod(0o600)
        return folder.finish(
            draft,
            release=__version__,
            postgresql=_one(connection, "read_version"),
            system=_one(connection, "read_system"),
            began_at=began_at,
            ended_at=ended_at,
            first_segment=_first_segment(draft / "backup_manifest"),
        )


def _run_pg_basebackup(server: EmbeddedPostgres, account: Account, draft: Path) -> None:
    """By ourselves, not as the server's account: it only connects. The password goes by the environment, where no list of processes
    shows it."""
    url = urlsplit(server.url())
    program = programs(server.data, account) / "pg_basebackup"
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(  # noqa: S603 - a program of ours, no shell
            [program, "--pgdata", draft, "--format=tar", "--compress=client-gzip:1", "--wal-method=stream", "--checkpoint=fast",
             "--manifest-checksums=SHA256", "--no-password", "--label=unison", "--host", server.socket_folder,
             "--username", unquote(url.username or "")],
            env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "PGPASSWORD": unquote(url.password or "")},
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=said, start_new_session=True,
        )  # fmt: skip
        try:
            code = process.wait()
        finally:
            _end_all_of(process)
        said.seek(0)
        if code:
            raise BackupFailed(reason=said.readline().strip() or f"pg_basebackup ended with {code}")


def _end_all_of(process: subprocess.Popen[bytes]) -> None:
    """The log is received by a child of its own, which outlives one that is killed."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _first_segment(manifest: Path) -> str:
    """The piece of the log at which recovery begins."""
    wal = json.loads(manifest.read_text())["WAL-Ranges"][0]
    high, low = (int(half, 16) for half in wal["Start-LSN"].split("/"))
    return segment_of(wal["Timeline"], high * 2**32 + low)


def _one(connection: psycopg.Connection[Any], statement: str) -> Any:
    return (connection.execute(_sql[statement]).fetchone() or (None,))[0]
