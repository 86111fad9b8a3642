"""Refusals as RFC 9457 problems: `application/problem+json` with what is wrong, where, and the way out."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

import orjson
import structlog
from fastapi import FastAPI, Request, Response, WebSocket
from fastapi.exceptions import RequestValidationError
from psycopg import OperationalError
from psycopg.errors import DiskFull, QueryCanceled
from psycopg_pool import PoolTimeout
from pydantic import BaseModel, ValidationError
from starlette.exceptions import HTTPException
from starlette.websockets import WebSocketState

from unison.presentation.visit import refused
from unison.shared import errors

log = structlog.get_logger()

STATUS: tuple[tuple[type[errors.Refusal], int], ...] = (
    (errors.NotYetProjected, 504),
    (errors.FeedAhead, 503),
    (errors.HistoryDiffers, 410),
    (errors.BeyondFeed, 416),
    (errors.StreamParked, 409),
    (errors.OrganizationMoved, 421),
    (errors.ViewRebuilding, 503),
    (errors.GoneRefusal, 410),
    (errors.UnknownRefusal, 404),
    (errors.RuleRefusal, 409),
    (errors.MalformedRefusal, 422),
    (errors.ForbiddenRefusal, 403),
    (errors.UnauthenticatedRefusal, 401),
    (errors.ThrottledRefusal, 429),
)


class Problem(BaseModel):
    """An RFC 9457 problem. `code` is stable; `errors` names each field that is wrong and why."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    code: str
    errors: list[dict[str, str]] = []
    facts: dict[str, Any] = {}


def status_of(refusal: errors.Refusal) -> int:
    return status_of_kind(type(refusal))


def status_of_kind(refusal: type[errors.Refusal]) -> int:
    return next((status for kind, status in STATUS if issubclass(refusal, kind)), 409)


def problem_of(refusal: errors.Refusal) -> Problem:
    facts = {k: v if isinstance(v, (int, bool, float)) or v is None else str(v) for k, v in refusal.facts.items()}
    status = status_of(refusal)
    return Problem(
        type=f"/problems/{refusal.code}",
        title=type(refusal).__name__,
        status=status,
        detail=refusal.message,
        code=refusal.code,
        facts=facts,
    )


def malformed(details: Sequence[Any]) -> Problem:
    """A request that has not the right shape: each field with what is wrong and what to do."""
    fields = [{"field": _field(d["loc"]), "problem": _readable(d["msg"])} for d in details]
    named = "; ".join(f"{f['field']}: {f['problem']}" for f in fields[:5])
    asked = all(d["loc"][:1] == ("query",) for d in details)
    again = "ask again" if asked else "send it again with the same id"
    return Problem(
        type="/problems/malformed",
        title="Malformed",
        status=422,
        code="malformed",
        errors=fields,
        detail=f"{named}. Correct it and {again}.",
    )


def _field(location: Sequence[str | int]) -> str:
    """Where it stands, without the part of the request that it stands in: a field may have such a name too."""
    parts = location[1:] if location and location[0] in ("body", "query", "path", "header") else location
    return ".".join(map(str, parts)) or "body"


def _readable(message: str) -> str:
    return message.removeprefix("Value error, ").removeprefix("Input ").rstrip(".")


def _headers(refusal: errors.Refusal) -> dict[str, str]:
    match refusal:
        case errors.UnauthenticatedRefusal():
            return {"WWW-Authenticate": "Bearer"}
        case errors.ThrottledRefusal():
            return {"Retry-After": str(refusal.facts["seconds"])}
        case errors.FeedAhead():
            return {"Retry-After": "1"}
        case errors.HistoryDiffers() | errors.BeyondFeed():
            return {"Unison-Feed-End": str(refusal.facts["end"])}
        case errors.ViewRebuilding():
            return {"Retry-After": "5"}
        case _:
            return {}


def answer(problem: Problem, headers: dict[str, str] | None = None) -> Response:
    return Response(
        orjson.dumps(problem.model_dump(exclude_defaults=False)),
        problem.status,
        headers=headers,
        media_type="application/problem+json",
    )


OTHER_CODES = {
    "malformed": (422, "The request has not the right shape: `errors` names each field and what is wrong with it."),
    "unknown_route": (404, "There is no such address."),
    "method_not_allowed": (405, "The address is there, and takes another method."),
    "body_too_long": (413, "The body is longer than any request needs. Send less at once."),
    "unsupported_media_type": (415, "The body must be JSON, with the header `Content-Type: application/json`."),
    "http": (400, "The request cannot be read as HTTP."),
    "unforeseen": (
        500,
        "A fault of the server; its log says which. Nothing is half written: send it again with the same id.",
    ),
    "took_too_long": (
        503,
        "It took longer than a request may. Nothing is half written: send it again with the same id.",
    ),
    "database_unavailable": (503, "The database does not answer. Nothing is lost: send it again with the same id."),
    "disk_full": (
        503,
        "The disk of the database is full, and nothing is stored until there is room. Nothing is lost: send it again with the same"
        " id.",
    ),
}
"""Problems that no use case refuses: code to (status, meaning)."""

_CODE_OF_STATUS = {status: code for code, (status, _) in OTHER_CODES.items() if status in (404, 405, 413, 415)}


def response_to(error: Exception) -> Response | None:
    """The problem that tells of a failure; None for one that nobody foresaw."""
    refused(error)
    match error:
        case errors.Refusal():
            return answer(problem_of(error), _headers(error))
        case RequestValidationError():
            return answer(malformed(error.errors()))
        case HTTPException(status_code=status, detail=detail):
            code = _CODE_OF_STATUS.get(status, "http")
            problem = Problem(title=HTTPStatus(status).phrase, status=status, detail=str(detail), code=code)
            return answer(problem, dict(error.headers or {}))
        case DiskFull():
            log.error("database.disk_full", error=str(error))
            return answer(_of_server("disk_full"), {"Retry-After": "10"})
        case QueryCanceled():
            return of_server("took_too_long", {"Retry-After": "5"})
        case OperationalError() | PoolTimeout():
            log.error("database.unavailable", error=str(error))
            return answer(_of_server("database_unavailable"), {"Retry-After": "1"})
        case _:
            return None


def problem_in_batch(error: Exception) -> Problem:
    """The problem of one command among many: what would be an answer of its own elsewhere."""
    match error:
        case errors.Refusal():
            refused(error)
            return problem_of(error)
        case RequestValidationError() | ValidationError():
            return malformed(error.errors())
        case DiskFull():
            log.error("database.disk_full", error=str(error))
            return _of_server("disk_full")
        case OperationalError() | PoolTimeout():
            log.error("database.unavailable", error=str(error))
            return _of_server("database_unavailable")
        case _:
            log.error("command.failed", exc_info=error)
            return _of_server("unforeseen")


def _of_server(code: str) -> Problem:
    status, detail = OTHER_CODES[code]
    return Problem(
        type=f"/problems/{code}",
        title="".join(map(str.title, code.split("_"))),
        status=status,
        code=code,
        detail=detail,
    )


def of_server(code: str, headers: dict[str, str] | None = None) -> Response:
    """The problem of a code of the server's own."""
    return answer(_of_server(code), headers)


def install(app: FastAPI) -> None:
    """Every failure of a request ends here; none is answered as plain text."""

    async def failed(asked: Request | WebSocket, error: Exception) -> Response:
        response = response_to(error) or answer(_of_server("unforeseen"))
        if isinstance(asked, WebSocket) and asked.application_state is WebSocketState.CONNECTING:
            await asked.send_denial_response(response)
        return response

    for kind in (errors.Refusal, RequestValidationError, HTTPException, OperationalError, PoolTimeout, Exception):
        app.add_exception_handler(kind, failed)
