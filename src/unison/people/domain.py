"""The rules of people and roles: functions on frozen data."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal
from uuid import UUID

from unison.shared.errors import RuleRefusal, UnknownRefusal
from unison.shared.events import Fact
from unison.shared.ports import Aggregate
from unison.shared.roles import ADMIN, BUILT_IN

# Facts -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Assignment:
    """A role, and the plants where it is had; none named: every plant."""

    role: str
    plants: tuple[str, ...] = ()


type Changed = Literal["login", "name", "email"]


class PersonAdded(Fact, topic="people.PersonAdded"):
    """Somebody is let in, and may do this."""

    assignments: tuple[Assignment, ...]
    reason: str | None = None


class PersonAssigned(Fact, topic="people.PersonAssigned"):
    """What somebody may do from now on; what they had before is theirs no more."""

    assignments: tuple[Assignment, ...]
    reason: str | None = None


class PersonChanged(Fact, topic="people.PersonChanged"):
    """Something personal was changed; what it is now stands beside the facts."""

    changed: tuple[Changed, ...]


class PasswordReset(Fact, topic="people.PasswordReset"):
    """Somebody's password was made void; one for once may have been given. Their sign-ins ended."""


class SecondFactorReset(Fact, topic="people.SecondFactorReset"):
    """Somebody's second factor counts no more, with its recovery codes. Their sign-ins ended."""

    reason: str | None = None


class PersonDisabled(Fact, topic="people.PersonDisabled"):
    """Somebody is let in no more, for now. Their sign-ins ended."""

    reason: str | None = None


class PersonEnabled(Fact, topic="people.PersonEnabled"):
    """Somebody is let in again."""

    reason: str | None = None


class PersonErased(Fact, topic="people.PersonErased"):
    """What was personal is gone; the id names nobody any more."""


class RoleDefined(Fact, topic="roles.RoleDefined"):
    """There is a role. `allow` and `deny` are permissions, or patterns of them with `*`; one that denies wins."""

    allow: tuple[str, ...]
    deny: tuple[str, ...]
    second_factor: bool
    reason: str | None = None


class RoleChanged(Fact, topic="roles.RoleChanged"):
    """What a role may do from now on, whoever has it."""

    allow: tuple[str, ...]
    deny: tuple[str, ...]
    second_factor: bool
    reason: str | None = None


class RoleRetired(Fact, topic="roles.RoleRetired"):
    """A role may do nothing any more."""

    reason: str | None = None


# State -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Person:
    """What somebody may do, and whether they are let in."""

    assignments: tuple[Assignment, ...]
    is_disabled: bool = False
    is_erased: bool = False


def evolve(person: Person | None, fact: Fact, _at: datetime) -> Person:
    """The state after a fact. Never refuses; an unknown fact raises."""
    match person, fact:
        case None, PersonAdded():
            return Person(assignments=fact.assignments)
        case Person(), PersonAssigned():
            return replace(person, assignments=fact.assignments)
        case Person(), PersonDisabled():
            return replace(person, is_disabled=True)
        case Person(), PersonEnabled():
            return replace(person, is_disabled=False)
        case Person(), PersonErased():
            return replace(person, is_erased=True)
        case Person(), PersonChanged() | PasswordReset() | SecondFactorReset():
            return person
        case _:
            raise TypeError(f"people know nothing of {type(fact).__name__}")


@dataclass(frozen=True, kw_only=True)
class Role:
    """What a role may do."""

    allow: tuple[str, ...] = ()
    deny: tuple[str, ...] = ()
    second_factor: bool = False
    is_retired: bool = False


def evolve_role(role: Role | None, fact: Fact, _at: datetime) -> Role:
    """The state after a fact. Never refuses; an unknown fact raises."""
    match fact:
        case RoleDefined() | RoleChanged():
            return Role(allow=fact.allow, deny=fact.deny, second_factor=fact.second_factor)
        case RoleRetired():
            return replace(role or Role(), is_retired=True)
        case _:
            raise TypeError(f"roles know nothing of {type(fact).__name__}")


# Refusals --------------------------------------------------------------------------------------------------------


class UnknownPerson(UnknownRefusal, code="unknown_person"):
    """There is no such person in this organization. See GET /people/accounts for those there are."""


class PersonExists(RuleRefusal, code="person_exists"):
    """There is a person with this id already."""


class LoginTaken(RuleRefusal, code="login_taken"):
    """Somebody has this login already. Choose another one."""


class NotYourself(RuleRefusal, code="not_yourself"):
    """You cannot do this to your own account, or nobody might be left to undo it. Ask another administrator."""


class OwnAddress(RuleRefusal, code="own_address"):
    """Your own address for mail is changed with proof that it is you: POST /api/v1/auth/change-email."""


class AlreadyDisabled(RuleRefusal, code="already_disabled"):
    """This person is disabled already."""


class NotDisabled(RuleRefusal, code="not_disabled"):
    """This person is not disabled."""


class AssignmentsUnchanged(RuleRefusal, code="assignments_unchanged"):
    """This person has exactly these roles already."""


class NothingChanged(RuleRefusal, code="nothing_changed"):
    """Nothing was told that could be changed. Tell a login, a name or an address."""


class RoleTwice(RuleRefusal, code="role_twice"):
    """The role {role} is told twice. Tell it once, with all of its plants."""


class UnknownRole(UnknownRefusal, code="unknown_role"):
    """There is no role {key}. See GET /people/roles for those there are, or define it first."""


class RoleExists(RuleRefusal, code="role_exists"):
    """There is a role {key} already. Change it, or choose another name."""


class RoleUnchanged(RuleRefusal, code="role_unchanged"):
    """The role {key} may do exactly this already."""


class AdministratorsStay(RuleRefusal, code="administrators_stay"):
    """The role admin holds every permission, and stays: somebody must be able to undo what the others do. Whether it demands a
    second factor can be changed: tell `allow` ["*"], and nothing as `deny`."""


class UnknownPermission(UnknownRefusal, code="no_such_permission"):
    """There is no permission {permission}, and none of that pattern. See GET /people/permissions for those there are."""


PERSON = Aggregate("people", Person, evolve, unknown=UnknownPerson, taken=PersonExists)
ROLE = Aggregate("roles", Role, evolve_role, unknown=UnknownRole, taken=RoleExists)


# Decisions -------------------------------------------------------------------------------------------------------


def _once_each(assignments: tuple[Assignment, ...]) -> tuple[Assignment, ...]:
    roles = [assignment.role for assignment in assignments]
    if twice := next((role for role in roles if roles.count(role) > 1), None):
        raise RoleTwice(role=twice)
    return tuple(
        Assignment(role=told.role, plants=tuple(sorted(set(told.plants))))
        for told in sorted(assignments, key=lambda told: told.role)
    )


def add(assignments: tuple[Assignment, ...], *, reason: str | None = None) -> PersonAdded:
    return PersonAdded(assignments=_once_each(assignments), reason=reason)


def present(person: Person) -> Person:
    """Somebody who was erased is nobody any more."""
    if person.is_erased:
        raise UnknownPerson
    return person


def another(person: str, by: UUID | None) -> None:
    """An administrator who changes the rights of nobody but others is still there afterwards."""
    if by is not None and person == str(by):
        raise NotYourself


def address_of_another(person: str, by: UUID | None) -> None:
    """By its address a provider's account is known the first time: whoever sits at a browser that somebody has left does not change
    it without a proof."""
    if by is not None and person == str(by):
        raise OwnAddress


def assign(person: Person, assignments: tuple[Assignment, ...], *, reason: str | None = None) -> PersonAssigned:
    told = _once_each(assignments)
    if told == present(person).assignments:
        raise AssignmentsUnchanged
    return PersonAssigned(assignments=told, reason=reason)


def change(person: Person, changed: tuple[Changed, ...]) -> PersonChanged:
    present(person)
    if not changed:
        raise NothingChanged
    return PersonChanged(changed=changed)


def reset_password(person: Person) -> PasswordReset:
    present(person)
    return PasswordReset()


def reset_second_factor(person: Person, *, reason: str | None = None) -> SecondFactorReset:
    present(person)
    return SecondFactorReset(reason=reason)


def disable(person: Person, *, reason: str | None = None) -> PersonDisabled:
    if present(person).is_disabled:
        raise AlreadyDisabled
    return PersonDisabled(reason=reason)


def enable(person: Person, *, reason: str | None = None) -> PersonEnabled:
    if not present(person).is_disabled:
        raise NotDisabled
    return PersonEnabled(reason=reason)


def erase(person: Person) -> PersonErased:
    present(person)
    return PersonErased()


def exists(key: str, role: Role | None) -> bool:
    """Whether a role can be had: one of the beginnings, or one that was defined, and not retired."""
    return key in BUILT_IN if role is None else not role.is_retired


def define(key: str, role: Role | None, wanted: Role, *, reason: str | None = None) -> RoleDefined:
    if exists(key, role):
        raise RoleExists(key=key)
    return RoleDefined(allow=wanted.allow, deny=wanted.deny, second_factor=wanted.second_factor, reason=reason)


def change_role(key: str, role: Role | None, wanted: Role, *, reason: str | None = None) -> RoleChanged:
    if not (key == ADMIN and wanted.allow == ("*",) and not wanted.deny):
        _changeable(key, role)
    if role == wanted:
        raise RoleUnchanged(key=key)
    return RoleChanged(allow=wanted.allow, deny=wanted.deny, second_factor=wanted.second_factor, reason=reason)


def retire_role(key: str, role: Role | None, *, reason: str | None = None) -> RoleRetired:
    _changeable(key, role)
    return RoleRetired(reason=reason)


def _changeable(key: str, role: Role | None) -> None:
    if key == ADMIN:
        raise AdministratorsStay
    if not exists(key, role):
        raise UnknownRole(key=key)
