"""The columns of an answer, from its JSON schema, and the cells of its rows.

What is nested becomes columns of its own, named with a dot; what is a list within a row becomes JSON. Numbers are kept as they are
told: a decimal is text in JSON, and no binary number on its way.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import orjson

type Json = Mapping[str, Any]

DECIMAL = r"^(?!^[-+.]*$)[+-]?0*\d*\.?\d*$"
"""The pattern by which pydantic describes a decimal."""

_UNITS = {"pcs": "pcs", "s": "s", "kg": "kg", "ratio": "ratio", "percent": "%", "days": "days", "ms": "ms"}


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    NUMBER = "number"
    BOOLEAN = "boolean"
    MOMENT = "moment"
    DAY = "day"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Column:
    """`path` leads from a row to its cell."""

    path: tuple[str, ...]
    kind: Kind

    @property
    def name(self) -> str:
        """As programs know it: `made.quantity_pcs`."""
        return ".".join(self.path)

    @property
    def title(self) -> str:
        """As people read it: `Made: quantity (pcs)`."""
        *words, last = (part.replace("_", " ") for part in self.path)
        before, _, unit = last.rpartition(" ")
        if before and unit in _UNITS:
            last = f"{before} ({_UNITS[unit]})"
        told = ": ".join((*words, last))
        return told[:1].upper() + told[1:]

    def of(self, row: Json) -> Any:
        """The row's cell, None where it has none."""
        cell: Any = row
        for name in self.path:
            if not isinstance(cell, Mapping):
                return None
            cell = cell.get(name)  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType]
        if self.kind is Kind.JSON and cell is not None:
            return orjson.dumps(cell).decode()
        return cell  # pyright: ignore[reportUnknownVariableType]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows that an answer has: `part` names the list in it, None where it is the list itself, or one row."""

    part: str | None
    columns: Sequence[Column]

    def rows(self, answer: Any) -> Sequence[Json]:
        found = answer if self.part is None else answer[self.part]
        return found if isinstance(found, list) else [found]  # pyright: ignore[reportUnknownVariableType]


def table_of(schema: Json, part: str | None = None) -> Table:
    """The table of an answer with this schema: the rows of a list; of a report those of its list `part`, or of its first; a report
    without a list is one row. KeyError when it has no such list.
    """
    definitions: Json = schema.get("$defs", {})
    form = _resolved(schema, definitions)
    if form.get("type") == "array":
        return Table(None, list(_columns((), form["items"], definitions)))
    lists = lists_of(schema)
    if part is None and not lists:
        return Table(None, list(_columns((), form, definitions)))
    part = lists[0] if part is None else part
    if part not in lists:
        raise KeyError(part)
    return Table(part, list(_columns((), _one(form["properties"][part], definitions)["items"], definitions)))


def lists_of(schema: Json) -> Sequence[str]:
    """The names of a report's lists."""
    definitions: Json = schema.get("$defs", {})
    properties: Json = _resolved(schema, definitions).get("properties", {})
    return [name for name, form in properties.items() if _is_table(_one(form, definitions), definitions)]


def is_list(schema: Json) -> bool:
    return _resolved(schema, schema.get("$defs", {})).get("type") == "array"


def _is_table(form: Json, definitions: Json) -> bool:
    return form.get("type") == "array" and "properties" in _one(form.get("items", {}), definitions)


def _columns(path: tuple[str, ...], form: Json, definitions: Json) -> Iterator[Column]:
    form = _one(form, definitions)
    if "properties" in form and len(path) < 4:
        for name, of_field in form["properties"].items():
            yield from _columns((*path, name), of_field, definitions)
    else:
        yield Column(path or ("value",), _kind(form))


def _kind(form: Json) -> Kind:
    match form.get("type"), form.get("format"):
        case "string", "date-time":
            return Kind.MOMENT
        case "string", "date":
            return Kind.DAY
        case "string", _:
            return Kind.DECIMAL if form.get("pattern") == DECIMAL or form.get("format") == "decimal" else Kind.TEXT
        case "integer", _:
            return Kind.INTEGER
        case "number", _:
            return Kind.NUMBER
        case "boolean", _:
            return Kind.BOOLEAN
        case None, _ if "const" in form or "enum" in form:
            return Kind.TEXT
        case _:
            return Kind.JSON


def _one(form: Json, definitions: Json) -> Json:
    """The form of what is there, where it may be missing; a choice among several stays as it is."""
    form = _resolved(form, definitions)
    choices = [each for each in form.get("anyOf", ()) if each.get("type") != "null"]
    return _one(choices[0], definitions) if len(choices) == 1 else form


def _resolved(form: Json, definitions: Json) -> Json:
    while "$ref" in form:
        form = definitions[str(form["$ref"]).rpartition("/")[2]]
    return form
