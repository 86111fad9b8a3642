"""Who asks: what their token says, and what they may do."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import timedelta
from typing import Annotated, Any

from fastapi import Depends
from fastapi.security import HTTPBearer
from starlette.requests import HTTPConnection

from unison.infrastructure.access import Access, Principal
from unison.infrastructure.database import Database
from unison.infrastructure.identity.machine_accounts import BEGINNING, MachineKeys
from unison.infrastructure.identity.oidc import RelyingParty
from unison.infrastructure.identity.providers import Providers
from unison.infrastructure.identity.second_factor import SecondFactors
from unison.infrastructure.identity.sessions import Sessions
from unison.infrastructure.identity.signing_in import SigningIn
from unison.infrastructure.identity.stations import Stations
from unison.infrastructure.installation_secret import InstallationSecret
from unison.infrastructure.security_log import SecurityLog
from unison.infrastructure.signing_keys import keys_of_database, keys_of_file
from unison.infrastructure.tokens import Claims, Passwords, TokenSigner
from unison.presentation.context import Context, Reached
from unison.presentation.permissions import Permissions, Rule, resolve
from unison.presentation.visit import known
from unison.settings import Settings
from unison.shared.errors import ForbiddenRefusal, UnauthenticatedRefusal


class TokenMissing(UnauthenticatedRefusal, code="token_missing"):
    """No access token was sent. Sign in, and send it in the header `Authorization: Bearer ...`."""


class BearerMissing(UnauthenticatedRefusal, code="bearer_missing"):
    """The Authorization header must read `Bearer`, a space, and the access token."""


class PasswordMustBeChanged(ForbiddenRefusal, code="password_must_be_changed"):
    """Your password was given to you for once. Choose your own with POST /api/v1/auth/change-password."""


class SecondFactorDemanded(ForbiddenRefusal, code="second_factor_demanded"):
    """A role of yours demands a second factor, and this sign-in has shown none. Set one up with POST
    /api/v1/auth/second-factor/begin, or, if you have one, send a code of it to POST /api/v1/auth/second-factor/show."""


class NotAllowed(ForbiddenRefusal, code="not_allowed"):
    """Your role {role} does not have the permission {permission}. Ask an administrator."""


_bearer = HTTPBearer(auto_error=False, bearerFormat="JWT", description="The access token of POST /api/v1/auth/sign-in.")


async def arriving(reached: Reached, connection: HTTPConnection, _: Annotated[Any, Depends(_bearer)]) -> Principal:
    """Who bears the token, perhaps without the second factor that is demanded of them: for what leads to one, and nothing else."""
    return await _bearer_of(reached, connection.headers.get("authorization", ""))


async def principal(who: Annotated[Principal, Depends(arriving)]) -> Principal:
    """Who sends the request: as a rule without asking the database."""
    return _arrived(who)


async def principal_of_header(reached: Context, authorization: str) -> Principal:
    """Who bears the token of an `Authorization` header, which is empty where none was sent."""
    return _arrived(await _bearer_of(reached, authorization))


def _arrived(who: Principal) -> Principal:
    if who.lacks_second_factor:
        raise SecondFactorDemanded
    return who


async def _bearer_of(reached: Context, authorization: str) -> Principal:
    scheme, _, token = authorization.strip().partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise BearerMissing if authorization else TokenMissing
    claims = await claims_of(reached, token.strip())
    known(claims.organization_id, claims.account_id)
    return await reached.service(Access).principal(claims)


async def claims_of(reached: Context, token: str) -> Claims:
    """What an access token, or a key of a machine account in place of one, says of its bearer."""
    if token.startswith(BEGINNING):
        return await reached.service(MachineKeys).verify(token)
    return await reached.service(TokenSigner).claims(token)


Arriving = Annotated[Principal, Depends(arriving)]
Signed = Annotated[Principal, Depends(principal)]

_asked: dict[str, str] = {}
"""What questions ask for, and what whoever holds it may do."""


def may(permission: str, meaning: str = "") -> Callable[..., Awaitable[Principal]]:
    """A dependency that yields the principal, who sees the plants where the permission holds; refuses whoever does not have it.
    What it means is said once of each, in one sentence.

    >>> Reader = Annotated[Principal, Depends(may("genealogy.read", "See where lots came from and went to."))]
    """
    _asked[permission] = meaning or _asked.get(permission, "")

    async def allowed(who: Signed) -> Principal:
        if who.must_change_password:
            raise PasswordMustBeChanged
        if permission not in who.permissions:
            raise NotAllowed(role=who.role, permission=permission)
        return who.narrowed(permission)

    return allowed


def permissions(commands: Mapping[str, str], rules: Iterable[Rule]) -> Permissions:
    """What each role may do, of the commands, of which each has its meaning, and of all that routes ask for. Call it when every
    router is imported."""
    return resolve({**commands, **_asked}, rules)


def services(
    settings: Settings, database: Database, commands: Mapping[str, str], rules: Iterable[Rule]
) -> dict[type[Any], Any]:
    """What `Context.services` needs for signing in. Call it when every router is imported: they name permissions."""
    secret = InstallationSecret.of(settings)
    kept = settings.signing_keys
    load = keys_of_database(database, secret) if kept is None else keys_of_file(kept)
    signer = TokenSigner(load, life_s=settings.access_token_minutes * 60)
    held = permissions(commands, rules)
    access = Access(database, held)
    passwords, factors = Passwords(), SecondFactors(database, secret)
    lives = {"idle": timedelta(days=settings.session_idle_days), "longest": timedelta(days=settings.session_days)}
    at_station = timedelta(minutes=settings.station_idle_minutes)
    sessions = Sessions(database, signer, access, **lives, at_station=at_station)
    return {
        SecurityLog: SecurityLog(database),
        InstallationSecret: secret,
        TokenSigner: signer,
        Access: access,
        Sessions: sessions,
        SecondFactors: factors,
        SigningIn: SigningIn(database, passwords, sessions, factors, secret),
        Passwords: passwords,
        Permissions: held,
        Providers: Providers(database, secret),
        RelyingParty: RelyingParty(secret, f"{settings.address}/api/v1/auth/oidc/callback"),
        MachineKeys: MachineKeys(database, access),
        Stations: Stations(
            database,
            access,
            signer,
            passwords,
            secret,
            device_days=settings.session_days,
            idle_s=int(at_station.total_seconds()),
        ),
    }
