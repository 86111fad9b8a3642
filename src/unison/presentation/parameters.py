"""The parameters of an address: what a route does not know is refused, and never passed over in silence.

A misspelt filter, or one that only another route has, would be answered with numbers that look like those asked for.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from fastapi.dependencies.models import Dependant
from fastapi.exceptions import RequestValidationError
from pydantic import TypeAdapter
from starlette.requests import HTTPConnection

type Parameters = Mapping[str, bool]
"""What a route knows: each name, and whether it may be repeated."""

NONE: Parameters = {}


async def known_only(connection: HTTPConnection) -> None:
    """A dependency of every route: refuses a query parameter that the route does not declare, one that is repeated and has a
    single value, and the character NUL, which the database holds nowhere."""
    endpoint = connection.scope["endpoint"]
    if connection.query_params and endpoint not in _anything:
        if endpoint not in _known:
            _known[endpoint] = parameters_of(connection.scope["route"].dependant)
        check(connection.query_params.multi_items(), _known[endpoint])


def takes_anything[T: Callable[..., object]](endpoint: T) -> T:
    """Marks an endpoint whose parameters others choose: it has to look at each itself."""
    _anything.add(endpoint)
    return endpoint


def check(told: Iterable[tuple[str, str]], known: Parameters, instead: str = "") -> None:
    """Refuses what is told and not known. `instead` says where it belongs, as the end of a sentence."""
    times = dict[str, int]()
    for name, value in told:
        times[name] = times.get(name, 0) + 1
        if "\0" in name + value:
            raise _refused([name], "may not hold the character NUL")
    if unknown := [name for name in times if name not in known]:
        listed = f"which takes {', '.join(sorted(known))}" if known else "which takes none"
        raise _refused(unknown, f"is no query parameter of this address, {listed}{instead}")
    if repeated := [name for name, count in times.items() if count > 1 and not known[name]]:
        raise _refused(repeated, "has one value and was given several. Ask once for each")


def _refused(names: Iterable[str], problem: str) -> RequestValidationError:
    return RequestValidationError([{"loc": ("query", name), "msg": problem} for name in names])


_anything: set[Callable[..., object]] = set()
_known: dict[Callable[..., object], Parameters] = {}
"""Of each endpoint that was asked with parameters."""


def parameters_of(dependant: Dependant) -> Parameters:
    """What an endpoint takes, and all it depends on."""
    own = {field.alias: _takes_several(field.field_info.rebuild_annotation()) for field in dependant.query_params}
    for other in dependant.dependencies:
        own |= parameters_of(other)
    return own


def _takes_several(annotation: Any) -> bool:
    schema = TypeAdapter(annotation).json_schema()
    return any(form.get("type") == "array" for form in (schema, *schema.get("anyOf", ())))
