"""Every contract of the architecture is kept, and every one of them catches what it is there to catch."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house import CAPABILITIES, CONTRACTS, LAYERS, ROOT

PLANTS = {
    "house": ("src/unison/infrastructure/sql.py", "import unison.presentation.errors"),
    "domain": ("src/unison/inventory/domain.py", "import msgspec"),
    "domain-commands": ("src/unison/equipment/domain/__init__.py", "from unison.shared.commands import Key"),
    "application": ("src/unison/inventory/application.py", "import unison.infrastructure.event_store"),
    "routes": ("src/unison/work_orders/api.py", "import psycopg"),
    "shared": ("src/unison/shared/quantities.py", "import pydantic"),
    "commands": ("src/unison/shared/commands.py", "import fastapi"),
    "measures": ("src/unison/measures/oee.py", "from unison.shared.time import now"),
    "eventsourcing": ("src/unison/infrastructure/event_store.py", "import eventsourcing.persistence"),
    "projections": ("src/unison/presentation/metrics.py", "import projections.oee"),
    "projection": ("projections/oee/projector.py", "import projections.oee.api"),
    "projections-apart": (
        "projections/spc/api/charting.py",
        "from projections.oee.projector import PROJECTION as other",
    ),
    "projector": ("projections/genealogy/projector.py", "import unison.lots.application"),
    "costing-projector": (
        "projections/costing/projector/storing.py",
        "import projections.costing.projector.recalculating",
    ),
    "costing-engine": ("projections/costing/projector/engine/rows.py", "import psycopg"),
    "projection-api": ("projections/genealogy/api/recalling.py", "import unison.infrastructure.event_store"),
    "projection-cli": ("projections/stock/cli.py", "import unison.main"),
    "cli": ("src/unison/cli/environment.py", "import unison.cli.running"),
    "presentation": ("src/unison/presentation/errors.py", "import unison.presentation.auth"),
    "infrastructure": ("src/unison/infrastructure/codec.py", "import unison.infrastructure.event_store"),
    "jobs": ("src/unison/infrastructure/jobs/job.py", "import unison.infrastructure.jobs.workplace"),
    "pgmq": ("src/unison/infrastructure/jobs/pool.py", "import pgmq"),
    "feed": ("src/unison/infrastructure/feed/consumer.py", "import unison.infrastructure.feed.lane"),
    "engine": ("src/unison/infrastructure/projection/engine.py", "import unison.infrastructure.projection.rebuild"),
    "reactions": ("src/unison/infrastructure/reactions/reaction.py", "import unison.infrastructure.reactions.reactor"),
    "extensions": ("src/unison/extensions/view.py", "import unison.extensions.running"),
}
"""For each contract a file and a line that breaks it."""

ROOMS = {
    "house": "src/unison/helpers.py",
    "projection": "projections/oee/helpers.py",
    "costing-projector": "projections/costing/projector/helpers.py",
    "cli": "src/unison/cli/helpers.py",
    "presentation": "src/unison/presentation/helpers.py",
    "infrastructure": "src/unison/infrastructure/helpers.py",
    "jobs": "src/unison/infrastructure/jobs/helpers.py",
    "feed": "src/unison/infrastructure/feed/helpers.py",
    "engine": "src/unison/infrastructure/projection/helpers.py",
    "reactions": "src/unison/infrastructure/reactions/helpers.py",
    "extensions": "src/unison/extensions/helpers.py",
}
"""For each contract that names every module of a room, one that it does not name."""


def lint(tree: Path, *contracts: str) -> subprocess.CompletedProcess[str]:
    """Runs the linter over a tree's own sources, wherever this environment has others installed."""
    command = "import sys; from importlinter.cli import lint_imports_command; lint_imports_command(sys.argv[1:])"
    chosen = [part for contract in contracts for part in ("--contract", contract)]
    paths = os.pathsep.join([str(tree / "src"), str(tree)])
    return subprocess.run(
        [sys.executable, "-c", command, "--no-cache", *chosen],
        check=False, cwd=tree, env=os.environ | {"PYTHONPATH": paths}, capture_output=True, text=True, timeout=60,
    )  # fmt: skip


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the sources that a test may spoil."""
    without_caches = shutil.ignore_patterns("__pycache__")
    for folder in ("src", "projections", "tests/architecture"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=without_caches)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_every_contract_is_kept(tree: Path) -> None:
    done = lint(tree)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{len(CONTRACTS)} kept, 0 broken" in done.stdout


def test_every_contract_has_its_plant() -> None:
    assert set(PLANTS) == {contract["id"] for contract in CONTRACTS}
    assert set(ROOMS) == {contract["id"] for contract in CONTRACTS if contract["type"] == "layers"}


@pytest.mark.parametrize("contract", PLANTS)
def test_a_forbidden_import_is_caught(contract: str, tree: Path) -> None:
    file, line = PLANTS[contract]
    (tree / file).write_text(f"{(tree / file).read_text()}\n\ndef planted():\n    {line}\n")
    done = lint(tree, contract)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "0 kept, 1 broken" in done.stdout


@pytest.mark.parametrize("contract", ROOMS)
def test_a_module_that_has_no_place_is_caught(contract: str, tree: Path) -> None:
    (tree / ROOMS[contract]).write_text('"""Where does this belong?"""\n')
    done = lint(tree, contract)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "0 kept, 1 broken" in done.stdout


def test_every_layer_is_required() -> None:
    """A layer in brackets may be absent, and a contract without `exhaustive` overlooks what nobody named. A view alone may have
    no words on the command line."""
    for contract in CONTRACTS:
        if contract["type"] == "layers":
            assert contract["exhaustive"] is True
            absent = [layer for layer in contract["layers"] if "(" in layer]
            assert absent == (["(cli)"] if contract["id"] == "projection" else [])


def test_what_the_command_line_stands_on_knows_no_view(tree: Path) -> None:
    """By it every view would know every other."""
    planted = tree / "src/unison/cli/environment.py"
    planted.write_text(f"{planted.read_text()}\n\ndef planted():\n    import unison.main\n")
    assert lint(tree, "projections-apart").returncode == 1


def test_every_capability_has_a_layer() -> None:
    assert {folder.name for folder in CAPABILITIES} <= {room for layer in LAYERS for room in layer}


PLANTS_IN_A_CAPABILITY = {
    "domain": ("src/unison/inventory/domain.py", "import unison.inventory.application"),
    "application": ("src/unison/inventory/application.py", "import unison.inventory.api"),
}
"""In every capability its routes stand over its use cases, and these over its domain, by what each may import."""


@pytest.mark.parametrize("contract", PLANTS_IN_A_CAPABILITY)
def test_a_layer_of_a_capability_knows_none_above_it(contract: str, tree: Path) -> None:
    file, line = PLANTS_IN_A_CAPABILITY[contract]
    (tree / file).write_text(f"{(tree / file).read_text()}\n\ndef planted():\n    {line}\n")
    done = lint(tree, contract)
    assert done.returncode == 1, done.stdout + done.stderr


def test_two_capabilities_of_one_layer_do_not_know_each_other(tree: Path) -> None:
    planted = tree / "src/unison/sales/application.py"
    planted.write_text(f"{planted.read_text()}\n\ndef planted():\n    import unison.work_orders.domain.state\n")
    done = lint(tree, "house")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "unison.sales is not allowed to import unison.work_orders" in done.stdout
