"""The file of rejected rows: written as the file they came from, so that it can be mended and imported as it is."""

import csv
from collections.abc import Sequence
from io import StringIO
from pathlib import Path

from unison.imports.layout import Dialect, normal
from unison.imports.tables import REASON, Rejected, Table
from unison.imports.workbooks import text_of


def write_rejects(path: Path, table: Table, rejected: Sequence[Rejected]) -> None:
    """The rejected rows as they were, with the reason in a last column; no file when there is none.

    In the encoding and with the separator of the file; of a workbook as CSV UTF-8 with commas.
    """
    if not rejected:
        path.unlink(missing_ok=True)
        return
    dialect = table.grid.dialect if table.grid.dialect.sheet is None else Dialect("utf-8-sig", ",")
    reasons = {each.line: f"line {each.line}: {each.reason}" for each in rejected}
    columns = table.grid.columns
    kept = [place for place, name in enumerate(columns) if normal(name) != REASON]
    out = StringIO()
    if dialect.marked:
        out.write(f"sep={dialect.separator}\r\n")
    writer = csv.writer(out, delimiter=dialect.separator)
    writer.writerow([*(columns[place] for place in kept), REASON])
    for line, cells in table.grid.rows:
        if line not in reasons:
            continue
        if len(cells) > len(columns):  # which field is whose is not known: an earlier reason is the last
            told = cells if len(kept) == len(columns) else cells[:-1]
        else:
            told = tuple(cells[place] if place < len(cells) else "" for place in kept)
        writer.writerow([*map(text_of, told), reasons[line]])
    path.write_bytes(_encoded(out.getvalue(), dialect.encoding))


def _encoded(text: str, encoding: str) -> bytes:
    """What the encoding cannot tell of a reason becomes a question mark."""
    return text.encode(encoding, errors="replace")
