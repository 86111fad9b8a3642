"""The setup code: printed by the server that runs, so that whoever begins an organization on its first page can read its output."""

import hmac
import secrets
import time
from collections import deque

from unison.shared.errors import ForbiddenRefusal, RuleRefusal, ThrottledRefusal

_SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_WRONG_A_MINUTE = 10


class SetupCodeWrong(ForbiddenRefusal, code="setup_code_wrong"):
    """This is not the setup code of this server as it runs now. It stands where the server was started; each start has another
    one, and each code begins one organization."""


class SetupCodeTaken(RuleRefusal, code="setup_code_taken"):
    """Somebody begins an organization with this setup code, or has just begun one. Load the page again: if there is none in a
    moment, the code is good again."""


class SetupCodeThrottled(ThrottledRefusal, code="setup_code_throttled"):
    """Too many wrong setup codes. Wait {seconds} s and try again."""


class SetupCode:
    """Good for one organization, as long as this process runs. Twelve signs are 60 bits: nobody guesses one, so a right code is
    taken however many wrong ones others send, and those are only slowed down."""

    def __init__(self) -> None:
        signs = "".join(secrets.choice(_SIGNS) for _ in range(12))
        self.text = "-".join(signs[at : at + 4] for at in (0, 4, 8))
        self._used = False
        self._wrong: deque[float] = deque(maxlen=_WRONG_A_MINUTE)

    def take(self, told: str) -> None:
        """Uses it up. Refuses `SetupCodeWrong`, `SetupCodeThrottled` and `SetupCodeTaken`."""
        if not hmac.compare_digest(_plain(told), _plain(self.text)):
            self._refuse()
        if self._used:
            raise SetupCodeTaken
        self._used = True

    def give_back(self) -> None:
        """Nothing was begun with it."""
        self._used = False

    @property
    def is_used(self) -> bool:
        return self._used

    def _refuse(self) -> None:
        at = time.monotonic()
        if len(self._wrong) == _WRONG_A_MINUTE and (waits := self._wrong[0] + 60 - at) > 0:
            raise SetupCodeThrottled(seconds=int(waits) + 1)
        self._wrong.append(at)
        raise SetupCodeWrong


def _plain(code: str) -> bytes:
    """However it is typed: letter case, hyphens and blanks say nothing."""
    return "".join(sign for sign in code.upper() if sign.isalnum()).encode()
