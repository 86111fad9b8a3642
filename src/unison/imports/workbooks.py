"""Workbooks: .xlsx, and what else calamine reads (.xls, .xlsb, .ods), with numbers and dates as the cells hold them."""

from datetime import date, datetime, time
from decimal import Decimal

from unison.imports.layout import Cell, Dialect, Grid, Layout, Unreadable, listed, places
from unison.imports.options import Options
from unison.imports.sheets import UNPACKED_TIMES, NotRead, Problem, Row, read_sheets

_BEGINNINGS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
"""Of a ZIP archive, as .xlsx and .ods are, and of an older or an encrypted workbook."""

_PROBLEMS: dict[Problem, str] = {
    "locked": "is locked by a password: save it without one.",
    "none": "is no workbook that can be read: save it as .xlsx or CSV.",
    "large": f"holds far more than its size tells (more than {UNPACKED_TIMES} times as much, or cells far from the others), and"
    " is not read: copy the rows into a new workbook, or save them as CSV.",
}


def is_workbook(data: bytes) -> bool:
    return data.startswith(_BEGINNINGS)


def read_workbook(name: str, data: bytes, layout: Layout, options: Options) -> Grid:
    """The rows of the sheet that has the columns, or of the one that is named. Unreadable when there is none, or several."""
    try:
        names, sheets = read_sheets(data, options.sheet)
    except NotRead as error:
        raise Unreadable(f"{name} {_PROBLEMS[error.problem]}") from None
    if options.sheet is not None and not sheets:
        raise Unreadable(f"{name} has no sheet {options.sheet}; it has {listed(tuple(names))}.")
    filled = [grid for grid in (_grid(name, sheet, rows) for sheet, rows in sheets) if grid.columns]
    if not filled:
        raise Unreadable(f"{name} is empty.")
    if len(filled) == 1:
        return filled[0]
    fitting = [grid for grid in filled if places_of_all(grid, layout, options)]
    if len(fitting) != 1:
        told = listed(tuple(str(grid.dialect.sheet) for grid in fitting or filled))
        which = "several sheets with the columns" if fitting else "no sheet with the columns"
        raise Unreadable(f"{name} has {which} {', '.join(layout.required)}: name one of {told} by --sheet.")
    return fitting[0]


def places_of_all(grid: Grid, layout: Layout, options: Options) -> bool:
    try:
        return places(grid.columns, layout, options.names).keys() >= set(layout.required)
    except Unreadable:
        return False


def _grid(name: str, sheet: str, rows: list[Row]) -> Grid:
    header = tuple(map(text_of, rows[0][1])) if rows else ()
    return Grid(name, Dialect("", "", sheet=sheet), header, rows[1:], rows[0][0] if rows else 1)


def text_of(cell: Cell) -> str:
    """As a text: a number without an exponent, a moment by ISO 8601, at midnight its day alone."""
    if isinstance(cell, Decimal):
        return format(cell, "f")
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    return cell.isoformat() if isinstance(cell, date) else cell
