"""Who may do what: known in memory for each organization, so that no request asks the database for it.

It is read when the organization is asked for first, and again when the database says that it has changed: every table that it
is read of notifies `unison_access` with the organization. While nobody listens, what was read counts for a second.
"""

import asyncio
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any, Literal
from uuid import UUID

from unison.infrastructure.database import Database
from unison.infrastructure.sql import statements
from unison.infrastructure.tokens import Claims
from unison.shared.errors import UnauthenticatedRefusal

type Kind = Literal["person", "station", "machine"]
type Plants = tuple[str, ...]
"""The plants where something holds; none named: every plant."""

UNHEARD_S = 1.0
"""So long counts what was read while nobody listens to what changes, in seconds."""

ENDED_FOR_S = 86_400
"""So long an ended session is remembered, in seconds: longer than any access token lives."""

SQL = statements("unison.infrastructure", "access.sql")


class AccountDisabled(UnauthenticatedRefusal, code="account_disabled"):
    """This account is disabled. Ask an administrator."""


class AccountGone(UnauthenticatedRefusal, code="account_gone"):
    """This account is there no more. Ask an administrator."""


class SessionEnded(UnauthenticatedRefusal, code="session_ended"):
    """This sign-in has ended. Sign in again."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """A role, and the plants where its holder has it."""

    role: str
    plants: Plants = ()


@dataclass(frozen=True)
class Rights:
    """What somebody may do: the plants where each permission holds."""

    roles: tuple[str, ...]
    held: Mapping[str, Plants]

    @cached_property
    def permissions(self) -> frozenset[str]:
        """What holds in some plant."""
        return frozenset(self.held)

    @cached_property
    def plants(self) -> Plants:
        """The plants where anything holds."""
        return _together(self.held.values())

    @classmethod
    def of(cls, assignments: Iterable[Assignment], roles: Mapping[str, frozenset[str]]) -> "Rights":
        """What the roles say, each for its own plants. A role that nobody knows says nothing."""
        told: dict[str, list[Plants]] = {}
        names = dict[str, None]()
        for assignment in assignments:
            names[assignment.role] = None
            for permission in roles.get(assignment.role, frozenset()):
                told.setdefault(permission, []).append(assignment.plants)
        return cls(tuple(names), {permission: _together(plants) for permission, plants in told.items()})

    def cut_with(self, other: "Rights") -> "Rights":
        """What both may do, where both may."""
        common = ((name, _both(self.held[name], other.held[name])) for name in self.held if name in other.held)
        return Rights(self.roles, {name: plants for name, plants in common if plants is not None})


def _together(each: Iterable[Plants]) -> Plants:
    each = tuple(each)
    return () if not all(each) else tuple(sorted({plant for plants in each for plant in plants}))


def _both(one: Plants, other: Plants) -> Plants | None:
    """None: nowhere."""
    if not one or not other:
        return one or other
    return tuple(plant for plant in one if plant in other) or None


@dataclass(frozen=True, slots=True)
class Principal:
    """Who sends a request. `plants` are those that they may see, none named: every plant; of a question that asked for a
    permission, those where it holds."""

    organization_id: UUID
    account_id: UUID
    kind: Kind
    session_id: UUID
    station_id: UUID | None
    rights: Rights
    plants: Plants

    @property
    def permissions(self) -> frozenset[str]:
        """What holds in some plant."""
        return self.rights.permissions

    @property
    def roles(self) -> tuple[str, ...]:
        return self.rights.roles

    @property
    def role(self) -> str:
        """The roles, as a sentence names them."""
        return ", ".join(self.roles) or "nobody"

    def plants_for(self, permission: str) -> Plants:
        """Where a permission holds; for one that does not hold anywhere, KeyError."""
        return self.rights.held[permission]

    def narrowed(self, permission: str) -> "Principal":
        """Who sees the plants where a permission holds."""
        plants = self.plants_for(permission)
        return self if plants == self.plants else replace(self, plants=plants)


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody or something that can be let in."""

    kind: Kind
    rights: Rights
    active: bool
    tokens_from: datetime | None
    """Of its access tokens, those that were signed before are void."""


@dataclass(slots=True)
class _Known:
    """What is known of an organization. `absent` are accounts that were asked for and are not there."""

    read_at: float
    accounts: Mapping[UUID, Account]
    ended: frozenset[UUID]
    absent: set[UUID] = field(default_factory=set[UUID])
    principals: dict[tuple[UUID, UUID, UUID | None], Principal] = field(
        default_factory=dict[tuple[UUID, UUID, UUID | None], Principal]
    )

    def principal(self, claims: Claims) -> Principal:
        account = self._let_in(claims.account_id, claims)
        if claims.session_id in self.ended:
            raise SessionEnded
        key = (claims.account_id, claims.session_id, claims.station_id)
        if (made := self.principals.get(key)) is None:
            rights = account.rights
            if claims.station_id is not None:
                rights = rights.cut_with(self._let_in(claims.station_id, claims).rights)
            made = self.principals[key] = Principal(
                claims.organization_id, claims.account_id, account.kind, claims.session_id, claims.station_id,
                rights, rights.plants,
            )  # fmt: skip
        elif claims.station_id is not None:
            self._let_in(claims.station_id, claims)
        return made

    def _let_in(self, account_id: UUID, claims: Claims) -> Account:
        if (account := self.accounts.get(account_id)) is None:
            self.absent.add(account_id)
            raise AccountGone
        if not account.active:
            raise AccountDisabled
        if account.tokens_from is not None and claims.issued_at < account.tokens_from:
            raise SessionEnded
        return account


class Access:
    """Who may do what, as it stands. One per process."""

    def __init__(self, database: Database, roles: Mapping[str, frozenset[str]]) -> None:
        self._database, self._roles = database, roles
        self._known: dict[UUID, _Known] = {}
        self._changes: dict[UUID, int] = {}
        self._readings: dict[UUID, asyncio.Task[_Known]] = {}
        self._is_heard = False

    async def principal(self, claims: Claims) -> Principal:
        """Who bears the token. Refuses `AccountGone`, `AccountDisabled` and `SessionEnded`."""
        known = self._known.get(claims.organization_id)
        if known is None or self._is_old(known) or self._is_new(claims, known):
            known = await self._read(claims.organization_id)
        return known.principal(claims)

    def heard(self) -> None:
        """From now on every change is told; what was read before may have changed unheard."""
        self._is_heard = True
        for organization in list(self._known):
            self.changed(organization)

    def unheard(self) -> None:
        """Changes are told no more."""
        self._is_heard = False

    def changed(self, organization: UUID) -> None:
        """Something has changed: it is read again when it is asked for next."""
        self._changes[organization] = self._changes.get(organization, 0) + 1
        self._known.pop(organization, None)

    def _is_old(self, known: _Known) -> bool:
        return not self._is_heard and time.monotonic() - known.read_at > UNHEARD_S

    def _is_new(self, claims: Claims, known: _Known) -> bool:
        """Whether an account may have come that has not been told yet."""
        account = claims.account_id
        if account in known.accounts:
            return False
        return account not in known.absent or time.monotonic() - known.read_at > UNHEARD_S

    async def _read(self, organization: UUID) -> _Known:
        """One reading at a time, whoever waits for it."""
        if (reading := self._readings.get(organization)) is None:
            reading = self._readings[organization] = asyncio.create_task(self._read_until_it_stands(organization))
            reading.add_done_callback(lambda _: self._readings.pop(organization, None))
        return await asyncio.shield(reading)

    async def _read_until_it_stands(self, organization: UUID) -> _Known:
        while True:
            changes = self._changes.get(organization, 0)
            read_at = time.monotonic()
            accounts, ended = await self._ask(organization)
            if changes == self._changes.get(organization, 0):
                known = self._known[organization] = _Known(read_at, accounts, ended)
                return known

    async def _ask(self, organization: UUID) -> tuple[Mapping[UUID, Account], frozenset[UUID]]:
        async with self._database.reading(_Seer(organization), primary=True) as cursor:
            rows = await (await cursor.execute(SQL["read_accounts"])).fetchall()
            ended = await (await cursor.execute(SQL["read_ended_sessions"], {"life_s": ENDED_FOR_S})).fetchall()
        resolved: dict[Sequence[Assignment], Rights] = {}
        accounts = {row["account_id"]: self._account(row, resolved) for row in rows}
        return accounts, frozenset(row["session_id"] for row in ended)

    def _account(self, row: Mapping[str, Any], resolved: dict[Sequence[Assignment], Rights]) -> Account:
        assigned = tuple(Assignment(told["role"], tuple(told["plants"])) for told in row["assignments"])
        if (rights := resolved.get(assigned)) is None:  # most people of a plant share theirs
            rights = resolved[assigned] = Rights.of(assigned, self._roles)
        return Account(row["kind"], rights, row["active"], row["tokens_from"])


class OwnersAccess(Access):
    """For whoever runs the command line, who needs no account: they have one role in every plant."""

    def __init__(self, database: Database, roles: Mapping[str, frozenset[str]], role: str) -> None:
        super().__init__(database, roles)
        self._rights = Rights.of([Assignment(role)], roles)

    async def principal(self, claims: Claims) -> Principal:
        return Principal(
            claims.organization_id, claims.account_id, "person", claims.session_id, None, self._rights, ()
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Seer:
    """Sees every plant of an organization."""

    organization_id: UUID
    plants: Plants = ()
