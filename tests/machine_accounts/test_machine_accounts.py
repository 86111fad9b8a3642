"""Machine accounts: what a program may do, and its keys."""

from typing import Any
from uuid import UUID

import pytest

from tests.scenario import AT, facts_of, given, is_known_after, later, reads_back
from unison.machine_accounts import domain
from unison.machine_accounts.domain import (
    MACHINE_ACCOUNT,
    ExpiresInPast,
    KeyAdded,
    KeyExists,
    KeyRevoked,
    MachineAccountChanged,
    MachineAccountCreated,
    MachineAccountDisabled,
    MachineAccountEnabled,
    MachineAccountIsDisabled,
    MachineAccountNotDisabled,
    RoleOrPermissions,
    TooManyKeys,
    UnknownKey,
)
from unison.shared.events import Fact

ACCOUNT = UUID(int=1)
RIGHTS: dict[str, Any] = {
    "purpose": None,
    "role": None,
    "permissions": ("feed.read",),
    "plants": (),
    "expires_at": None,
}
CREATED = MachineAccountCreated(account=ACCOUNT, **RIGHTS)
DISABLED, ENABLED = MachineAccountDisabled(reason=None), MachineAccountEnabled()
WISH: dict[str, Any] = {"name": "SAP", "key": "aaaaaaaaaaaa", "note": None, "expires_at": None, "now": AT}


def added(key: str = "aaaaaaaaaaaa", **told: Any) -> KeyAdded:
    wish: dict[str, Any] = {"key": key, "note": None, "expires_at": None, **told}
    return KeyAdded(**wish)


@pytest.mark.parametrize("kind", facts_of(MACHINE_ACCOUNT))
def test_every_fact_reads_back_and_is_known(kind: type[Fact]) -> None:
    reads_back(kind)
    is_known_after(CREATED, kind)


def test_an_unknown_fact_raises() -> None:
    with pytest.raises(TypeError):
        MACHINE_ACCOUNT.evolve(None, Fact(), AT)


def test_it_has_a_role_or_permissions_and_not_both() -> None:
    given().when(domain.create, account=ACCOUNT, now=AT, **RIGHTS).then(CREATED)
    for wrong in ({"permissions": ()}, {"role": "auditor"}):
        given().when(domain.create, account=ACCOUNT, now=AT, **{**RIGHTS, **wrong}).then_refused(RoleOrPermissions)
        given(CREATED).when(domain.change, now=AT, **{**RIGHTS, **wrong}).then_refused(RoleOrPermissions)


def test_a_change_tells_everything_anew() -> None:
    wish = {**RIGHTS, "permissions": ("stock.read", "feed.read", "feed.read"), "plants": ("north", "main")}
    told: dict[str, Any] = {**RIGHTS, "permissions": ("feed.read", "stock.read"), "plants": ("main", "north")}
    changed = MachineAccountChanged(**told)
    given(CREATED).when(domain.change, now=AT, **wish).then(changed)


def test_it_does_not_end_before_now() -> None:
    past: dict[str, Any] = {**RIGHTS, "expires_at": AT}
    given().when(domain.create, account=ACCOUNT, now=AT, **past).then_refused(ExpiresInPast)
    given(CREATED).when(domain.change, now=AT, **past).then_refused(ExpiresInPast)
    given(CREATED).when(domain.add_key, **{**WISH, "expires_at": AT}).then_refused(ExpiresInPast)
    ended = MachineAccountChanged(**past)
    given(CREATED, ended).when(domain.change, now=later(days=1), **past).then(ended)


def test_a_key_is_added_once_and_revoked_once() -> None:
    given(CREATED).when(domain.add_key, **WISH).then(added())
    given(CREATED, added()).when(domain.add_key, **WISH).then_refused(KeyExists, "aaaaaaaaaaaa")
    wish = {"name": "SAP", "key": "aaaaaaaaaaaa", "reason": "lost"}
    revoked = KeyRevoked(key="aaaaaaaaaaaa", reason="lost")
    given(CREATED, added()).when(domain.revoke_key, **wish).then(revoked)
    given(CREATED, added(), revoked).when(domain.revoke_key, **wish).then_refused(UnknownKey, "aaaaaaaaaaaa")


def test_ten_keys_are_good_at_once_and_one_that_has_expired_does_not_count() -> None:
    ten = [added(f"{letter * 12}") for letter in "bcdefghijk"]
    given(CREATED, *ten).when(domain.add_key, **WISH).then_refused(TooManyKeys, "10")
    ten[0] = added("b" * 12, expires_at=later(hours=1))
    given(CREATED, *ten).when(domain.add_key, **WISH).then_refused(TooManyKeys)
    given(CREATED, *ten).when(domain.add_key, **{**WISH, "now": later(hours=2)}).then(added())


def test_a_disabled_account_gets_no_key_until_it_is_enabled() -> None:
    given(CREATED).when(domain.disable, name="SAP", reason=None).then(DISABLED)
    given(CREATED, DISABLED).when(domain.disable, name="SAP", reason=None).then_refused(MachineAccountIsDisabled)
    given(CREATED, DISABLED).when(domain.add_key, **WISH).then_refused(MachineAccountIsDisabled)
    given(CREATED, DISABLED).when(domain.enable, name="SAP").then(ENABLED)
    given(CREATED, DISABLED, ENABLED).when(domain.add_key, **WISH).then(added())
    given(CREATED).when(domain.enable, name="SAP").then_refused(MachineAccountNotDisabled)
