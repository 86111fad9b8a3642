"""One function for each fact of a pending command."""

from collections.abc import Iterator
from typing import Any

from unison.infrastructure.projection.engine import Projection, Write
from unison.infrastructure.sql import statements
from unison.pending_commands import domain as d
from unison.shared.events import Recorded


def set_aside(fact: d.CommandSetAside, event: Recorded[Any]) -> Iterator[Write]:
    row = {
        **vars(fact),
        "pending_command": event.key,
        "plant": fact.body.get("plant") or event.meta.plant,
        "by_user": event.meta.user,
        "device": event.meta.device,
        "device_seq": event.meta.device_seq,
        "set_aside_at": event.recorded_at,
        "status": d.PendingCommandStatus.OPEN,
        "version": event.version,
    }
    yield Write("open_pending_command", event.key, row)


def carried_out(fact: d.PendingCommandCarriedOut, event: Recorded[Any]) -> Iterator[Write]:
    yield _settled(d.PendingCommandStatus.CARRIED_OUT, event, {"amended": fact.amended})


def dismissed(fact: d.PendingCommandDismissed, event: Recorded[Any]) -> Iterator[Write]:
    yield _settled(d.PendingCommandStatus.DISMISSED, event, {"reason": fact.reason})


def _settled(status: d.PendingCommandStatus, event: Recorded[Any], row: dict[str, Any]) -> Write:
    row |= {
        "pending_command": event.key,
        "status": status,
        "settled_by": event.meta.user,
        "settled_at": event.occurred_at,
        "version": event.version,
    }
    return Write("settle_pending_command", event.key, row)


PROJECTION = Projection(
    "pending_command_list",
    __package__ or "",
    statements("projections.pending_command_list"),
    on={d.CommandSetAside: set_aside, d.PendingCommandCarriedOut: carried_out, d.PendingCommandDismissed: dismissed},
)
