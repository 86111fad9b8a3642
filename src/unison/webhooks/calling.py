"""A request to a receiver, of which nothing is trusted: every time is bounded, and so is what is read of the answer.

It goes to the address that was judged (see `addresses`), under the host's own name; no redirect is followed, and no proxy that the
environment names is used, which would ask for the name again.
"""

import asyncio
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

import certifi
import httpx

from unison.webhooks.addresses import Address, Target

CONNECT_S = 5.0
READ_S = 10.0
TOTAL_S = 15.0
"""How long a receiver may take to be reached, to say something, and for all of it, in seconds."""

READ_BYTES = 500
"""So much of an answer is kept."""
_READING_S = 2.0
"""The status decides; for so long the rest of the answer is waited for, in seconds."""

TRIED_ADDRESSES = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. `status` is None when nothing did: then `error` says why, in a sentence."""

    status: int | None
    duration_ms: int
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    text: str = ""
    error: str | None = None

    @property
    def accepted(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


def trusted() -> ssl.SSLContext:
    """The certificates that a receiver may be known by: the usual ones, the system's, and those of SSL_CERT_FILE."""
    context = ssl.create_default_context(cafile=certifi.where())
    context.load_default_certs()
    return context


def new_client(trust: ssl.SSLContext) -> httpx.AsyncClient:
    return httpx.AsyncClient(
        verify=trust,
        trust_env=False,
        follow_redirects=False,
        timeout=httpx.Timeout(READ_S, connect=CONNECT_S),
        headers={"user-agent": "Unison", "accept": "*/*", "accept-encoding": "identity"},
    )


async def call(
    client: httpx.AsyncClient, method: str, target: Target, headers: Mapping[str, str], body: bytes = b""
) -> Answer:
    """Sends one request, and answers whatever comes of it within `TOTAL_S`; raises nothing that a receiver can cause."""
    began = time.monotonic()
    try:
        async with asyncio.timeout(TOTAL_S):
            return await _call(client, method, target, headers, body, began)
    except TimeoutError:
        return _failed(began, f"it gave no answer within {TOTAL_S:g} s")
    except httpx.ConnectTimeout:
        return _failed(began, f"no connection within {CONNECT_S:g} s")
    except httpx.TimeoutException:
        return _failed(began, f"it said nothing for {READ_S:g} s")
    except httpx.ConnectError as error:
        return _failed(began, f"no connection: {error}")
    except (httpx.HTTPError, httpx.InvalidURL, ssl.SSLError, OSError, ValueError) as error:
        return _failed(began, f"no answer of HTTP: {error}")


async def _call(
    client: httpx.AsyncClient, method: str, target: Target, headers: Mapping[str, str], body: bytes, began: float
) -> Answer:
    """Tries one address of the host after the other until one takes the connection."""
    found = target.found[:TRIED_ADDRESSES]
    for address in found:
        request = _request(client, method, target, address, headers, body)
        try:
            response = await client.send(request, stream=True)
        except (httpx.ConnectError, httpx.ConnectTimeout):
            if address == found[-1]:
                raise
            continue
        try:
            text = await _beginning(response)
        finally:
            await response.aclose()
        error = None if 200 <= response.status_code < 300 else _refused(response.status_code)
        return Answer(response.status_code, _elapsed_ms(began), dict(response.headers), text, error)
    raise httpx.ConnectError("the host has no address")


def _request(
    client: httpx.AsyncClient, method: str, target: Target, address: Address, headers: Mapping[str, str], body: bytes
) -> httpx.Request:
    told = httpx.URL(target.url)
    reached = told.copy_with(host=str(address))
    own = {"host": told.netloc.decode("ascii")}
    return client.build_request(
        method,
        reached,
        headers={**headers, **own},
        content=body,
        extensions={"sni_hostname": told.raw_host.decode("ascii")},
    )


async def _beginning(response: httpx.Response) -> str:
    """The first bytes of the answer, as far as they come soon. The rest is not read: it may never end."""
    read = b""
    try:
        async with asyncio.timeout(_READING_S):
            async for chunk in response.aiter_raw():
                read += chunk
                if len(read) >= READ_BYTES:
                    break
    except (TimeoutError, httpx.HTTPError):
        pass
    return read[:READ_BYTES].decode(errors="replace").replace("\0", "\ufffd")


def _refused(status: int) -> str:
    return f"it answered {status}" + (", and redirects are not followed" if 300 <= status < 400 else "")


def _failed(began: float, error: str) -> Answer:
    return Answer(None, _elapsed_ms(began), error=error)


def _elapsed_ms(began: float) -> int:
    return round((time.monotonic() - began) * 1000)
