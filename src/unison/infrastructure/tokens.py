"""Access tokens, refresh tokens and passwords: what proves who somebody is."""

import asyncio
import base64
import hashlib
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal
from uuid import UUID

import jwt
import psycopg
from anyio import CapacityLimiter, to_thread
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from psycopg_pool import PoolTimeout

from unison.infrastructure.signing_keys import Load, SigningKeys
from unison.shared.errors import GoneRefusal, ThrottledRefusal, UnauthenticatedRefusal

_ALGORITHM = "EdDSA"
_ISSUER = "unison"
_FILES = "file"
_KEYS_KEPT_S = 5.0
_UNKNOWN_KEY_S = 0.5
_KEPT_TOKENS = 10_000
_HASHED_AT_ONCE = 2
_HASHES_WAITING = 100


type SecondFactor = Literal["own", "provider"]
"""Which one a sign-in has shown: the person's own, or one that their provider asked for."""


class TokenMalformed(UnauthenticatedRefusal, code="token_malformed"):
    """The access token is not one of ours, or was changed on its way. Sign in again."""


class TokenExpired(UnauthenticatedRefusal, code="token_expired"):
    """The access token has expired. Get another one from POST /api/v1/auth/refresh."""


class LinkExpired(GoneRefusal, code="link_expired"):
    """This link has expired. Open the exports in Unison: where the file is still there, a new one stands beside it."""


class LinkMalformed(UnauthenticatedRefusal, code="link_malformed"):
    """This is no link of ours, or it was changed on its way. Copy it whole."""


@dataclass(frozen=True, slots=True)
class Claims:
    """What an access token says of its bearer, not of what the bearer may do: that may change while the token lives.
    `station_id` is the account of the station at which a person acts; of `scope` no more is meant than these permissions;
    `second_factor` is the one that the session has shown."""

    organization_id: UUID
    account_id: UUID
    session_id: UUID
    kind: str
    station_id: UUID | None
    issued_at: datetime
    expires_at: datetime
    scope: frozenset[str] | None = None
    second_factor: SecondFactor | None = None


class TokenSigner:
    """Signs access tokens and verifies them. That takes 0.1 ms, so a verified token is remembered for its life.

    The keys are read when they are asked for first and, by `current`, again some seconds later: a process learns that they were
    rotated or revoked without being told.
    """

    def __init__(self, load: Load, *, life_s: int) -> None:
        self.life_s = life_s
        self._load = load
        self._keys: SigningKeys | None = None
        self._read_at = -_KEYS_KEPT_S
        self._reading: asyncio.Task[None] | None = None
        self._verified: OrderedDict[str, tuple[float, Claims]] = OrderedDict()

    @classmethod
    def of_key(cls, key: Ed25519PrivateKey, *, life_s: int) -> "TokenSigner":
        """Signs with this key alone."""
        keys = SigningKeys.of(key)

        async def load() -> SigningKeys:
            return keys

        signer = cls(load, life_s=life_s)
        signer._adopt(keys)
        return signer

    @property
    def keys(self) -> SigningKeys:
        """Those that were read last; `current` has read them."""
        if self._keys is None:
            raise RuntimeError("the signing keys are not read yet")
        return self._keys

    async def current(self) -> "TokenSigner":
        """Itself, with keys that were read within the last seconds."""
        if time.monotonic() - self._read_at > _KEYS_KEPT_S:
            await self._renew()
        return self

    async def claims(self, token: str) -> Claims:
        """What the token says. Refuses `TokenExpired` and `TokenMalformed`."""
        return (await self._knowing(token)).verify(token)

    async def file(self, key: str) -> tuple[UUID, UUID]:
        """The organization and the file that the key opens. Refuses `LinkExpired` and `LinkMalformed`."""
        return (await self._knowing(key)).verify_file(key)

    async def _knowing(self, token: str) -> "TokenSigner":
        """Itself, with the key that a token names, if it was made a moment ago elsewhere."""
        await self.current()
        unknown = token not in self._verified and _kid(token) not in self.keys.verifying
        if unknown and time.monotonic() - self._read_at > _UNKNOWN_KEY_S:
            await self._renew()
        return self

    async def _renew(self) -> None:
        if self._reading is None:
            self._reading = asyncio.create_task(self._read(), name="signing keys")
        await asyncio.shield(self._reading)

    async def _read(self) -> None:
        try:
            self._adopt(await self._load())
        except (psycopg.Error, PoolTimeout):
            if self._keys is None:
                raise
            self._read_at = time.monotonic()  # those that are known count on while the database does not answer
        finally:
            self._reading = None

    def _adopt(self, keys: SigningKeys) -> None:
        if self._keys is not None and not self._keys.verifying.keys() <= keys.verifying.keys():
            self._verified.clear()  # what a key that has gone signed counts no more
        self._keys, self._read_at = keys, time.monotonic()

    def sign(
        self,
        organization: UUID,
        account: UUID,
        session: UUID,
        *,
        kind: str = "person",
        station: UUID | None = None,
        scope: Iterable[str] | None = None,
        second_factor: SecondFactor | None = None,
        life_s: int | None = None,
    ) -> tuple[str, datetime]:
        """A token of a session, and when it expires. `second_factor`: which one the session has shown."""
        issued = time.time()
        expires = int(issued) + (life_s or self.life_s)
        claims: dict[str, Any] = {
            "iss": _ISSUER, "sub": str(account), "org": str(organization), "sid": str(session), "knd": kind,
            "iat": round(issued, 6), "exp": expires,
        }  # fmt: skip
        if station is not None:
            claims["stn"] = str(station)
        if scope is not None:
            claims["scope"] = " ".join(sorted(scope))
        if second_factor is not None:
            claims["fct"] = second_factor
        return self._sign(claims), datetime.fromtimestamp(expires, UTC)

    def verify(self, token: str) -> Claims:
        """What the token says. Refuses `TokenExpired` and `TokenMalformed`."""
        if (known := self._verified.get(token)) is None:
            known = self._remember(token, self._decode(token))
        if known[0] <= time.time():
            self._verified.pop(token, None)
            raise TokenExpired
        return known[1]

    def sign_file(self, organization: UUID, file: UUID, expires_at: datetime) -> str:
        """What opens one file of the organization until then, whoever bears it, and nothing else."""
        claims = {"iss": _ISSUER, "aud": _FILES, "org": str(organization), "file": str(file), "exp": expires_at}
        return self._sign(claims)

    def _sign(self, claims: dict[str, Any]) -> str:
        return jwt.encode(claims, self.keys.private, algorithm=_ALGORITHM, headers={"kid": self.keys.kid})

    def _public(self, token: str) -> Ed25519PublicKey:
        public = self.keys.verifying.get(_kid(token))
        if public is None:
            raise jwt.InvalidTokenError
        return public

    def verify_file(self, key: str) -> tuple[UUID, UUID]:
        """The organization and the file that the key opens. Refuses `LinkExpired` and `LinkMalformed`."""
        try:
            said: dict[str, Any] = jwt.decode(
                key, self._public(key), algorithms=[_ALGORITHM], issuer=_ISSUER, audience=_FILES,
                options={"require": ["exp", "org", "file"]},
            )  # fmt: skip
        except jwt.ExpiredSignatureError:
            raise LinkExpired from None
        except jwt.InvalidTokenError:
            raise LinkMalformed from None
        return UUID(said["org"]), UUID(said["file"])

    def _decode(self, token: str) -> Claims:
        try:
            said: dict[str, Any] = jwt.decode(
                token, self._public(token), algorithms=[_ALGORITHM], issuer=_ISSUER,
                options={"require": ["exp", "iat", "sub", "org", "sid", "knd"]},
            )  # fmt: skip
        except jwt.ExpiredSignatureError:
            raise TokenExpired from None
        except jwt.InvalidTokenError:
            raise TokenMalformed from None
        return Claims(
            UUID(said["org"]), UUID(said["sub"]), UUID(said["sid"]), said["knd"],
            UUID(said["stn"]) if "stn" in said else None,
            datetime.fromtimestamp(said["iat"], UTC), datetime.fromtimestamp(said["exp"], UTC),
            frozenset(said["scope"].split()) if "scope" in said else None, said.get("fct"),
        )  # fmt: skip

    def _remember(self, token: str, claims: Claims) -> tuple[float, Claims]:
        known = self._verified[token] = (claims.expires_at.timestamp(), claims)
        if len(self._verified) > _KEPT_TOKENS:
            self._verified.popitem(last=False)
        return known


def _kid(token: str) -> str:
    """The key that a token names; empty for what is no token."""
    try:
        return str(jwt.get_unverified_header(token).get("kid", ""))
    except jwt.InvalidTokenError:
        return ""


# Refresh tokens ---------------------------------------------------------------------------------------------------


def new_refresh_token(organization: UUID) -> str:
    """An opaque token. It begins with its organization, so that row security can be set before it is looked up."""
    return base64.urlsafe_b64encode(organization.bytes + secrets.token_bytes(32)).decode()


def organization_of(refresh_token: str) -> UUID | None:
    """The organization a refresh token names; None when it cannot be one of ours. Proves nothing by itself."""
    try:
        raw = base64.b64decode(refresh_token, altchars=b"-_", validate=True)
    except ValueError:
        return None
    return UUID(bytes=raw[:16]) if len(raw) == 48 else None


def fingerprint(refresh_token: str) -> bytes:
    """What is stored of a refresh token. It has 256 random bits, so a plain hash cannot be searched."""
    return hashlib.sha256(refresh_token.encode()).digest()


# Passwords --------------------------------------------------------------------------------------------------------


hasher = PasswordHasher()
"""What a hash costs: some 50 ms and 64 MiB."""


_UNAMBIGUOUS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""None that is taken for another on paper."""


def one_time_password() -> str:
    """Four groups of five characters, some 116 bits. It is told once, to whoever asked, and only its hash is kept."""
    return "-".join("".join(secrets.choice(_UNAMBIGUOUS) for _ in range(5)) for _ in range(4))


def hash_password(password: str) -> str:
    """Blocks for some 50 ms: not for the event loop."""
    return hasher.hash(password)


class Passwords:
    """argon2id, off the event loop: a hash takes some 50 ms and 64 MiB, so only a few run at once."""

    def __init__(self) -> None:
        self._limiter: CapacityLimiter | None = None
        self._nobody = hash_password(secrets.token_urlsafe())

    async def hash(self, password: str) -> str:
        return await self._in_thread(lambda: hash_password(password))

    async def matches(self, stored: str | None, password: str) -> bool:
        """Whether the password is the stored one. For a person nobody knows it takes as long, and is False."""
        return await self._in_thread(lambda: self._verify(stored or self._nobody, password)) and stored is not None

    def _verify(self, stored: str, password: str) -> bool:
        try:
            return hasher.verify(stored, password)
        except (VerificationError, InvalidHashError):
            return False

    async def run[T](self, work: Callable[[], T]) -> T:
        """Something else that takes the processor for long, in its turn."""
        return await self._in_thread(work)

    async def _in_thread[T](self, work: Callable[[], T]) -> T:
        self._limiter = self._limiter or CapacityLimiter(_HASHED_AT_ONCE)
        if self._limiter.statistics().tasks_waiting > _HASHES_WAITING:
            raise ThrottledRefusal(seconds=2)
        return await to_thread.run_sync(work, limiter=self._limiter)
