"""Given facts, when somebody asks, then facts or a refusal: the language of the domain tests.

>>> given(PLANNED, RELEASED).when(domain.release).then_refused(NotPlanned)

It also holds what is true of every fact of a capability: it reads back as it was written, and its state knows it.
"""

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, is_dataclass
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from types import ModuleType, UnionType
from typing import Any, ClassVar, Union, get_args, get_origin, get_type_hints

import hypothesis
from hypothesis import strategies as st

import unison
from unison.infrastructure import codec
from unison.shared.errors import Refusal
from unison.shared.events import Fact, fact_type, topics
from unison.shared.ports import Aggregate
from unison.shared.quantities import FractionText


def _domains() -> Iterator[ModuleType]:
    """The modules of every capability's domain."""
    for room in iter_modules(unison.__path__, "unison."):
        if room.ispkg and find_spec(f"{room.name}.domain"):
            domain = import_module(f"{room.name}.domain")
            parts = iter_modules(getattr(domain, "__path__", ()), f"{domain.__name__}.")
            yield from (domain, *(import_module(part.name) for part in parts))


AGGREGATES: dict[str, Aggregate[Any]] = {
    value.name: value for domain in _domains() for value in vars(domain).values() if isinstance(value, Aggregate)
}
"""Every aggregate that a domain defines, by its name."""

AT = datetime(2026, 3, 2, 8, tzinfo=UTC)
"""When the tests take place: a Monday, 08:00 UTC."""

LATEST = AT + timedelta(hours=10)
"""The moment of the decision: nothing told may lie after it."""


def later(**elapsed: float) -> datetime:
    """So much after `AT`: later(hours=2)."""
    return AT + timedelta(**elapsed)


type Dated = tuple[datetime, Fact]
"""A fact with when it happened."""


def state_after(*facts: Fact | Dated) -> Any:
    """The state that a stream with these facts is in; None without any. They happened at `AT`, unless it is said."""
    state: Any = None
    for each in facts:
        at, fact = each if isinstance(each, tuple) else (AT, each)
        state = _aggregate_of(fact).evolve(state, fact, at)
    return state


def _aggregate_of(fact: Fact) -> Aggregate[Any]:
    return AGGREGATES[fact.topic.partition(".")[0]]


# Given, when, then -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Outcome:
    """What a decision came to."""

    facts: tuple[Fact, ...]
    refusal: Refusal | None

    def then(self, *expected: Fact) -> None:
        """These facts, in this order."""
        if self.refusal is not None:
            raise AssertionError(f"refused: {self.refusal}") from self.refusal
        assert self.facts == expected

    def then_refused(self, kind: type[Refusal], saying: str = "") -> None:
        """This refusal and no other, with every placeholder of its message filled."""
        assert self.refusal is not None, f"not refused: {self.facts}"
        assert type(self.refusal) is kind
        assert "not given)" not in self.refusal.message
        assert saying in self.refusal.message


@dataclass(frozen=True)
class Given:
    state: Any

    def when(self, decide: Callable[..., Any], **wish: Any) -> Outcome:
        """Decides on the state that the facts led to; a decision that begins a stream may take no state."""
        first = next(iter(inspect.signature(decide).parameters.values()))
        state = () if first.kind is first.KEYWORD_ONLY else (self.state,)
        try:
            return Outcome(tuple(_flat(decide(*state, **wish))), None)
        except Refusal as refusal:
            return Outcome((), refusal)


def _flat(decided: Fact | Sequence[Any]) -> list[Fact]:
    if isinstance(decided, Fact):
        return [decided]
    return [fact for part in decided for fact in _flat(part)]


def given(*facts: Fact | Dated) -> Given:
    return Given(state_after(*facts))


# What is true of every fact --------------------------------------------------------------------------------------

_MOMENTS = st.datetimes(
    timezones=st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
)
_SCALARS = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text()
_KNOWN: dict[Any, st.SearchStrategy[Any]] = {
    datetime: _MOMENTS,
    Decimal: st.decimals(allow_nan=False, allow_infinity=False),
    FractionText: st.fractions().map(str),
    int: st.integers(-(2**53), 2**53),
    Mapping[str, Any]: st.dictionaries(st.text(), _SCALARS | st.lists(_SCALARS) | st.dictionaries(st.text(), _SCALARS)),
}


def _anything(hint: Any) -> st.SearchStrategy[Any]:
    if hint in _KNOWN:
        return _KNOWN[hint]
    match hint, get_origin(hint):
        case (_, origin) if origin in (Union, UnionType):
            return st.one_of([_anything(part) for part in get_args(hint)])
        case (_, origin) if origin is tuple:
            parts = get_args(hint)
            return st.lists(_anything(parts[0])).map(tuple) if ... in parts else st.tuples(*map(_anything, parts))
        case (_, origin) if origin is Mapping:
            return st.dictionaries(*map(_anything, get_args(hint)))
        case (_, None) if is_dataclass(hint) and isinstance(hint, type):
            return st.builds(hint, **{name: _anything(part) for name, part in get_type_hints(hint).items()})
        case _:
            return st.from_type(hint)


def any_fact(kind: type[Fact]) -> st.SearchStrategy[Fact]:
    """Any fact of a kind, whatever its fields may hold."""
    hints = {name: hint for name, hint in get_type_hints(kind).items() if get_origin(hint) is not ClassVar}
    return st.builds(kind, **{name: _anything(hint) for name, hint in hints.items()})


def product_facts() -> list[type[Fact]]:
    """Every kind of fact of the product itself: a test may define facts of its own, and they stay in its process."""
    return [kind for topic in topics() if (kind := fact_type(topic)).__module__.startswith("unison.")]


def facts_of(aggregate: Aggregate[Any]) -> list[type[Fact]]:
    """Every kind of fact that a stream of this aggregate can hold."""
    return [fact_type(topic) for topic in topics() if topic.startswith(f"{aggregate.name}.")]


def reads_back(kind: type[Fact]) -> None:
    """Every fact of this kind is read from the store as it was written."""

    @hypothesis.settings(deadline=None)
    @hypothesis.given(any_fact(kind))
    def check(fact: Fact) -> None:
        assert codec.decode_fact(kind.topic, kind.schema_version, codec.encode(fact)) == fact

    check()


def is_known_after(first: Fact, kind: type[Fact]) -> None:
    """A state that began with `first` takes every fact of this kind, and is read from a snapshot as it was saved."""
    aggregate = _aggregate_of(first)

    @hypothesis.settings(deadline=None)
    @hypothesis.given(any_fact(kind))
    def check(fact: Fact) -> None:
        begun = None if kind is type(first) else aggregate.evolve(None, first, AT)
        state = aggregate.evolve(begun, fact, AT)
        assert codec.decode_state(aggregate.state, codec.encode(state)) == state

    check()
