"""The mail server of the installation, as `UNISON_SMTP_URL` names it."""

import asyncio
import ssl
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import unquote, urlsplit

import aiosmtplib

from unison.settings import Settings

_PORTS = {"smtp": 587, "smtps": 465, "smtp+plain": 25}


class SmtpUrlMalformed(ValueError):
    """UNISON_SMTP_URL names no mail server: write smtp://LOGIN:PASSWORD@HOST:PORT, smtps://... or smtp+plain://..."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


@dataclass(frozen=True, slots=True)
class MailServer:
    """`start_tls`: TLS begins before anything is said, and nothing is sent to a server that has none. `login` None: it takes
    mail from whoever reaches it.
    """

    host: str
    port: int
    use_tls: bool
    start_tls: bool
    login: str | None
    password: str | None = field(repr=False)
    certificates: ssl.SSLContext | None
    timeout_s: float

    @classmethod
    def of(cls, settings: Settings) -> Self | None:
        """None where no mail server is set. Raises `SmtpUrlMalformed`."""
        if settings.smtp_url is None:
            return None
        try:
            parts = urlsplit(settings.smtp_url.get_secret_value())
            scheme, host, port = parts.scheme, parts.hostname, parts.port
        except ValueError:  # what it says may hold the password
            raise SmtpUrlMalformed from None
        if scheme not in _PORTS or not host or parts.path.strip("/") or parts.query or parts.fragment:
            raise SmtpUrlMalformed
        encrypted = scheme != "smtp+plain"
        return cls(
            host=host,
            port=port or _PORTS[scheme],
            use_tls=scheme == "smtps",
            start_tls=scheme == "smtp",
            login=unquote(parts.username) if parts.username else None,
            password=unquote(parts.password) if parts.password else None,
            certificates=ssl.create_default_context(cafile=settings.smtp_ca) if encrypted else None,
            timeout_s=settings.smtp_timeout_s,
        )

    @asynccontextmanager
    async def signed_in(self) -> AsyncGenerator[aiosmtplib.SMTP]:
        """Connects and signs in. What TLS would say to the end is not waited for."""
        client = aiosmtplib.SMTP(
            hostname=self.host,
            port=self.port,
            username=self.login,
            password=self.password,
            use_tls=self.use_tls,
            start_tls=self.start_tls,
            tls_context=self.certificates,
            timeout=self.timeout_s,
        )
        transport = None
        try:
            async with client:
                transport = client.transport
                yield client
        finally:
            if isinstance(transport, asyncio.WriteTransport):
                transport.abort()
                await asyncio.sleep(0)

    @property
    def told(self) -> str:
        """For people, without what is secret."""
        how = "TLS" if self.use_tls else "STARTTLS" if self.start_tls else "no encryption"
        return f"{self.host}:{self.port}, {how}{', with a login' if self.login else ''}"
