"""Facts: what happened, in the past tense, under a name that is given once and never changes."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import ClassVar, dataclass_transform
from uuid import UUID

_BY_TOPIC: dict[str, type["Fact"]] = {}


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Fact:
    """One thing that happened to one stream. A subclass is a frozen, keyword-only dataclass.

    >>> class WorkOrderReleased(Fact, topic="work_orders.WorkOrderReleased"): ...

    When its fields change, raise `schema_version` and add a static method `upcast_v1_v2(state: dict)` that turns
    the older form into the newer one in place.
    """

    topic: ClassVar[str]
    schema_version: ClassVar[int] = 1
    field_names: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls, *, topic: str = "", schema_version: int = 1) -> None:
        super().__init_subclass__()
        if not topic:
            raise TypeError(f"{cls.__qualname__} needs a topic: class {cls.__name__}(Fact, topic='capability.Name')")
        if topic in _BY_TOPIC:
            raise TypeError(f"the topic {topic!r} of {cls.__qualname__} is taken by {_BY_TOPIC[topic].__qualname__}")
        cls.topic, cls.schema_version = topic, schema_version
        _BY_TOPIC[topic] = dataclass(frozen=True, kw_only=True)(cls)
        cls.field_names = tuple(field.name for field in fields(_BY_TOPIC[topic]))  # pyright: ignore[reportArgumentType]

    def __post_init__(self) -> None:
        """`vars(fact)` holds every field, also one that was added with a default after the fact was stored."""
        held = vars(self)
        if len(held) < len(self.field_names):
            for name in self.field_names:
                held.setdefault(name, getattr(self, name))


def fact_type(topic: str) -> type[Fact]:
    """The class of a stored topic. KeyError when no loaded module defines it."""
    return _BY_TOPIC[topic]


def topics() -> tuple[str, ...]:
    """Every topic of the loaded modules, sorted."""
    return tuple(sorted(_BY_TOPIC))


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta:
    """Who and what stood behind a fact. Ids only, never names: a person is erased by erasing the user row.

    `reaction` is the reaction that sent the command, where no person did; `cause` is the fact that it reacted to, as
    STREAM@VERSION.
    """

    user: UUID | None = None
    device: str | None = None
    device_seq: int | None = None
    command_id: UUID | None = None
    correlation_id: UUID | None = None
    causation_id: UUID | None = None
    plant: str | None = None
    reaction: str | None = None
    cause: str | None = None


@dataclass(frozen=True, slots=True)
class Recorded[F: Fact]:
    """A fact as the feed tells it.

    `occurred_at` is when it happened, told by the device; `recorded_at` is when the store learned of it; both UTC.
    `seq` is its place in the feed of its organization: 1, 2, 3 ...
    """

    seq: int
    organization_id: UUID
    stream_id: str
    version: int
    fact: F
    meta: Meta
    occurred_at: datetime
    recorded_at: datetime

    @property
    def key(self) -> str:
        """The natural key in the stream id: `LOT-7` of `lots:LOT-7`."""
        return self.stream_id.partition(":")[2]
