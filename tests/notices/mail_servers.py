"""Mail servers for tests: a real one with TLS and a login, and those that nobody should have to talk to."""

import asyncio
import gc
import socket
import ssl
import warnings
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any, cast

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

LOGIN, PASSWORD = "unison@plant", "s3cret:/@?"


@dataclass
class Mailbox:
    """What a server took, and how it answers: `answer` is asked for each mail, `recipient` for each recipient."""

    taken: list[bytes] = field(default_factory=list[bytes])
    answer: Callable[[], str] = lambda: "250 taken"
    recipient: str = "250 known"
    delay_s: float = 0

    async def handle_RCPT(self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _: Any) -> str:  # noqa: N802
        if self.recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.recipient

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        await asyncio.sleep(self.delay_s)
        self.taken.append(cast(bytes, envelope.original_content))
        return self.answer()

    @property
    def mails(self) -> list[EmailMessage]:
        return [message_from_bytes(each, policy=policy.default) for each in self.taken]


class _Server(Controller):
    """Knows its port, and who signs in."""

    def factory(self) -> SMTP:
        return SMTP(self.handler, **self.SMTP_kwargs)


def _authenticate(_server: Any, _session: Any, _envelope: Any, _mechanism: str, given: Any) -> AuthResult:
    known = LoginPassword(LOGIN.encode(), PASSWORD.encode())
    return AuthResult(success=given == known, handled=False)


@contextmanager
def serving(mailbox: Mailbox, authority: trustme.CA, *, tls: str = "starttls", login: bool = True) -> Generator[int]:
    """A mail server on 127.0.0.1; answers its port. `tls`: starttls, always or never."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    options: dict[str, Any] = {}
    if login:
        options |= {"auth_required": True, "authenticator": _authenticate, "auth_require_tls": tls == "starttls"}
    if tls == "starttls":
        options |= {"tls_context": context, "require_starttls": True}
    server = _Server(
        mailbox, hostname="127.0.0.1", port=free_port(), ssl_context=context if tls == "always" else None, **options
    )
    server.start()
    try:
        yield server.port
    finally:
        server.stop()
        with warnings.catch_warnings(action="ignore", category=ResourceWarning):
            gc.collect()  # it leaves the connections that are open to the collector


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def hanging() -> Generator[int]:
    """A server that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        yield silent.getsockname()[1]


def written(authority: trustme.CA, folder: Path) -> Path:
    """The authority's certificate in a file."""
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    return folder / "ca.pem"
