"""What can be asked of machine accounts. Each use case: load, decide, append."""

from collections.abc import Callable, Collection
from typing import Annotated
from uuid import uuid5

from pydantic import Field, StringConstraints

from unison.machine_accounts import domain
from unison.machine_accounts.domain import MACHINE_ACCOUNT, MachineAccountChanged, MachineAccountCreated
from unison.people.application import RoleName
from unison.people.domain import ROLE, UnknownPermission, exists
from unison.plants.domain import PLANT
from unison.shared.commands import Check, Command, Key, Moment, Text, use_case
from unison.shared.ports import Work

Name = Annotated[Key, Field(description="The machine account's name.")]
Permissions = Annotated[
    tuple[Annotated[str, StringConstraints(min_length=1, max_length=120)], ...],
    Field(max_length=500, description="What it may do, by the names of permissions; in place of a role."),
]
Plants = Annotated[
    tuple[Key, ...], Field(max_length=200, description="The plants where it may do so; empty: every plant.")
]
Until = Annotated[Moment | None, Field(description="From then on it is good no more; null: it does not expire.")]
VisibleKey = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z2-7]{12}$"),
    Field(description="The part of the key that may be seen, between the first two underscores."),
]


class _Rights(Command):
    machine_account: Name
    purpose: Annotated[Text | None, Field(description="What the program is for.")] = None
    role: Annotated[RoleName | None, Field(description="What it may do, by the name of a role.")] = None
    permissions: Permissions = ()
    plants_allowed: Plants = ()
    expires_at: Until = None


class CreateMachineAccount(_Rights, name="machine_accounts.create", of_every_plant=True, by_people=True):
    """Let a program in, by keys that are added to its account. It has a role, or a list of permissions."""


class ChangeMachineAccount(_Rights, name="machine_accounts.change", of_every_plant=True, by_people=True):
    """Say anew what a program may do, where and until when: what is left out is nothing, and not as before."""


class DisableMachineAccount(Command, name="machine_accounts.disable", of_every_plant=True):
    """Let a program in no more. Its keys stay, and are good again when it is enabled."""

    machine_account: Name
    reason: Text | None = None


class EnableMachineAccount(Command, name="machine_accounts.enable", of_every_plant=True, by_people=True):
    """Let a program in again."""

    machine_account: Name


class AddKey(Command, name="machine_accounts.add_key", secrets=("key_hash",), of_every_plant=True, by_people=True):
    """Add a key to a machine account."""

    machine_account: Name
    machine_key: VisibleKey
    note: Annotated[Text | None, Field(description="Where the key is used.")] = None
    expires_at: Until = None


class RevokeKey(Command, name="machine_accounts.revoke_key", of_every_plant=True):
    """End a key, and every token that was got by it, at once."""

    machine_account: Name
    machine_key: VisibleKey
    reason: Text | None = None


async def _plants(plants: tuple[str, ...], work: Work) -> tuple[str, ...]:
    """The plants as they were first typed; refuses one that nobody has opened."""
    for plant in plants:
        if await work.lookup(PLANT, plant) is None:
            PLANT.refuse_unknown(plant)
    return tuple([await work.name(PLANT.name, plant) for plant in plants])


async def _check_role(role: str | None, work: Work) -> None:
    if role is not None and not exists(role, await work.lookup(ROLE, role)):
        ROLE.refuse_unknown(role)


def check_permissions(known: Callable[[], Collection[str]]) -> Check:
    """A rule for what is told of machine accounts: each permission is one that there is."""

    async def check(work: Work) -> None:
        for staged in work.told:
            if isinstance(staged.fact, MachineAccountCreated | MachineAccountChanged):
                for permission in staged.fact.permissions:
                    if permission not in known():
                        raise UnknownPermission(permission=permission)

    return check


async def create(c: CreateMachineAccount, work: Work) -> None:
    account = await work.create(MACHINE_ACCOUNT, c.machine_account)
    await _check_role(c.role, work)
    fact = domain.create(
        account=uuid5(work.id, "account"), purpose=c.purpose, role=c.role, permissions=c.permissions,
        plants=await _plants(c.plants_allowed, work), expires_at=c.expires_at, now=work.at,
    )  # fmt: skip
    work.append(account, fact)


async def change(c: ChangeMachineAccount, work: Work) -> None:
    account = await work.load(MACHINE_ACCOUNT, c.machine_account)
    await _check_role(c.role, work)
    fact = domain.change(
        account.state, purpose=c.purpose, role=c.role, permissions=c.permissions,
        plants=await _plants(c.plants_allowed, work), expires_at=c.expires_at, now=work.at,
    )  # fmt: skip
    work.append(account, fact)


async def disable(c: DisableMachineAccount, work: Work) -> None:
    account = await work.load(MACHINE_ACCOUNT, c.machine_account)
    work.append(account, domain.disable(account.state, name=account.key, reason=c.reason))


async def enable(c: EnableMachineAccount, work: Work) -> None:
    account = await work.load(MACHINE_ACCOUNT, c.machine_account)
    work.append(account, domain.enable(account.state, name=account.key))


async def add_key(c: AddKey, work: Work) -> None:
    account = await work.load(MACHINE_ACCOUNT, c.machine_account)
    fact = domain.add_key(
        account.state, name=account.key, key=c.machine_key, note=c.note, expires_at=c.expires_at, now=work.at
    )
    work.append(account, fact)
    work.keep("machine_key", account_id=account.state.account, key=c.machine_key, key_hash=work.secrets["key_hash"])


async def revoke_key(c: RevokeKey, work: Work) -> None:
    account = await work.load(MACHINE_ACCOUNT, c.machine_account)
    work.append(account, domain.revoke_key(account.state, name=account.key, key=c.machine_key, reason=c.reason))


USE_CASES = (
    use_case(CreateMachineAccount, create),
    use_case(ChangeMachineAccount, change),
    use_case(DisableMachineAccount, disable),
    use_case(EnableMachineAccount, enable),
    use_case(AddKey, add_key),
    use_case(RevokeKey, revoke_key),
)
