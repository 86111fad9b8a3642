"""What somebody may do, and where: resolved from their roles once, for every request after it."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, Protocol
from uuid import UUID

type Kind = Literal["person", "station", "machine"]
type Plants = tuple[str, ...]
"""The plants where something holds; none named: every plant."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """A role, or permissions by their names in place of one, and the plants where its holder has them."""

    role: str | None
    plants: Plants = ()
    permissions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RoleNow:
    """What a role holds, and whether whoever has it must sign in with a second factor."""

    holds: frozenset[str]
    second_factor: bool = False


class Roles(Protocol):
    """What the roles hold that every organization begins with, and what rules of its own come to."""

    def items(self) -> Iterable[tuple[str, frozenset[str]]]: ...
    async def held(self, allow: Sequence[str], deny: Sequence[str]) -> frozenset[str]: ...


@dataclass(frozen=True)
class Rights:
    """What somebody may do: the plants where each permission holds."""

    roles: tuple[str, ...]
    held: Mapping[str, Plants]
    second_factor: bool = False

    @cached_property
    def permissions(self) -> frozenset[str]:
        """What holds in some plant."""
        return frozenset(self.held)

    @cached_property
    def plants(self) -> Plants:
        """The plants where anything holds."""
        return _together(self.held.values())

    @classmethod
    def of(cls, assignments: Sequence[Assignment], roles: Mapping[str, RoleNow]) -> "Rights":
        """What the roles say, each for its own plants. A role that nobody knows says nothing."""
        told: dict[str, list[Plants]] = {}
        names = dict[str, None]()
        for assignment in assignments:
            if assignment.role is not None:
                names[assignment.role] = None
            for permission in assignment.permissions or roles.get(assignment.role or "", NOTHING).holds:
                told.setdefault(permission, []).append(assignment.plants)
        held = {permission: _together(plants) for permission, plants in told.items()}
        return cls(tuple(names), held, any(roles.get(name, NOTHING).second_factor for name in names))

    def within(self, permissions: Container[str]) -> "Rights":
        """Of these, none but those."""
        held = {name: plants for name, plants in self.held.items() if name in permissions}
        return Rights(self.roles, held, self.second_factor)

    def of_reading(self) -> "Rights":
        """What asks, and tells nothing."""
        return self.within([name for name in self.held if name.endswith(".read")])

    def cut_with(self, other: "Rights") -> "Rights":
        """What both may do, where both may."""
        common = ((name, _both(self.held[name], other.held[name])) for name in self.held if name in other.held)
        held = {name: plants for name, plants in common if plants is not None}
        return Rights(self.roles, held, self.second_factor)


NOTHING = RoleNow(frozenset())
NO_RIGHTS = Rights((), {})


def _together(each: Iterable[Plants]) -> Plants:
    each = tuple(each)
    return () if not all(each) else tuple(sorted({plant for plants in each for plant in plants}))


def _both(one: Plants, other: Plants) -> Plants | None:
    """None: nowhere."""
    if not one or not other:
        return one or other
    return tuple(plant for plant in one if plant in other) or None


@dataclass(frozen=True, slots=True)
class Place:
    """A station: its name, and the machines that it is for; none named: every machine of its plant."""

    name: str
    equipment: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Principal:
    """Who sends a request. `plants` are those that they may see, none named: every plant; of a question that asked for a
    permission, those where it holds."""

    organization_id: UUID
    account_id: UUID
    kind: Kind
    session_id: UUID
    station_id: UUID | None
    rights: Rights
    plants: Plants
    must_change_password: bool = False
    """They have a password that another has given them: they may change it, and nothing else."""
    lacks_second_factor: bool = False
    """A role of theirs demands a second factor, and this sign-in has shown none: they may show or set up one, and nothing else."""
    station: Place | None = None
    """Where it is, or acts."""

    @property
    def permissions(self) -> frozenset[str]:
        """What holds in some plant."""
        return self.rights.permissions

    @property
    def roles(self) -> tuple[str, ...]:
        return self.rights.roles

    @property
    def role(self) -> str:
        """The roles, as a sentence names them."""
        return ", ".join(self.roles) or "nobody"

    def plants_for(self, permission: str) -> Plants:
        """Where a permission holds; for one that does not hold anywhere, KeyError."""
        return self.rights.held[permission]

    def narrowed(self, permission: str) -> "Principal":
        """Who sees the plants where a permission holds."""
        plants = self.plants_for(permission)
        return self if plants == self.plants else replace(self, plants=plants)
