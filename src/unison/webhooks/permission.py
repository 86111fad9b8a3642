"""Whether a receiver agrees to be sent to: the abuse protection of CloudEvents' HTTP webhooks.

Nothing is sent to an address before it has said that it wants it: by two headers in its answer to OPTIONS, or later by a call of
the address in `WebHook-Request-Callback`, which only it was told.
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import UUID

ASKED_PER_MINUTE = 600
"""How many requests a minute a receiver is asked to allow."""


@dataclass(frozen=True, slots=True)
class Permission:
    """What a receiver allows. `per_minute` is None where it allows any number of requests."""

    per_minute: int | None


def key_of(organization: UUID, webhook: UUID, secret: bytes) -> str:
    """The key in the address by which the webhook's receiver may agree later. It need not be kept: it follows from the newest
    secret, so that it is the same whenever the receiver is asked. Says whose webhook it is, as nobody signs in to agree."""
    return f"{organization.hex}.{hmac.digest(secret, b'permission ' + webhook.bytes, hashlib.sha256).hex()}"


def organization_of(key: str) -> UUID | None:
    try:
        return UUID(hex=key.partition(".")[0])
    except ValueError:
        return None


def hash_of(key: str) -> bytes:
    return hashlib.sha256(key.encode()).digest()


def origin_of(address: str) -> str:
    """The name by which a receiver knows us: the host of our own address."""
    return urlsplit(address).hostname or address


def request_headers(origin: str, callback: str) -> dict[str, str]:
    return {
        "webhook-request-origin": origin,
        "webhook-request-rate": str(ASKED_PER_MINUTE),
        "webhook-request-callback": callback,
    }


def callback_of(address: str, webhook: UUID, key: str) -> str:
    return f"{address}/api/v1/webhooks/{webhook}/permission?key={key}"


def permission_of(headers: Mapping[str, str], origin: str) -> Permission | None:
    """What an answer allows; None: it does not agree. The status says nothing: many servers answer OPTIONS whatever is asked."""
    allowed = headers.get("webhook-allowed-origin", "").strip()
    if allowed != "*" and allowed.lower() != origin.lower():
        return None
    return Permission(rate_of(headers.get("webhook-allowed-rate")))


def rate_of(told: str | None) -> int | None:
    """Requests a minute by the header WebHook-Allowed-Rate; None: any number. Who says nothing agrees to what was asked."""
    told = (told or str(ASKED_PER_MINUTE)).strip()
    if told == "*":
        return None
    return max(1, min(int(told), 1_000_000)) if told.isascii() and told.isdigit() else ASKED_PER_MINUTE
