"""Documents to take away: PDF from a Typst template beside this file, and CSV.

Typst comes as one wheel with its fonts and needs nothing of the system, which WeasyPrint does (Pango). A template gets its data
as JSON and never as markup, so no name in it can be taken for a command.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from typing import Any

import orjson
from starlette.responses import Response

FORMULA = ("=", "+", "-", "@")
"""A spreadsheet takes text that begins so for a formula."""


class Pdf(Response):
    media_type = "application/pdf"


class Csv(Response):
    media_type = "text/csv"


def named(document: Response, name: str) -> Response:
    """Gives the document a file name that every system takes."""
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else "_" for c in name)
    document.headers["Content-Disposition"] = f'attachment; filename="{plain}"'
    return document


def pdf(template: str, data: Mapping[str, Any]) -> bytes:
    """A template's document about `data`. Takes a while: call it in a thread."""
    import typst  # noqa: PLC0415 - 40 MB of fonts and code that no process needs before its first document

    source = files(__package__).joinpath(f"{template}.typ").read_bytes()
    return typst.compile(source, format="pdf", sys_inputs={"data": orjson.dumps(data).decode()})


def csv_of(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """Rows under a line of column names; what a row does not have stays empty. Text that a spreadsheet would take for a formula
    gets an apostrophe before it."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _cell(value) for name, value in row.items()})
    return out.getvalue()


def _cell(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
