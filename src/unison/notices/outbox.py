"""Facts that lead to a notice, or end one: told in the transaction of the feed's reader, so that none is lost or comes twice."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, LiteralString

import psycopg
from psycopg.types.json import Jsonb

from unison.infrastructure import fingerprints
from unison.infrastructure.feed.consumer import Start
from unison.infrastructure.sql import statements
from unison.notices.subjects import Subject
from unison.pending_commands import domain as pending_commands
from unison.quality.domain.violations import ControlRuleViolated, SpecificationViolated
from unison.shared.events import Fact, Recorded

SQL = statements("unison.notices", "outbox.sql")


@dataclass(frozen=True, slots=True)
class Standing:
    """What a fact tells of from now on: `told` is what its sentence is made of."""

    subject: Subject
    about: str
    plant: str | None
    told: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Over:
    """What a fact says to be over, in whichever plant."""

    subject: Subject
    about: str


_THINGS = ("work_order", "lot", "sales_order", "equipment", "characteristic")
"""What a command is about, by the first of these fields that it has."""

type Tell = Callable[[Any, Recorded[Any]], Iterator[Standing | Over]]
"""What one fact leads to: (fact, as recorded)."""


def set_aside(fact: pending_commands.CommandSetAside, event: Recorded[Any]) -> Iterator[Standing]:
    plant = fact.body.get("plant") or event.meta.plant
    thing = next((fact.body[name] for name in _THINGS if name in fact.body), None)
    by = str(event.meta.user) if event.meta.user else None
    told = {"command": fact.command, "thing": thing, "id": event.key, "by": by}
    yield Standing(Subject.PENDING_COMMAND, event.key, plant, told)


def settled(_fact: Fact, event: Recorded[Any]) -> Iterator[Over]:
    yield Over(Subject.PENDING_COMMAND, event.key)


def rule_violated(fact: ControlRuleViolated, event: Recorded[Any]) -> Iterator[Standing]:
    """One for each chart: while somebody has yet to deal with it, further points that break a rule there are no news."""
    for chart in dict.fromkeys(each.chart for each in fact.broken):
        broken = [str(each) for each in fact.broken if each.chart == chart]
        told = {"characteristic": event.key, "broken": broken, "subgroup": fact.subgroup}
        yield Standing(Subject.VIOLATION, f"{event.stream_id} {chart}", fact.plant, told)


def out_of_specification(fact: SpecificationViolated, event: Recorded[Any]) -> Iterator[Standing]:
    values = ", ".join(f"{value.normalize():f}" for value in fact.values)
    told = {"characteristic": event.key, "values": values, "subgroup": fact.subgroup}
    yield Standing(Subject.VIOLATION, f"{event.stream_id} specification", fact.plant, told)


TELL: Mapping[type[Fact], Tell] = {
    pending_commands.CommandSetAside: set_aside,
    pending_commands.PendingCommandCarriedOut: settled,
    pending_commands.PendingCommandDismissed: settled,
    ControlRuleViolated: rule_violated,
    SpecificationViolated: out_of_specification,
}


class NoticeOutbox:
    """The consumer of the feed that gives notices. What was told before it began is nobody's news."""

    name: LiteralString = "notice_outbox"
    kind = "outbox"
    start: Start = "now"

    @property
    def topics(self) -> Sequence[str]:
        return sorted(kind.topic for kind in TELL)

    @property
    def fingerprint(self) -> str:
        """It keeps nothing that another version would have to make anew; another version may take other facts."""
        return fingerprints.digest(*self.topics)

    def apply(self, cursor: psycopg.Cursor[Any], events: Iterable[Recorded[Fact]]) -> None:
        """The id of a notice is of its fact and of what it is about, so that twice is once."""
        for event in events:
            for told in TELL[type(event.fact)](event.fact, event):
                about = {"organization": event.organization_id, "subject": told.subject, "about": told.about}
                if isinstance(told, Over):
                    cursor.execute(SQL["end"], about)
                    continue
                fact = {"stream": event.stream_id, "version": event.version}
                cursor.execute(SQL["give"], about | fact | {"plant": told.plant, "told": Jsonb(told.told)})


OUTBOX = NoticeOutbox()
