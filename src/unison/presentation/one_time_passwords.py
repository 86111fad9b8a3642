"""A password that the server makes for somebody: it is told once, to whoever asked, and only its hash is kept."""

import secrets
from dataclasses import replace

from pydantic import TypeAdapter

from unison.infrastructure.tokens import Passwords
from unison.presentation.sending import Endpoint, Received, Reply, opened
from unison.shared.commands import Answer, Command

_LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""None that is taken for another on paper."""

_GROUPS, _GROUP = 4, 5


class OneTimePassword(Answer):
    """`one_time_password` is told once; null where the command was carried out before."""

    one_time_password: str | None


_told = TypeAdapter(OneTimePassword)


def make() -> str:
    """Four groups of five characters, some 116 bits."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))


def one_time_password_endpoint(kind: type[Command]) -> Endpoint:
    """The endpoint of a command that is given the hash of a password, which is told in its answer."""

    async def carry_out(received: Received) -> Reply:
        envelope = opened(received, kind)
        password = make()
        hashed = await received.context.service(Passwords).hash(password)
        answer = await received.context.commands.send(replace(envelope, secrets={"password_hash": hashed}))
        told = None if answer.repeated else password
        return Reply(200, _told.dump_json(OneTimePassword(**answer.model_dump(), one_time_password=told)))

    return carry_out
