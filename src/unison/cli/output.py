"""What the command line shows: data on standard output, for people and for programs; progress on standard error."""

import os
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TextIO

import orjson
import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from unison.infrastructure.projection.engine import Projection
from unison.infrastructure.projection.rebuild import ProgressOf

WIDE = 1000
"""What goes into a file or another program is not broken, in characters; a terminal breaks lines by its own width."""

console = Console(width=None if sys.stdout.isatty() else WIDE)
errors = Console(stderr=True)


def print_json(data: object) -> None:
    typer.echo(orjson.dumps(data, default=str, option=orjson.OPT_INDENT_2).decode())


def print_table(title: str, columns: list[str], rows: list[list[object]]) -> None:
    """The first column, which tells the rows apart, is never broken."""
    table = Table(title=title)
    for column in columns:
        table.add_column(column, no_wrap=not table.columns)
    for row in rows:
        table.add_row(*("" if cell is None else str(cell) for cell in row))
    console.print(table)


def new_file(path: Path) -> TextIO:
    """A file that was not there, which nobody else may read. ValueError when it was."""
    try:
        return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8", newline="")
    except FileExistsError:
        raise ValueError(f"{path} is there already; choose another name.") from None


def minute(at: datetime | None) -> str:
    return "" if at is None else f"{at:%m-%d %H:%M}"


@contextmanager
def counting(what: str) -> Generator[Callable[[int], None]]:
    """A progress bar that counts up without knowing the end. Call it with how many are done since the last call."""
    with progress(what) as show:
        done = 0

        def advance(count: int) -> None:
            nonlocal done
            done += count
            show(done, None)

        yield advance


@contextmanager
def progress(what: str, total: int | None = None) -> Generator[Callable[[int, int | None], None]]:
    """A progress bar on standard error, so that it never mixes with data. Call it with (reached, end)."""
    with _bars() as bars:
        task = bars.add_task(what, total=total)
        yield lambda reached, end: bars.update(task, completed=reached, total=end)


@contextmanager
def rebuilding() -> Generator[ProgressOf]:
    """A progress bar for each projection that is rebuilt, below each other while several are."""
    with _bars() as bars:

        def bar(projection: Projection) -> Callable[[int, int], None]:
            task = bars.add_task(f"rebuild {projection.name}", total=None)
            return lambda reached, end: bars.update(task, completed=reached, total=end)

        yield bar


def _bars() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=errors, transient=True)
