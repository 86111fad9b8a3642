"""Who asks: sign-in, tokens, and what a role may do."""

from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends
from fastapi.security import HTTPBearer
from pydantic import BaseModel, ConfigDict, Field, SecretStr, StringConstraints
from starlette.requests import HTTPConnection

from unison.infrastructure.access import Access, Principal
from unison.infrastructure.database import Database
from unison.infrastructure.identity.sessions import Sessions, SignedIn
from unison.infrastructure.identity.signing_in import SigningIn
from unison.infrastructure.security_log import SecurityLog
from unison.infrastructure.tokens import Passwords, TokenSigner
from unison.presentation.context import Context, Reached
from unison.presentation.permissions import Permissions, Rule, resolve
from unison.presentation.visit import known
from unison.settings import Settings
from unison.shared.commands import Key
from unison.shared.errors import ForbiddenRefusal, UnauthenticatedRefusal


class TokenMissing(UnauthenticatedRefusal, code="token_missing"):
    """No access token was sent. Sign in, and send it in the header `Authorization: Bearer ...`."""


class BearerMissing(UnauthenticatedRefusal, code="bearer_missing"):
    """The Authorization header must read `Bearer`, a space, and the access token."""


class PasswordMustBeChanged(ForbiddenRefusal, code="password_must_be_changed"):
    """Your password was given to you for once. Choose your own with POST /api/v1/auth/change-password."""


class NotAllowed(ForbiddenRefusal, code="not_allowed"):
    """Your role {role} does not have the permission {permission}. Ask an administrator."""


_bearer = HTTPBearer(auto_error=False, bearerFormat="JWT", description="The access token of POST /api/v1/auth/sign-in.")


async def principal(reached: Reached, connection: HTTPConnection, _: Annotated[Any, Depends(_bearer)]) -> Principal:
    """Who sends the request: as a rule without asking the database."""
    return await principal_of_header(reached, connection.headers.get("authorization", ""))


async def principal_of_header(reached: Context, authorization: str) -> Principal:
    """Who bears the token of an `Authorization` header, which is empty where none was sent."""
    scheme, _, token = authorization.strip().partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise BearerMissing if authorization else TokenMissing
    claims = reached.service(TokenSigner).verify(token.strip())
    known(claims.organization_id, claims.account_id)
    return await reached.service(Access).principal(claims)


Signed = Annotated[Principal, Depends(principal)]

_asked: set[str] = set()


def may(permission: str) -> Callable[..., Awaitable[Principal]]:
    """A dependency that yields the principal, who sees the plants where the permission holds; refuses whoever does not have it.

    >>> Reader = Annotated[Principal, Depends(may("genealogy.read"))]
    """
    _asked.add(permission)

    async def allowed(who: Signed) -> Principal:
        if who.must_change_password:
            raise PasswordMustBeChanged
        if permission not in who.permissions:
            raise NotAllowed(role=who.role, permission=permission)
        return who.narrowed(permission)

    return allowed


def permissions(command_names: Iterable[str], rules: Iterable[Rule]) -> Permissions:
    """What each role may do, of the commands and of all that routes ask for. Call it when every router is imported."""
    return resolve([*command_names, *_asked], rules)


def services(
    settings: Settings, database: Database, command_names: Iterable[str], rules: Iterable[Rule]
) -> dict[type[Any], Any]:
    """What `Context.services` needs for signing in. Call it when every router is imported: they name permissions."""
    signer = TokenSigner.of_folder(settings.data, life_s=settings.access_token_minutes * 60)
    held = permissions(command_names, rules)
    access = Access(database, held)
    passwords = Passwords()
    sessions = Sessions(database, signer, access, refresh_days=settings.refresh_token_days)
    return {
        SecurityLog: SecurityLog(database),
        TokenSigner: signer,
        Access: access,
        Sessions: sessions,
        SigningIn: SigningIn(database, passwords, sessions),
        Passwords: passwords,
        Permissions: held,
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


class MyRole(BaseModel):
    role: str
    plants: list[str] = Field(description="The plants where you have it; empty means every plant.")


class Me(BaseModel):
    user_id: UUID
    login: str
    name: str
    email: str | None = Field(description="Where you get mail.")
    assignments: list[MyRole]
    must_change_password: bool = Field(description="Your password was given to you for once; choose your own.")
    plants: list[str] = Field(description="The plants you may see; empty means every plant.")
    organization_id: UUID
    organization: str
    organization_name: str
    permissions: list[str]


async def _signing_in(reached: Reached) -> SigningIn:
    return reached.service(SigningIn)


async def _sessions(reached: Reached) -> Sessions:
    return reached.service(Sessions)


Door = Annotated[SigningIn, Depends(_signing_in)]
KeptSessions = Annotated[Sessions, Depends(_sessions)]


@router.post("/sign-in")
async def sign_in(body: SignIn, door: Door) -> Tokens:
    """Sign in. After five wrong passwords within five minutes the login has to wait."""
    return Tokens.of(await door.sign_in(body.organization, body.login, body.password.get_secret_value()))


@router.post("/refresh")
async def refresh(body: RefreshToken, sessions: KeptSessions) -> Tokens:
    """The next pair of tokens. A refresh token counts once, and once more within 30 s when the answer was lost: then what it led
    to is void. One that comes again ends every sign-in it led to."""
    return Tokens.of(await sessions.refresh(body.refresh_token))


@router.post("/sign-out", status_code=204)
async def sign_out(body: RefreshToken, sessions: KeptSessions) -> None:
    """End this sign-in: its tokens are worth nothing any more."""
    await sessions.end(body.refresh_token)


@router.get("/me")
async def me(who: Signed, door: Door) -> Me:
    """Who you are and what you may do."""
    return Me(**await door.me(who), plants=list(who.plants), permissions=sorted(who.permissions))


@router.post("/change-password", status_code=204)
async def change_password(body: ChangePassword, who: Signed, door: Door) -> None:
    """Choose another password. Every other sign-in of yours ends."""
    current, new = body.current.get_secret_value(), body.new.get_secret_value()
    await door.change_password(who, current, new)


class ChangeEmail(BaseModel):
    model_config = ConfigDict(extra="forbid")
    email: Email | None = Field(description="Where you get mail; null: nowhere.")


@router.post("/change-email", status_code=204)
async def change_email(body: ChangeEmail, who: Signed, door: Door) -> None:
    """Choose where you get mail."""
    await door.change_email(who, body.email)
