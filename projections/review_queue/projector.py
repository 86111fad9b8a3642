"""One function for each fact of a review."""

from collections.abc import Iterator
from typing import Any

from unison.infrastructure.projection.engine import Projection, Write
from unison.infrastructure.sql import statements
from unison.reviews import domain as d
from unison.shared.events import Recorded


def set_aside(fact: d.CommandSetAside, event: Recorded[Any]) -> Iterator[Write]:
    row = {
        **vars(fact),
        "review": event.key,
        "plant": fact.body.get("plant") or event.meta.plant,
        "by_user": event.meta.user,
        "device": event.meta.device,
        "device_seq": event.meta.device_seq,
        "set_aside_at": event.recorded_at,
        "status": d.ReviewStatus.OPEN,
        "version": event.version,
    }
    yield Write("open_review", event.key, row)


def carried_out(fact: d.ReviewCarriedOut, event: Recorded[Any]) -> Iterator[Write]:
    yield _settled(d.ReviewStatus.CARRIED_OUT, event, {"amended": fact.amended})


def dismissed(fact: d.ReviewDismissed, event: Recorded[Any]) -> Iterator[Write]:
    yield _settled(d.ReviewStatus.DISMISSED, event, {"reason": fact.reason})


def _settled(status: d.ReviewStatus, event: Recorded[Any], row: dict[str, Any]) -> Write:
    row |= {
        "review": event.key,
        "status": status,
        "settled_by": event.meta.user,
        "settled_at": event.occurred_at,
        "version": event.version,
    }
    return Write("settle_review", event.key, row)


PROJECTION = Projection(
    "review_queue",
    __package__ or "",
    statements("projections.review_queue"),
    on={d.CommandSetAside: set_aside, d.ReviewCarriedOut: carried_out, d.ReviewDismissed: dismissed},
)
