"""Refresh tokens in the browser: a cookie that no script reads, and that no other site has the browser use.

Whoever wants one says so with the header `Unison-Session: cookie`, which a page of another site cannot send unasked; and a request
that the browser says another site has caused is refused. The API itself takes bearer tokens alone, so no cookie acts anywhere else.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from unison.infrastructure.identity.sessions import Device
from unison.infrastructure.security_log import client_address
from unison.presentation.context import Context
from unison.shared.errors import ForbiddenRefusal

HEADER = "Unison-Session"
_COOKIE = "cookie"
_AGENT_CHARACTERS = 200


class CrossSite(ForbiddenRefusal, code="cross_site"):
    """This request comes from a page of another site, {origin}. Open Unison at its own address; behind a proxy, say it with
    UNISON_PUBLIC_URL."""


@dataclass(frozen=True, slots=True)
class KeptToken:
    """A token in a cookie of this name, sent to the addresses below `path` alone."""

    name: str
    path: str
    same_site: Literal["strict", "lax"] = "strict"

    def read(self, request: Request) -> str | None:
        return request.cookies.get(_SECURE + self.name) or request.cookies.get(self.name)

    def keep(self, response: Response, token: str, until: datetime, *, secure: bool) -> None:
        """`secure`: the browser came by https, and is to send it by nothing else."""
        name = (_SECURE if secure else "") + self.name
        response.set_cookie(
            name, token, expires=until, path=self.path, secure=secure, httponly=True, samesite=self.same_site
        )

    def drop(self, request: Request, response: Response) -> None:
        for name in (_SECURE + self.name, self.name):
            if name in request.cookies:
                response.delete_cookie(
                    name, self.path, secure=name != self.name, httponly=True, samesite=self.same_site
                )


_SECURE = "__Secure-"  # a browser takes such a cookie by https alone


def in_cookie(reached: Context, request: Request) -> bool:
    """Whether the sender wants its refresh token in a cookie. Refuses `CrossSite`."""
    if request.headers.get(HEADER, "").strip().lower() != _COOKIE:
        return False
    origin, site = request.headers.get("origin"), request.headers.get("sec-fetch-site")
    if site is not None:
        own = site in ("same-origin", "none")
    else:  # a browser says that by https and to this machine alone
        own = origin is None or origin in (f"{request.url.scheme}://{request.url.netloc}", reached.settings.address)
    if not own:
        raise CrossSite(origin=origin or "unnamed")
    return True


def by_https(request: Request) -> bool:
    """Whether the browser came by https, perhaps to a proxy before us: it names the origin of its page."""
    return request.url.scheme == "https" or urlsplit(request.headers.get("origin", "")).scheme == "https"


def device_of(request: Request, marks: tuple[str, ...] = ()) -> Device:
    """Where a request comes from."""
    agent = "".join(each for each in request.headers.get("user-agent", "")[:_AGENT_CHARACTERS] if each.isprintable())
    address = client_address.get() or (request.client.host if request.client else "")
    return Device(agent, address, marks)
