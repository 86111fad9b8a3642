"""What an organization wants done about each warning: functions on frozen data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from unison.shared.errors import Implausible, RuleRefusal, warnings
from unison.shared.events import Fact
from unison.shared.ports import Aggregate


class Policy(StrEnum):
    """A command that is warned of is carried out and its answer tells so, or it is refused."""

    TELL = "tell"
    REFUSE = "refuse"


class WarningPolicySet(Fact, topic="plausibility.WarningPolicySet"):
    """`warning` is its code."""

    warning: str
    policy: Policy


@dataclass(frozen=True, kw_only=True)
class Policies:
    """By the code of a warning; one that is not here is told."""

    by_code: Mapping[str, Policy] = field(default_factory=dict[str, Policy])


def evolve(policies: Policies | None, fact: Fact, _at: datetime) -> Policies:
    """The policies after a fact. Never refuses; an unknown fact raises."""
    if not isinstance(fact, WarningPolicySet):
        raise TypeError(f"policies of warnings know nothing of {type(fact).__name__}")
    return Policies(by_code={**(policies or Policies()).by_code, fact.warning: fact.policy})


POLICIES = Aggregate("plausibility", Policies, evolve, only="policies")


class UnknownWarning(RuleRefusal, code="unknown_warning"):
    """There is no warning {warning}. Choose one of: {warnings}."""


class WarningPolicyUnchanged(RuleRefusal, code="warning_policy_unchanged"):
    """The warning {warning} has the policy {policy} already. Give the other one, or leave it."""


def set_policy(policies: Policies | None, *, warning: str, policy: Policy) -> WarningPolicySet:
    if warning not in warnings():
        raise UnknownWarning(warning=warning, warnings=", ".join(sorted(warnings())))
    if _policy(policies, warning) is policy:
        raise WarningPolicyUnchanged(warning=warning, policy=policy.value)
    return WarningPolicySet(warning=warning, policy=policy)


def check(policies: Policies | None, given: Sequence[Implausible]) -> None:
    """Refuses the first warning that the organization wants refused."""
    for warning in given:
        if _policy(policies, warning.code) is Policy.REFUSE:
            raise warning


def _policy(policies: Policies | None, code: str) -> Policy:
    return Policy.TELL if policies is None else policies.by_code.get(code, Policy.TELL)
