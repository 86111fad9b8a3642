"""The states of streams that a process keeps between commands."""

import time as clock
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

KEPT_STATES = 20_000
"""How many streams' states a process keeps in memory."""

REFERENCE_S = 3.0
"""How old what is known of a stream that gets no fact may be, in seconds: no append would find out that it has moved on."""

type StateKey = tuple[UUID, str]


class States:
    """The states of the streams used last, with their versions."""

    def __init__(self) -> None:
        self._kept: OrderedDict[StateKey, tuple[Any, int]] = OrderedDict()
        self._references: OrderedDict[StateKey, tuple[float, Any, int]] = OrderedDict()
        self._names: OrderedDict[StateKey, str] = OrderedDict()
        self._unnamed: OrderedDict[StateKey, float] = OrderedDict()
        self._plants: dict[UUID, tuple[float, Sequence[str]]] = {}

    def get(self, key: StateKey) -> tuple[Any, int] | None:
        if found := self._kept.get(key):
            self._kept.move_to_end(key)
        return found

    def put(self, key: StateKey, state: Any, version: int) -> None:
        """Keeps a state, unless a newer one was kept while this one was being read."""
        if (known := self._kept.get(key)) is not None and known[1] > version:
            return
        self._kept[key] = (state, version)
        self._kept.move_to_end(key)
        if len(self._kept) > KEPT_STATES:
            self._kept.popitem(last=False)

    def get_reference(self, key: StateKey) -> tuple[Any, int] | None:
        """What was put as a reference of a stream in the last `REFERENCE_S`, or has been appended here since."""
        reference = self._references.get(key)
        if reference is None or clock.monotonic() - reference[0] > REFERENCE_S:
            return None
        kept = self._kept.get(key)
        return kept if kept is not None and kept[1] > reference[2] else reference[1:]

    def put_reference(self, key: StateKey, state: Any, version: int) -> None:
        """Keeps what a stream that gets no fact is now, also that it is empty."""
        self._references[key] = (clock.monotonic(), state, version)
        self._references.move_to_end(key)
        if len(self._references) > KEPT_STATES:
            self._references.popitem(last=False)

    def get_name(self, organization: UUID, normal: str) -> str | None:
        """The stream that is known under a name in its normal form."""
        return self._names.get((organization, normal))

    def put_name(self, organization: UUID, normal: str, stream: str) -> None:
        """Keeps how a stream was first typed, which never changes."""
        self._names[organization, normal] = stream
        if len(self._names) > KEPT_STATES:
            self._names.popitem(last=False)

    def is_unnamed(self, organization: UUID, normal: str) -> bool:
        """Whether there was no stream of that name in the last `REFERENCE_S`."""
        looked = self._unnamed.get((organization, normal))
        return looked is not None and clock.monotonic() - looked <= REFERENCE_S

    def put_unnamed(self, organization: UUID, normal: str) -> None:
        self._unnamed[organization, normal] = clock.monotonic()
        if len(self._unnamed) > KEPT_STATES:
            self._unnamed.popitem(last=False)

    def get_plants(self, organization: UUID) -> Sequence[str] | None:
        """The plants that there were in the last `REFERENCE_S`."""
        looked, plants = self._plants.get(organization, (0.0, None))
        return None if plants is None or clock.monotonic() - looked > REFERENCE_S else plants

    def put_plants(self, organization: UUID, plants: Sequence[str]) -> None:
        self._plants[organization] = (clock.monotonic(), plants)

    def forget_plants(self, organization: UUID) -> None:
        self._plants.pop(organization, None)

    def evict(self, keys: Iterable[StateKey]) -> None:
        for key in keys:
            self._kept.pop(key, None)
