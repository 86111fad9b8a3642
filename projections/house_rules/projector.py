"""One function for each fact about what holds in the whole organization."""

from collections.abc import Iterator
from typing import Any

from unison.infrastructure.projection.engine import Projection, Write
from unison.infrastructure.sql import statements
from unison.plausibility.domain import WarningPolicySet
from unison.shared.events import Recorded


def policy_set(fact: WarningPolicySet, event: Recorded[Any]) -> Iterator[Write]:
    row = {
        "warning": fact.warning,
        "policy": fact.policy,
        "set_by": event.meta.user,
        "set_at": event.occurred_at,
        "version": event.version,
    }
    yield Write("put_warning_policy", fact.warning, row)


PROJECTION = Projection(
    "house_rules",
    __package__ or "",
    statements("projections.house_rules"),
    on={WarningPolicySet: policy_set},
)
