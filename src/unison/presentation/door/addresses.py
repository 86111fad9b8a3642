"""Where a request comes from: the peer, or what a proxy that is trusted says of it."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from ipaddress import ip_address

from starlette.types import Scope

from unison.settings import Network

_FOR, _PROTO = b"x-forwarded-for", b"x-forwarded-proto"


def note_origin(scope: Scope, trusted: tuple[Network, ...]) -> str:
    """The address of whoever asks. What a trusted proxy forwards replaces the peer in `scope`, and the scheme that was spoken to
    it the one that it speaks: behind it the browser may have asked by https.
    """
    peer: str = scope["client"][0] if scope.get("client") else ""
    if not peer or not is_trusted(peer, trusted):
        return peer
    told: Iterable[tuple[bytes, bytes]] = scope["headers"]
    hops = [hop.strip() for name, value in told if name == _FOR for hop in value.decode("latin-1").split(",")]
    schemes = [value for name, value in told if name == _PROTO]
    if schemes and schemes[-1].strip() in (b"http", b"https"):
        secure = schemes[-1].strip() == b"https"
        plain, over_tls = ("ws", "wss") if scope["type"] == "websocket" else ("http", "https")
        scope["scheme"] = over_tls if secure else plain
    if (origin := _origin(hops, trusted)) is not None:
        scope["client"] = (origin, 0)
        return origin
    return peer


def _origin(hops: Sequence[str], trusted: tuple[Network, ...]) -> str | None:
    """The last address that no trusted proxy has: what stands before it, anybody may have written."""
    for hop in reversed(hops):
        try:
            address = str(ip_address(hop))
        except ValueError:
            return None
        if not is_trusted(address, trusted):
            return address
    return None


@lru_cache(maxsize=4096)
def is_trusted(address: str, trusted: tuple[Network, ...]) -> bool:
    """Whether it is the address of a proxy of ours."""
    try:
        known = ip_address(address)
    except ValueError:  # a socket of the file system
        return False
    return any(known in network for network in trusted)
