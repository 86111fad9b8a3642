"""The rules of machine accounts: functions on frozen data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from unison.shared.errors import MalformedRefusal, RuleRefusal, UnknownRefusal
from unison.shared.events import Fact
from unison.shared.ports import Aggregate

KEYS_AT_ONCE = 10
"""Keys of one account that are not revoked and have not expired."""

# Facts -----------------------------------------------------------------------------------------------------------


class MachineAccountCreated(Fact, topic="machine_accounts.MachineAccountCreated"):
    """There is an account for a program: what it may do by a role, or by a list of permissions, and where."""

    account: UUID
    purpose: str | None
    role: str | None
    permissions: tuple[str, ...]
    plants: tuple[str, ...]
    expires_at: datetime | None


class MachineAccountChanged(Fact, topic="machine_accounts.MachineAccountChanged"):
    """What the program may do from here on, where and until when."""

    purpose: str | None
    role: str | None
    permissions: tuple[str, ...]
    plants: tuple[str, ...]
    expires_at: datetime | None


class MachineAccountDisabled(Fact, topic="machine_accounts.MachineAccountDisabled"):
    """None of its keys is good any more, until it is enabled again."""

    reason: str | None


class MachineAccountEnabled(Fact, topic="machine_accounts.MachineAccountEnabled"):
    """Its keys are good again."""


class KeyAdded(Fact, topic="machine_accounts.KeyAdded"):
    """The account has one more key. `key` is the part of it that may be seen; what has to be kept secret is not told."""

    key: str
    note: str | None
    expires_at: datetime | None


class KeyRevoked(Fact, topic="machine_accounts.KeyRevoked"):
    """The key is good no more, and no token that was got by it."""

    key: str
    reason: str | None


# State -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class MachineAccount:
    """`keys` are those that are not revoked, with the moment at which each expires by itself."""

    account: UUID
    purpose: str | None
    role: str | None
    permissions: tuple[str, ...]
    plants: tuple[str, ...]
    expires_at: datetime | None
    disabled: bool = False
    keys: Mapping[str, datetime | None] = field(default_factory=dict[str, datetime | None])


def evolve(state: MachineAccount | None, fact: Fact, _at: datetime) -> MachineAccount:
    """The state after a fact. Never refuses; an unknown fact raises."""
    match state, fact:
        case None, MachineAccountCreated():
            return MachineAccount(**vars(fact))
        case MachineAccount(), MachineAccountChanged():
            return replace(state, **vars(fact))
        case MachineAccount(), MachineAccountDisabled() | MachineAccountEnabled():
            return replace(state, disabled=isinstance(fact, MachineAccountDisabled))
        case MachineAccount(), KeyAdded():
            return replace(state, keys={**state.keys, fact.key: fact.expires_at})
        case MachineAccount(), KeyRevoked():
            return replace(state, keys={key: until for key, until in state.keys.items() if key != fact.key})
        case _:
            raise TypeError(f"machine accounts know nothing of {type(fact).__name__}")


# Refusals --------------------------------------------------------------------------------------------------------


class UnknownMachineAccount(UnknownRefusal, code="unknown_machine_account"):
    """There is no machine account {key}. Check the name, or create it first."""


class MachineAccountExists(RuleRefusal, code="machine_account_exists"):
    """There is a machine account {key} already. Change it, or choose another name."""


class RoleOrPermissions(MalformedRefusal, code="role_or_permissions"):
    """A machine account has either a `role` or a list of `permissions`. Name one of the two."""


class ExpiresInPast(MalformedRefusal, code="expires_in_past"):
    """It would have expired at {expires_at}, before now. Choose a later moment, or none."""


class MachineAccountIsDisabled(RuleRefusal, code="machine_account_is_disabled"):
    """The machine account {machine_account} is disabled. Enable it first."""


class MachineAccountNotDisabled(RuleRefusal, code="machine_account_not_disabled"):
    """The machine account {machine_account} is not disabled. There is nothing to enable."""


class UnknownKey(UnknownRefusal, code="unknown_machine_key"):
    """The machine account {machine_account} has no key {key}, or it is revoked already. See its list of keys."""


class KeyExists(RuleRefusal, code="machine_key_exists"):
    """The machine account {machine_account} has a key {key} already. Ask for another one."""


class TooManyKeys(RuleRefusal, code="too_many_machine_keys"):
    """The machine account {machine_account} has {count} keys that are good. Revoke one that is used no more."""


MACHINE_ACCOUNT = Aggregate(
    "machine_accounts", MachineAccount, evolve, unknown=UnknownMachineAccount, taken=MachineAccountExists
)


# Decisions -------------------------------------------------------------------------------------------------------


def create(
    *,
    account: UUID,
    purpose: str | None,
    role: str | None,
    permissions: Sequence[str],
    plants: Sequence[str],
    expires_at: datetime | None,
    now: datetime,
) -> MachineAccountCreated:
    _check_rights(role, permissions)
    _check_expiry(expires_at, now)
    return MachineAccountCreated(
        account=account, purpose=purpose, role=role, permissions=_sorted(permissions), plants=_sorted(plants),
        expires_at=expires_at,
    )  # fmt: skip


def change(
    account: MachineAccount,
    *,
    purpose: str | None,
    role: str | None,
    permissions: Sequence[str],
    plants: Sequence[str],
    expires_at: datetime | None,
    now: datetime,
) -> MachineAccountChanged:
    """All of it is told anew, so that nothing is left over by mistake."""
    _check_rights(role, permissions)
    if expires_at != account.expires_at:
        _check_expiry(expires_at, now)
    return MachineAccountChanged(
        purpose=purpose, role=role, permissions=_sorted(permissions), plants=_sorted(plants), expires_at=expires_at
    )


def disable(account: MachineAccount, *, name: str, reason: str | None) -> MachineAccountDisabled:
    if account.disabled:
        raise MachineAccountIsDisabled(machine_account=name)
    return MachineAccountDisabled(reason=reason)


def enable(account: MachineAccount, *, name: str) -> MachineAccountEnabled:
    if not account.disabled:
        raise MachineAccountNotDisabled(machine_account=name)
    return MachineAccountEnabled()


def add_key(
    account: MachineAccount, *, name: str, key: str, note: str | None, expires_at: datetime | None, now: datetime
) -> KeyAdded:
    if account.disabled:
        raise MachineAccountIsDisabled(machine_account=name)
    if key in account.keys:
        raise KeyExists(machine_account=name, key=key)
    _check_expiry(expires_at, now)
    good = sum(until is None or until > now for until in account.keys.values())
    if good >= KEYS_AT_ONCE:
        raise TooManyKeys(machine_account=name, count=good)
    return KeyAdded(key=key, note=note, expires_at=expires_at)


def revoke_key(account: MachineAccount, *, name: str, key: str, reason: str | None) -> KeyRevoked:
    if key not in account.keys:
        raise UnknownKey(machine_account=name, key=key)
    return KeyRevoked(key=key, reason=reason)


def _check_rights(role: str | None, permissions: Sequence[str]) -> None:
    if (role is None) == (not permissions):
        raise RoleOrPermissions


def _check_expiry(expires_at: datetime | None, now: datetime) -> None:
    if expires_at is not None and expires_at <= now:
        raise ExpiresInPast(expires_at=expires_at.isoformat())


def _sorted(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(set(names)))
