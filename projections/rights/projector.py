"""One function for each kind of holder: what a fact says of their rights."""

from collections.abc import Iterator, Sequence
from typing import Any

from unison.infrastructure.projection.engine import Project, Projection, Write
from unison.infrastructure.sql import statements
from unison.machine_accounts import domain as machines
from unison.people import domain as people
from unison.shared.events import Fact, Recorded

_STANDING: dict[type[Fact], str] = {
    people.PersonAdded: "let_in",
    people.PersonEnabled: "let_in",
    people.PersonDisabled: "disabled",
    people.PersonErased: "erased",
    people.RoleDefined: "defined",
    people.RoleChanged: "defined",
    people.RoleRetired: "retired",
    machines.MachineAccountCreated: "let_in",
    machines.MachineAccountEnabled: "let_in",
    machines.MachineAccountDisabled: "disabled",
}
"""From this fact on."""

_CHANGES: dict[type[Fact], str] = {
    people.PersonAdded: "added",
    people.PersonAssigned: "assigned",
    people.PersonChanged: "personal_data_changed",
    people.PasswordReset: "password_reset",
    people.SecondFactorReset: "second_factor_reset",
    people.PersonDisabled: "disabled",
    people.PersonEnabled: "enabled",
    people.PersonErased: "erased",
    people.RoleDefined: "defined",
    people.RoleChanged: "changed",
    people.RoleRetired: "retired",
    machines.MachineAccountCreated: "added",
    machines.MachineAccountChanged: "assigned",
    machines.MachineAccountDisabled: "disabled",
    machines.MachineAccountEnabled: "enabled",
    machines.KeyAdded: "key_added",
    machines.KeyRevoked: "key_revoked",
}


def of_person(fact: Fact, event: Recorded[Fact]) -> Iterator[Write]:
    said: dict[str, Any] = vars(fact)
    yield _change("person", event, assignments=_had(said.get("assignments")), changed=said.get("changed"))


def _had(assignments: Sequence[people.Assignment] | None) -> list[dict[str, Any]] | None:
    """As a machine account has them, too."""
    return None if assignments is None else [{"permissions": ()} | vars(each) for each in assignments]


def of_role(fact: Fact, event: Recorded[Fact]) -> Iterator[Write]:
    said = vars(fact)
    yield _change("role", event, **{name: said.get(name) for name in ("allow", "deny", "second_factor")})


def of_machine_account(fact: Fact, event: Recorded[Fact]) -> Iterator[Write]:
    if not isinstance(fact, machines.MachineAccountCreated | machines.MachineAccountChanged):
        yield _change("machine_account", event)
        return
    had: dict[str, Any] = {"role": fact.role, "plants": fact.plants, "permissions": fact.permissions}
    yield _change("machine_account", event, assignments=[had], expires_at=fact.expires_at)


def _change(kind: str, event: Recorded[Fact], **said: Any) -> Write:
    fact: type[Fact] = event.fact.__class__
    row: dict[str, Any] = {
        "kind": kind, "holder": event.key, "version": event.version, "seq": event.seq, "change": _CHANGES[fact],
        "at": event.recorded_at, "by_user": event.meta.user, "device": event.meta.device,
        "reason": vars(event.fact).get("reason"), "standing": _STANDING.get(fact), **said,
    }  # fmt: skip
    return Write("add_change", (kind, event.key, event.version), row)


def _function(fact: type[Fact]) -> Project:
    functions: dict[str, Project] = {"people": of_person, "roles": of_role}
    return functions.get(fact.topic.partition(".")[0], of_machine_account)


PROJECTION = Projection(
    "rights", __package__ or "", statements("projections.rights"), on={fact: _function(fact) for fact in _CHANGES}
)
