"""A process that sends for a webhook and kills itself at a step: `python -m tests.webhooks.killed STEP URL WEBHOOK DATA`."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

from tests.webhooks.works import local_settings
from unison.infrastructure import database
from unison.webhooks import delivering
from unison.webhooks.waiting import Waiting


def _die(*_: Any, **__: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _at(step: str) -> None:
    """The third time that it comes by, so that something stands before it."""
    passed = 0

    def third(run: Callable[..., Any], *, after: bool) -> Callable[..., Any]:
        def counting(*given: Any, **named: Any) -> Any:
            nonlocal passed
            passed += 1
            if passed == 3 and not after:
                _die()
            answer = run(*given, **named)
            if passed == 3:
                _die()
            return answer

        return counting

    if step == "before sending":
        delivering.call = third(delivering.call, after=False)
    elif step == "answered":
        Waiting.note = third(Waiting.note, after=False)
    elif step == "noted":
        Waiting.note = third(Waiting.note, after=True)
    elif step == "at its end":
        Waiting.end_turn = _die


if __name__ == "__main__":
    step, url, webhook, data = sys.argv[1:]
    _at(step)
    with database.connect(url, "worker") as connection:
        delivering.send_waiting(connection, UUID(webhook), local_settings(Path(data)))
