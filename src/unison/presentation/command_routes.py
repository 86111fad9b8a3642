"""The routes of commands: documented by the framework, answered before it."""

from collections.abc import Callable, Coroutine
from typing import Annotated, Any

from fastapi import FastAPI, Header, Request, Response
from fastapi.routing import APIRoute, iter_route_contexts
from starlette.exceptions import HTTPException

from unison.presentation.auth import Signed
from unison.presentation.late_routes import LateRouter
from unison.presentation.one_time_passwords import OneTimePassword, one_time_password_endpoint
from unison.presentation.sending import CommandId, Device, Endpoint, carries_out, command_endpoint
from unison.shared.commands import Answer, Command


class DispatchedRoute(APIRoute):
    """A POST route that the framework documents, and that `dispatch` answers by `answered_by`."""

    def __init__(self, path: str, documented: Callable[..., Any], *, answered_by: Endpoint, **described: Any) -> None:
        super().__init__(path, documented, methods=["POST"], **described)
        self.answered_by = answered_by

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        return _not_dispatched


async def _not_dispatched(_: Request) -> Response:
    """The framework takes a path for this route that is not exactly its own."""
    raise HTTPException(404)


class CommandRouter(LateRouter):
    """The routes of a capability's commands: `router.command("/hold", HoldLot)`."""

    def command(self, path: str, kind: type[Command], *, status_code: int = 200) -> None:
        """POST to `path` carries out the command; the command's docstring describes it."""
        self.later(lambda: self.routes.append(self._route(path, kind, status_code)))

    def one_time_password(self, path: str, kind: type[Command]) -> None:
        """As `command`, and the answer tells a password that the server has made; the use case gets its hash as a secret."""
        endpoint = one_time_password_endpoint(kind)
        self.later(lambda: self.routes.append(self._route(path, kind, 200, endpoint, OneTimePassword)))

    def _route(
        self,
        path: str,
        kind: type[Command],
        status_code: int,
        endpoint: Endpoint | None = None,
        answer: type[Answer] = Answer,
    ) -> DispatchedRoute:
        return DispatchedRoute(
            self.prefix + path,
            _documented(kind),
            answered_by=endpoint or command_endpoint(kind, status_code),
            status_code=status_code,
            response_model=answer,
            name=path.strip("/").replace("-", "_"),
            description=kind.__doc__,
            openapi_extra=carries_out(kind.command_name),
            tags=self.tags,
        )


def _documented(kind: type[Command]) -> Callable[..., Any]:
    async def carry_out(
        command: Command,
        who: Signed,
        idempotency_key: Annotated[CommandId, Header()],
        device: Annotated[Device | None, Header(alias="X-Device")] = None,
    ) -> None:
        """Its parameters are what the document tells; `dispatch` answers."""

    carry_out.__annotations__["command"] = kind
    return carry_out


def dispatched(app: FastAPI) -> dict[str, Endpoint]:
    """The endpoint of every dispatched route of the application, by its whole path."""
    return {
        found.path: found.original_route.answered_by
        for found in iter_route_contexts(app.routes)
        if isinstance(found.original_route, DispatchedRoute) and found.path is not None
    }
