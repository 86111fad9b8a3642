"""Routes that are made when somebody looks at them: making all of them takes longer than most words of the command line run,
and these look at none.
"""

from collections.abc import Callable
from functools import partial
from typing import Any, override

from fastapi import APIRouter
from starlette.routing import BaseRoute


class LateRouter(APIRouter):
    """A router that keeps what is added to it, and adds it when its routes are asked for."""

    def __init__(self, **settings: Any) -> None:
        self._waiting: list[Callable[[], None]] = []
        super().__init__(**settings)

    def later(self, add: Callable[[], None]) -> None:
        """`add` adds a route, after those that were added before."""
        self._waiting.append(add)

    @override
    def add_api_route(self, path: str, endpoint: Callable[..., Any], **settings: Any) -> None:
        self.later(partial(super().add_api_route, path, endpoint, **settings))

    @override
    def include_router(self, router: APIRouter, **settings: Any) -> None:
        self.later(partial(super().include_router, router, **settings))

    @property
    def routes(self) -> list[BaseRoute]:  # pyright: ignore[reportIncompatibleVariableOverride]
        waiting, self._waiting = self._waiting, []
        for add in waiting:
            add()
        return self._routes

    @routes.setter
    def routes(self, routes: list[BaseRoute]) -> None:
        self._routes = routes
