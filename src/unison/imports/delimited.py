"""Text files of rows: which encoding, which separator, and each row with its line."""

import csv
import re
from collections.abc import Iterator
from io import StringIO

from unison.imports.layout import SEPARATORS, Cell, Dialect, Grid, Layout, Unreadable, normal
from unison.imports.options import Options

_BREAK = re.compile(r"\r\n|\r|\n")
_MARK = re.compile(r"sep=(.)[ \t]*(?=[\r\n])", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_UTF8_AS_CP1252 = re.compile("[ÂÃâ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")


def read_delimited(name: str, data: bytes, layout: Layout, options: Options) -> Grid:
    """The rows of a text file. Unreadable, with the line, when it is no table."""
    text, encoding = _decoded(name, data, options.encoding)
    marked = _MARK.match(text)
    body = text[marked.end() :] if marked else text
    said = options.separator or (marked[1] if marked else None)
    separator = said or _separator(body, layout, options)
    dialect = Dialect(encoding, separator, marked is not None)
    records = [(line, row) for line, row in _records(name, body, separator) if any(row)]
    if not records:
        raise Unreadable(f"{name} is empty.")
    (header_line, header), *rows = records
    short = rows and len(rows[-1][1]) < len(header) and not _BREAK.search(text[-1:])
    return Grid(
        name, dialect, header, list[tuple[int, tuple[Cell, ...]]](rows), header_line, rows[-1][0] if short else None
    )


# Encoding -----------------------------------------------------------------------------------------------------------


def _decoded(name: str, data: bytes, said: str | None) -> tuple[str, str]:
    """The text, and the name of its encoding. Unreadable when it is none that is known, or no text at all."""
    encoding = said or _encoding(data)
    try:
        text = data.decode(encoding)
    except LookupError:
        raise Unreadable(f"--encoding {said}: there is no such encoding; say utf-8, utf-16 or cp1252.") from None
    except UnicodeDecodeError as error:
        before = error.object[: error.start].replace(b"\0", b"").decode("latin-1")
        no = f"no {encoding}" if said or encoding != "cp1252" else "neither UTF-8 nor cp1252, so it is no table"
        raise Unreadable(
            f"{name}: line {_line(before, len(before))} has bytes that are {no}: export it as CSV UTF-8 or .xlsx, or name its "
            "encoding by --encoding."
        ) from None
    text = text.removeprefix("\ufeff").rstrip("\x1a")  # the end mark of DOS
    if odd := _CONTROL.search(text):
        kind = "a NUL character" if odd[0] == "\x00" else "a control character"
        raise Unreadable(
            f"{name}: line {_line(text, odd.start())} has {kind}, so it is no table: export it as CSV or .xlsx."
        )
    if said is None and encoding == "cp1252" and (broken := _UTF8_AS_CP1252.search(text)):
        raise Unreadable(
            f"{name}: line {_line(text, broken.start())} is UTF-8 and other lines are not: export the file anew, or name its "
            "encoding by --encoding."
        )
    return text, encoding


def _encoding(data: bytes) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return encoding
    head = data[:4096]
    if head.count(0) > len(head) // 4:  # Latin letters in UTF-16 have a NUL each
        little, big = head[1::2].count(0), head[::2].count(0)
        if min(little, big) * 4 < max(little, big):
            return "utf-16-le" if little > big else "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _line(text: str, place: int) -> int:
    return len(_BREAK.findall(text, 0, place)) + 1


# Separator ----------------------------------------------------------------------------------------------------------


def _separator(text: str, layout: Layout, options: Options) -> str:
    """The one by which the header has the most columns that are asked for; else by which it has the most fields."""
    asked = {*layout.columns, *map(normal, options.names)}

    def found(separator: str) -> tuple[int, int]:
        header = next((row for _, row in _records("", text, separator, strict=False) if any(row)), ())
        return len({normal(name) for name in header} & asked), len(header)

    return max(SEPARATORS, key=found)


# Rows ---------------------------------------------------------------------------------------------------------------


def _records(name: str, text: str, separator: str, *, strict: bool = True) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The rows, each with the line on which it begins. Unreadable when quotes or a field have no end."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=strict)
    begins = 1
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if not strict:
                return
            raise Unreadable(f"{name}: {_told(str(error), begins, reader.line_num)}") from None
        yield begins, tuple(field.strip() for field in row)
        begins = reader.line_num + 1


def _told(error: str, begins: int, line: int) -> str:
    if "field larger" in error:
        return f"line {begins} has a field of more than {csv.field_size_limit():,} characters: is a quote not closed there?"
    if "unexpected end" in error:
        return f"line {begins} opens a quote that is never closed: close it, or double a quote that is meant as such."
    return f"line {line} has text right behind a closing quote: double each quote inside of a field."
