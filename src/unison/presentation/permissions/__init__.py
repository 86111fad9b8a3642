"""Who may do what: a role's rules are resolved once, into the set of names it holds.

`policy.csv` says what the roles that every organization begins with may do throughout the house; what they may do in one room, the
room says by `allow` and `deny`. What an organization says of a role comes in place of that. `*` stands for any run of characters. A
rule that denies wins. PyCasbin takes about a millisecond for each question, so no request asks it: every question is asked
beforehand, when the process starts and when a role changes.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import as_file, files
from types import MappingProxyType
from typing import Literal, NamedTuple

import casbin
from anyio import to_thread

from unison.shared.roles import ADMIN, BUILT_IN, BuiltIn

type Role = BuiltIn
ROLES = BUILT_IN


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
    """The permissions of each role that every organization begins with, of all that there are. A role nobody knows has none.
    `meanings` says of each, in one sentence, what whoever holds it may do."""

    def __init__(self, held: dict[str, frozenset[str]], meanings: Mapping[str, str] = MappingProxyType({})) -> None:
        super().__init__(held)
        self.meanings = meanings
        self.names = tuple(meanings)
        self._resolved: dict[tuple[tuple[str, ...], tuple[str, ...]], frozenset[str]] = {}

    def __missing__(self, role: str) -> frozenset[str]:
        return frozenset()

    async def held(self, allow: Sequence[str], deny: Sequence[str]) -> frozenset[str]:
        """What a role of an organization's own holds: the names that `allow` has and `deny` has not. Resolved once."""
        rules = tuple(allow), tuple(deny)
        if (known := self._resolved.get(rules)) is None:
            known = self._resolved[rules] = await to_thread.run_sync(self._resolve, *rules)
        return known

    def _resolve(self, allow: Sequence[str], deny: Sequence[str]) -> frozenset[str]:
        told = [*((pattern, "allow") for pattern in allow), *((pattern, "deny") for pattern in deny)]
        return _held(told, self.names)


def _held(rules: Iterable[tuple[str, str]], names: Iterable[str]) -> frozenset[str]:
    """Which of the names one role's rules come to. A question is held against every rule there is: so these alone are told."""
    with as_file(files(__package__) / "model.conf") as model:
        enforcer = casbin.Enforcer(str(model))
    enforcer.add_policies([["role", pattern, effect] for pattern, effect in dict.fromkeys(rules)])
    return frozenset(name for name in names if enforcer.enforce("role", name) is True)


def resolve(meanings: Mapping[str, str], rules: Iterable[Rule] = ()) -> Permissions:
    """Which of the permissions each role holds by the policy and `rules`: those of commands and of what routes ask for with `may`,
    each with its meaning. An administrator holds all."""
    known = dict(sorted(meanings.items()))
    told = [*_policy(), *((rule.role, rule.permission, rule.effect) for rule in rules)]
    held = {
        role: _held([(pattern, effect) for who, pattern, effect in told if who == role], known)
        for role in ROLES
        if role != ADMIN
    }
    return Permissions({**held, ADMIN: frozenset(known)}, known)


def _policy() -> Iterator[tuple[str, str, str]]:
    for line in files(__package__).joinpath("policy.csv").read_text(encoding="utf-8").splitlines():
        _, role, pattern, effect = (part.strip() for part in line.split(","))
        yield role, pattern, effect
