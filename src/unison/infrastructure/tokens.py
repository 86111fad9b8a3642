"""Access tokens, refresh tokens and passwords: what proves who somebody is."""

import base64
import hashlib
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import jwt
from anyio import CapacityLimiter, to_thread
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from unison.infrastructure.embedded_postgres.secrets_file import remember
from unison.shared.errors import GoneRefusal, ThrottledRefusal, UnauthenticatedRefusal

_ALGORITHM = "EdDSA"
_ISSUER = "unison"
_FILES = "file"
_KEY_NAME = "token_signing_key"
_KEPT_TOKENS = 10_000
_HASHED_AT_ONCE = 2
_HASHES_WAITING = 100


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
    """What an access token says of its bearer. `plants` empty means every plant."""

    organization_id: UUID
    user_id: UUID
    role: str
    plants: tuple[str, ...]
    expires_at: datetime


class TokenSigner:
    """Signs access tokens and verifies them. That takes 0.1 ms, so a verified token is remembered for its life."""

    def __init__(self, key: Ed25519PrivateKey, *, life_s: int) -> None:
        self.life_s = life_s
        self._private, self._public = key, key.public_key()
        self._verified: OrderedDict[str, tuple[float, Claims]] = OrderedDict()

    @classmethod
    def of_folder(cls, data: Path, *, life_s: int) -> "TokenSigner":
        """Signs with the key kept in `secrets.json` of the data folder; the first start makes it."""
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        kept = remember(data / "secrets.json", _KEY_NAME, lambda: base64.b64encode(secrets.token_bytes(32)).decode())
        return cls(Ed25519PrivateKey.from_private_bytes(base64.b64decode(kept)), life_s=life_s)

    def sign(self, organization: UUID, user: UUID, role: str, plants: tuple[str, ...]) -> tuple[str, datetime]:
        """A token, and when it expires."""
        issued = int(time.time())
        expires = issued + self.life_s
        claims = {
            "iss": _ISSUER, "sub": str(user), "org": str(organization), "role": role, "plants": plants,
            "iat": issued, "exp": expires,
        }  # fmt: skip
        return jwt.encode(claims, self._private, algorithm=_ALGORITHM), datetime.fromtimestamp(expires, UTC)

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
        return jwt.encode(claims, self._private, algorithm=_ALGORITHM)

    def verify_file(self, key: str) -> tuple[UUID, UUID]:
        """The organization and the file that the key opens. Refuses `LinkExpired` and `LinkMalformed`."""
        try:
            said: dict[str, Any] = jwt.decode(
                key, self._public, algorithms=[_ALGORITHM], issuer=_ISSUER, audience=_FILES,
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
                token, self._public, algorithms=[_ALGORITHM], issuer=_ISSUER,
                options={"require": ["exp", "sub", "org", "role", "plants"]},
            )  # fmt: skip
        except jwt.ExpiredSignatureError:
            raise TokenExpired from None
        except jwt.InvalidTokenError:
            raise TokenMalformed from None
        return Claims(
            UUID(said["org"]), UUID(said["sub"]), said["role"], tuple(said["plants"]),
            datetime.fromtimestamp(said["exp"], UTC),
        )  # fmt: skip

    def _remember(self, token: str, claims: Claims) -> tuple[float, Claims]:
        known = self._verified[token] = (claims.expires_at.timestamp(), claims)
        if len(self._verified) > _KEPT_TOKENS:
            self._verified.popitem(last=False)
        return known


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

    async def _in_thread[T](self, work: Callable[[], T]) -> T:
        self._limiter = self._limiter or CapacityLimiter(_HASHED_AT_ONCE)
        if self._limiter.statistics().tasks_waiting > _HASHES_WAITING:
            raise ThrottledRefusal(seconds=2)
        return await to_thread.run_sync(work, limiter=self._limiter)
