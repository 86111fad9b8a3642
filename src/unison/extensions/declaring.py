"""What a plant's package declares, and how it is found."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any

from eventsourcing.projection import Projection

from unison.extensions.view import View
from unison.infrastructure.feed.consumer import Start
from unison.infrastructure.sql import script

GROUP = "unison.extensions"
"""The group of entry points; each names an `Extension`."""

_NAME = re.compile(r"[a-z][a-z0-9_]{1,39}")


@dataclass(frozen=True)
class Extension:
    """A projection of the `eventsourcing` library with the view it writes to; one of each is made for every organization.

    `projection.name` is its own among all extensions: 2 to 40 lower-case letters, digits and `_`. `projection.topics` are those
    of the facts it takes; none means all. `package` holds its `table.sql`, None where it has no tables; names in there are
    unqualified, and every table has an `organization_id`. `begin` says where one begins that is new: at the first fact or behind
    the last.
    """

    projection: type[Projection[Any]]
    view: type[View] = View
    package: str | None = None
    begin: Start = "beginning"

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise ValueError(
                f"{self.name!r} names no extension: it takes 2 to 40 lower-case letters, digits and _, a letter first"
            )

    @property
    def name(self) -> str:
        return self.projection.name

    @property
    def schema(self) -> str:
        """Where its tables are, and its name among all consumers of the feed."""
        return f"extension_{self.name}"

    @property
    def tables(self) -> str:
        """The statements that make its tables."""
        return script(self.package, "table.sql") if self.package else ""

    @property
    def fingerprint(self) -> str:
        """Of its tables: where it differs, those that stand are of another version."""
        return sha256(self.tables.encode()).hexdigest()[:16]

    def takes(self, topic: str) -> bool:
        return not self.projection.topics or topic in self.projection.topics


@dataclass(frozen=True)
class Found:
    """What is installed, by name; `faults` are what does not load, each with the reason."""

    extensions: Sequence[Extension] = ()
    faults: dict[str, str] = field(default_factory=dict[str, str])


def find_extensions(modules: Sequence[str] = ()) -> Found:
    """The extensions that installed packages name as entry points, and the `EXTENSION` of each of these modules.

    One that does not load is told and keeps no other from running.
    """
    known: dict[str, Extension] = {}
    faults: dict[str, str] = {}
    wanted = [(point.value, point.load) for point in sorted(entry_points(group=GROUP), key=lambda each: each.value)]
    wanted += [(name, lambda name=name: import_module(name).EXTENSION) for name in modules]
    for origin, load in wanted:
        try:
            extension: object = load()
            if not isinstance(extension, Extension):
                raise TypeError(f"it is no Extension but {type(extension).__name__}")
            if known.setdefault(extension.name, extension) is not extension:
                raise ValueError(f"the name {extension.name} is taken by another extension")
        except Exception as error:
            faults[origin] = f"{type(error).__name__}: {error}"
    return Found(tuple(known.values()), faults)
