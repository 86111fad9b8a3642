"""The backup that is made every day, and what the doctor says of backups."""

from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import structlog

from unison.infrastructure.backup.folder import BackupFolder
from unison.infrastructure.backup.refusals import BackupRefusal, NoBackup
from unison.infrastructure.backup.taking import archives_to, take
from unison.infrastructure.diagnosis import Finding
from unison.infrastructure.embedded_postgres import EmbeddedPostgres
from unison.infrastructure.jobs.job import GiveUp, Job
from unison.infrastructure.jobs.kind import JobKind
from unison.infrastructure.jobs.schedule import Schedule
from unison.infrastructure.jobs.workplace import Workplace
from unison.infrastructure.sql import statements
from unison.settings import Settings

log = structlog.get_logger()

_sql = statements("unison.infrastructure.backup")
_LONGEST_S = 12 * 3600
_OVERDUE = timedelta(hours=26)


def schedules(settings: Settings) -> tuple[Schedule, ...]:
    """The daily backup, where a setting names its folder and the database is the embedded one."""
    if settings.backup is None or settings.database_url is not None:
        return ()
    return (Schedule("backup", "backup", at=settings.backup_at, per_organization=False),)


def scheduled_by(settings: Settings) -> str:
    """Of the settings that a migration writes into the database: with others there is something to migrate."""
    return "".join(f" {each.kind} {each.at}" for each in schedules(settings))


def _carry_out(_: Job, workplace: Workplace) -> None:
    settings = workplace.settings
    if settings.backup is None or settings.database_url is not None:
        raise GiveUp("UNISON_BACKUP names no folder, or the database is not the embedded one.")
    taken = take(EmbeddedPostgres(settings.data), settings.backup, keep=settings.backup_keep)
    log.info("backup.made", name=taken.backup.name, bytes=taken.backup.bytes, removed=taken.removed)


KIND = JobKind("backup", _carry_out, limit_s=_LONGEST_S)


def diagnose_backup(connection: psycopg.Connection[Any], settings: Settings) -> Finding:
    """Whether there is a backup of the last day, and whether the log of changes gets to it."""
    check = "backup"
    if settings.database_url is not None:
        return Finding(check, "is whoever runs the database server's to make: `unison backup` tells the commands")
    data = EmbeddedPostgres(settings.data)
    if (path := archives_to(data)) is None:
        return Finding(
            check, "none: `unison backup FOLDER` makes one, UNISON_BACKUP one every day", settings.backup is None
        )
    failed = (connection.execute(_sql["read_archiver"]).fetchone() or (None,))[0]
    if failed is not None:
        said = f"the log of changes cannot be written to {path} since {failed:%Y-%m-%d %H:%M} UTC: is the disk full or away?"
        return Finding(check, said, ok=False)
    try:
        newest = BackupFolder(path).newest()
    except NoBackup:
        return Finding(check, f"none in {path}: `unison backup {path}` makes one", ok=False)
    except (BackupRefusal, OSError) as error:
        return Finding(check, str(error), ok=False)
    overdue = settings.backup is not None and datetime.now(UTC) - newest.ended_at > _OVERDUE
    said = f"{newest.name} in {path}" + (", and none since: see `unison jobs --dead --kind backup`" if overdue else "")
    return Finding(check, said, ok=not overdue)
