"""A database elsewhere is reached by TLS that knows it, in every connection of the service; what is not so the doctor tells."""

import json
import os
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
import trustme
from psycopg.conninfo import conninfo_to_dict

from tests.infrastructure.tls_front import Front, tls_before
from unison.infrastructure.embedded_postgres import EmbeddedPostgres
from unison.infrastructure.reaching import Reached, judge_logins, judge_tls

AWAY = Reached("UNISON_DATABASE_URL", "api", False, "db.example", "192.0.2.7", True, "verify-full")
_READY_S = 120


@pytest.mark.parametrize(
    ("reached", "ok", "said"),
    [
        (AWAY, True, "the server is known"),
        (replace(AWAY, sslmode="require"), False, "another could stand in between"),
        (replace(AWAY, sslmode="prefer"), False, "another could stand in between"),
        (replace(AWAY, sslmode="prefer", tls=False), False, "none to db.example by UNISON_DATABASE_URL"),
        (replace(AWAY, sslmode="disable", tls=False), True, "as UNISON_DATABASE_URL say by sslmode=disable"),
        (replace(AWAY, sslmode="prefer", tls=False, address=""), True, "not needed"),
        (replace(AWAY, sslmode="prefer", tls=False, address="127.0.0.1"), True, "not needed"),
        (replace(AWAY, sslmode="prefer", tls=False, address="fe80::1%eth0"), False, "sslmode=verify-full"),
    ],
)
def test_what_leaves_the_machine_is_encrypted_for_the_right_server(reached: Reached, ok: bool, said: str) -> None:
    told = judge_tls([reached])
    assert (told.ok, said in told.finding) == (ok, True), told.finding


def test_whoever_owns_the_database_is_not_who_serves() -> None:
    owner = replace(AWAY, setting="UNISON_OWNER_URL", owns=True)
    assert judge_logins([AWAY, owner]).ok
    told = judge_logins([AWAY, replace(owner, setting="UNISON_WORKER_URL", login="unison_owner")])
    assert not told.ok
    assert told.finding.startswith("UNISON_WORKER_URL: signed in as unison_owner, who owns the database")


@dataclass(frozen=True)
class Elsewhere:
    """A database behind TLS, and the command line that reaches it so."""

    front: Front
    database: str
    owner_password: str
    authority: Path
    data: Path
    logins: dict[str, str]

    def environment(self, **asked: str) -> dict[str, str]:
        asked = {"host": "localhost", "sslmode": "verify-full", "sslrootcert": str(self.authority)} | asked
        host, query = asked.pop("host"), "&".join(f"{name}={value}" for name, value in asked.items())
        owner = {"UNISON_OWNER_URL": ("unison_owner", self.owner_password)}
        signing_in = owner | {name: (f"{login}", "a%20password") for name, login in self.logins.items()}
        urls = {
            name: f"postgresql://{login}:{password}@{host}:{self.front.port}/{self.database}?{query}"
            for name, (login, password) in signing_in.items()
        }
        return {"PATH": os.environ["PATH"], "PYTHONPATH": ":".join(sys.path), "UNISON_DATA": str(self.data)} | urls

    def run(self, *words: str, **asked: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "unison.cli", *words]
        return subprocess.run(
            command, env=self.environment(**asked), capture_output=True, text=True, check=False, timeout=300
        )


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@contextmanager
def behind(
    authority: trustme.CA | None, server: EmbeddedPostgres, url: str, data: Path, name: str = "localhost"
) -> Generator[Elsewhere]:
    context = None
    if authority is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(name).configure_cert(context)
    known = data / "ca.pem"
    (authority or trustme.CA()).cert_pem.write_to_path(known)
    told = conninfo_to_dict(url)
    logins = {f"UNISON_{part}_URL": f"{part.lower()}_{uuid4().hex[:8]}" for part in ("DATABASE", "WORKER")}
    with tls_before(server.socket_folder / ".s.PGSQL.5432", context) as front:
        yield Elsewhere(front, str(told["dbname"]), str(told["password"]), known, data, logins)


def test_the_whole_service_reaches_its_database_by_tls_alone(
    server: EmbeddedPostgres, own_database_url: str, tmp_path: Path, authority: trustme.CA
) -> None:
    with behind(authority, server, own_database_url, tmp_path) as elsewhere:
        migrated = elsewhere.run("migrate")
        assert migrated.returncode == 0, migrated.stderr
        with served(elsewhere) as address:
            assert wait_until_ready(address)
            told = elsewhere.run("doctor", "--json")
            red = [each for each in json.loads(told.stdout) if not each["ok"]]
            assert red == []
        assert elsewhere.front.in_the_clear == 0
        assert elsewhere.front.by_tls > 10


@contextmanager
def served(elsewhere: Elsewhere) -> Generator[str]:
    """`unison serve`, as somebody starts it."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "unison.cli", "serve"],
        env=elsewhere.environment() | {"UNISON_PORT": str(port)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=60)


def wait_until_ready(address: str) -> bool:
    until = time.monotonic() + _READY_S
    while time.monotonic() < until:
        try:
            if httpx.get(f"{address}/readyz", trust_env=False, timeout=10).json()["ok"]:
                return True
        except httpx.TransportError:
            pass
        time.sleep(0.3)
    return False


def test_another_authority_another_name_and_no_tls_are_refused(
    server: EmbeddedPostgres, own_database_url: str, tmp_path: Path, authority: trustme.CA
) -> None:
    """Before a password is sent."""
    other = tmp_path / "other.pem"
    trustme.CA().cert_pem.write_to_path(other)
    with behind(authority, server, own_database_url, tmp_path, name="db.example") as elsewhere:
        assert "certificate verify failed" in refusal(elsewhere, sslrootcert=str(other))
        assert 'does not match host name "localhost"' in refusal(elsewhere)
        assert elsewhere.run("verify", sslmode="verify-ca").returncode == 0, "without the name it would be believed"
    with behind(None, server, own_database_url, tmp_path) as elsewhere:
        assert "server does not support SSL" in refusal(elsewhere)
        assert elsewhere.front.in_the_clear == 0


def refusal(elsewhere: Elsewhere, **asked: str) -> str:
    told = elsewhere.run("verify", **asked)
    assert told.returncode != 0
    assert "Traceback" not in told.stderr
    return " ".join(told.stderr.split())
