"""Sending a command over HTTP: its id from the `Idempotency-Key` header, its sender from the token."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Header
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from unison.infrastructure.command_handling import Envelope, Sender
from unison.presentation import errors
from unison.presentation.auth import Principal, Signed
from unison.presentation.context import Context, Reached
from unison.shared.commands import Answer, Command
from unison.shared.errors import ForbiddenRefusal, Refusal


class NotPermitted(ForbiddenRefusal):
    """Your role {role} may not {command}. Ask a supervisor."""


def _version_7(value: UUID) -> UUID:
    if value.version != 7:
        raise ValueError("must be a UUIDv7, made by the client once for each command and kept for its retries")
    return value


CommandId = Annotated[UUID, AfterValidator(_version_7)]


def _envelope(command: Command, principal: Principal, **fields: Any) -> Envelope:
    if command.command_name not in principal.permissions:
        raise NotPermitted(role=principal.role, command=command.command_name)
    sender = Sender(principal.organization_id, principal.user_id, fields.pop("device", None))
    return Envelope(command=command, sender=sender, **fields)


async def _sending(
    principal: Signed,
    reached: Reached,
    idempotency_key: Annotated[
        CommandId, Header(description="The command's id: a UUIDv7 made by the client. The same id is carried out once.")
    ],
    device: Annotated[str | None, Header(alias="X-Device", max_length=120)] = None,
) -> Callable[[Command], Awaitable[Answer]]:
    async def send(command: Command) -> Answer:
        return await reached.commands.send(_envelope(command, principal, id=idempotency_key, device=device))

    return send


Sending = Annotated[Callable[[Command], Awaitable[Answer]], Depends(_sending)]

# The batch for devices that were offline ----------------------------------------------------------------------------

router = APIRouter(tags=["commands"])


class BatchItem(BaseModel):
    """One command of a batch. `body` has the fields of the command's own route."""

    model_config = ConfigDict(extra="forbid")
    id: CommandId
    command: str = Field(examples=["work_orders.log_production"])
    body: dict[str, Any]
    device_seq: int | None = Field(default=None, ge=0, le=2**53, description="Its place in the device's outbox.")


class BatchResult(BaseModel):
    """The answer to one command: `answer` when it was carried out, else `problem`."""

    id: str | None
    status: int
    answer: Answer | None = None
    problem: errors.Problem | None = None


class BatchOfCommands(BaseModel):
    """Up to 500 commands, carried out in order. One that is malformed or refused does not stop the others."""

    model_config = ConfigDict(extra="forbid")
    device: str | None = Field(default=None, max_length=120)
    commands: list[Annotated[dict[str, Any], Field(description="{id, command, body, device_seq}")]] = Field(
        min_length=1, max_length=500
    )


@router.post("/commands")
async def send_batch(batch: BatchOfCommands, principal: Signed, reached: Reached) -> list[BatchResult]:
    """Carries out commands in order, each with its own answer. For devices that were offline."""
    return [await _one(item, batch.device, principal, reached) for item in batch.commands]


async def _one(item: dict[str, Any], device: str | None, principal: Principal, reached: Context) -> BatchResult:
    named = item.get("id") if isinstance(item.get("id"), str) else None
    try:
        parsed = BatchItem.model_validate(item)
        use_case = reached.commands.use_cases.get(parsed.command)
        if use_case is None:
            raise UnknownCommand(command=parsed.command)
        envelope = _envelope(
            use_case.command.model_validate(parsed.body),
            principal,
            id=parsed.id,
            device=device,
            device_seq=parsed.device_seq,
        )
        return BatchResult(id=named, status=200, answer=await reached.commands.send(envelope))
    except ValidationError as invalid:
        problem = errors.malformed(invalid.errors())
    except Refusal as refusal:
        problem = errors.problem_of(refusal)
    return BatchResult(id=named, status=problem.status, problem=problem)


class UnknownCommand(errors.errors.MalformedRefusal):
    """There is no command {command!r}. See GET /openapi.json for those there are."""
