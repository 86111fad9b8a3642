"""What can keep the embedded server from running, each with the way out."""


class EmbeddedPostgresRefusal(Exception):
    """The embedded database cannot be used."""

    def __init__(self, **facts: object) -> None:
        """`facts` fill the placeholders of the docstring."""
        self.facts = facts
        super().__init__(" ".join((type(self).__doc__ or "").split()).format_map(facts))


class DataFolderUnreachable(EmbeddedPostgresRefusal):
    """The data folder {data} cannot be used: {blocking} is closed to {account}, the user that runs the database server.
    Set UNISON_DATA to a folder that {account} can reach. No permission was changed."""


class NoSystemUser(EmbeddedPostgresRefusal):
    """PostgreSQL does not run as root, and the system user {name} for it could not be made ({reason}). Make it by hand
    (useradd --system {name}), start Unison as a user other than root, or set UNISON_DATABASE_URL to a server of your
    own."""


class SocketFolderTaken(EmbeddedPostgresRefusal):
    """{folder}, where the database's socket belongs, is not a folder of mode 0700 owned by {account}. Remove it, or set
    UNISON_DATA to another folder."""


class SecretsUnreadable(EmbeddedPostgresRefusal):
    """{path} {problem}. Put it back from a backup: without it nobody can sign in to the database in the same folder."""


class NeverStarted(EmbeddedPostgresRefusal):
    """There is no database in {data} yet: start it first."""


class ServerNotStarted(EmbeddedPostgresRefusal):
    """The database server did not start. The end of {log}: {tail}"""


class ServerNotStopped(EmbeddedPostgresRefusal):
    """The database server did not stop ({reason}). See {log}."""
