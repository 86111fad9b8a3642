"""Workbooks as Excel writes them, as far as tests need them: texts, numbers, and moments as numbers with a date's format."""

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from xml.sax.saxutils import escape

type Value = str | int | float | datetime

_TYPES = """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels"
ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml"
ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"""
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STYLES = f'<styleSheet xmlns="{_MAIN}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>'


def workbook(**sheets: Sequence[Sequence[Value]]) -> bytes:
    """The bytes of an .xlsx with these sheets; one whose name ends with `_hidden` is hidden."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("[Content_Types].xml", _TYPES)
        package.writestr("_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")]))
        parts = [("worksheet", f"worksheets/sheet{number}.xml") for number in range(1, len(sheets) + 1)]
        package.writestr("xl/_rels/workbook.xml.rels", _relations([*parts, ("styles", "styles.xml")]))
        package.writestr("xl/styles.xml", _STYLES)
        listed = "".join(
            f'<sheet name="{name}" sheetId="{number}" r:id="rId{number}"{_state(name)}/>'
            for number, name in enumerate(sheets, 1)
        )
        package.writestr(
            "xl/workbook.xml", f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>'
        )
        for number, rows in enumerate(sheets.values(), 1):
            package.writestr(f"xl/worksheets/sheet{number}.xml", _sheet(rows))
    return out.getvalue()


def _state(name: str) -> str:
    return ' state="hidden"' if name.endswith("_hidden") else ""


def _relations(parts: list[tuple[str, str]]) -> str:
    told = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(parts, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}">{told}</Relationships>'


def _sheet(rows: Sequence[Sequence[Value]]) -> str:
    told = "".join(
        f'<row r="{line}">{"".join(_cell(line, place, value) for place, value in enumerate(row))}</row>'
        for line, row in enumerate(rows, 1)
    )
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{told}</sheetData></worksheet>'


def _cell(line: int, place: int, value: Value) -> str:
    at = f'r="{chr(ord("A") + place)}{line}"'
    if isinstance(value, str):
        return f'<c {at} t="inlineStr"><is><t>{escape(value)}</t></is></c>' if value else ""
    if isinstance(value, datetime):
        days = (value - datetime(1899, 12, 30)) / (datetime(1900, 1, 2) - datetime(1900, 1, 1))
        return f'<c {at} s="1"><v>{days!r}</v></c>'
    return f"<c {at}><v>{value!r}</v></c>"
