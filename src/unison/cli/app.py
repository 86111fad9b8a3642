"""The command line: its words, what they stand on, and how it ends."""

import logging
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated, TextIO, cast

import structlog
import typer

from unison import __version__
from unison.cli.words import Words

if TYPE_CHECKING:
    from unison.cli.environment import Composition

app = typer.Typer(
    name="unison",
    cls=Words,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    help="Unison: a manufacturing execution service whose every number can be traced to its facts.",
)


def _tell_version(asked: bool) -> None:
    if asked:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def prepare(
    version: Annotated[  # noqa: ARG001 - told by its callback
        bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="Tell the release and end.")
    ] = False,
) -> None:
    from unison.cli import environment  # noqa: PLC0415 - a third of a second, and `--help` does without

    environment.stand_on(_composition)


def _composition() -> "Composition":
    from unison.cli.environment import Composition  # noqa: PLC0415
    from unison.infrastructure.backup.scheduled import schedules  # noqa: PLC0415
    from unison.main import JOB_KINDS, NAMING, READERS, SCHEDULES, command_handling, permissions  # noqa: PLC0415 - every capability and view: most words need one
    from unison.settings import settings  # noqa: PLC0415

    return Composition(READERS, command_handling, NAMING, JOB_KINDS, (*SCHEDULES, *schedules(settings())), permissions)


class _Unfailing:
    """What cannot be written to a log, on a full disk say, is lost and stops nobody."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def write(self, text: str) -> None:
        with suppress(OSError):
            self._file.write(text)

    def flush(self) -> None:
        with suppress(OSError):
            self._file.flush()


def main() -> None:
    """Refusals and missing things end in one sentence on standard error and exit code 1 or 2, never in a traceback."""
    _log_lines()
    try:
        app()
    except Exception as error:
        from unison.cli.environment import EXPECTED  # noqa: PLC0415

        if not isinstance(error, EXPECTED):
            raise
        typer.secho(str(error), fg="red", err=True)
        raise SystemExit(2) from None


def _log_lines() -> None:
    """Each entry is one line on standard error, in UTC: JSON for programs, words at a terminal. No line has the values of a
    program's variables: one of them may be a password.
    """
    at_terminal = sys.stderr.isatty()
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *(
                [structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)]
                if at_terminal
                else [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(default=str)]
            ),
        ],
        logger_factory=structlog.PrintLoggerFactory(cast("TextIO", _Unfailing(sys.stderr))),
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
    )
