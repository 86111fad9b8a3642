"""Who asks: sign-in, tokens, and what a role may do."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends
from fastapi.security import HTTPBearer
from pydantic import BaseModel, ConfigDict, Field, SecretStr, StringConstraints
from starlette.requests import HTTPConnection

from unison.infrastructure.database import Database
from unison.infrastructure.identity import Identity, SignedIn
from unison.infrastructure.tokens import Claims, TokenSigner
from unison.presentation.context import Context, Reached
from unison.presentation.permissions import Permissions, Rule, resolve
from unison.settings import Settings
from unison.shared.commands import Key
from unison.shared.errors import ForbiddenRefusal, UnauthenticatedRefusal


class TokenMissing(UnauthenticatedRefusal, code="token_missing"):
    """No access token was sent. Sign in, and send it in the header `Authorization: Bearer ...`."""


class BearerMissing(UnauthenticatedRefusal, code="bearer_missing"):
    """The Authorization header must read `Bearer`, a space, and the access token."""


class NotAllowed(ForbiddenRefusal, code="not_allowed"):
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


async def principal(reached: Reached, connection: HTTPConnection, _: Annotated[Any, Depends(_bearer)]) -> Principal:
    """Reads the token alone: no database, no thread."""
    return principal_of_header(reached, connection.headers.get("authorization", ""))


def principal_of_header(reached: Context, authorization: str) -> Principal:
    """Who bears the token of an `Authorization` header, which is empty where none was sent."""
    scheme, _, token = authorization.strip().partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise BearerMissing if authorization else TokenMissing
    return principal_of(reached, reached.service(TokenSigner).verify(token.strip()))


def principal_of(reached: Context, claims: Claims) -> Principal:
    permissions = reached.service(Permissions)[claims.role]
    return Principal(claims.organization_id, claims.user_id, claims.role, claims.plants, permissions)


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


def permissions(command_names: Iterable[str], rules: Iterable[Rule]) -> Permissions:
    """What each role may do, of the commands and of all that routes ask for. Call it when every router is imported."""
    return resolve([*command_names, *_asked], rules)


def services(
    settings: Settings, database: Database, command_names: Iterable[str], rules: Iterable[Rule]
) -> dict[type[Any], Any]:
    """What `Context.services` needs for signing in. Call it when every router is imported: they name permissions."""
    signer = TokenSigner.of_folder(settings.data, life_s=settings.access_token_minutes * 60)
    return {
        TokenSigner: signer,
        Permissions: permissions(command_names, rules),
        Identity: Identity(database, signer, refresh_days=settings.refresh_token_days),
    }


# Routes -----------------------------------------------------------------------------------------------------------

router = APIRouter(prefix="/auth", tags=["sign-in"])

Slug = Annotated[
    str, StringConstraints(strip_whitespace=True, to_lower=True, pattern=r"^[A-Za-z0-9][A-Za-z0-9-]{0,62}$")
]
Password = Annotated[SecretStr, Field(min_length=1, max_length=200)]
Email = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True,
        max_length=254,
        pattern=r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+$",
    ),
    Field(description="An address for mail.", examples=["ann@plant.example"]),
]
NewPassword = Annotated[SecretStr, Field(min_length=8, max_length=200, description="8 characters or more.")]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class SignIn(_Body):
    organization: Annotated[Slug, Field(description="The organization's short name.")]
    login: Key
    password: Password


class RefreshToken(_Body):
    refresh_token: Annotated[str, Field(min_length=1, max_length=200)]


class ChangePassword(_Body):
    current: Password
    new: NewPassword


class Tokens(BaseModel):
    """`access_token` goes with each request; `refresh_token` gets the next pair, once."""

    access_token: str
    token_type: str = "Bearer"  # noqa: S105 - not a password
    expires_at: datetime
    refresh_token: str
    refresh_expires_at: datetime

    @staticmethod
    def of(signed_in: SignedIn) -> "Tokens":
        return Tokens(
            access_token=signed_in.access_token, expires_at=signed_in.expires_at,
            refresh_token=signed_in.refresh_token, refresh_expires_at=signed_in.refresh_expires_at,
        )  # fmt: skip


class Me(BaseModel):
    user_id: UUID
    login: str
    name: str
    email: str | None = Field(description="Where you get mail.")
    role: str
    plants: list[str] = Field(description="The plants you may see; empty means every plant.")
    organization_id: UUID
    organization: str
    organization_name: str
    permissions: list[str]


async def identity(reached: Reached) -> Identity:
    return reached.service(Identity)


People = Annotated[Identity, Depends(identity)]


@router.post("/sign-in")
async def sign_in(body: SignIn, people: People) -> Tokens:
    """Sign in. After five wrong passwords within five minutes the login has to wait."""
    return Tokens.of(await people.sign_in(body.organization, body.login, body.password.get_secret_value()))


@router.post("/refresh")
async def refresh(body: RefreshToken, people: People) -> Tokens:
    """The next pair of tokens. A refresh token counts once, and once more within 30 s when the answer was lost: then what it led
    to is void. One that comes again ends every sign-in it led to."""
    return Tokens.of(await people.refresh(body.refresh_token))


@router.post("/sign-out", status_code=204)
async def sign_out(body: RefreshToken, people: People) -> None:
    """End this sign-in: its refresh token is worth nothing any more."""
    await people.sign_out(body.refresh_token)


@router.get("/me")
async def me(who: Signed, people: People) -> Me:
    """Who you are and what you may do."""
    return Me(**await people.me(who.organization_id, who.user_id), permissions=sorted(who.permissions))


@router.post("/change-password", status_code=204)
async def change_password(body: ChangePassword, who: Signed, people: People) -> None:
    """Choose another password. Every sign-in of yours ends when its access token does."""
    current, new = body.current.get_secret_value(), body.new.get_secret_value()
    await people.change_password(who.organization_id, who.user_id, current, new)


class ChangeEmail(BaseModel):
    model_config = ConfigDict(extra="forbid")
    email: Email | None = Field(description="Where you get mail; null: nowhere.")


@router.post("/change-email", status_code=204)
async def change_email(body: ChangeEmail, who: Signed, people: People) -> None:
    """Choose where you get mail."""
    await people.change_email(who.organization_id, who.user_id, body.email)
