"""Who may do what: a role's rules are resolved once, at the start, into the set of names it holds.

`policy.csv` says what a role may do throughout the house; what it may do in one room, the room says by `allow` and `deny`.
`*` stands for any run of characters. A rule that denies wins. PyCasbin takes about a millisecond for each question, so no
request asks it: `resolve` asks every question beforehand.
"""

from collections.abc import Iterable
from importlib.resources import as_file, files
from typing import Literal, NamedTuple

import casbin

type Role = Literal["operator", "supervisor", "auditor", "admin"]
ROLES: tuple[Role, ...] = ("operator", "supervisor", "auditor", "admin")


class Rule(NamedTuple):
    """A line of the policy: whether a role holds a permission, by its name or by a pattern of names."""

    role: Role
    permission: str
    effect: Literal["allow", "deny"]


def allow(role: Role, *permissions: str) -> tuple[Rule, ...]:
    return tuple(Rule(role, permission, "allow") for permission in permissions)


def deny(role: Role, *permissions: str) -> tuple[Rule, ...]:
    return tuple(Rule(role, permission, "deny") for permission in permissions)


class Permissions(dict[str, frozenset[str]]):
    """The permissions of each role. A role nobody knows has none."""

    def __missing__(self, role: str) -> frozenset[str]:
        return frozenset()


def resolve(names: Iterable[str], rules: Iterable[Rule] = ()) -> Permissions:
    """Which of `names` each role holds by the policy and `rules`. Names are those of commands and of what routes ask for
    with `may`."""
    folder = files(__package__)
    with as_file(folder / "model.conf") as model, as_file(folder / "policy.csv") as policy:
        enforcer = casbin.Enforcer(str(model), str(policy))
    enforcer.add_policies([list(rule) for rule in rules])
    known = sorted(set(names))
    return Permissions({role: frozenset(n for n in known if _allows(enforcer, role, n)) for role in ROLES})


def _allows(enforcer: casbin.Enforcer, role: str, name: str) -> bool:
    return enforcer.enforce(role, name) is True
