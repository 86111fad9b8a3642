"""Which lane a consumer belongs into: the fast lane has a budget for each tick, and whoever breaks it leaves."""

from collections.abc import Mapping

from unison.infrastructure.feed.consumer import Lane

FAST_TICK_MS = 20.0
"""What the consumers of the fast lane may cost together for each tick, in milliseconds."""

_RETURN_SHARE = 0.6
"""A slow consumer comes back when the fast lane would then fill no more of its budget: else it would soon leave again."""

_WEIGHT = 0.04
"""Of the newest tick that was measured in the smoothed cost: some 50 of those decide."""


def smoothed(before_ms: float, measured_ms: float | None) -> float:
    """The cost of a tick with the newest measurement in it; None: it had nothing to do, or was not measured."""
    return before_ms if measured_ms is None else before_ms + _WEIGHT * (measured_ms - before_ms)


def to_move(lane: Lane, fast_ms: Mapping[str, float], slow_ms: Mapping[str, float]) -> str | None:
    """The consumer that leaves this lane for the other one, where one should."""
    spent = sum(fast_ms.values())
    if lane == "fast":
        costliest = max(fast_ms, key=lambda name: fast_ms[name], default=None)
        return costliest if spent > FAST_TICK_MS and len(fast_ms) > 1 else None
    cheapest = min(slow_ms, key=lambda name: slow_ms[name], default=None)
    if cheapest is None or spent + slow_ms[cheapest] > _RETURN_SHARE * FAST_TICK_MS:
        return None
    return cheapest
