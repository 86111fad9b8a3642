"""What the tests that try every route know of each capability; it lies with the capability's own tests, in `samples.py`.

A new capability brings its own: what its fields mean, and a story in which each of its facts happens.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from importlib import import_module
from typing import Any

from tests.house import CAPABILITIES, ROOT

type Told = tuple[str, dict[str, Any]]
"""A command by its name, and its body."""


@dataclass(frozen=True, kw_only=True)
class Samples:
    """`story` tells, in an organization that has nothing but what the layers below have told, one of every fact; the moment is
    that of its first command. What it leaves behind is what the others below are about.
    """

    story: Callable[[datetime], Iterable[Told]]
    theirs: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """What a field or a parameter means, answered with something of the story."""
    any: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """What belongs to nobody. None: a parameter that a test leaves out."""
    needed: Mapping[str, Sequence[str]] = field(default_factory=dict[str, Sequence[str]])
    """Fields that a command needs though its schema does not say so: one of several ways to name the same thing."""
    of_the_organization: frozenset[str] = frozenset()
    """Commands about the sender's organization as a whole, or a material that need not be registered: never another one's."""
    by_post: frozenset[str] = frozenset()
    """Questions that have a body."""
    elsewhere: Mapping[str, Mapping[str, Any]] = field(default_factory=dict[str, Mapping[str, Any]])
    """Where a parameter means something else, so that the answer can be told to be of the story."""
    marks: Sequence[str] = ()
    """Strings that what the story leaves can be told by."""


@cache
def samples() -> tuple[Samples, ...]:
    """Of every capability, the lower layers first: a story may use what stands below it."""
    rooms = [folder.name for folder in CAPABILITIES if (ROOT / "tests" / folder.name / "samples.py").is_file()]
    return tuple(import_module(f"tests.{room}.samples").SAMPLES for room in rooms)


def together[T](tables: Iterable[Mapping[str, T]]) -> dict[str, T]:
    """One table of several; a name may not mean two things."""
    whole: dict[str, T] = {}
    for table in tables:
        for name, meaning in table.items():
            if whole.setdefault(name, meaning) != meaning:
                raise ValueError(f"{name!r} is {whole[name]!r} in one room and {meaning!r} in another")
    return whole
