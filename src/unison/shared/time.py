"""Time: UTC everywhere inside; a zone only where a person reads or a shift begins."""

from datetime import UTC, datetime, timedelta

MAX_CLOCK_SKEW_S = 300
"""How far ahead of ours, or behind, a device's clock may run, in seconds, before its facts are refused."""

LONGEST_INTERVAL = timedelta(days=366)
"""Nothing that is told as one interval lasts longer: what seems to is a year mistyped, and every day of it would be counted."""


def now() -> datetime:
    """The present, UTC. Only the outer layers may call it: a domain is told the time."""
    return datetime.now(UTC)


def latest() -> datetime:
    """The latest moment that a device may tell of: now, with allowance for its clock. UTC."""
    return now() + timedelta(seconds=MAX_CLOCK_SKEW_S)
