"""Sending a command over HTTP: its id from the `Idempotency-Key` header, its sender from the token."""

import re
from collections.abc import Awaitable, Callable, Coroutine
from typing import Annotated, Any, get_type_hints
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Request, Response
from fastapi.routing import APIRoute
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, GetJsonSchemaHandler, ValidationError
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from unison.infrastructure.command_handling import Envelope, Sender
from unison.infrastructure.tokens import TokenSigner
from unison.presentation import errors
from unison.presentation.auth import Principal, Signed, principal_of
from unison.presentation.context import Context, Reached
from unison.shared.commands import Answer, Command, SetAside
from unison.shared.errors import ForbiddenRefusal, Refusal, RuleRefusal


class NotPermitted(ForbiddenRefusal, code="not_permitted"):
    """Your role {role} may not {command}. Ask a supervisor."""


class OtherPlant(ForbiddenRefusal, code="other_plant"):
    """You work for {plants}, and the command is for the plant {plant}. Name one of yours as its `plant`, or ask somebody
    who works there."""


class UnderReview(RuleRefusal, code="under_review"):
    """This command was refused before and is under review: {detail} A person decides about it, see GET
    /api/v1/reviews/{review}."""


def _version_7(value: UUID) -> UUID:
    if value.version != 7:
        raise ValueError("must be a UUIDv7, made by the client once for each command and kept for its retries")
    return value


CommandId = Annotated[UUID, AfterValidator(_version_7)]


def _envelope(command: Command, principal: Principal, **fields: Any) -> Envelope:
    if command.command_name not in principal.permissions:
        raise NotPermitted(role=principal.role, command=command.command_name)
    if principal.plants and (others := [p for p in command.plants() if p not in principal.plants]):
        raise OtherPlant(plants=", ".join(principal.plants), plant=", ".join(others))
    sender = Sender(principal.organization_id, principal.user_id, fields.pop("device", None))
    plant = principal.plants[0] if len(principal.plants) == 1 else None
    return Envelope(command=command, sender=sender, plant=plant, **fields)


async def _sending(
    principal: Signed,
    reached: Reached,
    idempotency_key: Annotated[
        CommandId, Header(description="The command's id: a UUIDv7 made by the client. The same id is carried out once.")
    ],
    device: Annotated[str | None, Header(alias="X-Device", max_length=120)] = None,
) -> Callable[[Command], Awaitable[Answer]]:
    return _sender(reached, principal, idempotency_key, device)


def _sender(
    reached: Context, principal: Principal, command_id: UUID, device: str | None
) -> Callable[[Command], Awaitable[Answer]]:
    async def send(command: Command) -> Answer:
        answer = await reached.commands.send(_envelope(command, principal, id=command_id, device=device))
        if isinstance(answer, SetAside):
            raise UnderReview(review=answer.review, detail=answer.detail)
        return answer

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
            if (told := _plain_request(request)) is None:
                return await whole(request)
            try:
                command = kind.model_validate_json(await request.body())
            except ValidationError:
                return await whole(request)
            send = _sender(request.app.state.context, *told)
            answer: Answer | None = await self.endpoint(command, send)
            content = b"null" if answer is None else answer.__pydantic_serializer__.to_json(answer)
            return Response(content, self.status_code or 200, media_type="application/json")

        return handle


def _plain_request(request: Request) -> tuple[Principal, UUID, str | None] | None:
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
    device_seq: int | None = Field(
        default=None,
        ge=0,
        le=2**53,
        description="Its place in the device's outbox. A command that has one and no longer fits is set aside for a person.",
    )
    attended: bool = Field(
        default=False,
        description="Somebody waits for the answer and can correct the command: it is refused, not set aside.",
    )


class BatchResult(BaseModel):
    """The answer to one command: `answer` when it was carried out, else `problem`.

    Status 202 says that it was refused with `problem` and set aside as `review`: the device is rid of it, a person decides.
    """

    id: str | None
    status: int
    answer: Answer | None = None
    review: UUID | None = Field(default=None, description="The review under which it was set aside.")
    problem: errors.Problem | None = None


class _Described:
    """Documents an item as a `BatchItem` and takes any object: one that is malformed must not refuse the others."""

    def __get_pydantic_json_schema__(self, _: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return handler(BatchItem.__pydantic_core_schema__)


Item = Annotated[dict[str, Any], _Described()]


class BatchOfCommands(BaseModel):
    """Up to 500 commands, carried out in order. One that is malformed or refused does not stop the others."""

    model_config = ConfigDict(extra="forbid")
    device: str | None = Field(default=None, max_length=120)
    commands: list[Item] = Field(min_length=1, max_length=500)


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
        command = use_case.command.model_validate(parsed.body)
        envelope = _envelope(command, principal, id=parsed.id, device=device, device_seq=parsed.device_seq)
        offline = parsed.device_seq is not None and not parsed.attended
        send = reached.commands.send_or_set_aside if offline else reached.commands.send
        return _result(named, await send(envelope))
    except ValidationError as invalid:
        problem = errors.malformed(invalid.errors())
    except Refusal as refusal:
        problem = errors.problem_of(refusal)
    return BatchResult(id=named, status=problem.status, problem=problem)


def _result(named: str | None, answer: Answer) -> BatchResult:
    if not isinstance(answer, SetAside):
        return BatchResult(id=named, status=200, answer=answer)
    problem = errors.Problem(
        type=f"/problems/{answer.code}",
        title=answer.title,
        status=409 if answer.known else 404,
        detail=answer.detail,
        code=answer.code,
        facts=dict(answer.facts),
    )
    return BatchResult(id=named, status=202, answer=answer, review=UUID(answer.review), problem=problem)


class UnknownCommand(errors.errors.MalformedRefusal, code="unknown_command"):
    """There is no command {command!r}. See GET /openapi.json for those there are."""
