"""Signing in by the organization's provider: the way there, the way back; and the keys that our own tokens are verified by."""

from datetime import UTC, datetime, timedelta
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import RedirectResponse

from unison.infrastructure.identity.oidc import FLOW_S, RelyingParty, SignInNotBegun
from unison.infrastructure.identity.providers import Providers
from unison.infrastructure.identity.sessions import Sessions
from unison.infrastructure.security_log import Kind, note
from unison.infrastructure.tokens import SecondFactor, TokenSigner
from unison.presentation.context import Reached
from unison.presentation.cookies import KeptToken, device_of
from unison.presentation.credentials import Slug
from unison.presentation.parameters import takes_anything
from unison.presentation.signing_in import REFRESH
from unison.shared.errors import Refusal

router = APIRouter(prefix="/auth", tags=["sign-in"])

_WAY = KeptToken("unison_way", "/api/v1/auth/oidc", "lax")
"""Not strict: the provider, another site, sends the browser back."""


Asked = Annotated[Slug, Query(description="The organization's short name.")]


class ProviderShown(BaseModel):
    """How an organization signs in, besides passwords."""

    label: str | None = Field(description="What the button says; null: there is no provider.")


@router.get("/provider")
async def show_provider(organization: Asked, reached: Reached) -> ProviderShown:
    """Whether an organization has a provider to sign in by. Of an organization that does not exist: no."""
    return ProviderShown(label=await reached.service(Providers).label(organization))


@router.get("/oidc/begin", status_code=303, response_class=RedirectResponse)
async def begin(organization: Asked, reached: Reached) -> RedirectResponse:
    """Go to the organization's provider."""
    of, provider = await reached.service(Providers).of_slug(organization)
    url, kept = await reached.service(RelyingParty).begin(of, provider)
    answer = RedirectResponse(url, 303)
    _WAY.keep(answer, kept, datetime.now(UTC) + timedelta(seconds=FLOW_S), secure=_is_safe(reached))
    return answer


@router.get("/oidc/callback", status_code=303, response_class=RedirectResponse)
@takes_anything
async def come_back(request: Request, reached: Reached) -> RedirectResponse:
    """Where the provider sends the browser back to. It leads on to the first page, signed in, or to the sign-in page with the
    `code` of the refusal."""
    sessions = reached.service(Sessions)
    answer = RedirectResponse("/?arrived=1", 303)
    try:
        kept = _WAY.read(request)
        if kept is None:
            raise SignInNotBegun
        organization = reached.service(RelyingParty).organization_of(kept)
        provider = await reached.service(Providers).of(organization)
        told = await reached.service(RelyingParty).finish(provider, kept, dict(request.query_params))
        account = await reached.service(Providers).account_of(organization, told)
        shown: SecondFactor | None = "provider" if told.by_several_factors else None
        signed_in = await sessions.begin(organization, account, device_of(request), "provider", second_factor=shown)
        REFRESH.keep(answer, signed_in.refresh_token, signed_in.refresh_expires_at, secure=_is_safe(reached))
    except Refusal as refusal:
        await note(Kind.sign_in_failed, organization=None, reason=refusal.code)
        answer = RedirectResponse(f"/?{urlencode({'refused': refusal.code})}", 303)
    _WAY.drop(request, answer)
    return answer


def _is_safe(reached: Reached) -> bool:
    return reached.settings.address.startswith("https://")


@router.get("/keys")
async def show_keys(reached: Reached) -> dict[str, list[dict[str, Any]]]:
    """The public keys that access tokens are verified by, as a JSON Web Key Set (RFC 7517)."""
    return (await reached.service(TokenSigner).current()).keys.jwks()
