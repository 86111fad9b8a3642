"""What can be asked of people and roles. Each use case: load, decide, append."""

from collections.abc import Callable, Collection
from fnmatch import fnmatchcase
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from unison.people import domain
from unison.people.domain import PERSON, ROLE, Assignment, Changed, Role, RoleChanged, RoleDefined
from unison.plants.domain import PLANT
from unison.shared.commands import Check, Command, Key, Text, use_case
from unison.shared.ports import Work

Login = Annotated[
    str,
    StringConstraints(strip_whitespace=True, to_lower=True, pattern=r"^[^\s\x00-\x1f\x7f]{1,120}$"),
    Field(description="What somebody signs in by, without blanks; letter case does not count."),
]
Name = Annotated[Text, Field(max_length=200, description="What somebody is called.")]
Email = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True,
        max_length=254,
        pattern=r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+$",
    ),
    Field(description="An address for mail.", examples=["ann@plant.example"]),
]
PersonId = Annotated[UUID, Field(description="The person's id: a UUID that was made by whoever added them.")]
RoleName = Annotated[
    str,
    StringConstraints(strip_whitespace=True, pattern=r"^[a-z][a-z0-9_]{0,39}$"),
    Field(description="Small letters, digits and underscores."),
]
Pattern = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z_*]+(\.[a-z_*]+)?$", max_length=80),
    Field(description="A permission, or a pattern of them with `*`.", examples=["lots.hold", "quality.*"]),
]
Patterns = Annotated[tuple[Pattern, ...], Field(max_length=300)]
Reason = Annotated[
    Text | None,
    Field(
        max_length=300, description="Why; it stays in the history, so name nobody in it.", examples=["moved to nights"]
    ),
]


class Assigned(BaseModel):
    """A role, and the plants where it is had."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    role: RoleName
    plants: Annotated[
        tuple[Key, ...], Field(max_length=200, description="The plants where it is had; none: every plant.")
    ] = ()


Assignments = Annotated[tuple[Assigned, ...], Field(max_length=50, description="The roles, and where each is had.")]


class AddPerson(Command, name="people.add", private=("login", "name", "email"), of_every_plant=True, by_people=True):
    """Let somebody in. A password is given apart, by POST /people/one-time-password."""

    person: PersonId
    login: Login
    name: Name
    email: Email | None = None
    assignments: Assignments = ()
    reason: Reason = None


class AssignPerson(Command, name="people.assign", of_every_plant=True, by_people=True):
    """Say which roles somebody has in which plants. It holds from their next request on, in place of what they had."""

    person: PersonId
    assignments: Assignments
    reason: Reason = None


class ChangePerson(Command, name="people.change", private=("login", "name", "email"), of_every_plant=True):
    """Change what somebody signs in by, is called, or gets mail at. What is left out stays; null as the address is none. One's own
    address is changed elsewhere, with proof."""

    person: PersonId
    login: Login | None = None
    name: Name | None = None
    email: Email | None = None


class ResetPassword(Command, name="people.reset_password", of_every_plant=True, by_people=True):
    """Void somebody's password, and end their sign-ins. Sent by itself, the answer tells a password for once, which they must
    change when they sign in; in a batch they get none."""

    person: PersonId


class ResetSecondFactor(Command, name="people.reset_second_factor", of_every_plant=True):
    """Have somebody's second factor count no more, with its recovery codes: their phone is lost. Their sign-ins end; where a role
    of theirs demands a second factor, they set up another one when they sign in. See that it is they who ask."""

    person: PersonId
    reason: Reason = None


class DisablePerson(Command, name="people.disable", of_every_plant=True):
    """Let somebody in no more, for now. Their sign-ins end at once."""

    person: PersonId
    reason: Reason = None


class EnablePerson(Command, name="people.enable", of_every_plant=True, by_people=True):
    """Let somebody in again."""

    person: PersonId
    reason: Reason = None


class ErasePerson(Command, name="people.erase", of_every_plant=True):
    """Erase what is personal of somebody. What they did stays, under an id that names nobody."""

    person: PersonId


class _Powers(Command):
    role: RoleName
    allow: Annotated[Patterns, Field(description="What the role may do.")] = ()
    deny: Annotated[Patterns, Field(description="What it may not do all the same; wins over `allow`.")] = ()
    second_factor: bool = Field(default=False, description="Whoever has the role must sign in with a second factor.")
    reason: Reason = None

    @property
    def wanted(self) -> Role:
        return Role(
            allow=tuple(sorted({*self.allow})), deny=tuple(sorted({*self.deny})), second_factor=self.second_factor
        )


class DefineRole(_Powers, name="people.define_role", of_every_plant=True, by_people=True):
    """Define a role of your own."""


class ChangeRole(_Powers, name="people.change_role", of_every_plant=True, by_people=True):
    """Say what a role may do from now on, be it your own or one that was there. What is left out it may not."""


class RetireRole(Command, name="people.retire_role", of_every_plant=True):
    """Have a role be nobody's any more: who has it may do nothing by it."""

    role: RoleName
    reason: Reason = None


async def _checked(assigned: tuple[Assigned, ...], work: Work) -> tuple[Assignment, ...]:
    """The assignments as facts tell them. Refuses roles and plants that are not there."""
    told: list[Assignment] = []
    for each in assigned:
        if not domain.exists(each.role, await work.lookup(ROLE, each.role)):
            ROLE.refuse_unknown(each.role)
        plants = [await work.name(PLANT.name, plant) for plant in each.plants]
        for plant in plants:
            if await work.lookup(PLANT, plant) is None:
                PLANT.refuse_unknown(plant)
        told.append(Assignment(role=each.role, plants=tuple(plants)))
    return tuple(told)


async def add_person(c: AddPerson, work: Work) -> None:
    person = await work.create(PERSON, str(c.person))
    work.append(person, domain.add(await _checked(c.assignments, work), reason=c.reason))
    work.keep(
        "person", taken=domain.LoginTaken(), person=str(c.person), login=c.login, name=c.name, email=c.email
    )  # fmt: skip
    if hashed := work.secrets.get("password_hash"):
        work.keep("password", person=str(c.person), password_hash=hashed, must_change="for_once" in work.secrets)


async def assign_person(c: AssignPerson, work: Work) -> None:
    domain.another(str(c.person), work.user)
    person = await work.load(PERSON, str(c.person))
    work.append(person, domain.assign(person.state, await _checked(c.assignments, work), reason=c.reason))


async def change_person(c: ChangePerson, work: Work) -> None:
    if "email" in c.model_fields_set:
        domain.address_of_another(str(c.person), work.user)
    person = await work.load(PERSON, str(c.person))
    told: dict[str, str | None] = {"login": c.login, "name": c.name}
    told = {name: value for name, value in told.items() if value is not None}
    if "email" in c.model_fields_set:
        told["email"] = c.email
    names: tuple[Changed, ...] = ("login", "name", "email")
    work.append(person, domain.change(person.state, tuple(name for name in names if name in told)))
    work.keep("person", taken=domain.LoginTaken(), person=str(c.person), **told)


async def reset_password(c: ResetPassword, work: Work) -> None:
    domain.another(str(c.person), work.user)
    person = await work.load(PERSON, str(c.person))
    work.append(person, domain.reset_password(person.state))
    work.keep("password", person=str(c.person), password_hash=work.secrets.get("password_hash"), must_change=True)


async def reset_second_factor(c: ResetSecondFactor, work: Work) -> None:
    domain.another(str(c.person), work.user)
    person = await work.load(PERSON, str(c.person))
    work.append(person, domain.reset_second_factor(person.state, reason=c.reason))


async def disable_person(c: DisablePerson, work: Work) -> None:
    domain.another(str(c.person), work.user)
    person = await work.load(PERSON, str(c.person))
    work.append(person, domain.disable(person.state, reason=c.reason))


async def enable_person(c: EnablePerson, work: Work) -> None:
    person = await work.load(PERSON, str(c.person))
    work.append(person, domain.enable(person.state, reason=c.reason))


async def erase_person(c: ErasePerson, work: Work) -> None:
    domain.another(str(c.person), work.user)
    person = await work.load(PERSON, str(c.person))
    work.append(person, domain.erase(person.state))


async def define_role(c: DefineRole, work: Work) -> None:
    role = await work.load_or_none(ROLE, c.role)
    work.append(role, domain.define(c.role, role.state, c.wanted, reason=c.reason))


async def change_role(c: ChangeRole, work: Work) -> None:
    role = await work.load_or_none(ROLE, c.role)
    work.append(role, domain.change_role(c.role, role.state, c.wanted, reason=c.reason))


async def retire_role(c: RetireRole, work: Work) -> None:
    role = await work.load_or_none(ROLE, c.role)
    work.append(role, domain.retire_role(c.role, role.state, reason=c.reason))


def check_permissions(known: Callable[[], Collection[str]]) -> Check:
    """A rule for what is told of roles: each permission, or pattern of some, is one that there is."""

    async def check(work: Work) -> None:
        for staged in work.told:
            if isinstance(staged.fact, RoleDefined | RoleChanged):
                for pattern in (*staged.fact.allow, *staged.fact.deny):
                    if not any(fnmatchcase(name, pattern) for name in known()):
                        raise domain.UnknownPermission(permission=pattern)

    return check


USE_CASES = (
    use_case(AddPerson, add_person),
    use_case(AssignPerson, assign_person),
    use_case(ChangePerson, change_person),
    use_case(ResetPassword, reset_password),
    use_case(ResetSecondFactor, reset_second_factor),
    use_case(DisablePerson, disable_person),
    use_case(EnablePerson, enable_person),
    use_case(ErasePerson, erase_person),
    use_case(DefineRole, define_role),
    use_case(ChangeRole, change_role),
    use_case(RetireRole, retire_role),
)
