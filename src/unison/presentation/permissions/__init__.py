"""Who may do what: a role's rules are resolved once, at the start, into the set of names it holds.

`policy.csv` is the list to read and edit; `*` stands for any run of characters. A rule that denies wins. PyCasbin takes
about a millisecond for each question, so no request asks it: `resolve` asks every question beforehand.
"""

from collections.abc import Iterable
from importlib.resources import as_file, files

import casbin

ROLES = ("operator", "supervisor", "auditor", "admin")


class Permissions(dict[str, frozenset[str]]):
    """The permissions of each role. A role nobody knows has none."""

    def __missing__(self, role: str) -> frozenset[str]:
        return frozenset()


def resolve(names: Iterable[str]) -> Permissions:
    """Which of `names` each role holds. Names are those of commands and of what routes ask for with `may`."""
    folder = files(__package__)
    with as_file(folder / "model.conf") as model, as_file(folder / "policy.csv") as policy:
        enforcer = casbin.Enforcer(str(model), str(policy))
    known = sorted(set(names))
    return Permissions({role: frozenset(n for n in known if _allows(enforcer, role, n)) for role in ROLES})


def _allows(enforcer: casbin.Enforcer, role: str, name: str) -> bool:
    return enforcer.enforce(role, name) is True
