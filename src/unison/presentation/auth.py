"""Who asks: sign-in, tokens, and what a role may do."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import Depends
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.requests import HTTPConnection

from unison.presentation.context import Reached
from unison.shared.errors import ForbiddenRefusal, UnauthenticatedRefusal


class TokenMissing(UnauthenticatedRefusal):
    """No access token was sent. Sign in, and send it in the header `Authorization: Bearer ...`."""


class NotAllowed(ForbiddenRefusal):
    """Your role {role} does not have the permission {permission}. Ask an administrator."""


@dataclass(frozen=True, slots=True)
class Principal:
    """Who sends the request, as the access token tells it. `plants` empty means every plant."""

    organization_id: UUID
    user_id: UUID
    role: str
    plants: tuple[str, ...]
    permissions: frozenset[str]


_bearer = HTTPBearer(auto_error=False, bearerFormat="JWT", description="The access token of POST /api/v1/auth/sign-in.")


async def principal(
    reached: Reached,
    connection: HTTPConnection,
    credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
) -> Principal:
    raise TokenMissing


Signed = Annotated[Principal, Depends(principal)]

_asked: set[str] = set()


def may(permission: str) -> Callable[..., Awaitable[Principal]]:
    """A dependency that yields the principal, and refuses a role without the permission.

    >>> Reader = Annotated[Principal, Depends(may("genealogy.read"))]
    """
    _asked.add(permission)

    async def allowed(who: Signed) -> Principal:
        if permission not in who.permissions:
            raise NotAllowed(role=who.role, permission=permission)
        return who

    return allowed
