"""The command line: its words, what they stand on, and how it ends."""

import logging
import sys
from typing import TYPE_CHECKING

import structlog
import typer

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


@app.callback()
def prepare() -> None:
    from unison.cli import environment  # noqa: PLC0415 - a third of a second, and `--help` does without

    environment.stand_on(_composition)


def _composition() -> "Composition":
    from unison.cli.environment import Composition  # noqa: PLC0415
    from unison.main import JOB_KINDS, NAMING, READERS, SCHEDULES, command_handling  # noqa: PLC0415 - every capability and view: most words need one

    return Composition(READERS, command_handling, NAMING, JOB_KINDS, SCHEDULES)


def main() -> None:
    """Refusals and missing things end in one sentence on standard error and exit code 1 or 2, never in a traceback."""
    structlog.configure(
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
    )
    try:
        app()
    except Exception as error:
        from unison.cli.environment import EXPECTED  # noqa: PLC0415

        if not isinstance(error, EXPECTED):
            raise
        typer.secho(str(error), fg="red", err=True)
        raise SystemExit(2) from None
