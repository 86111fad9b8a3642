"""Which webhook is told which fact: noted in the transaction of the feed's reader, so that none is lost and none comes twice."""

from collections.abc import Iterable, Sequence
from typing import Any, LiteralString

import psycopg

from unison.infrastructure import codec
from unison.infrastructure.feed.consumer import Start
from unison.infrastructure.sql import statements
from unison.shared.events import Fact, Recorded, topics

SQL = statements("unison.webhooks")


class WebhookOutbox:
    """The consumer of the feed that notes deliveries; their jobs send them. Takes every fact: what is wanted, the webhooks say."""

    name: LiteralString = "webhook_outbox"
    kind = "outbox"
    start: Start = "now"
    fingerprint = "1"
    """It keeps nothing that another version would have to make anew."""

    @property
    def topics(self) -> Sequence[str]:
        return topics()

    def apply(self, cursor: psycopg.Cursor[Any], events: Iterable[Recorded[Fact]]) -> None:
        facts = [
            {
                "organization": event.organization_id,
                "seq": event.seq,
                "stream": event.stream_id,
                "topic": event.fact.topic,
                "plant": event.meta.plant,
            }
            for event in events
        ]
        if facts:
            cursor.execute(SQL["note_facts"], {"facts": codec.encode(facts).decode()})


OUTBOX = WebhookOutbox()
