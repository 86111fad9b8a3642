"""The command line. Every command works by itself: it starts the embedded database when that is not running."""

import logging
import sys

import structlog
import typer

from unison.cli import costs, importing, labor, materials, orders, organizations, queries, running, tracing, upkeep

app = typer.Typer(
    name="unison",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    help="Unison: a manufacturing execution service whose every number can be traced to its facts.",
)
for room in (running, importing, queries, orders, materials, labor, tracing, costs, upkeep, organizations):
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
