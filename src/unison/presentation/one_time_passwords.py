"""A password that the server makes for somebody: it is told once, to whoever asked, and only its hash is kept."""

from dataclasses import replace

from pydantic import TypeAdapter

from unison.infrastructure.tokens import Passwords, one_time_password
from unison.presentation.sending import Endpoint, Received, Reply, opened
from unison.shared.commands import Answer, Command


class OneTimePassword(Answer):
    """`one_time_password` is told once; null where the command was carried out before."""

    one_time_password: str | None


_told = TypeAdapter(OneTimePassword)


def one_time_password_endpoint(kind: type[Command]) -> Endpoint:
    """The endpoint of a command that is given the hash of a password, which is told in its answer."""

    async def carry_out(received: Received) -> Reply:
        envelope = opened(received, kind)
        password = one_time_password()
        hashed = await received.context.service(Passwords).hash(password)
        answer = await received.context.commands.send(replace(envelope, secrets={"password_hash": hashed}))
        told = None if answer.repeated else password
        return Reply(200, _told.dump_json(OneTimePassword(**answer.model_dump(), one_time_password=told)))

    return carry_out
