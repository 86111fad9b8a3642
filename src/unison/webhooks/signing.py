"""What proves that a request is ours: HMAC-SHA256 over id, timestamp and body, by https://www.standardwebhooks.com.

While a secret is being replaced a request bears two signatures, one by each.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable
from datetime import datetime

PREFIX = "whsec_"
"""Before a secret, as a receiver is given it."""


def new_secret() -> bytes:
    return secrets.token_bytes(32)


def shown(secret: bytes) -> str:
    """A secret as its receiver is given it, once."""
    return PREFIX + base64.b64encode(secret).decode()


def signed_headers(id: str, at: datetime, body: bytes, by: Iterable[bytes]) -> dict[str, str]:
    """The headers of a request that is sent at `at`, with a signature by each secret."""
    timestamp = str(int(at.timestamp()))
    signed = f"{id}.{timestamp}.".encode() + body
    marks = (base64.b64encode(hmac.digest(secret, signed, hashlib.sha256)).decode() for secret in by)
    return {
        "webhook-id": id,
        "webhook-timestamp": timestamp,
        "webhook-signature": " ".join(f"v1,{mark}" for mark in marks),
    }
