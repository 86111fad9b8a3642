"""What a request can reach: made once by the composition root, carried by the app."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, cast

from fastapi import Depends
from starlette.requests import HTTPConnection

from unison.infrastructure.command_handling import CommandHandling
from unison.infrastructure.database import Database
from unison.presentation.naming import Naming
from unison.settings import Settings


@dataclass(frozen=True, slots=True)
class Context:
    """`services` holds what later rooms add under their type: the token signer, the live hub."""

    settings: Settings
    database: Database
    commands: CommandHandling
    services: Mapping[type[Any], Any]
    naming: Naming = field(default_factory=lambda: Naming(()))
    """What the parameters of questions name."""

    def service[T](self, kind: type[T]) -> T:
        return cast(T, self.services[kind])


async def context(connection: HTTPConnection) -> Context:
    return cast(Context, connection.app.state.context)


Reached = Annotated[Context, Depends(context)]
