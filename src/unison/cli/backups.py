"""Backups: made, listed, checked, and gone back to."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from unison.cli import environment
from unison.infrastructure import database
from unison.infrastructure.backup.checking import check as check_backup
from unison.infrastructure.backup.folder import Backup, BackupFolder
from unison.infrastructure.backup.own_server import how_to_back_up, how_to_restore
from unison.infrastructure.backup.restoring import restore as restore_backup
from unison.infrastructure.backup.taking import take
from unison.infrastructure.embedded_postgres import EmbeddedPostgres
from unison.infrastructure.verification import Verified
from unison.infrastructure.verification import verify as verify_store
from unison.settings import settings

Folder = Annotated[Path, typer.Argument(help="The folder of backups, on another disk than the data.")]
Check = Annotated[
    bool, typer.Option("--check", help="Restore the last one into a scratch server and verify every fact.")
]


def register(app: typer.Typer) -> None:
    app.command()(backup)
    app.command()(backups)
    app.command()(restore)


def backup(
    folder: Folder,
    keep: Annotated[int | None, typer.Option(min=1, help="So many stay. Default: UNISON_BACKUP_KEEP.")] = None,
    check: Check = False,
) -> None:
    """Make a backup while people work, and have every change after it kept beside it.

    One can go back to any moment after the oldest backup that is kept: `unison restore`. With a database server of your own this
    tells the commands.

    Examples: `unison backup /mnt/backup/unison`, `unison backup /mnt/backup/unison --keep 30 --check`
    """
    if settings().database_url is not None:
        typer.echo(how_to_back_up(folder))
        return
    environment.server_url()
    taken = take(EmbeddedPostgres(settings().data), folder, keep=keep or settings().backup_keep)
    typer.echo(
        f"Backup {taken.backup.name} is made: {_megabytes(taken.backup)}. Changes after it are kept in {folder / 'wal'}."
    )
    for name in taken.removed:
        typer.echo(f"Backup {name} is removed.")
    if settings().secret is not None or settings().secret_file is not None:
        typer.secho("Keep the secret of UNISON_SECRET or UNISON_SECRET_FILE too: it is not in the backup.", fg="yellow")
    if check:
        _check(folder)


def backups(folder: Folder, check: Check = False, json: environment.Json = False) -> None:
    """List the backups of a folder, the oldest first.

    Examples: `unison backups /mnt/backup/unison`, `unison backups /mnt/backup/unison --check`
    """
    found = BackupFolder(folder.resolve()).backups()
    if json:
        told = [
            {
                "name": b.name,
                "from": b.ended_at.isoformat(),
                "bytes": b.bytes,
                "release": b.release,
                "postgresql": b.postgresql,
            }
            for b in found
        ]
        environment.print_json(told)
    else:
        rows: list[list[object]] = [
            [b.name, f"{b.ended_at:%Y-%m-%d %H:%M:%S} UTC", _megabytes(b), b.release] for b in found
        ]
        environment.print_table("Backups", ["name", "go back to it or later than", "size", "release"], rows)
    if check:
        _check(folder)


def restore(
    folder: Folder,
    to: Annotated[
        str | None, typer.Option(help="The moment, such as 2026-03-02T14:30:00+01:00; UTC without an offset.")
    ] = None,
    latest: Annotated[bool, typer.Option("--latest", help="With every change that was kept.")] = False,
) -> None:
    """Make the database as it was at a moment, in an empty data folder, and verify it.

    The data folder is that of UNISON_DATA. With a database server of your own this tells the commands.

    Examples: `UNISON_DATA=/var/lib/unison-2 unison restore /mnt/backup/unison --latest`,
    `UNISON_DATA=/var/lib/unison-2 unison restore /mnt/backup/unison --to 2026-03-02T14:30:00+01:00`
    """
    if (to is None) is not latest:
        raise typer.BadParameter("Say either --to MOMENT or --latest.")
    moment = None if to is None else _moment(to)
    if settings().database_url is not None:
        typer.echo(how_to_restore(folder, moment))
        return
    server = EmbeddedPostgres(settings().data)
    made = restore_backup(BackupFolder(folder.resolve()), server, to=moment)
    url = environment.owner_url()  # begins an epoch
    environment.bring_up_to_date(url)
    with database.connect(url, "worker") as connection, environment.progress("verify") as bar:
        verified = verify_store(connection, bar)
    typer.echo(
        f"Restored from backup {made.name} into {settings().data}. It makes no backups until `unison backup` is said again."
    )
    _tell(verified)


def _check(folder: Path) -> None:
    with environment.progress("verify") as bar:
        checked = check_backup(BackupFolder(folder.resolve()), bar)
    typer.echo(f"Backup {checked.backup.name} can be restored, with every change that was kept since.")
    _tell(checked.verified)


def _tell(verified: Verified) -> None:
    if verified.fault is None:
        typer.echo(f"{verified.checked} facts verified: the chain holds.")
        return
    fault = verified.fault
    typer.secho(
        f"Number {fault.seq} of organization {fault.organization_id} does not hold: {fault.what}.", fg="red", err=True
    )
    raise typer.Exit(1)


def _moment(typed: str) -> datetime:
    try:
        moment = datetime.fromisoformat(typed)
    except ValueError:
        raise typer.BadParameter(f"{typed!r} is no moment, as 2026-03-02T14:30:00+01:00 is.") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _megabytes(backup: Backup) -> str:
    return f"{backup.bytes / 1e6:.1f} MB"
