"""Questions name things as people do: in any spelling, and a lot by its number. Here that becomes the key that views know."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from starlette.requests import Request

from unison.infrastructure.database import Database
from unison.infrastructure.event_store import first_typed, load_stream
from unison.shared.names import as_typed
from unison.shared.ports import Aggregate, Loaded


@dataclass(frozen=True, slots=True)
class Streams:
    """The streams of an organization, as whoever asks a question may read them."""

    database: Database
    organization: UUID

    async def load_or_none[S](self, aggregate: Aggregate[S], key: str) -> Loaded[S | None]:
        """By any spelling of its key; its state is None when there is no such stream."""
        async with self.database.answering.connection() as connection:
            return (await load_stream(connection, self.organization, aggregate, key))[0]

    async def name(self, kind: str, key: str) -> str:
        """The key as it was first typed; as it is given where there is no such stream."""
        async with self.database.answering.connection() as connection:
            found = await first_typed(connection, self.organization, [f"{kind}:{key}"])
        return found.get(f"{kind}:{key}", f"{kind}:{key}").removeprefix(f"{kind}:")


type Named = str | Callable[[Streams, str], Awaitable[str]]
"""What a parameter names: a kind of stream, by its aggregate's name; or what finds the key that is meant."""


class Naming:
    """What the parameters of questions name, put together from what each capability says of its own."""

    def __init__(self, parts: Iterable[Mapping[str, Named]]) -> None:
        self._named: dict[str, Named] = {}
        for part in parts:
            if twice := self._named.keys() & part.keys():
                raise ValueError(f"the parameter {min(twice)!r} is said to name two things")
            self._named |= part

    async def key(self, streams: Streams, parameter: str, typed: str) -> str:
        """The key that is meant; as it was typed where there is none, or where the parameter names nothing."""
        named = self._named.get(parameter)
        if named is None or not (name := as_typed(typed)) or not name.isprintable():
            return typed
        return await (streams.name(named, name) if isinstance(named, str) else named(streams, name))

    async def renamed(self, request: Request, database: Database, organization: UUID) -> Request:
        """The request with the keys that its parameters mean. Refuses what a capability's own finding refuses."""
        path: dict[str, Any] = request.path_params
        query = parse_qsl(request.scope["query_string"].decode("latin-1"), keep_blank_values=True)
        if not self._named.keys() & {*path, *(name for name, _ in query)}:
            return request
        streams = Streams(database, organization)
        path = {name: await self.key(streams, name, str(typed)) for name, typed in path.items()}
        asked = [(name, await self.key(streams, name, typed)) for name, typed in query]
        scope = {**request.scope, "path_params": path, "query_string": urlencode(asked).encode()}
        return Request(scope, request.receive)
