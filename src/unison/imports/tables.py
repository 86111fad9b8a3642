"""A file as a table whose fields are read as what they are: texts, numbers, days, moments."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path

from unison.imports.dates import Order, read_moment, readings
from unison.imports.delimited import read_delimited
from unison.imports.layout import Cell, Grid, Layout, Unreadable, listed, normal, places
from unison.imports.numbers import AmbiguousNumbers, Sign, plain, read_number, sign_of
from unison.imports.options import Options
from unison.imports.workbooks import is_workbook, read_workbook, text_of

REASON = "reason"
"""The column of a file of rejects that says why; it is not read, so that the file can be imported when it is mended."""

_SHORTENED = re.compile(r"[0-9][.,][0-9]+E\+[0-9]+")


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that cannot be taken, by its line, with the reason."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Table:
    """A file that can be read. `places` says where each column of the layout stands, `unfit` which rows have other fields."""

    grid: Grid
    places: Mapping[str, int]
    sign: Sign | None
    order: Order | None
    unfit: list[Rejected] = field(default_factory=list[Rejected])

    def rows(self) -> Iterator["Row"]:
        """In the order of the file, without those that are unfit and those that repeat the header, as in joined files."""
        unfit = {each.line for each in self.unfit}
        for line, cells in self.grid.rows:
            if line not in unfit and cells != self.grid.columns:
                yield Row(self, line, cells)


def table_of(file: Path | Table, layout: Layout, options: Options | None = None) -> Table:
    """What was read already is not read again."""
    return file if isinstance(file, Table) else read_table(file, layout, options)


def read_table(path: Path, layout: Layout, options: Options | None = None) -> Table:
    """The file as a table. Unreadable, in one sentence with the way out, when it is none or can be read in two ways."""
    return table_from(path.name, path.read_bytes(), layout, options or Options())


def table_from(name: str, data: bytes, layout: Layout, options: Options) -> Table:
    """As `read_table`, of what a file of that name holds."""
    if not data.strip():
        raise Unreadable(f"{name} is empty.")
    grid = (read_workbook if is_workbook(data) else read_delimited)(name, data, layout, options)
    found = _columns(grid, layout, options)
    by_kind = {
        kind: list(_texts(grid, [found[name] for name in kind if name in found]))
        for kind in (layout.numbers, layout.times)
    }
    sign = options.decimal or _sign(grid, by_kind[layout.numbers])
    _check_dates(grid, by_kind[layout.times], options.dates)
    return Table(grid, found, sign, options.dates, list(_unfit(grid)))


def _columns(grid: Grid, layout: Layout, options: Options) -> dict[str, int]:
    doubled = [name for name, times in Counter(map(normal, filter(None, grid.columns))).items() if times > 1]
    if doubled:
        twice = [str(place) for place, name in enumerate(grid.columns, 1) if normal(name) == doubled[0]]
        raise Unreadable(
            f"{grid.name}: in line {grid.header_line} the columns {' and '.join(twice)} are both called {doubled[0]}: rename one."
        )
    found = places(grid.columns, layout, options.names)
    if missing := [name for name in layout.required if name not in found]:
        raise Unreadable(
            f"{grid.name}: the column {', '.join(missing)} is missing; it has {listed(grid.columns)}. Say which one is meant by "
            f'--map "THEIR NAME={missing[0]}".'
        )
    return found


def _texts(grid: Grid, wanted: list[int]) -> Iterator[tuple[int, str]]:
    for line, cells in grid.rows:
        for place in wanted:
            if place < len(cells) and isinstance(cell := cells[place], str) and cell:
                yield line, cell


def _sign(grid: Grid, numbers: list[tuple[int, str]]) -> Sign | None:
    try:
        return sign_of(numbers, None if grid.dialect.sheet else grid.dialect.separator)
    except AmbiguousNumbers as told:
        shown = " and ".join(f"line {line} has {text}" for line, text in told.cells)
        raise Unreadable(
            f"{grid.name}: {shown}, so the decimal sign is not clear: say --decimal comma or --decimal point."
        ) from None


def _check_dates(grid: Grid, times: list[tuple[int, str]], said: Order | None) -> None:
    """Unreadable when an order is needed and not said, or when a date shows that another one is meant."""
    foreign = [(line, text, found) for line, text in times if (found := readings(text))]
    if said is None and foreign:
        line, text, _ = foreign[0]
        left = frozenset[Order](Order).intersection(*(found for *_, found in foreign))
        which = [f"--dates {order} ({order.example})" for order in Order if order in left] or [
            f"--dates {o}" for o in Order
        ]
        raise Unreadable(
            f"{grid.name}: line {line} has the date {text}, which does not tell day and month by itself: say {' or '.join(which)}."
        )
    for line, text, found in foreign:
        if said not in found:
            other = " or ".join(f"--dates {order}" for order in Order if order in found)
            raise Unreadable(
                f"{grid.name}: line {line} has the date {text}, which is none by --dates {said}: is {other} meant?"
            )


def _unfit(grid: Grid) -> Iterator[Rejected]:
    for line, cells in grid.rows:
        if any(cells[len(grid.columns) :]):
            yield Rejected(
                line,
                f"has {len(cells)} fields and the header {len(grid.columns)}: put a field that holds the separator in quotes",
            )
        elif line == grid.cut_off:
            yield Rejected(
                line, f"the file ends here after {len(cells)} of {len(grid.columns)} fields: was it cut off?"
            )


@dataclass(frozen=True, slots=True)
class Row:
    """A row; what it is asked for by the names of the layout. Each ValueError names the column and what is wrong with it."""

    table: Table
    line: int
    cells: tuple[Cell, ...]

    def _cell(self, name: str) -> Cell:
        place = self.table.places.get(name)
        return "" if place is None or place >= len(self.cells) else self.cells[place]

    def text(self, name: str) -> str:
        """Without blanks around it; empty when there is none."""
        return text_of(self._cell(name))

    def key(self, name: str) -> str:
        """A name. ValueError for one that Excel has made a number of, and shortened."""
        text = self.text(name)
        if _SHORTENED.fullmatch(text):
            raise ValueError(
                f"{name} {text} is a number that Excel has shortened: format the column as text and export anew"
            )
        return text

    def number(self, name: str) -> Decimal | None:
        """An exact number; None when there is none."""
        cell = self._cell(name)
        if isinstance(cell, Decimal):
            return plain(cell)
        if isinstance(cell, str):
            return self.told_number(name, cell) if cell else None
        raise ValueError(f"{name} {text_of(cell)!r} is a date, not a number: format the column as numbers")

    def told_number(self, name: str, text: str) -> Decimal:
        """Of a text, by the decimal sign of the file."""
        found = read_number(text, sign := self.table.sign or Sign.POINT)
        if found is None:
            hint = f" with a decimal {sign}" if read_number(text, sign.other) is not None else ""
            raise ValueError(f"{name} {text!r} is not a number{hint}")
        return found

    def whole(self, name: str, of: str) -> int:
        """A whole number, 0 or more, of what `of` says; none given is 0."""
        found = self.number(name)
        if found is not None and (found < 0 or found != found.to_integral_value()):
            raise ValueError(f"{name} is {self.text(name)!r}, not a whole number of {of}")
        return int(found or 0)

    def moment(self, name: str, zone: Callable[[datetime], datetime] | None = None) -> datetime | None:
        """In UTC; `zone` gives one without a zone its own, else it is UTC already. None when there is none."""
        found = self._moment(name)
        if found is None or found.tzinfo:
            return found and found.astimezone(UTC)
        return (zone(found) if zone else found.replace(tzinfo=UTC)).astimezone(UTC)

    def day(self, name: str) -> date | None:
        """None when there is none."""
        found = self._moment(name)
        if found is not None and found.timetz() != time():
            raise ValueError(f"{name} {self.text(name)!r} is a moment, not a day")
        return found and found.date()

    def _moment(self, name: str) -> datetime | None:
        cell = self._cell(name)
        if cell == "":
            return None
        if isinstance(cell, datetime):
            return cell
        if isinstance(cell, date):
            return datetime.combine(cell, time())
        try:
            return read_moment(text_of(cell), self.table.order)
        except ValueError:
            raise ValueError(f"{name} {text_of(cell)!r} is not a date") from None
