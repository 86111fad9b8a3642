"""What holds for any story of a stock, in whatever order it is told."""

import random
from decimal import Decimal, localcontext
from fractions import Fraction

import account_of_costing
from hypothesis import given
from hypothesis import strategies as st
from stock_facts import (
    METHODS,
    QUANTITIES,
    UNIT_COSTS,
    carried,
    empty,
    moment,
    replay,
    stories,
)

from unison.measures.money import EXACT, ZERO, exact_sum
from unison.measures.stock_valuation import (
    Adjust,
    GiveBack,
    Issue,
    Method,
    Operation,
    Receive,
    opening,
    stock_from_json,
)

any_method = st.sampled_from(METHODS)

# What holds for any story ------------------------------------------------------------------------------------------


@given(any_method, stories())
def test_value_in_is_value_out_and_on_hand_and_no_quantity_is_lost(method: Method, story: list[Operation]) -> None:
    history = replay(story, empty(method))
    with localcontext(EXACT):
        came = sum((each.outcome.amount for each in history.entries if each.outcome.quantity >= 0), ZERO)
        left = sum((history.cost_of(each.op.id).cost for each in history.entries if each.outcome.quantity < 0), ZERO)
        not_carried = sum((each.outcome.variance for each in history.entries), ZERO)
        assert came == left + not_carried + history.stock.value
        assert sum((each.outcome.quantity for each in history.entries), ZERO) == history.stock.quantity


@given(any_method, stories())
def test_at_every_step_the_layers_are_the_stock_and_the_outcome_is_the_step(
    method: Method, story: list[Operation]
) -> None:
    history = replay(story, empty(method))
    entries, states = history.entries, history.states
    for entry, before, after in zip(entries, states, states[1:], strict=False):
        with localcontext(EXACT):
            assert after.value - before.value == carried(entry.outcome)
            assert after.quantity - before.quantity == entry.outcome.quantity
        assert exact_sum(each.quantity for each in after.layers) == after.quantity
        assert exact_sum(each.value for each in after.layers) == after.value
        assert len({each.quantity > 0 for each in after.layers}) <= 1
        assert all(each.quantity for each in after.layers)
        assert after.value == 0 or after.quantity != 0
        assert stock_from_json(after.as_json()) == after
        if entry.outcome.bins:
            assert exact_sum(each.quantity for each in entry.outcome.bins) == -entry.outcome.quantity
            assert exact_sum(each.value for each in entry.outcome.bins) == -entry.outcome.amount


@given(any_method, stories(), QUANTITIES, UNIT_COSTS)
def test_stock_below_0_settles_to_the_last_piece(
    method: Method, story: list[Operation], more: Decimal, cost: Decimal
) -> None:
    stock = replay(story, empty(method)).stock
    enough = more + (-stock.quantity if stock.quantity < 0 else 0)
    history = replay([*story, Receive("last", moment(99), enough, cost)], empty(method))
    assert history.stock.quantity > 0
    settled: dict[str, Decimal] = {}
    for entry in history.entries:
        for each in entry.outcome.settlements:
            settled[each.issue] = settled.get(each.issue, ZERO) + each.quantity
    owed = [(each.op.id, bin) for each in history.entries for bin in each.outcome.bins if bin.origin == each.op.id]
    assert settled == {name: bin.quantity for name, bin in owed}


@given(stories(), st.decimals(Decimal("0.01"), Decimal(50), places=4))
def test_where_all_costs_are_equal_the_methods_agree(story: list[Operation], cost: Decimal) -> None:
    """From the first moment on: what is not known is taken for 0, and that is not equal."""
    same = [Receive("first", moment(-1), Decimal(1), cost), *(alike(op, cost) for op in story)]
    first, *others = (
        [(each.outcome.amount, each.value) for each in replay(same, empty(m)).entries] for m in METHODS[:3]
    )
    assert all(other == first for other in others)
    standard = replay(same, opening("standard", standard_cost=cost))
    assert standard.stock.value == (first[-1][1] if first else 0) or standard.stock.quantity <= 0


def alike(op: Operation, cost: Decimal) -> Operation:
    """A movement of the same quantity at the one cost."""
    match op:
        case Receive() | Issue() | Adjust():
            into = isinstance(op, Receive) or (isinstance(op, Adjust) and op.quantity > 0)
            return Receive(op.id, op.at, abs(op.quantity), cost) if into else Issue(op.id, op.at, abs(op.quantity))
        case GiveBack():
            return op
        case _:
            return Receive(op.id, op.at, Decimal(1), cost)


@given(
    st.lists(st.tuples(st.integers(1, 9), st.integers(0, 20), st.booleans()), max_size=30),
    st.sampled_from(["fifo", "lifo"]),
)
def test_layers_are_what_single_pieces_in_a_row_would_be(rows: list[tuple[int, int, bool]], method: Method) -> None:
    pieces, costs, story = list[int](), list[int](), list[Operation]()
    for number, (quantity, cost, comes) in enumerate(rows):
        id, at = f"{number:02}", moment(number)
        if comes:
            pieces += [cost] * quantity
            story.append(Receive(id, at, Decimal(quantity), Decimal(cost)))
        elif quantity <= len(pieces):
            costs.append(sum(pieces.pop(0 if method == "fifo" else -1) for _ in range(quantity)))
            story.append(Issue(id, at, Decimal(quantity)))
    history = replay(story, opening(method))
    assert [-each.outcome.amount for each in history.entries if each.outcome.quantity < 0] == costs
    assert history.stock.value == sum(pieces)


@given(st.lists(st.tuples(QUANTITIES, UNIT_COSTS, st.booleans()), max_size=30))
def test_the_average_is_that_of_exact_fractions(rows: list[tuple[Decimal, Decimal, bool]]) -> None:
    """But for one rounding in the 18th place for every issue."""
    quantity, value, story = Fraction(0), Fraction(0), list[Operation]()
    for number, (amount, cost, comes) in enumerate(rows):
        if comes:
            quantity, value = quantity + Fraction(amount), value + Fraction(amount) * Fraction(cost)
            story.append(Receive(f"{number:02}", moment(number), amount, cost))
        elif amount <= quantity:
            value -= value * Fraction(amount) / quantity
            quantity -= Fraction(amount)
            story.append(Issue(f"{number:02}", moment(number), amount))
    stock = replay(story, opening("moving_average")).stock
    assert Fraction(stock.quantity) == quantity
    assert abs(Fraction(stock.value) - value) <= Fraction(len(rows), 2 * 10**18)
    assert quantity > 0 or stock.value == 0


@given(any_method, stories(), st.sampled_from([4, 9, 28]))
def test_the_callers_decimal_context_changes_nothing(method: Method, story: list[Operation], precision: int) -> None:
    with localcontext(prec=precision):
        coarse = replay(story, empty(method))
    assert coarse.entries == replay(story, empty(method)).entries


# Any order of telling ----------------------------------------------------------------------------------------------


@given(any_method, stories(), st.randoms(use_true_random=False))
def test_the_history_is_that_of_business_time_in_whatever_order_it_is_told(
    method: Method, story: list[Operation], chance: random.Random
) -> None:
    shuffled = list(story)
    chance.shuffle(shuffled)
    assert replay(shuffled, empty(method)).entries == replay(story, empty(method)).entries


@given(any_method, stories(at_most=20))
def test_the_account_of_costing_makes_the_same_of_it(method: Method, story: list[Operation]) -> None:
    assert account_of_costing.replay(story, empty(method)) == replay(story, empty(method))
