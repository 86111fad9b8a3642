"""Sending a command that came over HTTP: its id from the `Idempotency-Key` header, its sender from the token.

What the request was is known here already: `dispatch` reads every one of them, and nothing else has a command carried out. A
dry run is parsed and permitted as what is sent, and ends before anything is stored.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from fastapi.exceptions import RequestValidationError
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError
from uuid_utils.compat import uuid7

from unison.infrastructure.rights import Place, Principal
from unison.infrastructure.unit_of_work import Envelope, Sender
from unison.presentation import texts
from unison.presentation.auth import PasswordMustBeChanged
from unison.presentation.context import Context
from unison.shared.commands import Answer, Command, SetAside, UseCase, printable
from unison.shared.errors import ForbiddenRefusal, MalformedRefusal, RuleRefusal, only_plant
from unison.shared.names import normal
from unison.shared.ports import Staged


class NotPermitted(ForbiddenRefusal, code="not_permitted"):
    """Your role {role} may not {command}. Ask a supervisor."""


class OtherPlant(ForbiddenRefusal, code="other_plant"):
    """You work for {plants}, and the command is for the plant {plant}. Name one of yours as its `plant`, or ask somebody
    who works there."""


class ConcernsEveryPlant(ForbiddenRefusal, code="concerns_every_plant"):
    """{command} concerns every plant, and you work for {plants} alone. Ask somebody who works for all of them."""


class ByPeopleAlone(ForbiddenRefusal, code="by_people_alone"):
    """{command} gives rights or lets somebody in, and no program may do so, whatever it is permitted: it could give itself more.
    Do it as a person."""


class OtherMachine(ForbiddenRefusal, code="other_machine"):
    """The station {station} is for {machines}, and the command is for {machine}. Do it at a station for that machine."""


class UnknownCommand(MalformedRefusal, code="unknown_command"):
    """There is no command {command!r}. See GET /openapi.json for those there are."""


class CommandPending(RuleRefusal, code="command_pending"):
    """This command was refused before and is pending: {detail} A person decides about it, see GET
    /api/v1/pending-commands/{pending_command}."""


def _version_7(value: UUID) -> UUID:
    if value.version != 7:
        raise ValueError("must be a UUIDv7, made by the client once for each command and kept for its retries")
    return value


CommandId = Annotated[
    UUID,
    AfterValidator(_version_7),
    Field(description="The command's id: a UUIDv7 made by the client. The same id is carried out once."),
]
Device = Annotated[str, StringConstraints(max_length=120), AfterValidator(printable)]


class NamedCommand(BaseModel):
    """A command by its name. `body` has the fields of the command's own route."""

    model_config = ConfigDict(extra="forbid")
    command: str = Field(examples=["work_orders.log_production"])
    body: dict[str, Any]

    def as_command(self, known: Mapping[str, UseCase[Any]]) -> Command:
        """Refuses `UnknownCommand`; ValidationError where the body has not the command's shape."""
        if (use_case := known.get(self.command)) is None:
            raise UnknownCommand(command=self.command)
        return use_case.command.model_validate(self.body)


@dataclass(frozen=True, slots=True)
class Received:
    """A request whose sender is known and whose body was read. Header names are lower case."""

    context: Context
    principal: Principal
    headers: Mapping[bytes, bytes]
    body: bytes

    def header(self, name: str) -> str | None:
        value = self.headers.get(name.encode())
        return None if value is None else value.decode("latin-1").strip()


@dataclass(frozen=True, slots=True)
class Reply:
    """What is answered, as JSON."""

    status: int
    body: bytes


type Wrong = list[dict[str, Any]]
"""What is wrong with a request: where (`loc`) and what (`msg`)."""

type Endpoint = Callable[[Received], Awaitable[Reply]]
"""Carries out what was received, or refuses it."""


def carries_out(command: str) -> dict[str, Any]:
    """For `openapi_extra` of a route: the command, by the name that batches and permissions call it."""
    return {"x-command": command}


def envelope_of(
    command: Command, principal: Principal, command_id: UUID, device: str | None, device_seq: int | None = None
) -> Envelope:
    """The command with its sender; refuses what the sender may not send."""
    if principal.must_change_password:
        raise PasswordMustBeChanged
    if command.command_name not in principal.permissions:
        raise NotPermitted(role=principal.role, command=command.command_name)
    if command.by_people and principal.kind == "machine":
        raise ByPeopleAlone(command=command.command_name)
    plants = principal.plants_for(command.command_name)
    own = {normal(plant) for plant in plants}
    if own and (others := [plant for plant in command.plants() if normal(plant) not in own]):
        raise OtherPlant(plants=", ".join(plants), plant=", ".join(others))
    if command.leaves_plant_out and plants:
        only_plant(plants)
    if own and command.of_every_plant:
        raise ConcernsEveryPlant(plants=", ".join(plants), command=command.command_name)
    if (station := principal.station) is not None:
        _refuse_other_machines(command, station)
        device = station.name
    plant = plants[0] if len(plants) == 1 else None
    sender = Sender(principal.organization_id, principal.account_id, device, plant=plant)
    return Envelope(id=command_id, command=command, sender=sender, device_seq=device_seq)


def _refuse_other_machines(command: Command, station: Place) -> None:
    own = {normal(machine) for machine in station.equipment}
    if own and (others := [machine for machine in command.machines() if normal(machine) not in own]):
        raise OtherMachine(station=station.name, machines=", ".join(station.equipment), machine=", ".join(others))


_command_id: TypeAdapter[UUID] = TypeAdapter(CommandId)
_device: TypeAdapter[str] = TypeAdapter(Device)
_answer = TypeAdapter(Answer)


def command_endpoint(kind: type[Command], status: int) -> Endpoint:
    """The endpoint of one command: its body has the command's fields."""

    async def carry_out(received: Received) -> Reply:
        envelope = opened(received, kind)
        answer = await received.context.commands.send(envelope)
        if isinstance(answer, SetAside):
            raise CommandPending(pending_command=answer.pending_command, detail=answer.detail)
        return Reply(status, _answer.dump_json(answer))

    return carry_out


def opened(received: Received, kind: type[Command]) -> Envelope:
    """The command that was received, in its envelope. Everything that is wrong with headers and body is told at once."""
    wrong: Wrong = []
    texts.check_json(received.body)
    command_id = checked(_command_id.validate_python, received.header("idempotency-key"), "idempotency-key", wrong)
    device = received.header("x-device")
    if device is not None:
        device = checked(_device.validate_python, device, "x-device", wrong)
    command = checked(kind.model_validate_json, received.body, "body", wrong)
    if wrong or command is None or command_id is None:
        raise RequestValidationError(wrong)
    return envelope_of(command, received.principal, command_id, device)


async def dry_run(reached: Context, principal: Principal, named: NamedCommand) -> Sequence[Staged]:
    """The facts that a command would append if this sender sent it now. Refuses what sending it would refuse; nothing is stored,
    not its id either."""
    wrong: Wrong = []
    commands = reached.commands
    command = checked(lambda each: each.as_command(commands.use_cases), named, "body", wrong)
    if command is None:
        raise RequestValidationError(wrong)
    return (await commands.dry_run(envelope_of(command, principal, uuid7(), None))).facts


def checked[V, T](validate: Callable[[V], T], value: V | None, name: str, wrong: Wrong) -> T | None:
    """The value in its type; what is wrong with it is added to `wrong`."""
    if value is None:
        wrong.append({"loc": (name,), "msg": "Field required"})
        return None
    try:
        return validate(value)
    except ValidationError as invalid:
        found = invalid.errors(include_url=False, include_context=False, include_input=False)
        wrong += [{"loc": (name, *error["loc"]), "msg": error["msg"]} for error in found]
        return None
