"""Refusals: what was not so when a command asked for it.

A refusal is a type. Its docstring is the message a person reads, its `code` is given once, is no other's and never
changes: programs match it. Its fields are the facts of the case. `presentation.errors` picks the HTTP status from the bases below.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import ClassVar

_BY_CODE: dict[str, type["Refusal"]] = {}


class Refusal(Exception):
    """The command cannot be carried out."""

    code: ClassVar[str]
    met: Mapping[str, int] = MappingProxyType({})
    """The streams that were looked at for the decision, with their versions; told by whoever carries out the command."""

    def __init_subclass__(cls, *, code: str = "", abstract: bool = False) -> None:
        super().__init_subclass__()
        if abstract:
            return
        if not code:
            raise TypeError(
                f"{cls.__qualname__} needs a code: class {cls.__name__}(RuleRefusal, code='what_was_not_so')"
            )
        if code in _BY_CODE:
            raise TypeError(f"the code {code!r} of {cls.__qualname__} is taken by {_BY_CODE[code].__qualname__}")
        cls.code = code
        _BY_CODE[code] = cls

    def __init__(self, **facts: object) -> None:
        """`facts` fill the placeholders of the docstring and are answered as they are."""
        self.facts = facts
        super().__init__(self.message)

    @property
    def message(self) -> str:
        return _message(type(self), self.facts)


def _message(kind: type[Refusal], facts: Mapping[str, object]) -> str:
    return " ".join((kind.__doc__ or "").split()).format_map(_Known(facts))


def message_of(code: str, facts: Mapping[str, object]) -> str:
    """The message of a refusal that was kept by its code and the facts of the case; the code itself where no refusal has it any
    more.
    """
    kind = _BY_CODE.get(code)
    return code if kind is None else _message(kind, facts)


def refusals() -> Mapping[str, type[Refusal]]:
    """Every refusal of the loaded modules by its code."""
    return MappingProxyType(_BY_CODE)


def warnings() -> Mapping[str, type["Implausible"]]:
    """Every warning of the loaded modules by its code."""
    return MappingProxyType({code: kind for code, kind in _BY_CODE.items() if issubclass(kind, Implausible)})


class _Known(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return f"({key} not given)"


class RuleRefusal(Refusal, abstract=True):
    """The state of things does not allow it."""


class Implausible(RuleRefusal, abstract=True):
    """What a command tells is hard to believe, or looks as if it had been told before.

    It is carried out, and its answer says so (`Work.warn`); an organization may have it refused instead.
    """


class UnknownRefusal(Refusal, abstract=True):
    """There is no such thing."""


class MalformedRefusal(Refusal, abstract=True):
    """The request itself is malformed."""


class ForbiddenRefusal(Refusal, abstract=True):
    """Your role does not allow this."""


class GoneRefusal(Refusal, abstract=True):
    """It was there and is no more."""


class UnauthenticatedRefusal(Refusal, abstract=True):
    """Sign in first."""


class ThrottledRefusal(Refusal, abstract=True):
    """Too many tries; wait {seconds} s and try again."""


class CommandReused(RuleRefusal, code="command_reused"):
    """The command id {command_id} was used before for another command. Make a new id for a new command."""


class Contended(RuleRefusal, code="contended"):
    """Others kept changing {streams} while this was being decided. Nothing was written; send it again."""


class OrganizationMoved(Refusal, code="organization_moved"):
    """Your organization moves to another server, and nothing is written here. Send it again with the same id, to {address}."""


class SecretMissing(MalformedRefusal, code="secret_missing"):
    """What has to be kept secret comes beside this command, and did not. Send it by the route that takes it."""


class PlantNeeded(MalformedRefusal, code="plant_needed"):
    """There is more than one plant: {plants}. Say for which one it is, as `plant`."""


class NoPlant(RuleRefusal, code="no_plant"):
    """There is no plant yet, and everything is made in one. Open a plant first (plants.open)."""


def only_plant(plants: Sequence[str]) -> str:
    """The plant that is meant where none is named. Refuses `PlantNeeded` and `NoPlant`."""
    if not plants:
        raise NoPlant
    if len(plants) > 1:
        raise PlantNeeded(plants=", ".join(plants))
    return plants[0]


class OccurredInFuture(MalformedRefusal, code="occurred_in_future"):
    """occurred_at is {occurred_at}, which is later than now. Check the clock of the device."""


class UnknownPosition(UnknownRefusal, code="unknown_position"):
    """There is no fact {after} in this organization. Take STREAM@VERSION from a command's answer."""


class NotYetProjected(Refusal, code="not_yet_projected"):
    """The view {projection} has not reached {after} yet. Ask again, or leave out `after` to read what it has."""


class FeedAhead(Refusal, code="feed_ahead"):
    """The feed has not come to {cursor} again yet, and facts wait for their numbers. Ask again with the same cursor."""


class HistoryDiffers(Refusal, code="history_differs"):
    """{cursor} is not in this feed, which ends at {end}: the server was restored from before it. Read again from a cursor that you
    know is older, or from 0."""


class BeyondFeed(Refusal, code="beyond_feed"):
    """The feed has no {position}, it ends at {end}. Name a position up to there, or none. If the feed was told to be longer once,
    the server was restored since: what you have from after {end} is not here."""


class CursorWithoutHash(MalformedRefusal, code="cursor_without_hash"):
    """{position} is a number of the feed and says nothing of the history that was read. Send the whole cursor as
    `Unison-Feed-Next` told it: {cursor} in this one."""


class StreamParked(Refusal, code="stream_parked"):
    """The view {projection} has parked {stream}: one of its facts could not be applied. See `unison parked`."""


class ViewRebuilding(Refusal, code="view_rebuilding"):
    """The view {view} is being rebuilt for this version, and its old tables do not have what you ask for. Ask again later."""


class NobodyLeft(RuleRefusal, code="nobody_left"):
    """Nobody would be left who may give rights. Make somebody else an administrator of every plant first."""
