"""What the README shows works as it is written."""

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
import urllib.request
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from unison.presentation.errors import problem_of
from unison.settings import Settings
from unison.work_orders.domain.lifecycle import NotPlanned

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text()


def _section(title: str) -> str:
    return README.split(f"## {title}\n", 1)[1].split("\n## ", 1)[0]


def _blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def environment() -> Iterator[dict[str, str]]:
    """A data folder of its own, the examples' `.venv/bin` wherever the tests' environment is, and a running server."""
    folder = Path(tempfile.gettempdir()) / f"unison-readme-{uuid.uuid4().hex[:8]}"
    port = _free_port()
    variables = os.environ | {"UNISON_DATA": str(folder), "UNISON_PORT": str(port)}
    serve = [sys.executable, "-m", "unison.cli", "serve", "--demo"]
    server = subprocess.Popen(serve, env=variables, start_new_session=True, cwd=ROOT)
    try:
        _wait_for(port, server)
        yield variables
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=30)
        shutil.rmtree(folder, ignore_errors=True)


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        assert server.poll() is None, "the server ended while it started"
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the server did not answer within a minute")


def _run(block: str, environment: dict[str, str], folder: Path) -> str:
    """Runs a block as a person would paste it, in a folder where `.venv` is the one of the tests."""
    (folder / ".venv").symlink_to(sys.prefix)
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", block],
        check=False, cwd=folder, env=environment, capture_output=True, text=True, timeout=600,
    )  # fmt: skip
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


def test_it_opens_with_the_two_commands() -> None:
    first = _blocks(README, "sh")[0].split("\n")
    assert [line.split("#")[0].strip() for line in first[:2]] == ["make run", "make test"]
    assert README.index("make run") < 60


@pytest.mark.parametrize("number", [0, 1])
def test_the_command_line_by_example(number: int, environment: dict[str, str], tmp_path: Path) -> None:
    blocks = _blocks(_section("The command line by example"), "sh")
    assert len(blocks) == 2
    printed = _run(blocks[number], environment, tmp_path)
    expected = (("WO-1018", "Lathe 1", "SO-3003", "facts verified", "Nothing is parked"), ("FLOUR-7", "WATER-2"))[
        number
    ]
    assert [text for text in expected if text not in printed] == []


def test_the_api_by_example(environment: dict[str, str], tmp_path: Path) -> None:
    (block,) = _blocks(_section("The API by example"), "sh")
    printed = _run(block, environment, tmp_path)
    for text in ('"work_orders:WO-2001"', '"good_pcs":0', '"status":200', '"planned_busy_s"', '"specversion"'):
        assert text in printed.replace('": ', '":')


def test_the_problem_it_shows_is_the_one_that_is_answered() -> None:
    (shown,) = _blocks(_section("The API by example"), "json")
    assert json.loads(shown) == problem_of(NotPlanned(status="released")).model_dump()


def test_every_setting_is_documented() -> None:
    documented = set(re.findall(r"`(UNISON_[A-Z_]+)`", _section("Settings")))
    assert {f"UNISON_{name.upper()}" for name in Settings.model_fields} <= documented
