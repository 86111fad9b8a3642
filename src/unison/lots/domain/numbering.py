"""The counter in the lot numbers that a material's rule gives: two at once cannot get the same."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from unison.shared.events import Fact
from unison.shared.ports import Aggregate


class LotNumberGiven(Fact, topic="lot_numbers.LotNumberGiven"):
    """The number `beginning` with `count` after it was given to a lot."""

    beginning: str
    count: int


@dataclass(frozen=True, kw_only=True)
class Counters:
    """The last count after each beginning."""

    last: Mapping[str, int] = field(default_factory=dict[str, int])


def evolve(counters: Counters | None, fact: Fact, _at: datetime) -> Counters:
    """The counters after a fact. Never refuses; an unknown fact raises."""
    if not isinstance(fact, LotNumberGiven):
        raise TypeError(f"lot numbers know nothing of {type(fact).__name__}")
    known = (counters or Counters()).last
    return Counters(last={**known, fact.beginning: fact.count})


LOT_NUMBERS = Aggregate("lot_numbers", Counters, evolve)
"""One stream for each material that has a rule."""


def give_number(counters: Counters | None, *, beginning: str) -> LotNumberGiven:
    last = (counters or Counters()).last.get(beginning, 0)
    return LotNumberGiven(beginning=beginning, count=last + 1)
