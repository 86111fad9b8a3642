"""What can be asked of pending commands. Each use case: load, decide, append."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, ValidationError

from unison.pending_commands import domain
from unison.pending_commands.domain import PENDING_COMMAND, BodyMalformed
from unison.shared.commands import Command, Handler, Text, UseCase, use_case
from unison.shared.errors import OccurredInFuture, Refusal
from unison.shared.ports import Work

PendingCommandId = Annotated[UUID, Field(description="The id of the command that was set aside.")]


class CarryOut(Command, name="pending_commands.carry_out"):
    """Try the command again, as it was made or amended. What is refused again leaves the pending command open."""

    pending_command: PendingCommandId
    body: dict[str, Any] | None = Field(
        default=None,
        description="All fields of the command as it is to be carried out. Left out: as it was made.",
    )

    def plants(self) -> tuple[str, ...]:
        plant = (self.body or {}).get("plant")
        return (plant,) if isinstance(plant, str) else ()


class Dismiss(Command, name="pending_commands.dismiss"):
    """Decide that the command is not to be carried out."""

    pending_command: PendingCommandId
    reason: Text


async def set_aside(command: Command, refusal: Refusal, work: Work) -> None:
    """Not asked for by anybody: what becomes of a command that was made without a network and is refused. A decision about a
    pending command is refused as such: there is no pending command of a pending command."""
    if isinstance(command, CarryOut | Dismiss):
        raise refusal
    pending_command = await work.create(PENDING_COMMAND, str(work.id))
    fact = domain.set_aside(
        command=command.command_name,
        body=command.model_dump(mode="json", exclude_unset=True),
        made_at=command.occurred_at or work.at,
        code=refusal.code,
        refusal_facts={name: str(value) for name, value in refusal.facts.items()},
        met=refusal.met,
    )
    work.append(pending_command, fact)


async def dismiss(c: Dismiss, work: Work) -> None:
    pending_command = await work.load(PENDING_COMMAND, str(c.pending_command))
    work.append(pending_command, domain.dismiss(pending_command.state, reason=c.reason))


def carry_out(others: Mapping[str, UseCase[Any]]) -> Handler[CarryOut]:
    """Runs the use case of the command that was set aside in the same unit of work: its facts and the pending command's are stored
    together or not at all."""

    async def handle(c: CarryOut, work: Work) -> None:
        pending_command = await work.load(PENDING_COMMAND, str(c.pending_command))
        other = others[pending_command.state.command]
        command = _parsed(other, domain.body_to_carry_out(pending_command.state, c.body))
        at = command.occurred_at or pending_command.state.made_at
        if at > work.latest:
            raise OccurredInFuture(occurred_at=at.isoformat())
        for_it = work.caused_by(c.pending_command, at)
        await other.handle(await command.in_plant(for_it), for_it)
        work.append(pending_command, domain.carry_out(pending_command.state, amended=c.body))

    return handle


def _parsed(other: UseCase[Any], body: Mapping[str, Any]) -> Command:
    try:
        return other.command.model_validate(body)
    except ValidationError as invalid:
        told = "; ".join(f"{'.'.join(map(str, e['loc'])) or 'body'}: {e['msg']}" for e in invalid.errors()[:5])
        raise BodyMalformed(command=other.command.command_name, problem=told) from None


def use_cases(others: Iterable[UseCase[Any]]) -> tuple[UseCase[Any], ...]:
    """Of pending commands, over all others: what was set aside may be any of them."""
    return (
        use_case(CarryOut, carry_out({other.command.command_name: other for other in others})),
        use_case(Dismiss, dismiss),
    )
