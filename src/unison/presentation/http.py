"""The HTTP application: routes, problems, documents, the face."""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Depends, FastAPI
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi_offline import FastAPIOffline
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from unison import __version__
from unison.presentation import errors, refusals
from unison.presentation.command_routes import dispatched
from unison.presentation.dispatch import Dispatch
from unison.presentation.door import Door
from unison.presentation.door.headers import policy_of_page
from unison.presentation.machine_accounts import metadata
from unison.presentation.parameters import known_only

API = "/api/v1"

type Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]


def create_app(*, lifespan: Lifespan, routers: Sequence[APIRouter], face: Path | None) -> FastAPI:
    """`lifespan` sets `app.state.context` before the first request. `face` is the built front end, where there is one."""
    app = FastAPIOffline(  # its page of the routes needs no other host: a shop floor may have no internet
        title="Unison",
        version=__version__,
        description="Commands in, facts stored, read models out. Every number can be traced to its facts.",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        responses={"default": {"model": errors.Problem}},
    )
    errors.install(app)
    _document_problems(app)
    for router in routers:
        app.include_router(router, prefix=API, dependencies=[Depends(known_only)])
    _show_routes(app)
    app.add_middleware(Dispatch, endpoints=dispatched(app))
    app.add_middleware(Door, app=app)
    for elsewhere in (refusals.router, metadata):  # where a problem's `type` leads; where programs look
        app.include_router(elsewhere, dependencies=[Depends(known_only)])
    if face is not None and face.is_dir():
        _show(app, _Face(directory=face, html=True))
    return app


def _show_routes(app: FastAPI) -> None:
    """The page of the routes, at /docs: the scripts that it has in itself run, and no other."""
    files = "/static-offline-docs"

    @app.get("/docs", include_in_schema=False)
    async def show_routes() -> Response:  # pyright: ignore[reportUnusedFunction]
        page = get_swagger_ui_html(
            openapi_url="/openapi.json",
            title="The routes of Unison",
            swagger_js_url=f"{files}/swagger-ui-bundle.js",
            swagger_css_url=f"{files}/swagger-ui.css",
            swagger_favicon_url="/icon.svg",
        )
        page.headers["content-security-policy"] = policy_of_page(bytes(page.body)).decode()
        return page


def _document_problems(app: FastAPI) -> None:
    """Every route may answer a problem, and none answers the framework's own form of a malformed request."""
    made = app.openapi

    def document() -> dict[str, Any]:
        if app.openapi_schema is None:
            told = made()
            problem = {"$ref": "#/components/schemas/Problem"}
            answer = {
                "description": "A problem (RFC 9457): what was not so, which field, and the way out.",
                "content": {"application/problem+json": {"schema": problem}},
            }
            malformed = answer | {
                "description": "A problem (RFC 9457), `malformed`: each field that is wrong, and each query parameter that this"
                " address does not know or that is repeated and has one value, with those it knows."
            }
            for methods in told["paths"].values():
                for operation in methods.values():
                    operation["responses"].pop("default", None)
                    operation["responses"] |= {"422": malformed, "4XX": answer, "5XX": answer}
            told["components"]["schemas"]["Problem"]["properties"]["code"] = refusals.code_schema()
            for name in ("HTTPValidationError", "ValidationError"):
                told["components"]["schemas"].pop(name, None)
        return app.openapi_schema or {}

    app.openapi = document


def _show(app: FastAPI, face: StaticFiles) -> None:
    """Shows the face where no route is: not as a mount, which would take every path and hide a method not allowed."""
    nothing = app.router.default

    async def face_or_nothing(scope: Scope, receive: Receive, send: Send) -> None:
        await (face if scope["type"] == "http" else nothing)(scope, receive, send)

    app.router.default = face_or_nothing


class _Face(StaticFiles):
    """The single page: a path that is no file is a screen of it."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        try:
            return await super().get_response(path, scope)
        except HTTPException as missing:
            if missing.status_code != 404 or path.startswith(("api/", "assets/")):
                raise
            return await super().get_response("index.html", scope)
