"""Who may do what: known in memory for each organization, so that no request asks the database for it.

It is read when the organization is asked for first, and again when the database says that it has changed: every table that it
is read of notifies `unison_access` with the organization. While nobody listens, what was read counts for a second.
"""

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5

from unison.infrastructure.database import Database
from unison.infrastructure.rights import NO_RIGHTS, Assignment, Kind, Place, Plants, Principal, Rights, RoleNow, Roles
from unison.infrastructure.sql import statements
from unison.infrastructure.tokens import Claims, SecondFactor
from unison.shared.errors import UnauthenticatedRefusal
from unison.shared.ports import Staged

UNHEARD_S = 1.0
"""So long counts what was read while nobody listens to what changes, in seconds."""

MISSING_KEPT = 1000
"""So many keys that are not there are remembered of an organization: whoever makes more up asks the database no more."""

ENDED_FOR_S = 86_400
"""So long an ended session is remembered, in seconds: longer than any access token lives."""

_RIGHTS = ("people:", "roles:", "stations:", "machine_accounts:")
"""The streams whose facts change what somebody may do."""

SQL = statements("unison.infrastructure", "access.sql")


class AccountDisabled(UnauthenticatedRefusal, code="account_disabled"):
    """This account is disabled. Ask an administrator."""


class AccountGone(UnauthenticatedRefusal, code="account_gone"):
    """This account is there no more. Ask an administrator."""


class AccountExpired(UnauthenticatedRefusal, code="account_expired"):
    """This account was good until {until}. Ask an administrator."""


class StationUnpaired(UnauthenticatedRefusal, code="station_unpaired"):
    """This device is no station any more: it was unpaired, or another device was paired. Have it paired again."""


class SessionEnded(UnauthenticatedRefusal, code="session_ended"):
    """This sign-in has ended. Sign in again."""


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody or something that can be let in."""

    kind: Kind
    rights: Rights
    active: bool
    must_change_password: bool
    tokens_from: datetime | None
    """Of its access tokens, those that were signed before are void."""
    until: datetime | None = None
    place: Place | None = None
    has_factor: bool = False

    def refuse(self, claims: Claims) -> None:
        """Refuses `StationUnpaired`, `AccountDisabled`, `AccountExpired` and `SessionEnded`."""
        if not self.active:
            raise StationUnpaired if self.kind == "station" else AccountDisabled
        if self.until is not None and self.until <= datetime.now(UTC):
            raise AccountExpired(until=self.until.isoformat())
        if self.tokens_from is not None and claims.issued_at < self.tokens_from:
            raise SessionEnded

    def lacks_second_factor(self, claims: Claims) -> bool:
        """Whether a role demands a second factor that this sign-in has not shown. One's own that was taken away since counts as not
        shown. Nobody is asked for one at a station, which somebody has paired who was; nor are machines."""
        if not self.rights.second_factor or self.kind != "person" or claims.station_id is not None:
            return False
        return claims.second_factor is None or (claims.second_factor == "own" and not self.has_factor)


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a machine account: the part of it that may be seen, and what the whole of it is known by."""

    visible: str
    account_id: UUID
    fingerprint: bytes
    expires_at: datetime | None

    @property
    def session_id(self) -> UUID:
        """Of whatever is let in by the key: it ends with the key."""
        return uuid5(self.account_id, self.visible)

    def is_good(self) -> bool:
        return self.expires_at is None or self.expires_at > datetime.now(UTC)


type _Asked = tuple[UUID, UUID, UUID | None, frozenset[str] | None, SecondFactor | None]


@dataclass(slots=True)
class _Known:
    """What is known of an organization. `absent` are accounts, and `missing` keys, that were asked for and are not there."""

    read_at: float
    accounts: Mapping[UUID, Account]
    ended: frozenset[UUID]
    roles: Mapping[str, RoleNow]
    keys: Mapping[str, Key]
    absent: set[UUID] = field(default_factory=set[UUID])
    missing: set[str] = field(default_factory=set[str])
    principals: dict[_Asked, Principal] = field(default_factory=dict[_Asked, Principal])
    by_session: dict[UUID, Key] = field(init=False)

    def __post_init__(self) -> None:
        self.by_session = {key.session_id: key for key in self.keys.values()}

    def principal(self, claims: Claims) -> Principal:
        account = self._let_in(claims.account_id, claims)
        station = None if claims.station_id is None else self._let_in(claims.station_id, claims)
        if claims.session_id in self.ended:
            raise SessionEnded
        if account.kind == "machine":
            key = self.by_session.get(claims.session_id)
            if key is None or not key.is_good():
                raise SessionEnded
        asked = (claims.account_id, claims.session_id, claims.station_id, claims.scope, claims.second_factor)
        if (made := self.principals.get(asked)) is None:
            made = self.principals[asked] = _principal(claims, account, station)
        return made

    def _let_in(self, account_id: UUID, claims: Claims) -> Account:
        if (account := self.accounts.get(account_id)) is None:
            self.absent.add(account_id)
            raise AccountGone
        account.refuse(claims)
        return account


def _principal(claims: Claims, account: Account, station: Account | None) -> Principal:
    """A station by itself asks, and tells nothing; whoever is at one may do there what both may."""
    lacks_second_factor = account.lacks_second_factor(claims)
    rights = NO_RIGHTS if account.must_change_password or lacks_second_factor else account.rights
    if account.kind == "station":
        rights = rights.of_reading()
    if station is not None:
        rights = rights.cut_with(station.rights)
    if claims.scope is not None:
        rights = rights.within(claims.scope)
    return Principal(
        claims.organization_id, claims.account_id, account.kind, claims.session_id, claims.station_id, rights, rights.plants,
        account.must_change_password, lacks_second_factor, (station or account).place,
    )  # fmt: skip


class Access:
    """Who may do what, as it stands. One per process."""

    def __init__(self, database: Database, roles: Roles) -> None:
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

    @property
    def permissions(self) -> frozenset[str]:
        """Every permission that some role begins with."""
        return frozenset[str]().union(*(holds for _, holds in self._roles.items()))

    async def key(self, organization: UUID, visible: str) -> Key | None:
        """The key of a machine account with this visible part, that is not revoked; None when there is none."""
        known = self._known.get(organization)
        if known is None or self._is_old(known) or self._may_have_come(visible, known):
            known = await self._read(organization)
        if (key := known.keys.get(visible)) is None:
            known.missing.add(visible)
        return key

    async def roles(self, organization: UUID) -> Mapping[str, RoleNow]:
        """The roles of an organization, as they stand."""
        known = self._known.get(organization)
        if known is None or self._is_old(known):
            known = await self._read(organization)
        return known.roles

    async def rights(self, organization: UUID, account: UUID) -> Rights | None:
        """What somebody may do, whether or not they are let in now; None for nobody."""
        known = self._known.get(organization)
        if known is None or self._is_old(known) or account not in known.accounts:
            known = await self._read(organization)
        found = known.accounts.get(account)
        return found.rights if found else None

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

    def told(self, organization: UUID, facts: Sequence[Staged]) -> None:
        """What was stored here holds for the next request, before the database has told of it."""
        if facts[0].stream.startswith(_RIGHTS):
            self.changed(organization)

    def _is_old(self, known: _Known) -> bool:
        return not self._is_heard and time.monotonic() - known.read_at > UNHEARD_S

    def _is_new(self, claims: Claims, known: _Known) -> bool:
        """Whether an account may have come that has not been told yet."""
        account = claims.account_id
        if account in known.accounts:
            return False
        return account not in known.absent or time.monotonic() - known.read_at > UNHEARD_S

    def _may_have_come(self, visible: str, known: _Known) -> bool:
        if visible in known.keys:
            return False
        return len(known.missing) < MISSING_KEPT and visible not in known.missing

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
            known = await self._ask(organization, read_at)
            if changes == self._changes.get(organization, 0):
                self._known[organization] = known
                return known

    async def _ask(self, organization: UUID, read_at: float) -> _Known:
        async with self._database.reading(_Seer(organization), primary=True) as cursor:
            rows = await (await cursor.execute(SQL["read_accounts"])).fetchall()
            own = await (await cursor.execute(SQL["read_roles"])).fetchall()
            ended = await (await cursor.execute(SQL["read_ended_sessions"], {"life_s": ENDED_FOR_S})).fetchall()
            keys = [Key(**row) for row in await (await cursor.execute(SQL["read_machine_keys"])).fetchall()]
        roles = {name: RoleNow(holds) for name, holds in self._roles.items()}
        for row in own:
            holds = frozenset[str]() if row["retired"] else await self._roles.held(row["allow"], row["deny"])
            roles[row["role"]] = RoleNow(holds, row["second_factor"] and not row["retired"])
        resolved: dict[Sequence[Assignment], Rights] = {}
        accounts = {row["account_id"]: _account(row, roles, resolved) for row in rows}
        gone = frozenset(row["session_id"] for row in ended)
        return _Known(read_at, accounts, gone, roles, {key.visible: key for key in keys})


def _account(
    row: Mapping[str, Any], roles: Mapping[str, RoleNow], resolved: dict[Sequence[Assignment], Rights]
) -> Account:
    assigned = tuple(
        Assignment(told["role"], tuple(told["plants"]), tuple(told.get("permissions", ())))
        for told in row["assignments"]
    )
    if (rights := resolved.get(assigned)) is None:  # most people of a plant share theirs
        rights = resolved[assigned] = Rights.of(assigned, roles)
    place = Place(row["station"], tuple(row["equipment"])) if row["kind"] == "station" else None
    return Account(
        row["kind"], rights, row["active"], row["must_change_password"], row["tokens_from"], row["until"], place,
        row["has_factor"],
    )  # fmt: skip


class OwnersAccess(Access):
    """For whoever runs the command line, who needs no account: they have one role in every plant."""

    def __init__(self, database: Database, roles: Roles, role: str) -> None:
        super().__init__(database, roles)
        self._rights = Rights.of([Assignment(role)], {name: RoleNow(holds) for name, holds in roles.items()})

    async def principal(self, claims: Claims) -> Principal:
        return Principal(
            claims.organization_id, claims.account_id, "person", claims.session_id, None, self._rights, ()
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Seer:
    """Sees every plant of an organization."""

    organization_id: UUID
    plants: Plants = ()
