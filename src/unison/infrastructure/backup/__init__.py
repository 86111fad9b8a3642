"""Backups of the embedded database by which a plant can go back to any moment: base backups, and the log of changes between.

In the folder of backups: `wal`, to which the server hands each piece of its write-ahead log; a folder for each base backup, named
by its moment, which is there when it is whole; and `.lock`. In a base backup: `base.tar.gz` and `pg_wal.tar.gz` (the cluster),
`backup_manifest` (PostgreSQL's own), `secrets.json`, `sealed.tar` (history in Parquet), and `backup.json` with the sum of each.

    taken = take(EmbeddedPostgres(data), Path("/mnt/backup/unison"), keep=7)
    restore(BackupFolder(Path("/mnt/backup/unison")), EmbeddedPostgres(empty), to=moment)
"""
