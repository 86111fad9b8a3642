"""WebSockets: whose page may open one, and how many there may be."""

from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager
from urllib.parse import urlsplit
from uuid import UUID

from starlette.websockets import WebSocket

STRANGERS, OF_AN_ACCOUNT, OF_ALL = 200, 30, 5000
"""How many may be open at a time: whose token has not come yet, of one account, and in all."""


def is_of_this_origin(socket: WebSocket, address: str) -> bool:
    """Whether the page that opens it is of this server. A program that is no browser names no origin."""
    origin = socket.headers.get("origin")
    if origin is None or origin == address:
        return True
    return urlsplit(origin).netloc == socket.headers.get("host")


class Places:
    """The WebSockets that are open."""

    def __init__(self) -> None:
        self._strangers = 0
        self._of_account: Counter[UUID] = Counter()

    @property
    def has_one_for_a_stranger(self) -> bool:
        return self._strangers < STRANGERS

    @contextmanager
    def stranger(self) -> Generator[None]:
        """One whose token has not come yet."""
        self._strangers += 1
        try:
            yield
        finally:
            self._strangers -= 1

    def admits(self, account: UUID) -> bool:
        """Whether there is a place for another one of this account."""
        return self._of_account[account] < OF_AN_ACCOUNT and self._of_account.total() < OF_ALL

    def take(self, account: UUID) -> None:
        self._of_account[account] += 1

    def leave(self, account: UUID) -> None:
        self._of_account[account] -= 1
        if self._of_account[account] <= 0:
            del self._of_account[account]
