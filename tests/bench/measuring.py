"""Figures with their aims, and contestants that take turns."""

import math
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Scale(StrEnum):
    """How much is measured: `full` for the record, `quick` in some two minutes, `tiny` to see that a bench works."""

    FULL = "full"
    QUICK = "quick"
    TINY = "tiny"


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number. `aim` is the least it should be, or the most when `at_most`; None: told for comparison.

    A `required` aim that is missed fails the bench; the others are told with their distance.
    """

    what: str
    value: float
    unit: str
    aim: float | None = None
    at_most: bool = False
    required: bool = False

    @property
    def met(self) -> bool | None:
        if self.aim is None:
            return None
        return self.value <= self.aim if self.at_most else self.value >= self.aim

    def told(self) -> tuple[str, str, str, str]:
        """What, value, aim and whether it is met, as text."""
        if self.aim is None:
            return self.what, f"{_rounded(self.value)} {self.unit}", "", ""
        bound = "at most" if self.at_most else "at least"
        aim = f"{bound} {_rounded(self.aim)} {self.unit}"
        return self.what, f"{_rounded(self.value)} {self.unit}", aim, "yes" if self.met else "NO"


def _rounded(value: float) -> str:
    """Three digits that count: more would be noise."""
    if value == 0 or not math.isfinite(value):
        return f"{value:.0f}"
    return f"{value:,.{max(0, 2 - math.floor(math.log10(abs(value))))}f}"


def percentile(values: Sequence[float], share: float) -> float:
    """The least value that at least `share` (0 to 1) of the values do not exceed. ValueError when there are none."""
    if not values:
        raise ValueError("nothing was measured")
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


@dataclass(frozen=True, slots=True)
class Rounds:
    """What each contestant reached in each round."""

    reached: Mapping[str, Sequence[float]]

    def median(self, name: str) -> float:
        return statistics.median(self.reached[name])

    def ratio(self, name: str, to: str) -> float:
        """The median of the ratios within each round: what else runs on the machine slows both of a round."""
        pairs = zip(self.reached[name], self.reached[to], strict=True)
        return statistics.median(one / other for one, other in pairs)


def take_turns(rounds: int, contestants: Mapping[str, Callable[[], float]]) -> Rounds:
    """Runs every contestant once in each round, after one round that does not count; every other round backwards."""
    for run in contestants.values():
        run()
    reached: dict[str, list[float]] = {name: [] for name in contestants}
    for number in range(rounds):
        for name in list(contestants)[:: 1 if number % 2 == 0 else -1]:
            reached[name].append(contestants[name]())
    return Rounds(reached)
