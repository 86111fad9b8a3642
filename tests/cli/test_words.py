"""The words of the command line are read from their files, and are those that the files bring."""

import subprocess
import sys
from importlib import import_module

import typer
from typer.main import get_group
from typer.testing import CliRunner

from unison.cli.app import app
from unison.cli.words import words


def test_what_help_lists_is_what_the_files_bring() -> None:
    brought: dict[str, tuple[str, str]] = {}
    for module in {word.module for word in words().values()}:
        room = typer.Typer()
        import_module(module).register(room)
        brought |= {name: (command.help or "", module) for name, command in get_group(room).commands.items()}
    assert {name: (word.help, word.module) for name, word in words().items()} == brought


def test_a_word_is_spoken_and_one_that_is_not_there_is_refused() -> None:
    known, unknown = (CliRunner().invoke(app, [word, "--help"]) for word in ("parked", "parkd"))
    assert "--retry" in known.output
    assert unknown.exit_code == 2
    assert "parked" in unknown.output


def test_help_imports_none_of_what_the_words_need() -> None:
    ask = "import sys; from unison.cli.app import app; app(['--help'], standalone_mode=False); print(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", ask], check=True, capture_output=True, text=True).stdout
    loaded = told.splitlines()[-1].split()
    assert "organization" in told
    assert {"fastapi", "pydantic", "psycopg", "numpy", "unison.main"}.isdisjoint(loaded)
