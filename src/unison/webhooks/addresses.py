"""Where a webhook may go: no address inside of the network that Unison runs in, whatever name leads there.

The name is resolved once for a connection, each address it has is judged, and the connection goes to the address that was
judged: a name that answers differently the second time leads nowhere else.
"""

import socket
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urlsplit

from unison.settings import Network
from unison.shared.errors import MalformedRefusal

type Address = IPv4Address | IPv6Address

_ASSIGNED = IPv6Network("2000::/3")
"""Where the unicast addresses of IPv6 are that the world can reach."""
_NAT64 = IPv6Network("64:ff9b::/96")
LONGEST = 2_000


class AddressMalformed(MalformedRefusal, code="webhook_address_malformed"):
    """{url} is no address for a webhook: {problem}."""


class AddressUnknown(MalformedRefusal, code="webhook_address_unknown"):
    """Nobody knows the host {host}. Check its spelling, and whether this server can resolve it."""


class AddressPrivate(MalformedRefusal, code="webhook_address_private"):
    """{host} leads to {address}, inside of a network that is nobody else's. Whoever runs this server can allow it by
    UNISON_WEBHOOK_PRIVATE."""


class AddressPlain(MalformedRefusal, code="webhook_address_plain"):
    """{url} is not encrypted. Use https."""


@dataclass(frozen=True, slots=True)
class Target:
    """An address that may be called: the URL as it was told, and where its host was found."""

    url: str
    host: str
    found: tuple[Address, ...]


def parts_of(url: str) -> SplitResult:
    """The parts of a webhook's URL. Refuses `AddressMalformed`."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise AddressMalformed(url=url[:200], problem=str(error)) from None
    if problem := _problem(url, parts):
        raise AddressMalformed(url=url[:200], problem=problem)
    return parts


def _problem(url: str, parts: SplitResult) -> str | None:
    if len(url) > LONGEST:
        return f"it is longer than {LONGEST} characters"
    if parts.scheme not in ("https", "http"):
        return "it has to begin with https://"
    if not parts.hostname:
        return "it names no host"
    if parts.username is not None or parts.password is not None:
        return "it holds a login, which would be stored in the clear"
    if parts.fragment:
        return "what follows # never reaches a server"
    if any(character <= " " or character == "\x7f" for character in url):
        return "it holds a blank or a control character"
    return None


def resolve(url: str, allowed: Sequence[Network]) -> Target:
    """Where a URL leads. Blocks while the name is asked for.

    Refuses `AddressMalformed`, `AddressUnknown`, `AddressPrivate` for a name of which any address is not the world's, unless
    `allowed` has it, and `AddressPlain` for http to anywhere else than `allowed`.
    """
    parts = parts_of(url)
    host = parts.hostname or ""
    try:
        answers = socket.getaddrinfo(host, parts.port or 443, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):  # UnicodeError: a label that no name may have
        raise AddressUnknown(host=host) from None
    found = tuple(dict.fromkeys(ip_address(str(answer[4][0]).partition("%")[0]) for answer in answers))
    for address in found:
        _judge(url, host, address, allowed, encrypted=parts.scheme == "https")
    return Target(url, host, found)


def _judge(url: str, host: str, address: Address, allowed: Sequence[Network], *, encrypted: bool) -> None:
    meant = _meant(address)
    if any(meant in network for network in allowed):
        return
    if not _is_of_the_world(meant):
        raise AddressPrivate(host=host, address=str(address))
    if not encrypted:
        raise AddressPlain(url=url[:200])


def _meant(address: Address) -> Address:
    """The IPv4 address that is written as one of IPv6."""
    if isinstance(address, IPv4Address):
        return address
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    return IPv4Address(int(address) & 0xFFFFFFFF) if address in _NAT64 else address


def _is_of_the_world(address: Address) -> bool:
    """Neither private, shared (100.64.0.0/10), loopback, link-local, multicast nor reserved, nor a way to such by a tunnel."""
    if address.is_multicast or not address.is_global:
        return False
    if isinstance(address, IPv4Address):
        return True
    return address in _ASSIGNED and address.sixtofour is None and address.teredo is None
