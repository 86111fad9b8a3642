"""Writes docs/capabilities.md: `python -m tests.docs.rooms`."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house import CAPABILITIES, READ_MODELS, ROOT
from tests.scenario import AGGREGATES

PAGE = ROOT / "docs" / "capabilities.md"

_HEAD = """# Capabilities and views

What each is, as the `__init__.py` of its folder says. A capability's commands begin with its name; a stream's name begins with
its aggregate's, and so do the topics of its facts; a view's name is its schema in the database. Other words are in
[the glossary](glossary.md). This page is written by `make docs`.
"""


def told_of(folder: Path) -> str:
    """What the folder says of itself."""
    return ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))) or ""


def streams_of(capability: Path) -> list[str]:
    """The names of its aggregates."""
    module = f"unison.{capability.name}."
    return sorted(name for name, aggregate in AGGREGATES.items() if aggregate.state.__module__.startswith(module))


def page() -> str:
    return "\n".join([_HEAD, *_capabilities(), *_views()])


def _capabilities() -> Iterator[str]:
    yield "## Capabilities\n\nThose that others read come first; none reads one that comes later.\n"
    for folder in CAPABILITIES:
        streams = ", ".join(f"`{name}`" for name in streams_of(folder))
        yield f"### `{folder.name}`\n\n{told_of(folder)}\n\nAggregates: {streams or 'none of its own'}.\n"


def _views() -> Iterator[str]:
    yield "## Views\n"
    for folder in READ_MODELS:
        yield f"### `{folder.name}`\n\n{told_of(folder)}\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
