"""What a reaction is, and the commands that follow from a fact, in their envelopes."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, LiteralString
from uuid import UUID, uuid5

from unison.infrastructure import fingerprints
from unison.infrastructure.feed.consumer import Start
from unison.infrastructure.unit_of_work import Envelope, Sender
from unison.shared.commands import Command
from unison.shared.events import Fact, Recorded

_IDS = UUID("8d4ef0a4-6a5e-5c1b-9c36-1f0c4f6d2b7e")
"""The namespace of the ids of commands that reactions send."""

type React = Callable[[Any, Recorded[Any]], Iterable[Command]]
"""The function of one fact: (fact, as recorded) -> what is to be done. It looks at nothing else, so that it says the same again."""


class MayNotSend(TypeError):
    """A reaction asks for a command that it does not name in `sends`, or for two of the same about one thing."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A command on its way, and what it is about: `lots.hold LOT-7`."""

    target: str
    envelope: Envelope


@dataclass(frozen=True)
class Reaction:
    """A consumer of the feed whose facts lead to commands.

    `on` has one function for each fact that it takes. `sends` names the commands that it may send: it has a role of its own, and
    that is all it may. It begins behind what stands in the feed when it is new, or where `unison reactions --begin-at` says.
    """

    name: LiteralString
    on: Mapping[type[Fact], React]
    sends: Sequence[type[Command]]
    topics: Sequence[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "topics", sorted(kind.topic for kind in self.on))

    @property
    def kind(self) -> str:
        return "reaction"

    @property
    def start(self) -> Start:
        return "now"

    @property
    def fingerprint(self) -> str:
        """Of the code that decides: a process of another version does not decide in its stead."""
        return self._fingerprint

    @cached_property
    def _fingerprint(self) -> str:
        functions = [
            f"{kind.topic}@{kind.schema_version} {function.__qualname__}" for kind, function in self.on.items()
        ]
        modules = {function.__module__ for function in self.on.values()}
        return fingerprints.digest(*functions, fingerprints.code(modules, ("unison.processes",)))

    def sent(self, event: Recorded[Any]) -> list[Sent]:
        """The commands that follow from a fact. The id of each follows from the fact and from what it is about, so that twice is
        once. Raises `MayNotSend`, and whatever the function raises."""
        sent = [Sent(self._target(command), self._envelope(event, command)) for command in self._commands(event)]
        if len({each.target for each in sent}) < len(sent):
            raise MayNotSend(f"{self.name} sends two commands of one kind about the same thing")
        return sent

    def _commands(self, event: Recorded[Any]) -> list[Command]:
        commands = list(self.on[type(event.fact)](event.fact, event))
        for command in commands:
            if type(command) not in self.sends:
                raise MayNotSend(f"{self.name} may not send {command.command_name}: it is not among what it sends")
        return commands

    @staticmethod
    def _target(command: Command) -> str:
        """The command with its first field, which is what it is about."""
        about = next((name for name in type(command).model_fields if name != "occurred_at"), "occurred_at")
        return f"{command.command_name} {getattr(command, about)}"

    def _envelope(self, event: Recorded[Any], command: Command) -> Envelope:
        cause = f"{event.stream_id}@{event.version}"
        told = f"{self.name}\0{event.organization_id}\0{cause}\0{self._target(command)}"
        return Envelope(
            uuid5(_IDS, told),
            command,
            Sender(event.organization_id, None, reaction=self.name, plant=event.meta.plant),
            correlation_id=event.meta.correlation_id or event.meta.command_id,
            causation_id=event.meta.command_id,
            cause=cause,
        )
