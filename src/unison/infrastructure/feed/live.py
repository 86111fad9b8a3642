"""News for those who look at what projections write: which of them changed, by which streams, for each organization."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import psycopg

from unison.infrastructure import codec
from unison.infrastructure.feed.consumer import SQL

_PAYLOAD_BYTES = 7_500
"""A notification holds 8,000 bytes: where the names of the streams would not fit, the news comes without them."""


@dataclass
class News:
    """What one transaction changed."""

    _reached: dict[UUID, int] = field(default_factory=dict[UUID, int])
    _streams: dict[UUID, dict[str, dict[str, None]]] = field(default_factory=dict[UUID, dict[str, dict[str, None]]])

    def add(self, consumer: str, row: codec.FeedRow) -> None:
        """A consumer took this row of the feed."""
        _, organization, stream, *_, seq = row
        self._reached[organization] = seq
        self._streams.setdefault(organization, {}).setdefault(consumer, {})[stream] = None

    def notify(self, cursor: psycopg.Cursor[Any]) -> None:
        """Tells it when the transaction commits: one notification for each organization."""
        if self._reached:
            cursor.execute(SQL["notify_live"], {"news": [self._payload(each) for each in self._reached]})

    def _payload(self, organization: UUID) -> str:
        views = {name: list(streams) for name, streams in self._streams[organization].items()}
        told = self._encoded(organization, views)
        if len(told.encode()) > _PAYLOAD_BYTES:
            told = self._encoded(organization, {name: [] for name in views})
        return told

    def _encoded(self, organization: UUID, views: Mapping[str, list[str]]) -> str:
        news = {"organization": organization, "seq": self._reached[organization], "views": views}
        return codec.encode(news).decode()
