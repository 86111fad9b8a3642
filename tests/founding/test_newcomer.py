"""From an empty folder to a logged piece in an organization of one's own, over HTTP alone, with `unison serve` as it is started."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Generator, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.spine import uuid7

ROOT = Path(__file__).parents[2]
PATIENCE_S = 240
PASSWORD = "lathes and mills all day"
OPERATORS = "gears gears and more gears"
CODE = re.compile(r"with the setup code (\S+)")


@dataclass(frozen=True)
class Running:
    """A `unison serve` of one's own: its data folder, its port, and where what it says goes."""

    folder: Path
    port: int
    output: Path
    open_until_it_ends: ExitStack

    @property
    def environment(self) -> dict[str, str]:
        own = {"UNISON_DATA": str(self.folder), "UNISON_PORT": str(self.port), "PYTHONUNBUFFERED": "1"}
        return os.environ | own

    @property
    def setup_code(self) -> str:
        told = CODE.search(self.output.read_text())
        assert told, self.output.read_text()
        return told[1]

    def says(self, *words: str, code: int = 0) -> str:
        """What a word of the command line says, beside the server that runs."""
        said = subprocess.run(
            [sys.executable, "-m", "unison.cli", *words], env=self.environment, cwd=self.folder.parent,
            capture_output=True, text=True, check=False, timeout=PATIENCE_S,
        )  # fmt: skip
        assert said.returncode == code, said.stdout + said.stderr
        return said.stdout + said.stderr

    def asking(self) -> httpx.Client:
        address = f"http://127.0.0.1:{self.port}/api/v1/"
        return self.open_until_it_ends.enter_context(httpx.Client(base_url=address, trust_env=False, timeout=60))


@contextmanager
def serving(*options: str) -> Generator[Running]:
    """Serves from an empty folder, which the user of the database can reach, until it is left."""
    folder = Path(tempfile.gettempdir()) / f"unison-newcomer-{uuid.uuid4().hex[:8]}"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        running = Running(folder, probe.getsockname()[1], folder.with_suffix(".log"), ExitStack())
    with running.output.open("wb") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "unison.cli", "serve", *options], env=running.environment, cwd=ROOT,
            stdout=output, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
    try:
        _wait_for(running, server)
        yield running
    finally:
        running.open_until_it_ends.close()
        server.send_signal(signal.SIGINT)
        try:
            server.wait(timeout=60)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
        shutil.rmtree(folder, ignore_errors=True)
        running.output.unlink(missing_ok=True)


def _wait_for(running: Running, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    stranger = running.asking()
    while server.poll() is None and time.monotonic() < deadline:
        try:
            if stranger.get("first-run").is_success:
                return
        except httpx.TransportError:
            time.sleep(0.2)
    pytest.fail(f"the server did not come up:\n{running.output.read_text()}")


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    """Without the demo."""
    with serving() as running:
        yield running


def begin(running: Running, **told: Any) -> httpx.Response:
    asked = {
        "setup_code": running.setup_code, "person": "The chief", "login": "chief", "password": PASSWORD,
        "plant": "Bremen", "plant_name": "Bremen works", "time_zone": "Europe/Berlin", "day_starts_at": "05:30", **told,
    }  # fmt: skip
    return running.asking().post("first-run", json=asked)


class Person:
    """Somebody who is signed in."""

    def __init__(self, running: Running, organization: str, login: str, password: str) -> None:
        self._http = running.asking()
        self._organization, self._login = organization, login
        self.sign_in(password)

    def sign_in(self, password: str) -> None:
        told = {"organization": self._organization, "login": self._login, "password": password}
        answer = self._http.post("auth/sign-in", json=told)
        assert answer.is_success, answer.text
        self._http.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"

    def choose(self, password: str, instead_of: str) -> None:
        """Another password than the one that was given for once."""
        answer = self._http.post("auth/change-password", json={"current": instead_of, "new": password})
        assert answer.is_success, answer.text
        self.sign_in(password)

    def send(self, route: str, **body: Any) -> dict[str, Any]:
        answer = self._http.post(route, json=body, headers={"Idempotency-Key": str(uuid7())})
        assert answer.is_success, answer.text
        return answer.json()

    def ask(self, path: str, **query: str) -> Any:
        answer = self._http.get(path, params=query)
        assert answer.is_success, answer.text
        return answer.json()


def goes_through(running: Running, organization: str, chief: Person, plant: str) -> None:
    """The first hour of whoever has just begun: what is made is seen on the board, in OEE and in the genealogy."""
    assert [each["plant"] for each in chief.ask("plants")] == [plant]
    chief.send("equipment/register", equipment="Lathe 1")
    chief.send("equipment/set-ideal-cycle-time", equipment="Lathe 1", product="Gear 12", cycle_time_s="60")
    chief.send("materials/register", material="Gear 12", base_unit="pcs")
    badge, at = str(uuid7()), datetime.now(UTC)
    chief.send(
        "people/add", person=badge, login="ann", name="Ann", assignments=[{"role": "operator", "plants": [plant]}]
    )
    once = chief.send("people/one-time-password", person=badge)["one_time_password"]
    chief.send("organization/set-number-rule", numbered="work_order", pattern="WO-{n:04}")
    order = chief.send("work-orders/create", product="Gear 12", quantity_pcs=20)["streams"]
    assert "work_orders:WO-0001" in {each["stream"] for each in order}
    chief.send("work-orders/release", work_order="WO-0001")

    ann = Person(running, organization, "ann", once)
    ann.choose(OPERATORS, instead_of=once)
    ended_at = datetime.now(UTC)
    span = {"started_at": at.isoformat(), "ended_at": max(ended_at, at + timedelta(milliseconds=1)).isoformat()}
    ann.send("work-orders/log-production", work_order="WO-0001", equipment="Lathe 1", good_pcs=3, **span)
    made = ann.send("work-orders/record-output-lot", work_order="WO-0001", lot="G-1", quantity="3")["streams"]
    after = next(f"{each['stream']}@{each['version']}" for each in made if each["stream"] == "work_orders:WO-0001")

    (row,) = ann.ask("work-orders", after=after)
    assert (row["work_order"], row["good_pcs"], row["plant"]) == ("WO-0001", 3, plant)
    (oee,) = chief.ask("oee", after=after, since="2026-01-01", equipment="Lathe 1")["rows"]
    assert oee["good_pcs"] == 3
    lot = chief.ask("genealogy/lot", lot="G-1", after=after)
    assert "WO-0001" in json.dumps(lot["movements"])


def test_begun_on_the_first_page(running: Running) -> None:
    begun = begin(running, name="Gear works")
    assert begun.status_code == 201, begun.text
    goes_through(running, "gear-works", Person(running, "gear-works", "chief", PASSWORD), "Bremen")


def test_begun_at_the_machine_beside_another_one(running: Running) -> None:
    words = ("organization", "create", "Other works", "--admin", "boss", "--plant", "Ulm", "--json")
    made = json.loads(running.says(*words))
    boss = Person(running, "other-works", "boss", made["password"])
    boss.choose(PASSWORD, instead_of=made["password"])
    goes_through(running, "other-works", boss, "Ulm")


def test_begun_after_an_import_that_made_the_organization(running: Running) -> None:
    machines = running.folder.with_suffix(".csv")
    machines.write_text("equipment,work_center\nMill 7,milling\n")
    try:
        running.says("import", "equipment", str(machines), "--organization", "mills", "--plant", "Jena")
    finally:
        machines.unlink()
    made = running.says("organization", "admin", "mills", "chief")
    password = re.search(r"password (\S+)", made)
    assert password, made
    chief = Person(running, "mills", "chief", password[1])
    chief.choose(PASSWORD, instead_of=password[1])
    assert chief.ask("oee/equipment", equipment="Mill 7")["plant"] == "Jena"
    goes_through(running, "mills", chief, "Jena")


def test_begun_with_the_demo_beside_it() -> None:
    with serving("--demo") as running:
        begun = begin(running, name="Gear works")
        assert begun.status_code == 201, begun.text
        goes_through(running, "gear-works", Person(running, "gear-works", "chief", PASSWORD), "Bremen")
