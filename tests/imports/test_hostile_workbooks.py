"""A workbook that is small as a file and large when it is unpacked is refused, and who reads it goes on."""

import io
import struct
import zipfile
from collections.abc import Callable

import pytest

from tests.imports.workbook import workbook
from unison.imports.layout import Layout, Unreadable
from unison.imports.options import Options
from unison.imports.tables import table_from

LAYOUT = Layout(required=("lot", "quantity"), numbers=("quantity",))
SHEET = "xl/worksheets/sheet1.xml"
ROWS = [["lot", "quantity"], ["A", 1]]


def changed(change: Callable[[str], str], data: bytes | None = None) -> bytes:
    """A workbook whose sheet was changed by hand."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data or workbook(S=ROWS))) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for each in source.namelist():
            told = source.read(each)
            target.writestr(each, change(told.decode()) if each == SHEET else told)
    return out.getvalue()


def last_row(xml: str, row: str) -> str:
    return xml.replace("</sheetData>", f"{row}</sheetData>")


def far_away() -> bytes:
    return changed(lambda xml: last_row(xml, '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))


def zeros() -> bytes:
    return changed(lambda xml: last_row(xml, " " * 300 * 2**20))


def zeros_that_are_denied() -> bytes:
    """Each place where the archive tells the size of the sheet says 1,000 bytes."""
    size = 1_200 * 2**20
    data = changed(
        lambda xml: last_row(xml, f'<row r="3"><c r="A3" t="inlineStr"><is><t>{"x" * size}</t></is></c></row>')
    )
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        said = archive.getinfo(SHEET).file_size
    assert data.count(struct.pack("<I", said)) >= 2
    return data.replace(struct.pack("<I", said), struct.pack("<I", 1_000))


def one_text_many_times() -> bytes:
    """A text of 30,000 characters in 100,000 cells."""
    cells = "".join(f'<row r="{line}"><c r="A{line}" t="s"><v>0</v></c></row>' for line in range(3, 100_000))
    out = io.BytesIO(changed(lambda xml: last_row(xml, cells)))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", f"<sst><si><t>{'x' * 30_000}</t></si></sst>")
    return out.getvalue()


@pytest.mark.parametrize("make", [far_away, zeros, zeros_that_are_denied, one_text_many_times])
def test_what_is_small_as_a_file_alone_is_refused(make: Callable[[], bytes]) -> None:
    data = make()
    assert len(data) < 3 * 2**20
    with pytest.raises(Unreadable, match=r"S\.xlsx (holds far more than its size tells|is no workbook)"):
        table_from("S.xlsx", data, LAYOUT, Options())


def test_a_workbook_of_many_rows_is_read() -> None:
    rows = [*ROWS, *([f"L-{number}", number] for number in range(100_000))]
    data = changed(lambda xml: xml, workbook(S=rows))
    assert len(table_from("S.xlsx", data, LAYOUT, Options()).grid.rows) == 100_001
