"""The headers of every answer: what a browser may do with it, and for how long it is kept."""

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterable

type Headers = list[tuple[bytes, bytes]]

_ALWAYS: Headers = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(self), fullscreen=(self), geolocation=(), microphone=(), payment=(), usb=()"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
]

OF_DATA = b"default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
"""An answer of the API is no page: whatever it holds, nothing of it runs."""

# Styles may stand in elements: the library of components measures and writes them there. Scripts may not, and none is made of
# text; WebAssembly may be compiled, for the scanner of codes.
OF_FACE = (
    b"default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:;"
    b" font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; object-src 'none';"
    b" base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)

HSTS = (b"strict-transport-security", b"max-age=31536000; includeSubDomains")

_INLINE = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
"""As a browser takes it: every character between the tags."""


def policy_of_page(html: bytes) -> bytes:
    """For a page of ours that has a script in itself, the page of the routes: these scripts run, word for word, and no other."""
    hashes = b" ".join(
        b"'sha256-" + b64encode(hashlib.sha256(script).digest()) + b"'" for script in _INLINE.findall(html)
    )
    return OF_FACE.replace(b"script-src 'self' 'wasm-unsafe-eval'", b"script-src 'self' " + hashes)


def completed(headers: Iterable[tuple[bytes, bytes]], path: str, *, secure: bool, closing: bool) -> Headers:
    """What an answer says, with what every answer has to say. What it has said itself stays."""
    told = list(headers)
    names = {name for name, _ in told}
    data = path.startswith(("/api/", "/metrics", "/healthz", "/readyz", "/problems", "/openapi.json", "/.well-known/"))
    more = _ALWAYS.copy()
    if b"content-security-policy" not in names:
        more.append((b"content-security-policy", OF_DATA if data else OF_FACE))
    if b"cache-control" not in names:
        more.append((b"cache-control", _kept(path, data)))
    if secure:
        more.append(HSTS)
    if closing:
        more.append((b"connection", b"close"))
    return told + more


def _kept(path: str, data: bool) -> bytes:
    """What the build names by its content never changes; the rest is asked for again, and what is data is kept by nobody."""
    if data:
        return b"no-store"
    return b"public, max-age=31536000, immutable" if path.startswith("/assets/") else b"no-cache"
