"""Any story, in any order of telling, with any later change: the same as computed plainly from the first fact on."""

import random
from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stock_facts import (
    BEGIN,
    METHODS,
    QUANTITIES,
    UNIT_COSTS,
    carried,
    empty,
    moment,
    moved_so_far,
    operations,
    plain_replay,
    stories,
)

from unison.measures.money import EXACT, ZERO, exact_sum
from unison.measures.stock_valuation import (
    Adjust,
    Entry,
    GiveBack,
    History,
    Issue,
    Method,
    NotBefore,
    Operation,
    Receive,
    Stock,
    opening,
    replay,
    stock_from_json,
)

any_method = st.sampled_from(METHODS)
LATER_ENTRIES = 22_364
"""After one repost of so many entries a system in use was stuck for days."""

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
    entries, states = plain_replay(story, empty(method))
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


@given(any_method, stories(), st.randoms(use_true_random=False), st.integers(1, 5))
def test_the_history_is_that_of_business_time_in_whatever_order_it_is_told(
    method: Method, story: list[Operation], chance: random.Random, spacing: int
) -> None:
    shuffled = list(story)
    chance.shuffle(shuffled)
    assert replay(shuffled, empty(method)).entries == replay(story, empty(method)).entries


@given(any_method, stories(at_most=9), st.randoms(use_true_random=False), st.integers(1, 4))
def test_facts_of_one_moment_may_be_learned_in_any_order_one_by_one(
    method: Method, story: list[Operation], chance: random.Random, spacing: int
) -> None:
    """Independent ones: what refers to another is learned after it."""
    history, waiting = replay([], empty(method), spacing=spacing), list(story)
    while waiting:
        op = chance.choice(waiting)
        try:
            history = history.changed([op]).after
        except NotBefore:
            continue
        waiting.remove(op)
    assert history.entries == replay(story, empty(method)).entries


# Any later change --------------------------------------------------------------------------------------------------


@st.composite
def changes(draw: st.DrawFn, story: Sequence[Operation]) -> tuple[list[Operation], set[str]]:
    """Some operations in anew, some out; among the new ones other forms of old ones."""
    names = [op.id for op in story]
    strike = draw(st.sets(st.sampled_from(names), max_size=2)) if names else set[str]()
    standing = [op for op in story if op.id not in strike]
    again = draw(st.sets(st.sampled_from([op.id for op in standing]), max_size=3)) if standing else set[str]()
    put = [draw(operations(name, [op for op in standing if op.id != name])) for name in sorted(again)]
    new = [name for name in (f"new-{number}" for number in range(len(names) + 3)) if name not in names]
    put += [draw(operations(name, standing)) for name in new[: draw(st.integers(0, 3))]]
    return put, strike


def with_changes(story: Sequence[Operation], put: Sequence[Operation], strike: set[str]) -> list[Operation]:
    gone = strike | {op.id for op in put}
    return [*(op for op in story if op.id not in gone), *put]


def held_against_plain(history: History, entries: list[Entry], states: list[Stock]) -> None:
    assert history.entries == tuple(entries)
    assert history.stock == states[-1]
    for count, state in history.kept_states():
        assert state == states[count]
    for op in (entry.op for entry in entries):
        assert history.cost_of(op.id) == moved_so_far(entries, op.id)
        count = sum(each.op.at <= op.at for each in entries)
        assert history.stock_at(op.at) == states[count]
        assert history.on_hand_at(op.at) == (states[count].quantity, states[count].value)


type Change = tuple[list[Operation], set[str], list[Operation]]
"""What is put in and what is struck, and the story after it."""


@st.composite
def changed_stories(draw: st.DrawFn) -> tuple[list[Operation], list[Change]]:
    """A story, and two changes of it in a row."""
    first = story = draw(stories(at_most=20))
    told: list[Change] = []
    for _ in range(2):
        put, strike = draw(changes(story))
        story = with_changes(story, put, strike)
        told.append((put, strike, story))
    return first, told


@given(any_method, changed_stories(), st.integers(1, 6))
def test_whatever_is_changed_it_is_what_the_full_replay_says(
    method: Method, told: tuple[list[Operation], list[Change]], spacing: int
) -> None:
    """Twice in a row, so that what a change keeps is good for the next."""
    first, in_a_row = told
    history = replay(first, empty(method), spacing=spacing)
    for put, strike, story in in_a_row:
        with localcontext(EXACT):
            try:
                entries, states = plain_replay(story, empty(method))
            except NotBefore:
                with pytest.raises(NotBefore):
                    history.changed(put, strike=strike)
                return
        change = history.changed(put, strike=strike)
        held_against_plain(change.after, entries, states)
        held_to_say_what_differs(change.revisions(), change.costs(), history.entries, entries)
        assert change.computed <= len(entries)
        history = change.after


def held_to_say_what_differs(
    revisions: Sequence[tuple[str, object, object]],
    costs: Sequence[tuple[str, object, object]],
    before: Sequence[Entry],
    after: Sequence[Entry],
) -> None:
    old, new = ({entry.op.id: entry for entry in entries} for entries in (before, after))
    names = old.keys() | new.keys()
    told = {name: (was, now) for name, was, now in revisions}
    assert told == {name: (old.get(name), new.get(name)) for name in names if old.get(name) != new.get(name)}
    assert len(told) == len(revisions)
    with localcontext(EXACT):
        was = {name: moved_so_far(before, name) for name in old}
        now = {name: moved_so_far(after, name) for name in new}
    told = {name: (one, other) for name, one, other in costs}
    assert told == {name: (was.get(name), now.get(name)) for name in names if was.get(name) != now.get(name)}
    assert len(told) == len(costs)


def test_a_preview_changes_nothing() -> None:
    history = replay(long_story(300), opening("fifo"))
    before = (history.entries, history.stock, history.kept_states())
    history.changed([Issue("late", BEGIN, Decimal(5))], strike=["000010"])
    assert (history.entries, history.stock, history.kept_states()) == before


def test_nothing_to_change_computes_nothing() -> None:
    history = replay(long_story(300), opening("lifo"))
    change = history.changed([history.entries[7].op])
    assert (change.computed, change.revisions(), change.costs()) == (0, (), ())
    assert change.after.entries == history.entries


@pytest.mark.parametrize(("put", "strike"), [(["x", "x"], []), (["000001"], ["000001"]), ([], ["nobody"])])
def test_what_is_given_twice_or_not_known_is_refused(put: list[str], strike: list[str]) -> None:
    history = replay(long_story(5), opening("fifo"))
    with pytest.raises(ValueError, match=r"twice|not in the history"):
        history.changed([Issue(name, BEGIN, Decimal(1)) for name in put], strike=strike)
    with pytest.raises(KeyError):
        history.cost_of("nobody")
    with pytest.raises(KeyError):
        history.entry("nobody")


@given(any_method, stories(at_most=20), st.integers(0, 20), st.integers(1, 4))
def test_a_history_may_begin_at_a_stored_state(
    method: Method, story: list[Operation], count: int, spacing: int
) -> None:
    """With what the operations before it moved, for those behind it that refer to them."""
    whole = replay(story, empty(method))
    head = whole.entries[:count]
    start = replay([entry.op for entry in head], empty(method)).stock
    earlier = {entry.op.id: moved_so_far(head, entry.op.id) for entry in head}
    tail = replay([entry.op for entry in whole.entries[count:]], start, earlier=earlier, spacing=spacing)
    assert tail.entries == whole.entries[count:]
    assert tail.stock == whole.stock


def test_the_valuation_of_any_moment() -> None:
    story = long_story(200)
    history = replay(story, opening("fifo"))
    before = BEGIN - timedelta(days=1)
    assert history.on_hand_at(before) == (0, 0)
    assert history.stock_at(before) == opening("fifo")
    assert history.stock_at(story[-1].at + timedelta(days=1)) == history.stock


# A correction before 22,364 later entries --------------------------------------------------------------------------


def long_story(count: int, *, seed: int = 1) -> list[Operation]:
    """A minute apart; receipts and issues in turn by chance, some beyond what is there."""
    chance, there, story = random.Random(seed), 0, list[Operation]()
    for number in range(count):
        id, at, quantity = f"{number:06}", moment(number + 2), chance.randrange(1, 100)
        if there < 3000 and (there < 50 or chance.random() < 0.5):
            there += quantity
            story.append(Receive(id, at, Decimal(quantity), Decimal(chance.randrange(100, 2000)) / 100))
        else:
            there -= quantity
            story.append(Issue(id, at, Decimal(quantity)))
    return story


FIRST = Receive("first", moment(0), Decimal(500), Decimal(10))


@pytest.mark.parametrize("method", ["fifo", "lifo", "moving_average"])
def test_a_correction_before_22364_later_entries_computes_each_once(method: Method) -> None:
    """The worst kind, a quantity: every one of the later balances changes, once."""
    later = long_story(LATER_ENTRIES)
    history = replay([FIRST, *later], opening(method))
    right = Receive("first", FIRST.at, Decimal(600), Decimal(10))
    change = history.changed([right])
    revisions = change.revisions()
    assert len(revisions) == LATER_ENTRIES + 1
    assert change.after.entries == replay([right, *later], opening(method)).entries
    assert change.computed == LATER_ENTRIES + 1


def test_a_dearer_invoice_is_computed_no_further_than_its_goods_went() -> None:
    """FIFO: once the receipt's layer is used up, all is as it was, and the 22,000 entries behind are not looked at."""
    history = replay([FIRST, *long_story(LATER_ENTRIES)], opening("fifo"))
    change = history.changed([Receive("first", FIRST.at, Decimal(500), Decimal(11))])
    used_up = next(place for place, entry in enumerate(history.entries) if last_of_first(entry))
    assert change.computed <= used_up + 64
    assert len(change.revisions()) == used_up + 1
    assert sum(
        each.after.cost - each.before.cost
        for each in change.costs()
        if each.before and each.after and each.id != "first"
    ) == Decimal(500)


def last_of_first(entry: Entry) -> bool:
    """Whether an issue took the last piece of the first receipt: it went on to the next one."""
    origins = [each.origin for each in entry.outcome.bins]
    return "first" in origins and origins[-1] != "first"
