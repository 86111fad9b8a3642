"""Exports of a list of a million rows, in each format: how long one takes, and the most memory that its process has.

    python -m tests.bench.exports [ROWS]

Each runs in a process of its own, from a server of its own, into the pieces of a file in the database.
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg

from tests.conftest import make_organization
from unison.exports.files import Making
from unison.exports.making import Rights, write_export
from unison.infrastructure import database, migrations
from unison.infrastructure.embedded_postgres import EmbeddedPostgres
from unison.infrastructure.identity.accounts import create_user
from unison.main import EXPORTING, JOB_KINDS, PROJECTIONS
from unison.settings import Settings

ROWS = 1_000_000
LIST = "/stock/movements"


def fill(connection: psycopg.Connection[Any], organization: UUID, rows: int) -> None:
    """A lot for each ten movements; straight into the tables of the view, which are what an export reads."""
    act = {"organization": organization, "rows": rows}
    with connection.transaction():
        connection.execute("SET LOCAL ROLE unison_worker")
        connection.execute(
            """INSERT INTO stock.lots (organization_id, lot, plant, material, unit, on_hand, on_hold, number, first_at, last_at,
                 version)
               SELECT %(organization)s, 'STEEL/L-' || n, 'main', 'STEEL', 'kg', 100, false, 'L-' || n, now(), now(), 10
               FROM generate_series(0, %(rows)s / 10) n""",
            act,
        )
        connection.execute(
            """INSERT INTO stock.movements (organization_id, lot, version, plant, material, unit, kind, direction, quantity, change,
                 location, unit_cost, reference, happened_at, recorded_at, feed_seq)
               SELECT %(organization)s, 'STEEL/L-' || n / 10, n %% 10 + 1, 'main', 'STEEL', 'kg', 'received', 1, n * 0.001,
                 n * 0.001, 'RACK-' || n %% 100, 12.345678, 'PO-' || n, now() - n * interval '1 s', now(), n + 1
               FROM generate_series(0, %(rows)s - 1) n""",
            act,
        )
    connection.execute("ANALYZE stock.movements, stock.lots")


def export(url: str, organization: UUID, person: UUID, format: str) -> None:
    """One export, as a worker makes it."""
    with database.connect(url, "worker") as connection:
        id = uuid4()
        with database.connect(url, "app") as app, app.transaction():
            app.execute("SELECT set_config('app.organization', %s, true)", (str(organization),))
            app.execute(
                "INSERT INTO unison.exports (organization_id, export_id, user_id, question, format, expires_at)"
                " VALUES (%s, %s, %s, %s, %s, now() + interval '1 day')",
                (organization, id, person, LIST, format),
            )
        making = Making.begin(connection, organization, id)
        assert making
        assert EXPORTING.questions.find(LIST)
        began = time.perf_counter()
        rights = Rights(organization, person)
        question = EXPORTING.questions.find(LIST)
        settings = Settings(data=Path(tempfile.gettempdir()))
        making.rows = write_export(EXPORTING, settings, url, rights, question, format, making.add, making.tell)
        making.finish()
        took = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    print(f"{format}: {making.rows:,} rows in {took:.1f} s, {making.written / 1e6:.1f} MB, {peak} MB of memory at most")


def main(rows: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)  # the server runs as a user of its own
        server = EmbeddedPostgres(Path(folder) / "data")
        url = server.ensure_running().url
        try:
            with database.connect(url, "owner") as owner:
                migrations.migrate(owner, PROJECTIONS, JOB_KINDS)
                organization = make_organization(owner)
                person = create_user(owner, organization.id, "b", name="b", password="correct horse", role="admin")
                fill(owner, organization.id, rows)
            for format in ("csv", "parquet", "xlsx"):
                subprocess.run([sys.executable, __file__, url, str(organization.id), str(person), format], check=True)
        finally:
            server.stop()


if __name__ == "__main__":
    if len(sys.argv) > 2:
        export(sys.argv[1], UUID(sys.argv[2]), UUID(sys.argv[3]), sys.argv[4])
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
