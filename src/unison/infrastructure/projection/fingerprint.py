"""What decides the rows of a projection, as one fingerprint: where it differs, the tables have to be made anew."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol, cast

import msgspec

from unison.infrastructure import fingerprints
from unison.infrastructure.sql import script
from unison.shared.events import Fact

_MEASURES = "unison.measures"


class Projecting(Protocol):
    """What is looked at of a projection."""

    @property
    def package(self) -> str: ...
    @property
    def queries(self) -> Mapping[str, str]: ...
    @property
    def on(self) -> Mapping[type[Fact], Callable[..., Any]]: ...
    @property
    def after(self) -> Sequence[str]: ...
    @property
    def after_batch(self) -> Callable[..., Any] | None: ...
    @property
    def fold(self) -> Sequence[str]: ...
    @property
    def meaning(self) -> int: ...


def fingerprint(projection: Projecting) -> str:
    """Covers its tables, the statements that write them, its topics with the fields of their facts, which function takes
    which, the code of those functions with what they import from the projection's own package and from the measures, and
    `meaning`, for changes that lie elsewhere. A question that is asked of the tables is not covered.
    """
    functions = [*projection.on.values(), *([projection.after_batch] if projection.after_batch else [])]
    return fingerprints.digest(
        fingerprints.sql_text(script(projection.package, "table.sql")),
        *(f"{name}: {fingerprints.sql_text(text)}" for name, text in _writing(projection)),
        *(f"{_form(kind)} by {function.__qualname__}" for kind, function in projection.on.items()),
        *projection.after,
        *projection.fold,
        fingerprints.code({function.__module__ for function in functions}, (projection.package, _MEASURES)),
        str(projection.meaning),
    )


def _writing(projection: Projecting) -> list[tuple[str, str]]:
    """The statements that the engine runs for each batch, those that take its rows, and those of the fold."""
    return [(name, text) for name, text in projection.queries.items() if "%(rows)s" in text or name in projection.fold]


def _form(kind: type[Fact]) -> str:
    """A fact's fields with their types and defaults, those of the values inside it too."""
    return f"{kind.topic}@{kind.schema_version} {_without_words(msgspec.json.schema(kind))}"


def _without_words(schema: Any) -> Any:
    """A JSON schema without what docstrings say."""
    if isinstance(schema, dict):
        named = cast(dict[str, Any], schema)
        return {key: _without_words(value) for key, value in named.items() if key != "description"}
    if isinstance(schema, list):
        return [_without_words(each) for each in cast(list[Any], schema)]
    return schema
