"""Making an embedded database of a backup, as it was at a moment."""

import os
import shlex
import shutil
import tarfile
import time
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg

from unison import __version__
from unison.infrastructure.backup.folder import Backup, BackupFolder, check_files, log_fault
from unison.infrastructure.backup.refusals import (
    BackupDamaged,
    BackupOfLaterRelease,
    NoBackup,
    NotEmpty,
    NothingLater,
    RestoreFailed,
    TooEarly,
)
from unison.infrastructure.backup.taking import ARCHIVE_SETTINGS
from unison.infrastructure.embedded_postgres import EmbeddedPostgres, ServerNotStarted
from unison.infrastructure.embedded_postgres.account import Account, server_account
from unison.infrastructure.releases import is_later
from unison.infrastructure.sql import statements

RECOVERY_SETTINGS = "unison-recovery.conf"
"""In the cluster's folder while it is restored."""

_sql = statements("unison.infrastructure.backup")
_LOG = "log-to-restore"
_LOOK_S = 0.1
_LOG_BYTES = 4_000


def choose(folder: BackupFolder, to: datetime | None) -> Backup:
    """The last backup from before a moment; the last of all without one. Refuses NoBackup, BackupDamaged and TooEarly."""
    if to is None:
        return folder.newest()
    backups = folder.backups()
    if not backups:
        raise NoBackup(folder=folder.path)
    before = [backup for backup in backups if backup.ended_at <= to]
    if not before:
        raise TooEarly(to=f"{to:%Y-%m-%d %H:%M:%S %Z}", earliest=backups[0].ended_at.isoformat())
    return before[-1]


def restore(folder: BackupFolder, server: EmbeddedPostgres, *, to: datetime | None) -> Backup:
    """Makes the database of `server`, whose data folder is empty, as it was at a moment, or of all that there is. It runs
    afterwards and keeps no log of changes. Answers the backup that it began with.

    Raises the refusals of this room; the data folder is empty again then.
    """
    backup = choose(folder, to)
    if is_later(backup.release, __version__):
        raise BackupOfLaterRelease(name=backup.name, made_by=backup.release, release=__version__)
    if server.cluster.exists() or server.secrets_path.exists():
        raise NotEmpty(data=server.data)
    check_files(backup)
    if to is None:
        _require_log(folder, backup)
    account = server_account(server.cluster)
    account.make_data_folder(server.data)
    try:
        _unpack(backup, server, account)
        _begin_recovery(folder, backup, server, account, to)
        _recover(server, folder, backup, to)
    except BaseException:
        server.stop(immediate=True)
        _empty(server)
        raise
    return backup


def _unpack(backup: Backup, server: EmbeddedPostgres, account: Account) -> None:
    try:
        server.cluster.mkdir(mode=0o700)
        _extract(backup.folder / "base.tar.gz", server.cluster)
        _extract(backup.folder / "pg_wal.tar.gz", server.cluster / "pg_wal")
        _own(server.cluster, account)
        if "sealed.tar" in backup.files:
            _extract(backup.folder / "sealed.tar", server.data)
            _own(server.data / "sealed", account)
    except (tarfile.TarError, EOFError) as error:
        raise BackupDamaged(name=backup.name, folder=backup.folder.parent, what=str(error)) from error
    descriptor = os.open(server.secrets_path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as secrets:
        secrets.write((backup.folder / "secrets.json").read_bytes())


def _extract(archive: Path, into: Path) -> None:
    with tarfile.open(archive) as tar:
        tar.extractall(into, filter="data")


def _own(top: Path, account: Account) -> None:
    """For the server alone, as it made them."""
    for path in (top, *top.rglob("*")):
        os.chown(path, account.uid, account.gid)
        path.chmod(0o700 if path.is_dir() else 0o600)


def _lay_out_log(folder: BackupFolder, backup: Backup, server: EmbeddedPostgres, account: Account) -> Path:
    """Where the server can read what it needs of the log: a folder of backups that was carried here may be closed to it, and what
    it cannot read it takes for the end."""
    log = server.data / _LOG
    shutil.rmtree(log, ignore_errors=True)
    account.make_private_folder(log)
    for piece in folder.segments():
        if piece.name >= backup.first_segment:
            shutil.copyfile(piece, log / piece.name)
    _own(log, account)
    return log


def _begin_recovery(
    folder: BackupFolder, backup: Backup, server: EmbeddedPostgres, account: Account, to: datetime | None
) -> None:
    """Until the moment, on the timeline of the backup: a log that was begun by another restored copy is none of its own."""
    (server.cluster / ARCHIVE_SETTINGS).unlink(missing_ok=True)
    log = _lay_out_log(folder, backup, server, account)
    wal = shlex.quote(str(log)).replace("%", "%%")
    command = f'gzip -dc {wal}/%f.gz >"%p"'.replace("'", "''")
    settings = (
        f"restore_command = '{command}'\nrecovery_target_timeline = 'current'\nrecovery_target_action = 'promote'\n"
    )
    if to is not None:
        settings += f"recovery_target_time = '{to.isoformat()}'\n"
    (server.cluster / RECOVERY_SETTINGS).write_text(settings)
    (server.cluster / "recovery.signal").touch()
    for name in (RECOVERY_SETTINGS, "recovery.signal"):
        os.chown(server.cluster / name, account.uid, account.gid)
        (server.cluster / name).chmod(0o600)


def _require_log(folder: BackupFolder, backup: Backup) -> None:
    if (fault := log_fault(folder, backup)) is not None:
        raise BackupDamaged(name=backup.name, folder=folder.path, what=fault)


def _recover(server: EmbeddedPostgres, folder: BackupFolder, backup: Backup, to: datetime | None) -> None:
    """Waits until the server has read what it is to read and takes writes."""
    try:
        url = server.ensure_running().url
        while _is_recovering(url):
            time.sleep(_LOOK_S)
    except (psycopg.OperationalError, ServerNotStarted) as error:
        tail = _log(server)
        if to is not None and "recovery ended before configured recovery target was reached" in tail:
            _require_log(folder, backup)
            raise NothingLater(to=f"{to:%Y-%m-%d %H:%M:%S %Z}") from error
        raise RestoreFailed(data=server.data, tail=tail) from error
    (server.cluster / RECOVERY_SETTINGS).unlink()
    shutil.rmtree(server.data / _LOG)


def _is_recovering(url: str) -> bool:
    with psycopg.connect(url, autocommit=True, connect_timeout=10) as connection:
        row: tuple[Any, ...] | None = connection.execute(_sql["is_recovering"]).fetchone()
        return row == (True,)


def _log(server: EmbeddedPostgres) -> str:
    return server.log_path.read_text(errors="replace")[-_LOG_BYTES:] if server.log_path.exists() else ""


def _empty(server: EmbeddedPostgres) -> None:
    """Takes away what a restore that failed has made."""
    for folder in (server.cluster, server.data / "sealed", server.data / _LOG):
        shutil.rmtree(folder, ignore_errors=True)
    server.secrets_path.unlink(missing_ok=True)
