"""What the fields of facts mean, in words: `fact_fields.toml`, for the documents that describe them."""

import tomllib
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any, get_type_hints

import msgspec

from unison.shared.events import Fact

type Json = dict[str, Any]


def components_of(kinds: Iterable[type[Fact]], ref_template: str) -> tuple[list[Json], Json]:
    """The JSON schema of each of the classes, and the schemas they refer to by name, with every field described and moments
    marked as such. Two classes of one name are told apart by their topic, `lots_LotConsumed`."""
    kinds = list(kinds)
    told, components = msgspec.json.schema_components(kinds, ref_template=ref_template)
    plain = {f"{kind.__module__}.{kind.__qualname__}": kind.topic.replace(".", "_") for kind in kinds}
    for kind, reference in zip(kinds, told, strict=True):
        _mark_moments(kind, components[str(reference["$ref"]).rpartition("/")[2]]["properties"])
    named = {plain.get(name, name): described(name.rpartition(".")[2], schema) for name, schema in components.items()}
    return [_renamed(each, plain) for each in told], _renamed(named, plain)


def described(name: str, schema: Json) -> Json:
    """The schema of a class with what is known in words of each of its fields."""
    if "properties" not in schema:
        return schema
    own: dict[str, str] = _words()["classes"].get(name, {})
    known: dict[str, str] = _words()["fields"] | own
    fields = {
        field: {"description": known[field], **form} if field in known else form
        for field, form in schema["properties"].items()
    }
    return schema | {"description": " ".join(schema.get("description", "").split()), "properties": fields}


def _mark_moments(kind: type[Fact], properties: Json) -> None:
    for field, hint in get_type_hints(kind).items():
        if field in properties and datetime in (hint, *getattr(hint, "__args__", ())):
            form = properties[field]
            next(f for f in (form, *form.get("anyOf", ())) if f.get("type") == "string")["format"] = "date-time"


def _renamed(node: Any, names: dict[str, str]) -> Any:
    match node:
        case dict():
            return {key: _renamed(value, names) for key, value in node.items()}  # pyright: ignore[reportUnknownVariableType]
        case list():
            return [_renamed(each, names) for each in node]  # pyright: ignore[reportUnknownVariableType]
        case str() if "/" in node:
            before, _, last = node.rpartition("/")
            return f"{before}/{names.get(last, last)}"
        case _:
            return node


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("fact_fields.toml").read_text(encoding="utf-8"))
