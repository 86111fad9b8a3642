"""Makes the store of the present release, with its answers: `python -m tests.releases.make`. What it wrote is to be committed."""

import gzip
import json
import shutil
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from tests.conftest import Organization
from tests.releases.stores import HERE, SLUG, Release, ask, restored, run
from tests.spine import history, own_database, project, tell
from unison import __version__
from unison.infrastructure import database, migrations
from unison.infrastructure.embedded_postgres import EmbeddedPostgres
from unison.infrastructure.releases import schema_digest
from unison.main import CONSUMERS, JOB_KINDS, SCHEDULES

UNTIL = datetime(2026, 3, 6, 14, tzinfo=UTC)
"""When the ten days of the demo plant end in the store. What depends on the present is found by asking twice, and left out."""
MOST_BYTES = 1_000_000


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="unison-release-", dir="/tmp"))
    folder.chmod(0o755)
    server = EmbeddedPostgres(folder / "data")
    try:
        server.ensure_running()
        with own_database(server) as url:
            _fill(url)
            store = f"-- schema {schema_digest()}\n" + _dump(server, url)
        answers = _answers(server, store)
    finally:
        server.stop(immediate=True)
        shutil.rmtree(folder)
    release = Release(HERE / __version__)
    release.folder.mkdir(exist_ok=True)
    release.store.write_bytes(gzip.compress(store.encode(), mtime=0))
    text = json.dumps(answers, sort_keys=True, separators=(",", ":"))
    (release.folder / "answers.json.gz").write_bytes(gzip.compress(text.encode(), mtime=0))
    sizes = [path.stat().st_size for path in release.folder.iterdir()]
    print(f"{release.name}: {len(answers)} answers, {sum(sizes)} bytes")
    assert sum(sizes) < MOST_BYTES


def _fill(url: str) -> None:
    made = Organization(uuid4(), SLUG)
    with database.connect(url, "owner") as owner:
        owner.execute(
            "INSERT INTO unison.organizations (organization_id, slug, name) VALUES (%s, %s, %s)", (made.id, SLUG, SLUG)
        )
        owner.execute(
            "INSERT INTO unison.plants (organization_id, plant, name) VALUES (%s, 'main', 'Main')", (made.id,)
        )
    tell(url, made.id, *history(UNTIL))
    project(url)


def _dump(server: EmbeddedPostgres, url: str) -> str:
    """As statements that any client sends: without what psql alone understands, and without pg_duckdb, which few servers have."""
    told = run(server, "pg_dump", "-d", url, "--no-owner", "--exclude-extension=pg_duckdb", "--rows-per-insert=500")
    return "".join(
        line for line in told.splitlines(keepends=True) if not line.startswith(("\\restrict", "\\unrestrict"))
    )


def _answers(server: EmbeddedPostgres, store: str) -> dict[str, Any]:
    """Those that are the same of two copies, some seconds apart."""
    found: list[dict[str, Any]] = []
    for _ in range(2):
        with restored(server, store) as url:
            with database.connect(url, "owner") as owner:
                migrations.migrate(owner, CONSUMERS, JOB_KINDS, SCHEDULES)
            project(url)
            found.append(ask(url))
        time.sleep(2)
    first, second = found
    return {path: answer for path, answer in first.items() if answer == second[path]}


if __name__ == "__main__":
    main()
