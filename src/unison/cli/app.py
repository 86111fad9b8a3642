"""The words of the command line put together: those of the house, and those that views bring in their `cli.py`."""

import logging
import sys
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

import structlog
import typer

from unison.cli import environment, feed, importing, organizations, running, upkeep
from unison.main import NAMING, PROJECTIONS, VIEWS, command_handling
from unison.presentation.capability import View

app = typer.Typer(
    name="unison",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    help="Unison: a manufacturing execution service whose every number can be traced to its facts.",
)


@app.callback()
def compose() -> None:
    environment.stand_on(environment.Composition(PROJECTIONS, command_handling, NAMING))


def _words(view: View) -> list[ModuleType]:
    """The `cli.py` of a view, where it has one."""
    name = f"{view.projection.package}.cli"
    return [] if find_spec(name) is None else [import_module(name)]


for room in (running, importing, feed, *(words for view in VIEWS for words in _words(view)), upkeep, organizations):
    room.register(app)


def main() -> None:
    """Refusals and missing things end in one sentence on standard error and exit code 1 or 2, never in a traceback."""
    structlog.configure(
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
    )
    try:
        app()
    except running.EXPECTED as error:
        typer.secho(str(error), fg="red", err=True)
        raise SystemExit(2) from None
