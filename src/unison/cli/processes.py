"""The processes of `unison serve`: each is started again when it ends or stands still, and none is left behind.

They are forked from one process that has read all the code, so that they share the memory it takes; that one then only watches.
"""

import gc
import os
import select
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import psycopg
import structlog

from unison.infrastructure.watch import LOOK_S

log = structlog.get_logger()

STANDS_STILL = 3
"""The exit code of a process that ended because some of it hangs."""

DATABASE_LOST = 4
"""The exit code of a process that could not begin, as the database did not answer."""

SILENT_S = 4 * LOOK_S
"""A process that gives no sign of life for so long, after its first one, is ended, in seconds."""

AGAIN_S = 1.0
"""Between the end of a process and the start of the next, in seconds."""

CANNOT_RUN = 1
"""The exit code of a process that cannot run here, as its port is taken: where the decisive one ends so before it ever lasted, all
of it ends. A database that does not answer at the moment is told by another code, and waited for."""

LASTS_S = 10.0
"""A process that ran for so many seconds can run here."""

ENDS_S = 15.0
"""How long a process may take to end when it is told to, in seconds."""

type Sign = Callable[[], None]
"""Gives a sign of life. Who never gives one is never missed."""


@dataclass(slots=True)
class _Child:
    name: str
    pid: int
    signs: int
    began: float
    patient_until: float = float("inf")


class Processes:
    """`run` has by name what each process does, in the order in which they are ended."""

    def __init__(self, run: Mapping[str, Callable[[Sign], None]], *, decisive: str) -> None:
        self._run = run
        self._decisive = decisive
        self._children: dict[str, _Child] = {}
        self._again: dict[str, float] = {}
        self._lasted = set[str]()
        self._ended: int | None = None
        self._woken, self._wake = os.pipe()
        self._alive, self._living = os.pipe()  # closed by the kernel when this process is no more
        os.set_blocking(self._wake, False)

    def keep(self) -> int:
        """Until SIGINT or SIGTERM. The exit code: another than 0 where one of them cannot run here."""
        before = {each: signal.signal(each, self._end) for each in (signal.SIGINT, signal.SIGTERM)}
        signal.set_wakeup_fd(self._wake)
        try:
            gc.collect()
            gc.freeze()  # a collection would write to every page that they share
            for name in self._run:
                self._start(name)
            while self._ended is None:
                self._wait()
            return self._ended
        finally:
            self._end_all()
            signal.set_wakeup_fd(-1)
            for each, handler in before.items():
                signal.signal(each, handler)
            for descriptor in (self._woken, self._wake, self._alive, self._living):
                os.close(descriptor)

    def _end(self, _signal: int, _frame: FrameType | None) -> None:
        self._ended = 0

    def _start(self, name: str) -> None:
        signs, given = os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        pid = os.fork()
        if not pid:
            os.close(signs)
            self._become(name, given)
        os.close(given)
        self._children[name] = _Child(name, pid, signs, time.monotonic())

    def _become(self, name: str, given: int) -> None:
        """In the child. A session of its own: a Ctrl-C at the terminal reaches the parent, which ends its children in order."""
        code = 1
        try:
            signal.set_wakeup_fd(-1)
            for each in (signal.SIGINT, signal.SIGTERM):
                signal.signal(each, signal.SIG_DFL)
            for descriptor in (
                self._living,
                self._woken,
                self._wake,
                *(each.signs for each in self._children.values()),
            ):
                os.close(descriptor)
            os.setsid()
            with suppress(OSError):  # how `ps` and `top` tell them apart, where they can
                Path("/proc/self/comm").write_text(f"unison-{name}")
            threading.Thread(target=_end_with, args=(self._alive,), daemon=True).start()
            self._run[name](lambda: _show_life(given))
            code = 0
        except psycopg.OperationalError:
            traceback.print_exc()
            code = DATABASE_LOST
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 1
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)

    def _wait(self) -> None:
        now = time.monotonic()
        moments = [*self._again.values(), *(each.patient_until for each in self._children.values())]
        patience_s = max(0.0, min(moments) - now) if min(moments) < float("inf") else None
        signs = {each.signs: each for each in self._children.values()}
        ready, _, _ = select.select([self._woken, *signs], [], [], patience_s)
        if self._woken in ready:
            os.read(self._woken, 64)
        for each in [signs[descriptor] for descriptor in ready if descriptor in signs]:
            if os.read(each.signs, 64):
                each.patient_until = time.monotonic() + SILENT_S
            else:
                self._bury(each, os.waitstatus_to_exitcode(os.waitpid(each.pid, 0)[1]))
        now = time.monotonic()
        for each in [each for each in self._children.values() if now >= each.patient_until]:
            os.kill(each.pid, signal.SIGKILL)
            os.waitpid(each.pid, 0)
            self._bury(each, STANDS_STILL)
        for name in [name for name, at in self._again.items() if now >= at and self._ended is None]:
            del self._again[name]
            self._start(name)

    def _bury(self, child: _Child, code: int) -> None:
        """It is started again, unless it has never run here."""
        del self._children[child.name]
        os.close(child.signs)
        if self._ended is not None:
            return
        if time.monotonic() - child.began > LASTS_S:
            self._lasted.add(child.name)
        if child.name == self._decisive and code == CANNOT_RUN and child.name not in self._lasted:
            self._ended = code
            return
        how = "gave no sign of life" if code == STANDS_STILL else "ended"
        log.error(f"process.{child.name}_started_again", how=how, code=code)
        self._again[child.name] = time.monotonic() + AGAIN_S

    def _end_all(self) -> None:
        for each in self._children.values():
            for told in (
                signal.SIGCONT,
                signal.SIGTERM,
            ):  # one that is paused would not hear the second without the first
                with suppress(ProcessLookupError):
                    os.kill(each.pid, told)
        deadline = time.monotonic() + ENDS_S
        for each in self._children.values():
            while os.waitpid(each.pid, os.WNOHANG) == (0, 0):
                if time.monotonic() > deadline:
                    os.kill(each.pid, signal.SIGKILL)
                time.sleep(0.02)
            os.close(each.signs)
        self._children.clear()


def _show_life(given: int) -> None:
    with suppress(BrokenPipeError):
        os.write(given, b".")


def _end_with(alive: int) -> None:
    """One whose parent was killed ends as suddenly."""
    os.read(alive, 1)
    os._exit(1)
