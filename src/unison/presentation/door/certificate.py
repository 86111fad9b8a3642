"""The certificate of a server that speaks TLS itself: read at the start, and again when its files have changed."""

import ssl
from pathlib import Path

import structlog

log = structlog.get_logger()


class Certificate:
    """A chain and its key, PEM, as something else renews them."""

    def __init__(self, chain: Path, key: Path) -> None:
        self._files = (chain, key)
        self._as_of = self._changed_at()

    def renew(self, context: ssl.SSLContext) -> bool:
        """Takes over what has changed, for connections from here on; whether it has. Files that do not fit each other, as while
        they are being written, leave the ones before in force."""
        changed_at = self._changed_at()
        if changed_at in (self._as_of, None):
            return False
        try:
            context.load_cert_chain(*self._files)
        except (ssl.SSLError, OSError) as error:
            log.warning("tls.certificate_unreadable", error=str(error))
            return False
        self._as_of = changed_at
        log.info("tls.certificate_renewed")
        return True

    def _changed_at(self) -> tuple[int, ...] | None:
        try:
            return tuple(file.stat().st_mtime_ns for file in self._files)
        except OSError:
            return None
