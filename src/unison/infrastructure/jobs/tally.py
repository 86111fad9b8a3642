"""What a process has carried out, by kind, until it is written beside what others have."""

import threading
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(slots=True)
class Total:
    """Tries that ended well and not, and how long all of them took, in seconds."""

    done: int = 0
    failed: int = 0
    busy_s: float = 0.0


class Tally:
    """Counted by many threads, and taken by one."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._totals: defaultdict[str, Total] = defaultdict(Total)

    def add(self, kind: str, took_s: float, *, done: bool) -> None:
        with self._lock:
            total = self._totals[kind]
            total.done += done
            total.failed += not done
            total.busy_s += took_s

    def take(self) -> Mapping[str, Total]:
        """What was counted since it was taken last."""
        with self._lock:
            taken, self._totals = self._totals, defaultdict(Total)
        return taken
