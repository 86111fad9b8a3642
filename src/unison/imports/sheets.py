"""The sheets of a workbook, read in a process of its own, which has bounds: `python -m unison.imports.sheets`.

A small file may unpack to a large one, and one cell far out makes billions of them. Who reads such a file runs out of memory, and
calamine then ends the process that it runs in: so that is a process which has nothing else to do, and none of the settings.
"""

import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Literal
from zipfile import BadZipFile, ZipFile

import msgspec
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from unison.imports.layout import Cell
from unison.imports.numbers import plain

UNPACKED_TIMES, UNPACKED_BYTES = 40, 32 * 2**20
"""A file may unpack to so many times its size, and so many bytes: numbers and names in XML shrink to a tenth or so."""

_MEMORY_BYTES = 512 * 2**20
"""So much may reading it take, and as much again as it may unpack to."""

_CPU_S, _CPU_S_A_MB = 30, 2

type _Value = int | float | str | bool | time | date | datetime | timedelta
type Row = tuple[int, tuple[Cell, ...]]
type Problem = Literal["locked", "none", "large"]


class NotRead(Exception):
    """`problem`: it has a password, is no workbook, or is larger than one of its size may be."""

    def __init__(self, problem: Problem) -> None:
        self.problem: Problem = problem
        super().__init__(problem)


class _Read(msgspec.Struct):
    """Each cell as a text whose first letter says what it is."""

    names: list[str] = []
    sheets: list[tuple[str, list[tuple[int, list[str]]]]] = []
    problem: Problem | None = None


def read_sheets(data: bytes, wanted: str | None) -> tuple[list[str], list[tuple[str, list[Row]]]]:
    """The names of all sheets, and the rows that are not empty of those that are seen, or of the one that is wanted. Raises
    `NotRead`."""
    done = subprocess.run(  # noqa: S603 - our own program, with a sheet's name at most
        [sys.executable, "-m", "unison.imports.sheets", *([] if wanted is None else [wanted])],
        input=data,
        env={"PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode != 0:
        raise NotRead("large")
    read = msgspec.json.decode(done.stdout, type=_Read)
    if read.problem is not None:
        raise NotRead(read.problem)
    return read.names, [
        (name, [(number, tuple(map(_read, cells))) for number, cells in rows]) for name, rows in read.sheets
    ]


def _main() -> None:
    data = sys.stdin.buffer.read()
    unpacked = UNPACKED_BYTES + UNPACKED_TIMES * len(data)
    _limit(resource.RLIMIT_AS, _MEMORY_BYTES + unpacked)
    _limit(resource.RLIMIT_CPU, _CPU_S + _CPU_S_A_MB * len(data) // 2**20)
    _limit(resource.RLIMIT_CORE, 0)
    try:
        _bound(data, unpacked)
        read = _opened(data, next(iter(sys.argv[1:]), None))
    except NotRead as error:
        read = _Read(problem=error.problem)
    except PasswordError:
        read = _Read(problem="locked")
    except (CalamineError, BadZipFile):
        read = _Read(problem="none")
    sys.stdout.buffer.write(msgspec.json.encode(read))


def _limit(what: int, most: int) -> None:
    resource.setrlimit(what, (most, most))


def _bound(data: bytes, unpacked: int) -> None:
    """By what the archive says of itself; where that is a lie, the bounds of the process hold."""
    if data.startswith(b"PK"):
        with ZipFile(BytesIO(data)) as archive:
            if sum(each.file_size for each in archive.infolist()) > unpacked:
                raise NotRead("large")


def _opened(data: bytes, wanted: str | None) -> _Read:
    with CalamineWorkbook.from_filelike(BytesIO(data)) as workbook:
        if wanted is None:
            seen = [
                each.name
                for each in workbook.sheets_metadata
                if each.typ is SheetTypeEnum.WorkSheet and each.visible is SheetVisibleEnum.Visible
            ]
        else:
            seen = [name for name in workbook.sheet_names if name == wanted]
        return _Read(workbook.sheet_names, [(name, list(_rows(workbook, name))) for name in seen])


def _rows(workbook: CalamineWorkbook, sheet: str) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False), 1):
        cells = list(map(_cell, row))
        if any(cell != "" for cell in cells):
            yield number, list(map(_written, cells))


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


def _written(cell: Cell) -> str:
    if isinstance(cell, str):
        return f"s{cell}"
    if isinstance(cell, Decimal):
        return f"n{cell}"
    return f"t{cell.isoformat()}" if isinstance(cell, datetime) else f"d{cell.isoformat()}"


def _read(text: str) -> Cell:
    kind, told = text[0], text[1:]
    if kind == "n":
        return Decimal(told)
    if kind == "t":
        return datetime.fromisoformat(told)
    return date.fromisoformat(told) if kind == "d" else told


if __name__ == "__main__":
    _main()
