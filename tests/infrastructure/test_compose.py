"""The image's own commands, as the containers run them: a numeric user without a home, on files that it may not write, against a
database URL. There is no Docker here; Dockerfile and docker-compose.yml are read for what they say."""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote
from uuid import uuid4

import httpx
import orjson
import pytest
import yaml
from psycopg import sql

from tests.spine import uuid7
from unison.infrastructure import database
from unison.infrastructure.embedded_postgres import EmbeddedPostgres

ROOT = Path(__file__).parents[2]
COMPOSE = cast("dict[str, Any]", yaml.safe_load((ROOT / "docker-compose.yml").read_text()))
IMAGE = (ROOT / "Dockerfile").read_text()
PATIENCE_S = 120


@dataclass(frozen=True)
class Containers:
    """What stands for them: a database, a volume, and the passwords of `bin/compose-env`."""

    volume: Path
    secrets: dict[str, str]
    socket_folder: Path
    port: int

    def begin(self, service: str, *command: str) -> subprocess.Popen[str]:
        """A service's command, or another one in its place, as its container begins it."""
        told = COMPOSE["services"][service]
        return subprocess.Popen(
            [*_dropped(), *self._here(command or tuple(told["command"]))],
            env=self._environment(told["environment"]),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def run(self, service: str, *command: str) -> str:
        process = self.begin(service, *command)
        out, error = process.communicate(timeout=PATIENCE_S)
        assert process.returncode == 0, error
        return out

    def is_healthy(self, service: str) -> bool:
        kind, *command = COMPOSE["services"][service]["healthcheck"]["test"]
        assert kind == "CMD"
        checking = self.begin(service, *(word.replace(":8000", f":{self.port}") for word in command))
        checking.communicate(timeout=PATIENCE_S)
        return checking.returncode == 0

    def _environment(self, told: dict[str, str]) -> dict[str, str]:
        """That of the image and of the service, and no more: no HOME, no USER."""
        image = dict(re.findall(r"(\w+)=(\S+)", " ".join(re.findall(r"^ENV (.+)$", IMAGE, re.MULTILINE))))
        known = image | {name: self._filled(value) for name, value in told.items()}
        known |= {"UNISON_DATA": str(self.volume), "PATH": "/usr/bin:/bin", "PYTHONPATH": f"{ROOT}/src:{ROOT}"}
        if "UNISON_HOST" in known:
            known |= {"UNISON_HOST": "127.0.0.1", "UNISON_PORT": str(self.port)}
        return known

    def _filled(self, value: str) -> str:
        value = re.sub(r"\$\{(\w+):\?[^}]*\}", lambda named: self.secrets[named[1]], value)
        return value.replace("@database/unison?", f"@/unison?host={quote(str(self.socket_folder), safe='')}&")

    @staticmethod
    def _here(command: tuple[str, ...]) -> list[str]:
        program, *words = command
        return [sys.executable, *(["-m", "unison.cli"] if program == "unison" else []), *words]


def _dropped() -> list[str]:
    """The image's user. It may read what this machine keeps from it, as the image's files are for everybody, and write nothing."""
    if os.geteuid() != 0:
        return []
    user, group = _user()
    reads = (
        "--inh-caps=-all,+dac_read_search",
        "--ambient-caps=+dac_read_search",
        "--bounding-set=-all,+dac_read_search",
    )
    return ["setpriv", f"--reuid={user}", f"--regid={group}", "--clear-groups", "--no-new-privs", *reads]


def _user() -> tuple[int, int]:
    told = re.findall(r"^USER (\d+):(\d+)$", IMAGE, re.MULTILINE)
    return int(told[-1][0]), int(told[-1][1])


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _written_secrets(folder: Path) -> dict[str, str]:
    """By the words of the README."""
    (folder / "bin").mkdir()
    script = shutil.copy2(ROOT / "bin/compose-env", folder / "bin/compose-env")
    subprocess.run([script], check=True, capture_output=True)
    return dict(line.split("=", 1) for line in (folder / ".env").read_text().splitlines())


@contextmanager
def _database(folder: Path, password: str) -> Generator[Path]:
    """Made as its container makes it: the owner is a superuser. The folder of a socket that every user may use."""
    embedded = EmbeddedPostgres(folder)
    try:
        with database.connect(embedded.ensure_running().url, "owner") as owner:
            owner.execute("ALTER SYSTEM SET unix_socket_permissions = '0777'")
        embedded.stop()
        with database.connect(embedded.ensure_running().url, "owner") as owner:
            owner.execute(sql.SQL("ALTER ROLE unison_owner PASSWORD {}").format(sql.Literal(password)))
        yield embedded.socket_folder
    finally:
        embedded.stop(immediate=True)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def containers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Containers]:
    secrets = _written_secrets(tmp_path_factory.mktemp("checkout"))
    folder = Path(tempfile.gettempdir()) / f"unison-compose-{uuid4().hex[:12]}"
    volume = folder.with_name(f"{folder.name}-data")
    volume.mkdir(mode=0o700)
    if os.geteuid() == 0:
        os.chown(volume, *_user())
    try:
        with _database(folder, secrets["OWNER_PASSWORD"]) as socket_folder:
            yield Containers(volume, secrets, socket_folder, _free_port())
    finally:
        shutil.rmtree(volume, ignore_errors=True)


@contextmanager
def _running(containers: Containers, service: str) -> Generator[None]:
    process = containers.begin(service)
    try:
        yield
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE_S)


def _until(what: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.5)


def test_the_image_writes_on_its_volume_alone(containers: Containers) -> None:
    """Where root runs the tests: nobody else becomes another user."""
    looked = (
        "import os, sys; print([p for p in sys.argv[1:] if os.access(p, os.W_OK)], os.getuid(), 'HOME' in os.environ)"
    )
    is_root = os.geteuid() == 0
    folders = [str(ROOT / name) for name in ("src/unison", "projections", "schema")] if is_root else []
    told = containers.run("api", "python", "-c", looked, *folders, str(containers.volume))
    assert told == f"['{containers.volume}'] {_user()[0] if is_root else os.geteuid()} False\n"


def test_who_signs_in_to_the_database_is_known_where_it_is_needed() -> None:
    services = COMPOSE["services"]
    urls = {name: [key for key in services[name]["environment"] if key.endswith("_URL")] for name in ("api", "worker")}
    assert urls == {"api": ["UNISON_DATABASE_URL"], "worker": ["UNISON_DATABASE_URL"]}
    assert "unison_api:" in services["api"]["environment"]["UNISON_DATABASE_URL"]
    assert "unison_work:" in services["worker"]["environment"]["UNISON_DATABASE_URL"]
    assert [name for name in services if "unison_owner" in str(services[name]["environment"])] == [
        "database",
        "migrate",
    ]


def test_the_image_is_built_once_and_its_volume_is_shared() -> None:
    ours = [service for service in COMPOSE["services"].values() if service["image"] == "unison"]
    assert [service["command"][1] for service in ours if "build" in service] == ["migrate"]
    assert {str(service["volumes"]) for service in ours} == {"['data:/data']"}


def test_somebody_signs_in_logs_and_sees_it(containers: Containers) -> None:
    """The commands in their order: migrate, the API, the worker; each is healthy as docker-compose.yml asks for it."""
    assert containers.run("migrate") == "The database is up to date.\n"
    with _running(containers, "api"), _running(containers, "worker"):
        _until(lambda: containers.is_healthy("api"))
        login = orjson.loads(containers.run("migrate", "unison", "demo", "--json"))
        with httpx.Client(base_url=f"http://127.0.0.1:{containers.port}/api/v1", timeout=30) as client:
            asked = {name: login[name] for name in ("organization", "login", "password")}
            tokens = client.post("/auth/sign-in", json=asked).raise_for_status().json()
            client.headers["Authorization"] = f"Bearer {tokens['access_token']}"
            told = {"material": "compose steel", "base_unit": "kg"}
            sent = client.post("/materials/register", json=told, headers={"Idempotency-Key": str(uuid7())})
            sent.raise_for_status()
            _until(lambda: "compose steel" in client.get("/materials", params={"limit": 500}).text)
        _until(lambda: containers.is_healthy("worker"))
