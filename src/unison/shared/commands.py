"""Commands: what is asked for, in the imperative, with the shape that makes it well formed."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, ClassVar, Self
from zoneinfo import available_timezones

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, WithJsonSchema

from unison.shared.errors import Implausible
from unison.shared.names import as_typed
from unison.shared.ports import Work
from unison.shared.quantities import DECIMAL_PLACES


def printable(text: str) -> str:
    """The text; ValueError when it holds a line break, a tab or another control character."""
    if not text.isprintable():
        raise ValueError("may hold printable characters only, no tabs, line breaks or control characters")
    return text


# Blanks of other widths come with what is pasted: a name has plain ones. Tabs and line breaks are no blanks of a name.
_WIDE_BLANKS = str.maketrans(dict.fromkeys([0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " "))


def _name(text: str) -> str:
    return as_typed(printable(text.translate(_WIDE_BLANKS)))


Key = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=120),
    AfterValidator(_name),
    Field(description="A name that people use: an order, lot or equipment number. 1 to 120 printable characters."),
]
Text = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000), AfterValidator(printable)
]
Unit = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=12), AfterValidator(printable)]


EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
"""What is told of before is a year mistyped, or a clock that begins in 1970; it would make work of every day since."""


def _utc(at: datetime) -> datetime:
    try:
        moment = at.astimezone(UTC)
    except OverflowError:
        moment = None
    if moment is None or moment < EARLIEST:
        raise ValueError("must lie between the years 1990 and 9999; check the year")
    return moment


Moment = Annotated[
    AwareDatetime, AfterValidator(_utc), Field(description="A moment with its time zone; UTC from here on.")
]

_zones = cache(available_timezones)


def _known_zone(name: str) -> str:
    if name not in _zones():
        raise ValueError("must be a time zone of the IANA list, such as Europe/Berlin")
    return name


def _on_the_wall(at: time) -> time:
    if at.tzinfo is not None:
        raise ValueError("must be a time on the plant's own clock, such as 06:00, without a zone")
    return at


TimeZone = Annotated[str, Field(max_length=64), AfterValidator(_known_zone)]
# JSON Schema's own `time` asks for a zone, which a clock on the wall has not
WallTime = Annotated[
    time,
    AfterValidator(_on_the_wall),
    WithJsonSchema({"type": "string", "pattern": r"^\d\d:\d\d(:\d\d(\.\d+)?)?$", "examples": ["06:00"]}),
]
Pieces = Annotated[int, Field(ge=0, le=1_000_000_000, description="Whole pieces.")]
Amount = Annotated[
    Decimal, Field(gt=0, max_digits=18, decimal_places=DECIMAL_PLACES, description="An exact amount above 0.")
]
Found = Annotated[
    Decimal, Field(ge=0, max_digits=18, decimal_places=DECIMAL_PLACES, description="What is there, 0 or more.")
]
Currency = Annotated[str, StringConstraints(pattern="^[A-Z]{3}$"), Field(description="ISO 4217, as in EUR.")]
Price = Annotated[Decimal, Field(ge=0, max_digits=18, decimal_places=DECIMAL_PLACES, description="Money, 0 or more.")]
UnitCost = Annotated[Price, Field(description="Of one base unit of the material.")]
Seconds = Annotated[Decimal, Field(gt=0, max_digits=14, decimal_places=DECIMAL_PLACES, description="Seconds above 0.")]


class Command(BaseModel):
    """What is asked for. `command_name` is how batches, permissions and logs call it: `work_orders.release`."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    command_name: ClassVar[str]

    occurred_at: Moment | None = Field(
        default=None, description="When it happened, with time zone. Left out: now, by the server's clock."
    )

    def plants(self) -> tuple[str, ...]:
        """The plants that it names: a sender who works for some plants may name those only."""
        plant = getattr(self, "plant", None)
        return (plant,) if isinstance(plant, str) else ()

    def in_plant(self, plant: str) -> Self:
        """With its `plant` as it was first typed."""
        return self if plant == getattr(self, "plant", None) else self.model_copy(update={"plant": plant})

    def __init_subclass__(cls, *, name: str = "", **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.command_name = name


type Handler[C: Command] = Callable[[C, Work], Awaitable[None]]


type Check = Callable[[Work], Awaitable[None]]
"""A rule that holds for whatever a command is about to tell: it refuses, or lets it pass."""


@dataclass(frozen=True, slots=True)
class UseCase[C: Command]:
    """A command with the function that carries it out."""

    command: type[C]
    handle: Handler[C]


def use_case[C: Command](command: type[C], handle: Handler[C]) -> UseCase[Any]:
    """Pairs a command with its handler and checks that the command has a name."""
    if not command.command_name:
        raise TypeError(
            f"{command.__qualname__} needs a name: class {command.__name__}(Command, name='capability.verb')"
        )
    return UseCase(command, handle)


class StreamPosition(BaseModel):
    """A stream and the version that a command brought it to. `STREAM@VERSION` is what `?after=` takes."""

    stream: str
    version: int


class Warned(BaseModel):
    """What is implausible about a command, or looks doubled; it was carried out all the same."""

    code: str
    detail: str
    facts: dict[str, str]

    @classmethod
    def of(cls, warning: Implausible) -> "Warned":
        facts = {name: str(value) for name, value in warning.facts.items()}
        return cls(code=warning.code, detail=warning.message, facts=facts)


class Answer(BaseModel):
    """What a command did: the facts it appended stand at these versions. `warnings` ask whether it was meant so."""

    command_id: str
    occurred_at: datetime
    streams: list[StreamPosition]
    warnings: list[Warned] = []
    repeated: bool = Field(default=False, description="True when this command id was carried out before.")


class SetAside(Answer):
    """The command was refused, and is kept for a person to decide about; `known` says that what it names exists.

    The pending command has the command's id.
    """

    title: str
    code: str
    detail: str
    facts: dict[str, str]
    known: bool

    @property
    def pending_command(self) -> str:
        return self.command_id
