"""Commands: what is asked for, in the imperative, with the shape that makes it well formed."""

import re
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time
from decimal import Decimal
from fractions import Fraction
from functools import cache
from inspect import cleandoc
from typing import Annotated, Any, ClassVar, Self
from zoneinfo import available_timezones

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, core_schema

from unison.shared.errors import Implausible
from unison.shared.names import as_typed
from unison.shared.ports import Work
from unison.shared.quantities import DECIMAL_PLACES, Exact, as_decimal


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
Plant = Annotated[
    Key,
    Field(description="A plant. Left out: the only one that there is, or that you work for; else it has to be named."),
]
THE_ONLY: Any = Field(default_factory=str)
"""What a command's `plant` is until whoever carries it out has found the one that is meant."""
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
_DIGITS = 12 + DECIMAL_PLACES
_FRACTION = r"(?:([0-9]{1,9}) )?([0-9]{1,9})/([1-9][0-9]{0,8})"
_fraction = re.compile(_FRACTION)


@dataclass(frozen=True, slots=True)
class ExactAmount:
    """How an amount is read: as a decimal with 12 places at most, or as text such as `1/3` or `1 1/2`."""

    above_zero: bool

    def __get_pydantic_core_schema__(self, _: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        bound: dict[str, Any] = {"gt": 0} if self.above_zero else {"ge": 0}
        decimal = handler.generate_schema(
            Annotated[Decimal, Field(max_digits=_DIGITS, decimal_places=DECIMAL_PLACES, **bound)]
        )
        text = core_schema.to_string_ser_schema()
        return core_schema.no_info_wrap_validator_function(self._read, decimal, serialization=text)

    def _read(self, value: Any, decimal: ValidatorFunctionWrapHandler) -> Exact:
        if isinstance(value, Fraction):
            amount = value
        elif isinstance(value, str) and (told := _fraction.fullmatch(value.strip())):
            whole, numerator, denominator = (int(part or 0) for part in told.groups())
            amount = whole + Fraction(numerator, denominator)
        else:
            return decimal(value)
        exact = as_decimal(amount)
        return decimal(exact) if exact is not None else amount

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        told = handler(schema)
        texts = (
            [{"type": "string", "pattern": f"^{_FRACTION}$", "examples": ["1/3"]}]
            if handler.mode == "validation"
            else []
        )
        return {**told, "anyOf": [*told["anyOf"], *texts]} if "anyOf" in told else told


Amount = Annotated[
    Exact, ExactAmount(above_zero=True), Field(description="An exact amount above 0: 2.5, or as text 1/3.")
]
DecimalAmount = Annotated[
    Decimal, Field(gt=0, max_digits=_DIGITS, decimal_places=DECIMAL_PLACES, description="An exact amount above 0.")
]
Found = Annotated[
    Exact, ExactAmount(above_zero=False), Field(description="What is there, 0 or more: 2.5, or as text 1/3.")
]
Currency = Annotated[str, StringConstraints(pattern="^[A-Z]{3}$"), Field(description="ISO 4217, as in EUR.")]
MONEY_PLACES = 6
"""Decimal places of money that people type."""

Price = Annotated[Decimal, Field(ge=0, max_digits=18, decimal_places=MONEY_PLACES, description="Money, 0 or more.")]
UnitCost = Annotated[
    Decimal,
    Field(ge=0, max_digits=_DIGITS, decimal_places=DECIMAL_PLACES, description="Money for one of the unit told."),
]
ExchangeRate = Annotated[
    Decimal,
    Field(
        gt=0,
        max_digits=_DIGITS,
        decimal_places=DECIMAL_PLACES,
        description="How much of the books' currency one of `currency` is; needed where that is another one.",
    ),
]
Seconds = Annotated[Decimal, Field(gt=0, max_digits=14, decimal_places=6, description="Seconds above 0.")]


class Command(BaseModel):
    """What is asked for. `command_name` is how batches, permissions and logs call it: `work_orders.release`."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    command_name: ClassVar[str]
    private: ClassVar[frozenset[str]] = frozenset()
    """Fields with personal data, which nothing holds that is kept of the command."""

    occurred_at: Moment | None = Field(
        default=None, description="When it happened, with time zone. Left out: now, by the server's clock."
    )

    @classmethod
    def meaning(cls) -> str:
        """What whoever may send it may do: the first sentence of what it is."""
        return cleandoc(cls.__doc__ or "").replace("\n", " ").replace("`", "").partition(". ")[0].rstrip(".") + "."

    def plants(self) -> tuple[str, ...]:
        """The plants that it names: a sender who works for some plants may name those only."""
        plant = getattr(self, "plant", None)
        return (plant,) if plant else ()

    @property
    def leaves_plant_out(self) -> bool:
        """Whether it is for the only plant there is."""
        return getattr(self, "plant", None) == ""

    def machines(self) -> tuple[str, ...]:
        """The machines that it names: at a station for some machines those only may be named."""
        machine = getattr(self, "equipment", None)
        return (machine,) if isinstance(machine, str) else ()

    async def in_plant(self, work: Work) -> Self:
        """With its `plant` as it was first typed; where it is left out, the only one. Refuses `PlantNeeded` and `NoPlant`."""
        told = getattr(self, "plant", None)
        if told is None:
            return self
        plant = await work.name("plants", told) if told else await work.only_plant()
        return self if plant == told else self.model_copy(update={"plant": plant})

    secrets: ClassVar[frozenset[str]] = frozenset()
    """What has to come beside it, and stands in nothing that is kept of it. Who sends it has them made by a route that takes what
    is secret, or makes it: in a batch it is refused."""

    of_every_plant: ClassVar[bool] = False
    """Whether nobody may send it who works for some plants alone."""

    by_people: ClassVar[bool] = False
    """Whether no program may send it: it gives rights, or lets somebody in."""

    @property
    def may_wait(self) -> bool:
        """Whether it may be sent by a device that was offline, and be kept for a person where it no longer fits."""
        return not self.private

    def __init_subclass__(
        cls,
        *,
        name: str = "",
        private: Iterable[str] = (),
        secrets: Iterable[str] = (),
        of_every_plant: bool = False,
        by_people: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init_subclass__(**kwargs)
        cls.command_name, cls.of_every_plant, cls.by_people = name, of_every_plant, by_people
        cls.private, cls.secrets = frozenset(private), frozenset(secrets)


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
