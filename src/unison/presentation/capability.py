"""What a capability and a read model bring to the house: declared in their folders, listed in `unison.main`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, LiteralString

from fastapi import APIRouter

from unison.infrastructure.figures import Figure
from unison.infrastructure.projection.engine import Projection
from unison.presentation.naming import Named
from unison.presentation.permissions import Rule
from unison.shared.commands import UseCase


@dataclass(frozen=True, slots=True)
class Capability:
    """The commands of a capability, their routes, and who may send them.

    Administrators may send every command, and supervisors every one that no rule denies them; `rules` say the rest.
    """

    router: APIRouter
    use_cases: tuple[UseCase[Any], ...]
    rules: tuple[Rule, ...] = ()
    names: Mapping[str, Named] = field(default_factory=dict[str, Named])
    """Which parameters of questions name something of this capability."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a read model says that people should know, of every organization: `statement` lists (organization_id, about, plant,
    told) of what stands now, each a notice of the subject for as long as it does. `about` is a stream of the category `of`, and
    `told` what its sentence is made of. Of one subject each look has a category of its own.
    """

    subject: str
    of: str
    statement: LiteralString


@dataclass(frozen=True, slots=True)
class View:
    """A read model, its routes, and who may read it besides supervisors, auditors and administrators."""

    projection: Projection
    router: APIRouter
    rules: tuple[Rule, ...] = ()
    figures: Mapping[str, Figure] = field(default_factory=dict[str, Figure])
    """What it knows for the warnings of commands."""
    looks: tuple[Look, ...] = ()
