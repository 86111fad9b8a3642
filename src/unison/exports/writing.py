"""How rows are written: CSV as they come; .xlsx and Parquet by way of a file beside, for both are put together at their end.

Memory does not grow with the rows. No text is taken for a formula, and no number loses a digit.
"""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from unison.exports.columns import Column, Json, Kind
from unison.presentation.documents import FORMULA

type Sink = Callable[[bytes], object]
"""Takes the file, piece by piece."""

XLSX_ROWS = 1_048_575
"""Rows that a sheet of Excel holds below its header."""

XLSX_TEXT = 32_767
"""Characters that a cell of Excel holds."""

EXACT_DIGITS = 15
"""Significant digits that Excel keeps of a number."""

_PIECE = 1 << 20
_LONGEST_LINE = 1 << 22
_ROW_GROUP = 61_440


class NotWritten(Exception):
    """The format cannot hold it; the message says what to do instead."""


class Writer(Protocol):
    """One file. `expect` says how many rows there will be, where that is known."""

    def expect(self, rows: int) -> None: ...

    def write(self, rows: Iterable[Json]) -> None: ...

    def finish(self) -> None:
        """Hands the rest of the file to the sink. Nothing may be written afterwards."""
        ...


class CsvWriter:
    """UTF-8 with the mark that Excel asks for. Text that a spreadsheet would take for a formula gets an apostrophe before it."""

    def __init__(self, columns: Sequence[Column], sink: Sink, _: Path) -> None:
        self._columns, self._sink = columns, sink
        self._text = io.StringIO(newline="")
        self._rows = csv.writer(self._text, lineterminator="\r\n")
        self._text.write("\ufeff")
        self._rows.writerow([column.title for column in columns])
        self._cells = [_csv_cell(column) for column in columns]

    def expect(self, rows: int) -> None:
        pass

    def write(self, rows: Iterable[Json]) -> None:
        cells = self._cells
        self._rows.writerows([cell(row) for cell in cells] for row in rows)
        self._flush()

    def finish(self) -> None:
        self._flush()

    def _flush(self) -> None:
        self._sink(self._text.getvalue().encode())
        self._text.seek(0)
        self._text.truncate()


def _csv_cell(column: Column) -> Callable[[Json], Any]:
    if column.kind in (Kind.TEXT, Kind.JSON):
        return lambda row: _harmless(column.of(row))
    if column.kind is Kind.BOOLEAN:
        return lambda row: {True: "true", False: "false"}.get(column.of(row))
    return column.of


def _harmless(text: Any) -> Any:
    """With an apostrophe before what a spreadsheet would calculate, also behind white space."""
    return f"'{text}" if isinstance(text, str) and text.lstrip().startswith(FORMULA) else text


class XlsxWriter:
    """One sheet, written row by row to a temporary file. Text is never a formula. A decimal is a number where Excel keeps all its
    digits, and text where it would not; moments are dates of Excel, in UTC."""

    def __init__(self, columns: Sequence[Column], sink: Sink, folder: Path) -> None:
        import xlsxwriter  # noqa: PLC0415 - no other format needs it

        self._sink, self._path = sink, folder / "export.xlsx"
        options = {"constant_memory": True, "tmpdir": str(folder), "default_date_format": "yyyy-mm-dd hh:mm:ss"}
        self._book = xlsxwriter.Workbook(str(self._path), options)
        self._sheet = self._book.add_worksheet("Export")
        day = self._book.add_format({"num_format": "yyyy-mm-dd"})
        head = self._book.add_format({"bold": True})
        for at, column in enumerate(columns):
            title = f"{column.title} (UTC)" if column.kind is Kind.MOMENT else column.title
            width = 20 if column.kind is Kind.MOMENT else max(10, min(40, len(title) + 2))
            self._sheet.set_column(at, at, width, day if column.kind is Kind.DAY else None)
            self._sheet.write_string(0, at, title, head)
        self._sheet.freeze_panes(1, 0)
        self._columns = [(at, column, self._cell(column.kind, day)) for at, column in enumerate(columns)]
        self._written = 0

    def expect(self, rows: int) -> None:
        if rows > XLSX_ROWS:
            raise NotWritten(f"A sheet of Excel holds {XLSX_ROWS} rows, and there are {rows}. Choose CSV or Parquet.")

    def write(self, rows: Iterable[Json]) -> None:
        for row in rows:
            self._written += 1
            self.expect(self._written)
            for at, column, write in self._columns:
                if (cell := column.of(row)) is not None:
                    write(self._written, at, cell)

    def finish(self) -> None:
        self._sheet.autofilter(0, 0, self._written, max(0, len(self._columns) - 1))
        self._book.close()
        _hand_over(self._path, self._sink)

    def _cell(self, kind: Kind, day: Any) -> Callable[[int, int, Any], object]:
        sheet = self._sheet
        match kind:
            case Kind.INTEGER | Kind.NUMBER | Kind.DECIMAL:
                return lambda row, at, cell: (
                    sheet.write_number(row, at, float(cell))
                    if _is_exact(str(cell))
                    else sheet.write_string(row, at, str(cell))
                )
            case Kind.BOOLEAN:
                return sheet.write_boolean
            case Kind.MOMENT:
                return lambda row, at, cell: sheet.write_datetime(
                    row, at, datetime.fromisoformat(cell).astimezone(UTC).replace(tzinfo=None)
                )
            case Kind.DAY:
                return lambda row, at, cell: sheet.write_datetime(row, at, datetime.fromisoformat(cell), day)
            case _:
                return lambda row, at, cell: sheet.write_string(row, at, _fitting(str(cell)))


def _is_exact(number: str) -> bool:
    """Whether Excel keeps every digit: those of a binary double, 15 of them."""
    mantissa = number.partition("e")[0].partition("E")[0]
    digits = mantissa.lstrip("-+0.").replace(".", "")
    return len(digits.rstrip("0") if "." in mantissa else digits.rstrip("0") or "0") <= EXACT_DIGITS


def _fitting(text: str) -> str:
    if len(text) > XLSX_TEXT:
        raise NotWritten(
            f"A cell of Excel holds {XLSX_TEXT} characters, and there is a longer one. Choose CSV or Parquet."
        )
    return text


class ParquetWriter:
    """By way of a CSV file of known types, which DuckDB turns into Parquet as a stream. Decimals have as many places as the one
    with the most."""

    def __init__(self, columns: Sequence[Column], sink: Sink, folder: Path) -> None:
        self._columns, self._sink, self._folder = columns, sink, folder
        self._places = {at: 0 for at, column in enumerate(columns) if column.kind is Kind.DECIMAL}
        self._whole = dict.fromkeys(self._places, 1)
        self._file = (folder / "rows.csv").open("w", encoding="utf-8", newline="")
        self._rows = csv.writer(self._file, quoting=csv.QUOTE_NOTNULL, lineterminator="\n")

    def expect(self, rows: int) -> None:
        pass

    def write(self, rows: Iterable[Json]) -> None:
        decimals = list(self._places)
        for row in rows:
            cells = [column.of(row) for column in self._columns]
            for at in decimals:
                if (cell := cells[at]) is not None:
                    whole, _, places = cell.lstrip("-+").partition(".")
                    self._places[at] = max(self._places[at], len(places))
                    self._whole[at] = max(self._whole[at], len(whole))
            self._rows.writerow(cells)

    def finish(self) -> None:
        import duckdb  # noqa: PLC0415 - no other format needs it

        self._file.close()
        types: Mapping[str, str] = {column.name: self._type(at, column) for at, column in enumerate(self._columns)}
        target = self._folder / "export.parquet"
        with duckdb.connect(config={"memory_limit": "256MB", "threads": 1, "temp_directory": str(self._folder)}) as db:
            rows = db.read_csv(
                str(self._folder / "rows.csv"), columns=dict(types), header=False, sep=",", quotechar='"', escapechar='"',
                na_values="", allow_quoted_nulls=False, auto_detect=False, max_line_size=_LONGEST_LINE, parallel=False,
            )  # fmt: skip
            rows.write_parquet(str(target), compression="zstd", row_group_size=_ROW_GROUP)
        (self._folder / "rows.csv").unlink()
        _hand_over(target, self._sink)

    def _type(self, at: int, column: Column) -> str:
        if column.kind is not Kind.DECIMAL:
            return _DUCKDB[column.kind]
        whole, places = self._whole[at], self._places[at]
        if whole + places > 38:
            return "VARCHAR"
        return f"DECIMAL({18 if whole + places <= 18 else 38}, {places})"


_DUCKDB = {
    Kind.TEXT: "VARCHAR", Kind.JSON: "VARCHAR", Kind.INTEGER: "BIGINT", Kind.NUMBER: "DOUBLE", Kind.BOOLEAN: "BOOLEAN",
    Kind.MOMENT: "TIMESTAMPTZ", Kind.DAY: "DATE",
}  # fmt: skip


def _hand_over(path: Path, sink: Sink) -> None:
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            sink(piece)


FORMATS: Mapping[str, Callable[[Sequence[Column], Sink, Path], Writer]] = {
    "csv": CsvWriter,
    "parquet": ParquetWriter,
    "xlsx": XlsxWriter,
}
"""What makes a file of each format; the folder is for what it needs on its way."""

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
