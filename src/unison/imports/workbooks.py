"""Workbooks: .xlsx, and what else calamine reads (.xls, .xlsb, .ods), with numbers and dates as the cells hold them."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from unison.imports.layout import Cell, Dialect, Grid, Layout, Unreadable, listed, places
from unison.imports.numbers import plain
from unison.imports.options import Options

_BEGINNINGS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
"""Of a ZIP archive, as .xlsx and .ods are, and of an older or an encrypted workbook."""

type _Value = int | float | str | bool | time | date | datetime | timedelta


def is_workbook(data: bytes) -> bool:
    return data.startswith(_BEGINNINGS)


def read_workbook(name: str, data: bytes, layout: Layout, options: Options) -> Grid:
    """The rows of the sheet that has the columns, or of the one that is named. Unreadable when there is none, or several."""
    try:
        with CalamineWorkbook.from_filelike(BytesIO(data)) as workbook:
            grids = [_grid(name, workbook, sheet) for sheet in _sheets(name, workbook, options.sheet)]
    except PasswordError:
        raise Unreadable(f"{name} is locked by a password: save it without one.") from None
    except CalamineError:
        raise Unreadable(f"{name} is no workbook that can be read: save it as .xlsx or CSV.") from None
    filled = [grid for grid in grids if grid.columns]
    if not filled:
        raise Unreadable(f"{name} is empty.")
    if len(filled) == 1:
        return filled[0]
    fitting = [grid for grid in filled if places_of_all(grid, layout, options)]
    if len(fitting) != 1:
        sheets = listed(tuple(str(grid.dialect.sheet) for grid in fitting or filled))
        which = "several sheets with the columns" if fitting else "no sheet with the columns"
        raise Unreadable(f"{name} has {which} {', '.join(layout.required)}: name one of {sheets} by --sheet.")
    return fitting[0]


def places_of_all(grid: Grid, layout: Layout, options: Options) -> bool:
    try:
        return places(grid.columns, layout, options.names).keys() >= set(layout.required)
    except Unreadable:
        return False


def _sheets(name: str, workbook: CalamineWorkbook, said: str | None) -> list[str]:
    if said is None:
        return [
            each.name
            for each in workbook.sheets_metadata
            if each.typ is SheetTypeEnum.WorkSheet and each.visible is SheetVisibleEnum.Visible
        ]
    if said not in workbook.sheet_names:
        raise Unreadable(f"{name} has no sheet {said}; it has {listed(tuple(workbook.sheet_names))}.")
    return [said]


def _grid(name: str, workbook: CalamineWorkbook, sheet: str) -> Grid:
    told = workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    every = [(number, tuple(map(_cell, row))) for number, row in enumerate(told, 1)]
    rows = [(number, cells) for number, cells in every if any(cell != "" for cell in cells)]
    header = tuple(map(text_of, rows[0][1])) if rows else ()
    return Grid(name, Dialect("", "", sheet=sheet), header, rows[1:], rows[0][0] if rows else 1)


def _cell(value: _Value) -> Cell:
    """Excel counts with 15 digits and to the millisecond; what lies behind is the noise of its floats."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return plain(Decimal(f"{value:.15g}"))
    if isinstance(value, datetime):
        return (value + timedelta(microseconds=500)).replace(microsecond=0) if _nearly_whole(value) else value
    if isinstance(value, date):
        return value
    return value.strip() if isinstance(value, str) else str(value)


def _nearly_whole(value: datetime) -> bool:
    return min(value.microsecond, 1_000_000 - value.microsecond) < 500


def text_of(cell: Cell) -> str:
    """As a text: a number without an exponent, a moment by ISO 8601, at midnight its day alone."""
    if isinstance(cell, Decimal):
        return format(cell, "f")
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    return cell.isoformat() if isinstance(cell, date) else cell
