"""A store as a file, and the answers to a list of questions beside it."""

import gzip
import json
import re
import subprocess
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast
from uuid import UUID, uuid4

import httpx
from psycopg import sql
from psycopg.conninfo import make_conninfo

from tests import accounts
from tests.api.conftest import Served
from tests.conftest import Organization
from tests.presentation.showing import serving
from unison.infrastructure import database
from unison.infrastructure.embedded_postgres import EmbeddedPostgres
from unison.infrastructure.embedded_postgres.account import server_account
from unison.infrastructure.embedded_postgres.binaries import programs
from unison.main import application
from unison.settings import Settings

HERE = Path(__file__).parent
SLUG = "released"
_QUIET = (
    "/auth",
    "/live",
    "/feed",
    "/exports",
    "/verify",
    "/security",
    "/jobs",
    "/schedules",
    "/schemas",
    "/me",
    "/people",
    "/webhooks/types",
)
"""Questions about oneself, about the server or its release, or that wait."""


@dataclass(frozen=True)
class Release:
    """The store of one release."""

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def store(self) -> Path:
        return self.folder / "store.sql.gz"

    @property
    def schema(self) -> str:
        """The digest of the schema that it was made with."""
        with gzip.open(self.store, "rt") as file:
            found = re.match(r"-- schema (\w+)", file.readline())
        assert found is not None
        return found[1]

    @property
    def answers(self) -> dict[str, Any]:
        return json.loads(gzip.decompress((self.folder / "answers.json.gz").read_bytes()))


RELEASES = [Release(folder) for folder in sorted(HERE.iterdir()) if (folder / "store.sql.gz").is_file()]


def run(server: EmbeddedPostgres, program: str, *arguments: str) -> str:
    path = programs(server.data, server_account(server.cluster)) / program
    done = subprocess.run([path, *arguments], check=False, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@contextmanager
def restored(server: EmbeddedPostgres, store: str) -> Generator[str]:
    """The owner's URL of a database with what a store holds. The roles are the server's."""
    name = f"t_{uuid4().hex[:12]}"
    admin = server.ensure_running().url
    with database.connect(admin, "owner") as connection:
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
    url = make_conninfo(admin, dbname=name)
    try:
        with database.connect(url, "owner") as connection:
            connection.execute(store.encode())
        yield url
    finally:
        with database.connect(admin, "owner") as connection:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def ask(url: str, questions: list[str] | None = None) -> dict[str, Any]:
    """The answers of the API over a database whose views are level, by question; all questions that need nothing said when none
    are named."""
    with tempfile.TemporaryDirectory() as folder, database.connect(url, "owner") as owner:
        data = Path(folder)
        settings = Settings(data=data)
        with serving(app := application(settings, url), settings) as address:
            served = Served(address, url, accounts.signer(url, data), owner, app)
            with served.client(Organization(organization(url), SLUG)) as client:
                return {path: _answer(client, path) for path in questions or _questions(app.openapi())}


def _answer(client: httpx.Client, path: str) -> Any:
    answer = client.get(path)
    return {"status": answer.status_code, "body": _without_names(answer.json())}


def _without_names(told: Any) -> Any:
    """Who did it is called as the person who asks here, or not at all."""
    if isinstance(told, dict):
        fields = cast("dict[str, Any]", told)
        return {name: _without_names(value) for name, value in fields.items() if not name.endswith("by_name")}
    return [_without_names(each) for each in cast("list[Any]", told)] if isinstance(told, list) else told


def _questions(document: dict[str, Any]) -> list[str]:
    found = [
        path
        for path, methods in document["paths"].items()
        if path.startswith("/api/v1/") and "get" in methods and "{" not in path
        and not any(p.get("required") for p in methods["get"].get("parameters", ()))
        and not path.removeprefix("/api/v1").startswith(_QUIET)
    ]  # fmt: skip
    return sorted(found)


def organization(url: str) -> UUID:
    with database.connect(url, "owner") as owner:
        return owner.execute("SELECT unison.organization_of_slug(%s)", (SLUG,)).fetchall()[0][0]
