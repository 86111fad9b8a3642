"""The first page of a server: whether an organization may be begun here, and beginning it with the setup code."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field, SecretStr

from unison.founding.founding import Founding, found, is_anybody_there, slug_of
from unison.founding.setup_code import SetupCode
from unison.organizations.application import Language
from unison.people.application import Login
from unison.presentation.context import Context, Reached
from unison.presentation.credentials import NewPassword, Slug
from unison.shared.commands import Currency, Key, Text, TimeZone, WallTime
from unison.shared.errors import ForbiddenRefusal, MalformedRefusal

router = APIRouter(prefix="/first-run", tags=["first run"])

DEMO = "demo"


class FoundingClosed(ForbiddenRefusal, code="founding_closed"):
    """No organization is begun here by the browser: there is one already, or this server does not offer it. Whoever runs the
    server makes another one with `unison organization create`."""


class ShortNameReserved(MalformedRefusal, code="short_name_reserved"):
    """{slug} is the short name of the demo plant. Choose another one."""


@dataclass(frozen=True, slots=True)
class FirstRun:
    """What this process offers; `code` None: nothing."""

    code: SetupCode | None


class Beginning(BaseModel):
    """`open`: an organization may be begun with the setup code. `people`: there is one to sign in to, be it the demo."""

    open: bool
    people: bool


class NewOrganization(BaseModel):
    """The organization, its first plant, and you: its first administrator."""

    model_config = ConfigDict(extra="forbid")
    setup_code: Annotated[SecretStr, Field(max_length=40, description="It stands where the server was started.")]
    name: Annotated[Text, Field(max_length=200)]
    organization: Annotated[Slug | None, Field(description="Its short name. Left out: made of its name.")] = None
    login: Login
    person: Annotated[Text, Field(max_length=200, description="Your name.")]
    password: NewPassword
    plant: Annotated[
        Key | None,
        Field(description="The plant's short name, which stays. Left out: that of the only one there is, else main."),
    ] = None
    plant_name: Annotated[Text, Field(max_length=200)] | None = None
    time_zone: Annotated[TimeZone | None, Field(description="Left out: UTC, or as the plant has it.")] = None
    day_starts_at: Annotated[
        WallTime | None,
        Field(
            description="When the production day begins, on the plant's clock. Left out: 06:00, or as the plant has it."
        ),
    ] = None
    currency: Currency | None = None
    language: Language = "en"


class Begun(BaseModel):
    """What to sign in with."""

    organization: str
    login: str


@router.get("")
async def show_first_run(reached: Reached) -> Beginning:
    """Whether an organization may be begun here, and whether there is one already."""
    there = await is_anybody_there(reached.database, DEMO)
    return Beginning(open=_code(reached) is not None and not there["there"], people=there["at_all"])


@router.post("", status_code=201)
async def begin(body: NewOrganization, reached: Reached) -> Begun:
    """Begin an organization: with its first plant, and with you as its administrator. Sign in afterwards."""
    code = _code(reached)
    if code is None or (await is_anybody_there(reached.database, DEMO))["there"]:
        raise FoundingClosed
    code.take(body.setup_code.get_secret_value())
    said = body.model_dump(exclude={"setup_code", "password", "organization"})
    try:
        slug = body.organization or slug_of(body.name)
        if slug == DEMO:
            raise ShortNameReserved(slug=slug)
        wanted = Founding(slug=slug, **said)
        await found(reached.database, reached.commands, wanted, body.password.get_secret_value())
    except BaseException:
        code.give_back()
        raise
    return Begun(organization=wanted.slug, login=body.login.lower())


def _code(reached: Context) -> SetupCode | None:
    code = reached.service(FirstRun).code
    return None if code is None or code.is_used else code
