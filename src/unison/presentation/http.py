"""The HTTP application: routes, problems, documents, the face."""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path

from fastapi import APIRouter, FastAPI
from fastapi_offline import FastAPIOffline
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from unison.presentation import errors

API = "/api/v1"

type Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]


def create_app(*, lifespan: Lifespan, routers: Sequence[APIRouter], face: Path | None) -> FastAPI:
    """`lifespan` sets `app.state.context` before the first request. `face` is the built front end, where there is one."""
    app = FastAPIOffline(  # its page of the routes needs no other host: a shop floor may have no internet
        title="Unison",
        version="0.1.0",
        description="Commands in, facts stored, read models out. Every number can be traced to its facts.",
        lifespan=lifespan,
        responses={"4XX": {"model": errors.Problem, "description": "A problem (RFC 9457)"}},
    )
    errors.install(app)
    for router in routers:
        app.include_router(router, prefix=API)
    if face is not None and face.is_dir():
        app.mount("/", _Face(directory=face, html=True), name="face")
    return app


class _Face(StaticFiles):
    """The single page: a path that is no file is a screen of it."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        try:
            return await super().get_response(path, scope)
        except HTTPException as missing:
            if missing.status_code != 404 or path.startswith(("api/", "assets/")):
                raise
            return await super().get_response("index.html", scope)
