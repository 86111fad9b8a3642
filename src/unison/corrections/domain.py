"""The other side of a movement: the fact that the same command told of another stream."""

from collections.abc import Callable, Iterable

from unison.shared.errors import RuleRefusal
from unison.shared.events import Fact
from unison.shared.ports import StoredFact


class CounterpartMissing(RuleRefusal, code="counterpart_missing"):
    """Movement {movement} has another side, which is not in the store. Count the lot instead."""


def counterpart[F: Fact](
    of: StoredFact, beside: Iterable[StoredFact], kinds: tuple[type[F], ...], *, stream: str, fits: Callable[[F], bool]
) -> tuple[int, F]:
    """The version and the fact of one of `kinds` that was told `beside` the movement, on `stream`, and that `fits`."""
    for each in beside:
        if each.stream == stream and isinstance(each.fact, kinds) and fits(each.fact):
            return each.version, each.fact
    raise CounterpartMissing(movement=of.version)
