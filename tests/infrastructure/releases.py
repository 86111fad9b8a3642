"""Releases that are yet to come: a copy of the sources, changed, that runs in a process of its own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

_BEGIN = """
import sys
from unison.infrastructure import database, migrations
from unison.infrastructure.projection import rebuild
from unison.main import CONSUMERS, PROJECTIONS
"""
MIGRATE = "with database.connect(sys.argv[1], 'owner') as c: print(migrations.migrate(c, CONSUMERS))"
REBUILD = "with database.connect(sys.argv[1], 'owner') as c: print(rebuild.rebuild_changed(c, PROJECTIONS))"


def copy_sources(into: Path) -> Path:
    """With what is compiled of them: what is edited is newer, and compiled again."""
    for folder in ("src", "projections", "schema"):
        shutil.copytree(ROOT / folder, into / folder)
    return into


def edit(tree: Path, file: str, old: str, new: str) -> None:
    """Replaces what must stand in the file."""
    text = (tree / file).read_text()
    assert old in text
    (tree / file).write_text(text.replace(old, new))


def start(tree: Path, url: str, *program: str) -> subprocess.Popen[str]:
    """Begins to run lines of a program with this release's code on the database at `url`."""
    paths = os.pathsep.join([str(tree / "src"), str(tree)])
    return subprocess.Popen(
        [sys.executable, "-c", "\n".join([_BEGIN, *program]), url],
        cwd=tree, env=os.environ | {"PYTHONPATH": paths}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def run(tree: Path, url: str, *program: str) -> subprocess.CompletedProcess[str]:
    with start(tree, url, *program) as process:
        out, errors = process.communicate(timeout=120)
    return subprocess.CompletedProcess(program, process.returncode, out, errors)
