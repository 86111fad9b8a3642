"""Which lane a consumer belongs into."""

import pytest

from unison.infrastructure.feed.balance import FAST_TICK_MS, smoothed, to_move

CHEAP, DEAR = FAST_TICK_MS / 10, FAST_TICK_MS


def test_a_fast_lane_within_its_budget_stays_as_it_is() -> None:
    assert to_move("fast", {"stock": CHEAP, "board": FAST_TICK_MS - CHEAP}, {}) is None


def test_the_costliest_leaves_a_fast_lane_that_is_over_its_budget() -> None:
    assert to_move("fast", {"stock": CHEAP, "oee": DEAR, "board": CHEAP}, {"costing": 2 * DEAR}) == "oee"


def test_the_last_of_the_fast_lane_stays_however_slow_it_is() -> None:
    assert to_move("fast", {"oee": 5 * DEAR}, {}) is None
    assert to_move("fast", {}, {"oee": DEAR}) is None


def test_the_cheapest_of_the_slow_lane_comes_back_where_there_is_room() -> None:
    assert to_move("slow", {"stock": CHEAP}, {"costing": DEAR, "spc": CHEAP}) == "spc"


def test_nothing_comes_back_where_there_is_little_room() -> None:
    """It fits into the budget, and would leave again with the next busy minute."""
    fast = {"stock": FAST_TICK_MS * 0.5}
    slow = {"spc": FAST_TICK_MS * 0.4}
    assert to_move("slow", fast, slow) is None
    assert to_move("fast", fast | slow, {}) is None
    assert to_move("slow", {"stock": CHEAP}, {}) is None


@pytest.mark.parametrize("cost", [CHEAP, 0.7 * FAST_TICK_MS, DEAR, 5 * DEAR])
def test_no_consumer_goes_to_and_fro(cost: float) -> None:
    """With the same costs, lanes come to rest in as many moves as there are consumers."""
    lanes: dict[str, dict[str, float]] = {"fast": {"a": cost, "b": CHEAP, "c": cost}, "slow": {"d": CHEAP, "e": cost}}
    for _ in range(5):
        if name := to_move("fast", lanes["fast"], lanes["slow"]):
            lanes["slow"][name] = lanes["fast"].pop(name)
        if name := to_move("slow", lanes["fast"], lanes["slow"]):
            lanes["fast"][name] = lanes["slow"].pop(name)
    assert to_move("fast", lanes["fast"], lanes["slow"]) is None
    assert to_move("slow", lanes["fast"], lanes["slow"]) is None


def test_a_tick_with_nothing_to_do_tells_nothing_of_the_cost() -> None:
    assert smoothed(7.0, None) == 7.0


def test_one_slow_tick_hardly_counts_and_fifty_decide() -> None:
    assert smoothed(1.0, 100.0) < 6
    cost = 1.0
    for _ in range(50):
        cost = smoothed(cost, 100.0)
    assert 80 < cost < 100
