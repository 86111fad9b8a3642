"""SQL lives in .sql files under names that are verbs; a file is read once.

A statement starts at a line `-- mark_released --` and ends at the next such line or the end of the file. Comment lines
right under the name say what it answers.
"""

import re
from functools import cache
from importlib.resources import files
from typing import LiteralString, cast

_NAME = re.compile(r"^-- (\w+) --\s*$", re.MULTILINE)


class UnknownStatement(KeyError):
    """A name that no statement of the file has."""


class Statements(dict[str, LiteralString]):
    """The named statements of one file; an unknown name says which there are."""

    def __missing__(self, name: str) -> LiteralString:
        raise UnknownStatement(f"no statement named {name!r}; there are {', '.join(self)}")


@cache
def statements(package: str, name: str = "queries.sql") -> Statements:
    """The statements of a package's .sql file, in the order they are written."""
    text = files(package).joinpath(name).read_text(encoding="utf-8")
    parts = _NAME.split(text)
    return Statements(
        (parts[i], cast(LiteralString, parts[i + 1].strip().rstrip(";"))) for i in range(1, len(parts), 2)
    )


def script(package: str, name: str) -> LiteralString:
    """A whole .sql file."""
    return cast(LiteralString, files(package).joinpath(name).read_text(encoding="utf-8"))
