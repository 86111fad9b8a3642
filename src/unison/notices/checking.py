"""What `unison doctor` says of mail."""

import asyncio

import aiosmtplib

from unison.infrastructure.health import Finding
from unison.notices.server import MailServer, SmtpUrlMalformed
from unison.settings import Settings

_CHECK = "mail"


def diagnose_mail(settings: Settings) -> Finding:
    """Whether there is a mail server, and takes our login. Nothing is sent."""
    try:
        server = MailServer.of(settings)
    except SmtpUrlMalformed as malformed:
        return Finding(_CHECK, str(malformed), ok=False)
    except OSError as error:
        return Finding(_CHECK, f"UNISON_SMTP_CA cannot be read: {error.strerror}", ok=False)
    if server is None:
        return Finding(_CHECK, "no mail server (UNISON_SMTP_URL): notices stay in the browser")
    try:
        asyncio.run(_greet(server))
    except aiosmtplib.SMTPAuthenticationError:
        return Finding(_CHECK, f"{server.told}: does not accept the login", ok=False)
    except (aiosmtplib.SMTPException, OSError, TimeoutError) as error:
        return Finding(_CHECK, f"{server.told}: {type(error).__name__}, no mail is sent now", ok=False)
    return Finding(_CHECK, f"{server.told}: answers")


async def _greet(server: MailServer) -> None:
    async with server.signed_in():
        pass
