"""Which questions can be exported: every address that is asked with GET and answers a list or a report."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts
from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema
from starlette.routing import compile_path

from unison.exports.columns import Json, Table, is_list, lists_of, table_of
from unison.presentation.feed import CloudEvent
from unison.presentation.http import API
from unison.presentation.parameters import check, parameters_of
from unison.shared.errors import MalformedRefusal, UnknownRefusal

FEED = f"{API}/feed"
NOT_LISTS = tuple(
    f"{API}/{room}"
    for room in (
        "auth/",
        "first-run",
        "exports",
        "schemas",
        "notices",
        "webhooks",
        "jobs",
        "schedules",
        "reactions",
        "parked",
    )
)
"""Addresses about the account and the running of things, not about the plant."""

PAGED_BY = ("limit", "offset")
"""Parameters that say which part of a list is wanted: an export is of the whole."""

_NO_LIMIT = 1_000_000


class UnknownList(UnknownRefusal, code="unknown_list"):
    """There is no list or report at {question}. Name its address as it is asked with GET, such as /stock/movements?lot=L-1."""


class UnknownPart(MalformedRefusal, code="unknown_part"):
    """The report at {question} has no list {part}. It has {known}."""


class _Schema(GenerateJsonSchema):
    """Tells decimals from text."""

    def decimal_schema(self, schema: Any) -> dict[str, Any]:  # noqa: ARG002
        return {"type": "string", "format": "decimal"}


@dataclass(frozen=True)
class _Route:
    """A route that can be exported."""

    path: str
    route: APIRoute

    @cached_property
    def pattern(self) -> Any:
        return compile_path(self.path)[0]

    @cached_property
    def schema(self) -> Json:
        kind = list[CloudEvent] if self.path == FEED else self.route.response_model
        return TypeAdapter(kind).json_schema(mode="serialization", schema_generator=_Schema)

    @cached_property
    def at_most(self) -> int | None:
        """The greatest `limit` that the route takes; None where it takes none."""
        for field in _fields(self.route.dependant):
            if field.alias == "limit":
                return next((at.le for at in field.field_info.metadata if hasattr(at, "le")), _NO_LIMIT)
        return None


def _fields(dependant: Any) -> Sequence[Any]:
    return [*dependant.query_params, *(field for each in dependant.dependencies for field in _fields(each))]


@dataclass(frozen=True, slots=True)
class Question:
    """What is exported. `at_most` is how many rows one answer has; None where it has all there are."""

    address: str
    parameters: Sequence[tuple[str, str]]
    table: Table
    at_most: int | None
    is_list: bool

    @property
    def is_feed(self) -> bool:
        return self.address == FEED

    @property
    def is_paged(self) -> bool:
        """Whether its rows may be read page by page. A report is one answer, for its sums are of all rows."""
        return self.is_list and self.at_most is not None

    def asked(self, **more: object) -> str:
        """The address with its parameters, and these."""
        told = [(name, value) for name, value in self.parameters if name not in more]
        query = urlencode(told + [(name, str(value)) for name, value in more.items()])
        return f"{self.address}?{query}" if query else self.address


class Questions:
    """The questions of an application."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app

    @cached_property
    def _routes(self) -> Mapping[str, _Route]:
        """Looked for when the first question is asked."""
        return {
            found.path: _Route(found.path, found.original_route)
            for found in iter_route_contexts(self._app.routes)
            if found.path is not None
            and isinstance(found.original_route, APIRoute)
            and found.path.startswith(API)
            and "GET" in (found.original_route.methods or ())
            and not found.path.startswith(NOT_LISTS)
            and (found.path == FEED or found.original_route.response_model is not None)
        }

    @property
    def addresses(self) -> Sequence[str]:
        """Every address, as routes name it: with braces where something is to be named."""
        return list(self._routes)

    def find(self, question: str, part: str | None = None) -> Question:
        """The question at an address; `part` is the list of a report that is wanted. Refuses `UnknownList`, `UnknownPart`, and a
        parameter that the address does not know."""
        address, parameters = _taken_apart(question)
        route = next((route for route in self._routes.values() if route.pattern.match(address)), None)
        if route is None:
            raise UnknownList(question=question)
        check(parameters, parameters_of(route.route.dependant))
        try:
            table = table_of(route.schema, part)
        except KeyError:
            known = ", ".join(lists_of(route.schema)) or "none"
            raise UnknownPart(question=question, part=part, known=known) from None
        return Question(address, parameters, table, route.at_most, is_list(route.schema))


def _taken_apart(question: str) -> tuple[str, Sequence[tuple[str, str]]]:
    told = urlsplit(question)
    if told.scheme or told.netloc:
        raise UnknownList(question=question)
    address = "/" + told.path.lstrip("/")
    parameters = parse_qsl(told.query, keep_blank_values=True)
    whole = [(name, value) for name, value in parameters if name not in PAGED_BY]
    return address if address.startswith(API) else API + address, whole
