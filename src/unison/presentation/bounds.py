"""How long a request's body may be, and how long a request may take: what a route says of itself, and what holds for all others.

@router.post("/photos", openapi_extra=bounds(body_bytes=10 * 2**20))
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts
from starlette.routing import compile_path
from starlette.types import Scope

BODY_BYTES = 2**20
BATCH_BYTES = 5 * 2**20
SECONDS = 30.0

_OF_REQUEST = "unison.bound"
_BYTES, _SECONDS = "x-max-body-bytes", "x-max-seconds"


class Bound(NamedTuple):
    """`seconds` are those from the first byte of the request's body to the last of the answer."""

    body_bytes: int = BODY_BYTES
    seconds: float = SECONDS


USUAL = Bound()
OF_FILES = Bound(seconds=300)
"""What is no route is a file of the face, and a phone may have a slow network."""


def bounds(*, body_bytes: int = BODY_BYTES, seconds: float = SECONDS) -> dict[str, Any]:
    """For `openapi_extra` of a route whose bodies are longer, or whose answers take longer, than usual."""
    return {_BYTES: body_bytes, _SECONDS: seconds}


class Bounds:
    """The bound of every address of an application."""

    def __init__(self, app: FastAPI) -> None:
        self._exact: dict[str, Bound] = {}
        self._patterns: list[tuple[re.Pattern[str], Bound]] = []
        for found in iter_route_contexts(app.routes):
            route, path = found.original_route, found.path
            if not isinstance(route, APIRoute) or path is None or _SECONDS not in (route.openapi_extra or {}):
                continue
            bound = _told(route.openapi_extra or {})
            if "{" in path:
                self._patterns.append((compile_path(path)[0], bound))
            else:
                self._exact[path] = bound

    @staticmethod
    def patterns(app: FastAPI) -> Iterator[re.Pattern[str]]:
        """Of every route that names something in its path."""
        for found in iter_route_contexts(app.routes):
            if isinstance(found.original_route, APIRoute) and found.path is not None and "{" in found.path:
                yield compile_path(found.path)[0]

    def of(self, path: str) -> Bound:
        if (exact := self._exact.get(path)) is not None:
            return exact
        if not path.startswith("/api/"):
            return OF_FILES
        return next((bound for pattern, bound in self._patterns if pattern.match(path)), USUAL)


def bound_of(scope: Scope) -> Bound:
    """Of the request, as the door has found it."""
    return scope.get(_OF_REQUEST, USUAL)


def note_bound(scope: Scope, bound: Bound) -> None:
    scope[_OF_REQUEST] = bound


def _told(extra: Mapping[str, Any]) -> Bound:
    return Bound(int(extra[_BYTES]), float(extra[_SECONDS]))
