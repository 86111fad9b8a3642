"""Routes of machine accounts: what there is, a key that is shown once, and a token by client credentials (RFC 6749)."""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any
from urllib.parse import parse_qsl, unquote_plus
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from uuid_utils.compat import uuid7

from unison.infrastructure.access import Access
from unison.infrastructure.identity.machine_accounts import MachineKeys, machine_accounts, new_key
from unison.infrastructure.rights import Principal
from unison.infrastructure.tokens import TokenSigner
from unison.presentation.auth import Signed, may
from unison.presentation.context import Context, Reached
from unison.presentation.sending import NamedCommand, carries_out, envelope_of
from unison.presentation.visit import refused
from unison.shared.commands import Key, Moment, Text
from unison.shared.errors import UnauthenticatedRefusal

router = APIRouter(prefix="/machine-accounts", tags=["machine accounts"])
oauth = APIRouter(prefix="/oauth", tags=["machine accounts"])
metadata = APIRouter(tags=["machine accounts"])

Reader = Annotated[
    Principal, Depends(may("machine_accounts.read", "See the programs that are let in, and when their keys were used."))
]


class NewKeyOf(BaseModel):
    model_config = ConfigDict(extra="forbid")
    machine_account: Key
    note: Annotated[Text | None, Field(description="Where the key is used.")] = None
    expires_at: Annotated[
        Moment | None, Field(description="From then on it is good no more; null: it does not expire.")
    ] = None


class KeyMade(BaseModel):
    """`secret` is the whole key. It is told this once; `key` is the part of it by which it is told from others."""

    key: str
    secret: str
    client_id: UUID = Field(description="For OAuth 2.0 client credentials; the whole key is the client's secret.")


class KeyShown(BaseModel):
    key: str
    note: str | None
    added_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None
    last_used_at: datetime | None = Field(description="To about a minute.")


class MachineAccountShown(BaseModel):
    account_id: UUID = Field(description="Also the client id of OAuth 2.0.")
    machine_account: str
    purpose: str | None
    role: str | None
    permissions: list[str]
    plants: list[str] = Field(description="Empty: every plant.")
    expires_at: datetime | None
    disabled_at: datetime | None
    created_at: datetime
    last_used_at: datetime | None
    keys: list[KeyShown]


@router.get("")
async def list_machine_accounts(
    who: Reader,
    reached: Reached,
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> list[MachineAccountShown]:
    """Every machine account, what it may do, and its keys with when they were used last."""
    return [
        MachineAccountShown.model_validate(row)
        for row in await machine_accounts(reached.database, who, limit=limit, offset=offset)
    ]


@router.get("/permissions")
async def list_permissions(_: Reader, reached: Reached) -> list[str]:
    """Every permission that a machine account can have."""
    return sorted(reached.service(Access).permissions)


@router.post("/add-key", status_code=201, openapi_extra=carries_out("machine_accounts.add_key"))
async def add_key(body: NewKeyOf, who: Signed, reached: Reached) -> KeyMade:
    """Make a key for a machine account. It is shown this once, and what is kept of it opens nothing."""
    made = new_key(who.organization_id)
    command = {
        "machine_account": body.machine_account,
        "machine_key": made.visible,
        "note": body.note,
        "expires_at": body.expires_at,
    }
    named = NamedCommand(command="machine_accounts.add_key", body=command)
    envelope = envelope_of(named.as_command(reached.commands.use_cases), who, uuid7(), None)
    await reached.commands.send(replace(envelope, secrets={"key_hash": made.fingerprint.hex()}))
    key = await reached.service(Access).key(who.organization_id, made.visible)
    if key is None:
        raise RuntimeError("a key that was kept is not there")
    return KeyMade(key=made.visible, secret=made.whole, client_id=key.account_id)


# OAuth 2.0 --------------------------------------------------------------------------------------------------------

LONGEST_FORM = 16_384
"""Bytes of a request for a token: a secret and a list of permissions."""


class Token(BaseModel):
    """RFC 6749, 5.1. `scope` has the permissions of the token, with blanks between them."""

    access_token: str
    token_type: str = "Bearer"  # noqa: S105 - not a password
    expires_in: int = Field(description="Seconds.")
    scope: str


class TokenError(BaseModel):
    """RFC 6749, 5.2."""

    error: str = Field(examples=["invalid_client", "invalid_request", "invalid_scope", "unsupported_grant_type"])
    error_description: str


class _Refused(Exception):
    def __init__(self, error: str, description: str, *, status: int = 400, basic: bool = False) -> None:
        super().__init__(description)
        self.answer = TokenError(error=error, error_description=description)
        self.status, self.basic = status, basic


_FORM = {
    "required": True,
    "content": {
        "application/x-www-form-urlencoded": {
            "schema": {
                "type": "object",
                "required": ["grant_type"],
                "properties": {
                    "grant_type": {"type": "string", "const": "client_credentials"},
                    "client_id": {"type": "string"},
                    "client_secret": {"type": "string"},
                    "scope": {"type": "string"},
                },
            }
        }
    },
}


@oauth.post(
    "/token",
    response_model=Token,
    responses={400: {"model": TokenError}, 401: {"model": TokenError}},
    openapi_extra={"requestBody": _FORM},
)
async def token(request: Request, reached: Reached) -> JSONResponse:
    """A token for a program, by OAuth 2.0 client credentials: the client's id is that of the machine account, its secret one of
    the account's keys, by HTTP Basic or in the form. `scope` asks for less than the account may do."""
    try:
        answer = await _token(reached, request)
    except _Refused as refused:
        headers = {"WWW-Authenticate": 'Basic realm="unison", charset="UTF-8"'} if refused.basic else {}
        return JSONResponse(refused.answer.model_dump(), refused.status, headers=headers | _NOT_KEPT)
    return JSONResponse(answer.model_dump(), headers=_NOT_KEPT)


_NOT_KEPT = {"Cache-Control": "no-store", "Pragma": "no-cache"}


async def _token(reached: Context, request: Request) -> Token:
    form = await _form(request)
    client_id, secret, basic = _client(request, form)
    if form.get("grant_type") is None:
        raise _Refused("invalid_request", "grant_type is missing")
    if form["grant_type"] != "client_credentials":
        raise _Refused("unsupported_grant_type", "only client_credentials is supported")
    try:
        claims = await reached.service(MachineKeys).verify(secret)
        principal = await reached.service(Access).principal(claims)
    except UnauthenticatedRefusal as refusal:
        refused(refusal)
        raise _Refused("invalid_client", refusal.message, status=401, basic=basic) from None
    if client_id != str(claims.account_id):
        raise _Refused("invalid_client", "the client's id and secret do not belong together", status=401, basic=basic)
    scope = _scope(form.get("scope"), principal.permissions)
    signer = await reached.service(TokenSigner).current()
    left_s = int((claims.expires_at - claims.issued_at).total_seconds())
    life_s = max(min(signer.life_s, left_s), 1)
    signed, _ = signer.sign(
        principal.organization_id,
        principal.account_id,
        principal.session_id,
        kind="machine",
        scope=scope,
        life_s=life_s,
    )
    return Token(access_token=signed, expires_in=life_s, scope=" ".join(sorted(scope or principal.permissions)))


async def _form(request: Request) -> Mapping[str, str]:
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/x-www-form-urlencoded":
        raise _Refused("invalid_request", "send the header Content-Type: application/x-www-form-urlencoded")
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LONGEST_FORM:
            raise _Refused("invalid_request", f"the form is longer than {LONGEST_FORM} bytes")
    try:
        told = parse_qsl(body.decode("ascii"), keep_blank_values=True, strict_parsing=bool(body), errors="strict")
    except ValueError:
        raise _Refused("invalid_request", "the form cannot be read") from None
    form = dict(told)
    if len(form) < len(told):
        raise _Refused("invalid_request", "a field is sent twice")
    return form


def _client(request: Request, form: Mapping[str, str]) -> tuple[str, str, bool]:
    """The client's id and secret, and whether they came by HTTP Basic."""
    scheme, _, encoded = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "basic":
        if "client_secret" in form:
            raise _Refused("invalid_request", "the client's secret is sent in two ways")
        try:
            client_id, _, secret = base64.b64decode(encoded.strip(), validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            raise _Refused(
                "invalid_client", "the Authorization header cannot be read", status=401, basic=True
            ) from None
        return unquote_plus(client_id), unquote_plus(secret), True
    if "client_id" not in form or "client_secret" not in form:
        raise _Refused("invalid_client", "client_id and client_secret are missing", status=401, basic=bool(scheme))
    return form["client_id"], form["client_secret"], False


def _scope(asked: str | None, held: frozenset[str]) -> frozenset[str] | None:
    """None: all that the account may do, whatever that is when the token is used."""
    if asked is None or not asked.strip():
        return None
    wanted = frozenset(asked.split())
    if beyond := wanted - held:
        raise _Refused("invalid_scope", f"this account does not have {', '.join(sorted(beyond))[:200]}")
    return wanted


@metadata.get("/.well-known/oauth-authorization-server")
async def describe_authorization(reached: Reached) -> dict[str, Any]:
    """Where and how a program gets a token (RFC 8414)."""
    address = reached.settings.address
    return {
        "issuer": address,
        "token_endpoint": f"{address}/api/v1/oauth/token",
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        "grant_types_supported": ["client_credentials"],
        "response_types_supported": [],
        "scopes_supported": sorted(reached.service(Access).permissions),
        "service_documentation": f"{address}/docs",
    }
