"""What whoever runs a database server of their own does instead: the commands, with their own folder in them."""

from datetime import datetime
from pathlib import Path

_BACK_UP = """\
The database runs on a server of your own. Once, on that server, in postgresql.conf; then start it again:

  archive_mode = on
  archive_command = 'test ! -f {folder}/wal/%f && cp %p {folder}/wal/%f'
  archive_timeout = 60

Every day, where PostgreSQL's programs are, by a login with REPLICATION:

  name=$(date -u +%Y%m%dT%H%M%SZ)
  pg_basebackup -d "$REPLICATION_URL" -D {folder}/$name -X stream -c fast --manifest-checksums=SHA256
  pg_verifybackup {folder}/$name

Keep what UNISON_SECRET or UNISON_SECRET_FILE holds, or `secrets.json` of UNISON_DATA, beside it: it opens the keys in the database.
When a backup goes, so may the log before the one that stays:

  pg_archivecleanup {folder}/wal $(basename {folder}/wal/*.backup | tail -1)"""

_RESTORE = """\
The database runs on a server of your own. With that server stopped and an empty data folder $PGDATA there:

  cp -a {folder}/NAME/. "$PGDATA"/          # the last backup from before the moment
  cat >>"$PGDATA"/postgresql.auto.conf <<'CONF'
restore_command = 'cp {folder}/wal/%f "%p"'
{until}recovery_target_action = 'promote'
CONF
  touch "$PGDATA"/recovery.signal

Start the server, wait until `SELECT pg_is_in_recovery()` says f, and then:

  unison migrate && unison verify

`unison migrate` sees that the database is not where it was and begins an epoch: readers of the feed are told."""


def how_to_back_up(folder: Path) -> str:
    return _BACK_UP.format(folder=folder)


def how_to_restore(folder: Path, to: datetime | None) -> str:
    until = "" if to is None else f"recovery_target_time = '{to.isoformat()}'\n"
    return _RESTORE.format(folder=folder, until=until)
