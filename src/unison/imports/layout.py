"""What a kind of file has, and what a file is before its fields are interpreted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from unison.shared.names import normal as normal_name

type Cell = str | Decimal | datetime | date
"""What stands in a field: a CSV file has texts alone, a workbook has numbers and dates, too."""

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
"""What the fields of a text file are found to be separated by."""


class Unreadable(ValueError):
    """Why a file is not taken, in one sentence with the line where there is one and the way out. Nothing of it was sent."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a kind of file. Those in `numbers` and `times` (days and moments) are interpreted as such."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    times: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        return (*self.required, *self.optional)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a file is written. `marked`: its first line names the separator, as in `sep=;`. A workbook has a sheet instead."""

    encoding: str = "utf-8"
    separator: str = ","
    marked: bool = False
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A file's header and its rows, each with its line (in a workbook: the number of its row), before any interpreting."""

    name: str
    dialect: Dialect
    columns: tuple[str, ...]
    rows: list[tuple[int, tuple[Cell, ...]]]
    header_line: int = 1
    cut_off: int | None = None
    """The line at which the file ends without the end of a line, and with fewer fields than its header."""


def normal(name: str) -> str:
    """How columns are compared: Work Order Qty and work_order_qty are one."""
    return normal_name(name.replace("-", " ").replace("_", " ")).replace(" ", "_")


def places(columns: tuple[str, ...], layout: Layout, names: Mapping[str, str]) -> dict[str, int]:
    """At which place each column of the layout stands. Unreadable when two are the same one, or a name leads nowhere."""
    given = [normal(column) for column in columns]
    found: dict[str, int] = {}
    for theirs, ours in names.items():
        if ours not in layout.columns:
            raise Unreadable(
                f"--map {theirs}={ours}: there is no column {ours} here; there is {', '.join(layout.columns)}."
            )
        if normal(theirs) not in given:
            raise Unreadable(f"--map {theirs}={ours}: the file has no column {theirs}; it has {listed(columns)}.")
        found[ours] = given.index(normal(theirs))
    for place, name in enumerate(given):
        if name in layout.columns and place not in found.values():
            found.setdefault(name, place)
    return found


def listed(names: tuple[str, ...]) -> str:
    """For a sentence: not more than a reader takes in."""
    shown = [name if len(name) <= 40 else f"{name[:40]}..." for name in names[:15]]
    return ", ".join(shown) + (f" and {len(names) - 15} more" if len(names) > 15 else "")
