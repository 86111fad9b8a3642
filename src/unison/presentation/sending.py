"""Sending a command over HTTP: its id from the `Idempotency-Key` header, its sender from the token."""

import re
from collections.abc import Awaitable, Callable, Coroutine
from typing import Annotated, Any, get_type_hints
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Request, Response
from fastapi.routing import APIRoute
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from unison.infrastructure.command_handling import Envelope, Sender
from unison.infrastructure.tokens import TokenSigner
from unison.presentation import errors
from unison.presentation.auth import Principal, Signed, principal_of
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


class CommandRoute(APIRoute):
    """The route of a command: `async def hold(command: HoldLot, sending: Sending) -> Answer`.

    What is well formed goes the short way, which costs a third of the framework's; everything else goes the framework's, which
    says what is wrong with which field.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        whole = super().get_route_handler()
        kind = get_type_hints(self.endpoint).get("command")
        if kind is None:
            return whole

        async def handle(request: Request) -> Response:
            if (told := _told(request)) is None:
                return await whole(request)
            try:
                command = kind.model_validate_json(await request.body())
            except ValidationError:
                return await whole(request)
            principal, command_id, device = told
            commands = request.app.state.context.commands

            async def send(command: Command) -> Answer:
                return await commands.send(_envelope(command, principal, id=command_id, device=device))

            answer: Answer | None = await self.endpoint(command, send)
            content = b"null" if answer is None else answer.__pydantic_serializer__.to_json(answer)
            return Response(content, self.status_code or 200, media_type="application/json")

        return handle


def _told(request: Request) -> tuple[Principal, UUID, str | None] | None:
    """Who sends, the command's id and the device, where all of it has its plainest form."""
    headers: dict[bytes, bytes] = dict(request.scope["headers"])
    scheme, _, token = headers.get(b"authorization", b"").partition(b" ")
    command_id = headers.get(b"idempotency-key", b"").decode("latin-1")
    device = headers.get(b"x-device")
    plain = scheme == b"Bearer" and headers.get(b"content-type") == b"application/json"
    if (
        not plain
        or (device and len(device) > 120)
        or request.scope["query_string"]
        or not _VERSION_7.fullmatch(command_id)
    ):
        return None
    reached: Context = request.app.state.context
    principal = principal_of(reached, reached.service(TokenSigner).verify(token.decode("latin-1")))
    return principal, UUID(command_id), None if device is None else device.decode("latin-1")


_VERSION_7 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")

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
