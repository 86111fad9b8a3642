"""An extension for the tests: a row for each fact that it sees, and what they ask of it."""

import os
import signal
from typing import Any
from uuid import UUID

from eventsourcing.dispatch import singledispatchmethod
from eventsourcing.persistence import Tracking
from eventsourcing.projection import Projection

from unison.extensions.declaring import Extension
from unison.extensions.view import View
from unison.lots.application.commands import HoldLot
from unison.lots.domain.facts import LotMoved, LotReceived
from unison.shared.events import Fact, Recorded

PACKAGE = "tests.extensions"


class Weighed(Fact, topic="tests.extensions.Weighed", schema_version=2):
    """Once `weight`."""

    weight_g: int = 0

    @staticmethod
    def upcast_v1_v2(state: dict[str, Any]) -> None:
        state["weight_g"] = state.pop("weight")


class SeenView(View):
    def add(self, tracking: Tracking, recorded: Recorded[Fact]) -> None:
        with self.recording(tracking) as rows:
            told = {"seq": recorded.seq, "stream": recorded.stream_id, "said": str(vars(recorded.fact))}
            rows.execute(
                "INSERT INTO seen (organization_id, seq, stream, said, plant, happened_at) VALUES (unison.organization(), "
                "%(seq)s, %(stream)s, %(said)s, %(plant)s, %(at)s)",
                told | {"plant": recorded.meta.plant, "at": recorded.occurred_at},
            )
            die_at("in the transaction", recorded.seq)

    def total(self) -> int:
        with self.reading() as rows:
            return len(rows.execute("SELECT FROM seen").fetchall())


def die_at(step: str, number: int) -> None:
    """Kills this process at the step of the fact that UNISON_TEST_KILL names."""
    if os.environ.get("UNISON_TEST_KILL") == f"{step} {number}":
        os.kill(os.getpid(), signal.SIGKILL)


BROKEN: set[str] = set()
"""Streams whose facts raise."""


class Seen(Projection[SeenView]):
    name = "seen"
    topics = (LotReceived.topic, LotMoved.topic, Weighed.topic)

    @singledispatchmethod
    def process_event(self, domain_event: Recorded[Any], tracking: Tracking) -> None:
        die_at("before", domain_event.seq)
        if domain_event.stream_id in BROKEN:
            raise ValueError(f"{domain_event.stream_id} cannot be seen")
        self.view.add(tracking, domain_event)
        die_at("behind", domain_event.seq)


class Holding(Projection[View]):
    """Holds every lot that comes, by a command."""

    name = "holding"
    topics = (LotReceived.topic,)

    @singledispatchmethod
    def process_event(self, domain_event: Recorded[LotReceived], tracking: Tracking) -> None:
        self.view.send(HoldLot(lot=domain_event.key, reason="to be looked at"))
        self.view.insert_tracking(tracking)


class Misfit(Projection[View]):
    """Its statement does not fit its tables."""

    name = "misfit"
    topics = (LotMoved.topic,)

    @singledispatchmethod
    def process_event(self, domain_event: Recorded[Any], tracking: Tracking) -> None:
        with self.view.recording(tracking) as rows:
            rows.execute("INSERT INTO nowhere VALUES (%s)", (domain_event.seq,))


EXTENSION = Extension(Seen, SeenView, package=PACKAGE)
HOLDING = Extension(Holding, begin="now")
MISFIT = Extension(Misfit)


def view_of(outlet: Any, organization: UUID) -> SeenView:
    return SeenView(outlet, "seen", organization)
