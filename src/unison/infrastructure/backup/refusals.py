"""What can keep a backup from being made, checked or restored, each with the way out."""

from unison.infrastructure.embedded_postgres import EmbeddedPostgresRefusal


class BackupRefusal(EmbeddedPostgresRefusal):
    """There is no such backup."""


class BackupFolderClosed(BackupRefusal):
    """The folder {folder} cannot be used for backups: {blocking} is closed to {account}, which runs the database server and writes
    the log of changes there. Choose a folder that it can reach. No permission was changed."""


class BackupFolderOfAnother(BackupRefusal):
    """The backups in {folder} are of another installation. Choose a folder of this one's own."""


class BackupInside(BackupRefusal):
    """{folder} lies inside of the data folder {data}, or the other way round: what takes the one takes the other. Choose a folder
    on another disk."""


class ArchiveOff(BackupRefusal):
    """The database server was started before it could keep a log of changes. Stop Unison, start it, and say this again."""


class BackupFailed(BackupRefusal):
    """The backup was not made, and those before it stay: {reason}"""


class NoBackup(BackupRefusal):
    """There is no backup in {folder}. `unison backup {folder}` makes one."""


class BackupDamaged(BackupRefusal):
    """The backup {name} cannot be trusted: {what}. Go back to a moment before that with `--to`, or take a backup that lies
    elsewhere."""


class TooEarly(BackupRefusal):
    """No backup reaches back to {to}. The earliest moment to go back to is {earliest}."""


class NothingLater(BackupRefusal):
    """The log of changes has nothing after {to}, so nobody can tell whether it reaches that far. `--latest` takes all there is."""


class NotEmpty(BackupRefusal):
    """{data} holds a database or its secrets already. Restore into an empty folder: set UNISON_DATA to one, and keep the old one
    until you have seen the restored one."""


class RestoreFailed(BackupRefusal):
    """The database was not restored, and {data} is as empty as before. The server said: {tail}"""


class BackupOfLaterRelease(BackupRefusal):
    """The backup {name} was made by release {made_by}, and this is {release}. Restore it with {made_by} or a later one."""
