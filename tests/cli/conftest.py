"""The command line over a database server of one's own (`UNISON_DATABASE_URL`)."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from click.testing import Result
from typer.testing import CliRunner

from unison.cli.app import app
from unison.settings import settings

type Run = Callable[..., Result]


@pytest.fixture
def run(own_database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Run]:
    monkeypatch.setenv("UNISON_DATABASE_URL", own_database_url)
    monkeypatch.setenv("UNISON_DATA", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    settings.cache_clear()
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))  # as `unison` does

    def run(*arguments: str, code: int = 0) -> Any:
        result = CliRunner().invoke(app, list(arguments))
        if code == 0 and result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == code, result.output
        return result

    yield run
    settings.cache_clear()
    structlog.reset_defaults()
