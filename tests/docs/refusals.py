"""Writes docs/refusals.md: `python -m tests.docs.refusals`."""

from importlib import import_module
from itertools import groupby
from pathlib import Path
from pkgutil import walk_packages

import projections
import unison
from unison.presentation.refusals import Meaning, meanings
from unison.shared.errors import refusals

PAGE = Path(__file__).parents[2] / "docs" / "refusals.md"

_HEAD = """# Refusals

A refusal is answered as a problem (RFC 9457); programs match its `code`, which is given once and never changes. Words in
braces are the facts of the case, answered under `facts` too. A `warning` is told with the answer of a command that is carried
out all the same, and refused (409) only where the organization wants it so ([warnings](warnings.md)). A running server explains
each at `/problems/CODE`. This page is written by `make docs`.
"""


def page() -> str:
    """Of every module there is, whoever else has imported it: its refusals are registered."""
    for house in (unison, projections):
        for module in walk_packages(house.__path__, f"{house.__name__}."):
            if not module.name.endswith("__main__"):
                import_module(module.name)
    parts = [_HEAD]
    foreign = {code for code, kind in refusals().items() if not kind.__module__.startswith(("unison.", "projections."))}
    for room, told in groupby((each for each in meanings() if each.code not in foreign), key=lambda each: each.of):
        rows = [f"| `{each.code}` | {_status(each)} | {each.meaning.replace('|', '\\|')} |" for each in told]
        parts.append("\n".join([f"## {room}\n", "| code | status | meaning |", "|---|---|---|", *rows, ""]))
    return "\n".join(parts)


def _status(each: Meaning) -> str:
    return "warning" if each.warning else str(each.status)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
