"""Sign-in by a provider of the organization's own: OpenID Connect, the authorization code with PKCE.

Between the way there and the way back the browser keeps what only it may know, sealed: state, nonce and the verifier of PKCE. What
comes back counts with that alone. The provider says who somebody is; whether they may in, and what they may, Unison says.
"""

import json
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, cast
from urllib.parse import quote_plus, urlsplit
from uuid import UUID

import httpx
from anyio import to_thread
from authlib.common.errors import AuthlibBaseError
from authlib.oauth2.client import OAuth2Client
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jws import extract_compact

from unison.infrastructure.identity import provider_answers
from unison.infrastructure.installation_secret import InstallationSecret
from unison.shared.errors import MalformedRefusal, RuleRefusal, UnauthenticatedRefusal

FLOW_S = 600
"""So long somebody may take at the provider, in seconds."""

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519")
"""What the provider may sign with: by a key of its own that is published. Never `none`, never a secret that both know."""

_PURPOSE = "way to the provider"
_KEPT_S = 600.0
_UNKNOWN_KEY_S = 10.0
_LEEWAY_S = 60
_LOOPBACK = {"127.0.0.1", "::1", "localhost"}
_NONE: Mapping[str, str] = MappingProxyType({})


class ProviderAddress(MalformedRefusal, code="provider_address"):
    """The provider's address {issuer} must begin with https://, and have neither login, query nor fragment."""


class ProviderUnreachable(RuleRefusal, code="provider_unreachable"):
    """The provider {issuer} does not answer as OpenID Connect has it: {problem}. Sign in by your password, or try again later."""


class ProviderRefused(UnauthenticatedRefusal, code="provider_refused"):
    """The provider did not let you in: {problem}. Try again, or ask an administrator."""


class SignInNotBegun(UnauthenticatedRefusal, code="sign_in_not_begun"):
    """This sign-in was not begun in this browser, or too long ago. Begin again at the sign-in page."""


class IdTokenRefused(UnauthenticatedRefusal, code="id_token_refused"):
    """What the provider said of you cannot be trusted: {problem}. Try again; if it stays, tell an administrator."""


@dataclass(frozen=True, slots=True)
class Provider:
    """Whom an organization lets say who somebody is. `issuer` is its address, as its tokens name it."""

    issuer: str
    client_id: str
    client_secret: str


@dataclass(frozen=True, slots=True)
class Told:
    """Who somebody is, as the provider says. `email` only where it says that it is verified. `by_several_factors`: it says that it
    has asked for a second one (`mfa` among the `amr` of the ID token, RFC 8176)."""

    issuer: str
    subject: str
    email: str | None
    by_several_factors: bool = False


@dataclass(frozen=True, slots=True)
class _Metadata:
    read_at: float
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    algorithms: tuple[str, ...]
    userinfo_endpoint: str | None
    says_issuer: bool
    auth_method: str


def check_issuer(issuer: str) -> str:
    """The address without its last slash; plain http for this machine alone. Refuses `ProviderAddress`."""
    _check_address(issuer, issuer)
    if urlsplit(issuer).query or urlsplit(issuer).fragment:
        raise ProviderAddress(issuer=issuer)
    return issuer


def _check_address(address: str, issuer: str) -> None:
    try:
        parts = urlsplit(address)
        safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
        good = safe and bool(parts.hostname) and parts.username is None
    except ValueError:
        good = False
    if not good:
        raise ProviderAddress(issuer=issuer)


class RelyingParty:
    """Sends people to their providers and reads what they bring back. One per process; `callback` is where they come back to."""

    def __init__(self, secret: InstallationSecret, callback: str) -> None:
        self._secret, self._callback = secret, callback
        self._metadata: dict[str, _Metadata] = {}
        self._keys: dict[str, tuple[float, KeySet]] = {}

    async def begin(self, organization: UUID, provider: Provider) -> tuple[str, str]:
        """Where the browser goes, and what it keeps meanwhile. Refuses `ProviderUnreachable`."""
        metadata = await self._discover(provider.issuer)
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        with self._client(provider, metadata) as client:
            url, _ = client.create_authorization_url(
                metadata.authorization_endpoint, state=state, code_verifier=verifier, nonce=nonce
            )
        kept = {"org": str(organization), "state": state, "nonce": nonce, "verifier": verifier}
        sealed = self._secret.seal(_PURPOSE, json.dumps(kept | {"until": time.time() + FLOW_S}).encode())
        return url, sealed.hex()

    def organization_of(self, kept: str) -> UUID:
        """For which organization it was begun. Refuses `SignInNotBegun`."""
        return UUID(self._begun(kept)["org"])

    async def finish(self, provider: Provider, kept: str, answer: Mapping[str, str]) -> Told:
        """Who came back. `answer`: the query that the provider sent the browser back with.

        Refuses `SignInNotBegun`, `ProviderRefused`, `IdTokenRefused` and `ProviderUnreachable`.
        """
        begun = self._begun(kept)
        if not secrets.compare_digest(begun["state"].encode(), answer.get("state", "").encode()):
            raise SignInNotBegun
        metadata = await self._discover(provider.issuer)
        told = answer.get("iss")
        if (told is not None or metadata.says_issuer) and told != provider.issuer:
            raise IdTokenRefused(problem="it comes from another provider")  # RFC 9207
        if "error" in answer or not answer.get("code"):
            raise ProviderRefused(problem=_word(answer.get("error", "it sent no code")))
        tokens = await to_thread.run_sync(self._exchange, provider, metadata, answer["code"], begun["verifier"])
        claims = await self._read(provider, metadata, tokens.get("id_token"), begun["nonce"])
        if "email" not in claims and metadata.userinfo_endpoint and isinstance(tokens.get("access_token"), str):
            claims |= await self._ask(
                provider.issuer, metadata.userinfo_endpoint, tokens["access_token"], claims["sub"]
            )
        email = claims.get("email") if claims.get("email_verified") is True else None
        ways = claims.get("amr")
        several = isinstance(ways, list) and "mfa" in ways
        return Told(provider.issuer, claims["sub"], email if isinstance(email, str) else None, several)

    def _begun(self, kept: str) -> dict[str, Any]:
        try:
            begun = json.loads(self._secret.open(_PURPOSE, bytes.fromhex(kept)))
        except (ValueError, RuleRefusal):
            raise SignInNotBegun from None
        if begun["until"] < time.time():
            raise SignInNotBegun
        return begun

    def _client(self, provider: Provider, metadata: _Metadata) -> "_Client":
        return _Client(provider, metadata, self._callback)

    def _exchange(self, provider: Provider, metadata: _Metadata, code: str, verifier: str) -> dict[str, Any]:
        try:
            with self._client(provider, metadata) as client:
                return dict(client.exchange(code, verifier))
        except AuthlibBaseError as error:
            raise ProviderRefused(problem=_word(error.error or "it gave no token")) from error
        except (httpx.HTTPError, ValueError) as error:
            raise ProviderUnreachable(issuer=provider.issuer, problem=type(error).__name__) from error

    async def _read(self, provider: Provider, metadata: _Metadata, token: object, nonce: str) -> dict[str, Any]:
        if not isinstance(token, str):
            raise IdTokenRefused(problem="there is no ID token")
        claims = _verified(token, await self._key_set(metadata, token), metadata.algorithms)
        checks = jwt.JWTClaimsRegistry(
            leeway=_LEEWAY_S, iss={"essential": True, "value": provider.issuer}, sub={"essential": True},
            aud={"essential": True, "value": provider.client_id}, exp={"essential": True}, iat={"essential": True},
            nonce={"essential": True, "value": nonce},
        )  # fmt: skip
        try:
            checks.validate(claims)
        except JoseError as error:
            raise IdTokenRefused(problem=_word(str(error))) from error
        if isinstance(claims["aud"], list) and len(cast("list[str]", claims["aud"])) > 1 and "azp" not in claims:
            raise IdTokenRefused(problem="it is meant for several and does not say for whom")
        if claims.get("azp", provider.client_id) != provider.client_id:
            raise IdTokenRefused(problem="it was given to somebody else")
        return claims

    async def _ask(self, issuer: str, address: str, access_token: str, subject: str) -> dict[str, Any]:
        """The mail address of a provider that tells it at its own door alone (OpenID Connect Core, 5.3)."""
        said = await self._get(issuer, address, {"Authorization": f"Bearer {access_token}"})
        if said.get("sub") != subject:
            raise IdTokenRefused(problem="it was given to somebody else")
        return {name: said.get(name) for name in ("email", "email_verified")}

    # What the provider publishes ----------------------------------------------------------------------------------

    async def _discover(self, issuer: str) -> _Metadata:
        known = self._metadata.get(issuer)
        if known is None or known.read_at + _KEPT_S < time.monotonic():
            known = self._metadata[issuer] = await self._read_metadata(issuer)
        return known

    async def _read_metadata(self, issuer: str) -> _Metadata:
        said = await self._get(issuer, issuer.rstrip("/") + "/.well-known/openid-configuration")
        try:
            if said["issuer"] != issuer:
                raise ProviderUnreachable(issuer=issuer, problem=f"it calls itself {_word(str(said['issuer']))}")
            authorization, token, keys = (
                str(said[name]) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")
            )
        except KeyError as error:
            raise ProviderUnreachable(issuer=issuer, problem=f"it does not tell its {error.args[0]}") from error
        for end in (authorization, token, keys):
            _check_address(end, issuer)
        told = said.get("id_token_signing_alg_values_supported", ["RS256"])
        methods = said.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        basic = "client_secret_basic" in methods or "client_secret_post" not in methods
        return _Metadata(
            time.monotonic(), authorization, token, keys, tuple(each for each in ALGORITHMS if each in told),
            said.get("userinfo_endpoint"), said.get("authorization_response_iss_parameter_supported") is True,
            "client_secret_basic" if basic else "client_secret_post",
        )  # fmt: skip

    async def _key_set(self, metadata: _Metadata, token: str) -> KeySet:
        """The provider's keys; read anew where the token names one that is not among them."""
        read_at, keys = self._keys.get(metadata.jwks_uri, (0.0, None))
        age = time.monotonic() - read_at
        named = _kid(token)
        unknown = keys is not None and named is not None and all(key.kid != named for key in keys.keys)
        if keys is None or age > _KEPT_S or (unknown and age > _UNKNOWN_KEY_S):
            said = await self._get(metadata.jwks_uri, metadata.jwks_uri)
            try:
                keys = KeySet.import_key_set(cast(Any, said))
            except (JoseError, ValueError, KeyError, TypeError) as error:
                raise ProviderUnreachable(issuer=metadata.jwks_uri, problem="it publishes no keys") from error
            self._keys[metadata.jwks_uri] = (time.monotonic(), keys)
        return keys

    async def _get(self, issuer: str, address: str, headers: Mapping[str, str] = _NONE) -> dict[str, Any]:
        _check_address(address, issuer)
        try:
            said = await to_thread.run_sync(_read, address, {"Accept": "application/json"} | dict(headers))
        except (httpx.HTTPError, ValueError) as error:
            raise ProviderUnreachable(issuer=issuer, problem=type(error).__name__) from error
        if not isinstance(said, dict):
            raise ProviderUnreachable(issuer=issuer, problem="it answers no object")
        return cast("dict[str, Any]", said)


def _read(address: str, headers: Mapping[str, str]) -> object:
    with provider_answers.client() as client:
        return client.get(address, headers=headers).raise_for_status().json()


class _Client(OAuth2Client):
    """authlib's client over a bounded one."""

    oauth_error_class = AuthlibBaseError

    def __init__(self, provider: Provider, metadata: _Metadata, callback: str) -> None:
        super().__init__(
            provider_answers.client(), provider.client_id, scope="openid email", redirect_uri=callback,
            code_challenge_method="S256",
        )  # fmt: skip
        self._provider, self._at = provider, metadata

    def __enter__(self) -> "_Client":
        return self

    def __exit__(self, *_: object) -> None:
        self.session.close()

    def exchange(self, code: str, verifier: str) -> Mapping[str, Any]:
        """The tokens for a code. The client's secret goes as the provider takes it (RFC 6749, 2.3.1)."""
        told, proof = self._provider, {"code": code, "code_verifier": verifier}
        basic = httpx.BasicAuth(quote_plus(told.client_id), quote_plus(told.client_secret))
        if self._at.auth_method == "client_secret_post":
            proof |= {"client_id": told.client_id, "client_secret": told.client_secret}
        auth = basic if self._at.auth_method == "client_secret_basic" else httpx.Auth()
        return cast("Mapping[str, Any]", self.fetch_token(self._at.token_endpoint, auth=auth, **proof))


def _verified(token: str, keys: KeySet, algorithms: tuple[str, ...]) -> dict[str, Any]:
    try:
        return jwt.decode(token, keys, algorithms=list(algorithms)).claims
    except (JoseError, ValueError) as error:
        raise IdTokenRefused(problem=_word(str(error) or type(error).__name__)) from error


def _kid(token: str) -> str | None:
    """The key that a token names."""
    try:
        return extract_compact(token.encode()).headers().get("kid")
    except (JoseError, ValueError):
        return None


def _word(said: str) -> str:
    """What somebody else said, so short and plain that it can stand in a sentence."""
    return "".join(each for each in said[:120] if each.isprintable()) or "nothing"
