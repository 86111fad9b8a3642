"""Many commands in one request, for devices that were offline."""

from typing import Annotated, Any, cast
from uuid import UUID

from fastapi import APIRouter
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field, GetJsonSchemaHandler, TypeAdapter
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from unison.presentation import errors, texts
from unison.presentation.auth import Signed
from unison.presentation.bounds import BATCH_BYTES, bounds
from unison.presentation.command_routes import DispatchedRoute
from unison.presentation.sending import CommandId, Device, NamedCommand, Received, Reply, Wrong, checked, envelope_of
from unison.shared.commands import Answer, SetAside
from unison.shared.errors import RuleRefusal


class NotWhileOffline(RuleRefusal, code="not_while_offline"):
    """{command} holds personal data, which is not kept for later. Send it while you are connected."""


class BatchItem(NamedCommand):
    """One command of a batch. `body` has the fields of the command's own route."""

    id: CommandId
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

    Status 202 says that it was refused with `problem` and set aside as `pending_command`: the device is rid of it, and a person
    decides.
    """

    id: str | None
    status: int
    answer: Answer | None = None
    pending_command: UUID | None = Field(default=None, description="The pending command under which it was set aside.")
    problem: errors.Problem | None = None


class _Described:
    """Documents an item as a `BatchItem` and takes any object: one that is malformed must not refuse the others."""

    def __get_pydantic_json_schema__(self, _: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return handler(BatchItem.__pydantic_core_schema__)


Item = Annotated[dict[str, Any], _Described()]


class BatchOfCommands(BaseModel):
    """Up to 500 commands, carried out in order. One that is malformed or refused does not stop the others."""

    model_config = ConfigDict(extra="forbid")
    device: Device | None = None
    dry_run: bool = Field(
        default=False,
        description="Ask first: each is decided by itself on what stands now, and answered with its warnings or its refusal. "
        "Nothing is stored, not even the ids, and the streams are answered as they would come to stand.",
    )
    commands: list[Item] = Field(min_length=1, max_length=500)


_results = TypeAdapter(list[BatchResult])


async def _documented(batch: BatchOfCommands, who: Signed) -> None:
    """Carries out commands in order, each with its own answer: for devices that were offline. Or asks first, with `dry_run`."""


async def send_batch(received: Received) -> Reply:
    wrong: Wrong = []
    batch = checked(_read, received.body, "body", wrong)
    if batch is None:
        raise RequestValidationError(wrong)
    results = [await _one(item, batch, received) for item in batch.commands]
    return Reply(200, _results.dump_json(results))


def _read(body: bytes) -> BatchOfCommands:
    """What no text can hold is refused of the batch itself here, and of a command by itself: the others are carried out."""
    if not texts.is_suspect(body):
        return BatchOfCommands.model_validate_json(body)
    read = texts.read_leniently(body)
    if isinstance(read, dict):
        of_batch = {name: value for name, value in cast(dict[str, Any], read).items() if name != "commands"}
        if found := list(texts.unstorable(of_batch)):
            raise texts.refusal(("body", *place) for place in found)
    return BatchOfCommands.model_validate(read)


async def _one(item: dict[str, Any], batch: BatchOfCommands, received: Received) -> BatchResult:
    """Whatever happens to one, it is its own answer: what was carried out before it is told all the same."""
    named = item["id"] if isinstance(item.get("id"), str) and not list(texts.unstorable(item["id"])) else None
    try:
        if found := list(texts.unstorable(item)):
            raise texts.refusal(found)
        parsed = BatchItem.model_validate(item)
        commands = received.context.commands
        command = parsed.as_command(commands.use_cases)
        envelope = envelope_of(command, received.principal, parsed.id, batch.device, parsed.device_seq)
        if batch.dry_run:
            return BatchResult(id=named, status=200, answer=(await commands.dry_run(envelope)).answer)
        offline = parsed.device_seq is not None and not parsed.attended
        if offline and not command.may_wait:
            raise NotWhileOffline(command=command.command_name)
        send = commands.send_or_set_aside if offline else commands.send
        return _result(named, await send(envelope))
    except Exception as error:
        problem = errors.problem_in_batch(error)
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
    return BatchResult(
        id=named, status=202, answer=answer, pending_command=UUID(answer.pending_command), problem=problem
    )


router = APIRouter()
router.routes.append(
    DispatchedRoute(
        "/commands",
        _documented,
        answered_by=send_batch,
        response_model=list[BatchResult],
        name="send_batch",
        tags=["commands"],
        openapi_extra=bounds(body_bytes=BATCH_BYTES, seconds=120),
    )
)
