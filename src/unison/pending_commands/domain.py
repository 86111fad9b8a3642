"""A pending command, told by its facts. Its key is the id of the command that it is about."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from unison.shared.errors import MalformedRefusal, RuleRefusal, UnknownRefusal
from unison.shared.events import Fact
from unison.shared.ports import Aggregate


class PendingCommandStatus(StrEnum):
    OPEN = "open"
    CARRIED_OUT = "carried_out"
    DISMISSED = "dismissed"


# Refusals --------------------------------------------------------------------------------------------------------


class UnknownPendingCommand(UnknownRefusal, code="unknown_pending_command"):
    """There is no pending command {key}. See `unison pending-commands` for those there are."""


class PendingCommandExists(RuleRefusal, code="pending_command_exists"):
    """The command {key} is pending already."""


class NotOpen(RuleRefusal, code="not_open"):
    """This pending command was settled before: {status}. Record what is still missing as a command of its own."""


class BodyMalformed(MalformedRefusal, code="body_malformed"):
    """This is no body for {command}: {problem}. Correct it and send it again."""


# Facts -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Met:
    """A stream that was looked at when the command was refused, and the version it had then: 0 when it did not exist."""

    stream: str
    version: int


class CommandSetAside(Fact, topic="pending_commands.CommandSetAside"):
    """A command that was refused when it arrived; device and sender stand in the fact's meta. `made_at` is when it was done,
    by the device; `code` and `refusal_facts` say why it was refused."""

    command: str
    body: Mapping[str, Any]
    made_at: datetime
    code: str
    refusal_facts: Mapping[str, str]
    met: tuple[Met, ...] = ()


class PendingCommandCarriedOut(Fact, topic="pending_commands.PendingCommandCarriedOut"):
    """The command's own facts were stored with this one. `amended` is the body as it was carried out, where it differs."""

    amended: Mapping[str, Any] | None = None


class PendingCommandDismissed(Fact, topic="pending_commands.PendingCommandDismissed"):
    reason: str


# State -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class PendingCommand:
    command: str
    body: Mapping[str, Any]
    made_at: datetime
    status: PendingCommandStatus = PendingCommandStatus.OPEN


def evolve(state: PendingCommand | None, fact: Fact, _at: datetime) -> PendingCommand:
    match state, fact:
        case None, CommandSetAside():
            return PendingCommand(command=fact.command, body=fact.body, made_at=fact.made_at)
        case PendingCommand(), CommandSetAside():
            return state
        case PendingCommand(), PendingCommandCarriedOut():
            return replace(state, status=PendingCommandStatus.CARRIED_OUT)
        case PendingCommand(), PendingCommandDismissed():
            return replace(state, status=PendingCommandStatus.DISMISSED)
        case _:
            raise TypeError(f"{type(fact).__name__} cannot follow {state}")


PENDING_COMMAND = Aggregate("pending_commands", PendingCommand, evolve, UnknownPendingCommand, PendingCommandExists)


# Decisions -------------------------------------------------------------------------------------------------------


def set_aside(
    *,
    command: str,
    body: Mapping[str, Any],
    made_at: datetime,
    code: str,
    refusal_facts: Mapping[str, str],
    met: Mapping[str, int],
) -> CommandSetAside:
    looked_at = tuple(Met(stream=stream, version=version) for stream, version in sorted(met.items()))
    return CommandSetAside(
        command=command, body=body, made_at=made_at, code=code, refusal_facts=refusal_facts, met=looked_at
    )


def body_to_carry_out(pending_command: PendingCommand, amended: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """The body that is tried now: the amended one, or the one that was sent. Refuses `NotOpen`."""
    _check_open(pending_command)
    return pending_command.body if amended is None else amended


def carry_out(pending_command: PendingCommand, *, amended: Mapping[str, Any] | None = None) -> PendingCommandCarriedOut:
    """For when the command's own facts are staged. Refuses `NotOpen`."""
    _check_open(pending_command)
    return PendingCommandCarriedOut(amended=None if amended == pending_command.body else amended)


def dismiss(pending_command: PendingCommand, *, reason: str) -> PendingCommandDismissed:
    """Refuses `NotOpen`."""
    _check_open(pending_command)
    return PendingCommandDismissed(reason=reason)


def _check_open(pending_command: PendingCommand) -> None:
    if pending_command.status is not PendingCommandStatus.OPEN:
        raise NotOpen(status=pending_command.status.value.replace("_", " "))
