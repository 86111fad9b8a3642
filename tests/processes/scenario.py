"""Given facts, then these commands: the language of the reactions' tests.

>>> given(told("equipment:M-1", EquipmentStateChanged(...)), by=REACTION).then_commands(PauseWorkOrder(...))
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from tests.scenario import AT
from unison.infrastructure.reactions.reaction import Reaction, Sent
from unison.shared.commands import Command
from unison.shared.events import Fact, Meta, Recorded

ORGANIZATION = UUID("0198f2a4-0000-7000-8000-000000000001")
FIRST_COMMAND = UUID("0198f2a4-0000-7000-8000-0000000000c0")


def told(stream: str, *facts: Fact, version: int = 1) -> list[Recorded[Any]]:
    """Facts of one stream, from a version on, each by a command of its own."""
    return [
        Recorded(n, ORGANIZATION, stream, n, fact, Meta(command_id=uuid5(FIRST_COMMAND, f"{stream}@{n}")), AT, AT)
        for n, fact in enumerate(facts, version)
    ]


@dataclass(frozen=True)
class Given:
    events: Sequence[Recorded[Any]]
    reaction: Reaction

    @property
    def sent(self) -> list[Sent]:
        taken = [event for event in self.events if event.fact.topic in self.reaction.topics]
        return [sent for event in taken for sent in self.reaction.sent(event)]

    def then_commands(self, *expected: Command) -> None:
        """These commands, in this order; asked again, the same under the same ids."""
        assert [each.envelope.command for each in self.sent] == list(expected)
        assert [each.envelope for each in self.sent] == [each.envelope for each in self.sent]
        assert len({each.envelope.id for each in self.sent}) == len(expected)


def given(events: Sequence[Recorded[Any]], by: Reaction) -> Given:
    """What a reaction is told."""
    return Given(events, by)
