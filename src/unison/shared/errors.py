"""Refusals: what was not so when a command asked for it.

A refusal is a type. Its docstring is the message a person reads, its `code` is what a program matches and never
changes, its fields are the facts of the case. `presentation.errors` picks the HTTP status from the bases below.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar


class Refusal(Exception):
    """The command cannot be carried out."""

    code: ClassVar[str] = "refusal"
    met: Mapping[str, int] = MappingProxyType({})
    """The streams that were looked at for the decision, with their versions; told by whoever carries out the command."""

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.code = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", cls.__name__).lower()

    def __init__(self, **facts: object) -> None:
        """`facts` fill the placeholders of the docstring and are answered as they are."""
        self.facts = facts
        super().__init__(self.message)

    @property
    def message(self) -> str:
        text = " ".join((type(self).__doc__ or "").split())
        return text.format_map(_Known(self.facts))


class _Known(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return f"({key} not given)"


class RuleRefusal(Refusal):
    """The state of things does not allow it."""


class UnknownRefusal(Refusal):
    """There is no such thing."""


class MalformedRefusal(Refusal):
    """The request itself is malformed."""


class ForbiddenRefusal(Refusal):
    """Your role does not allow this."""


class UnauthenticatedRefusal(Refusal):
    """Sign in first."""


class ThrottledRefusal(Refusal):
    """Too many tries; wait {seconds} s and try again."""


class CommandReused(RuleRefusal):
    """The command id {command_id} was used before for another command. Make a new id for a new command."""


class Contended(RuleRefusal):
    """Others kept changing {streams} while this was being decided. Nothing was written; send it again."""


class OccurredInFuture(MalformedRefusal):
    """occurred_at is {occurred_at}, which is later than now. Check the clock of the device."""


class UnknownPosition(UnknownRefusal):
    """There is no fact {after} in this organization. Take STREAM@VERSION from a command's answer."""


class NotYetProjected(Refusal):
    """The view {projection} has not reached {after} yet. Ask again, or leave out `after` to read what it has."""


class StreamParked(Refusal):
    """The view {projection} has parked {stream}: one of its facts could not be applied. See `unison parked`."""
