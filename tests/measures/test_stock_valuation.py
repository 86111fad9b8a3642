"""What each operation does to the layers, in sentences and small numbers."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from stock_facts import (
    METHODS,
    History,
    adjusted,
    carried,
    cost_added,
    costed_by,
    empty,
    given_back,
    issued,
    moment,
    received,
    replay,
    returned,
    revalued,
    told,
)

from unison.measures.stock_valuation import (
    AddCost,
    Adjust,
    ChangeMethod,
    GiveBack,
    Issue,
    Layer,
    Method,
    NotBefore,
    Operation,
    Receive,
    ReturnToSupplier,
    Revalue,
    Settlement,
    apply,
    neighbours_merged,
    opening,
    stock_from_json,
)

D = Decimal
type Telling = Callable[[str, datetime], Operation]


def after(method: Method, *tellings: Telling, standard: str = "7.5") -> History:
    start = opening(method, standard_cost=D(standard)) if method == "standard" else opening(method)
    return replay(told(*tellings), start)


def layers(history: History) -> list[tuple[Decimal, Decimal]]:
    return list(neighbours_merged(history.stock.layers))


# Receiving ---------------------------------------------------------------------------------------------------------


def test_layers_of_one_cost_stay_apart_so_that_each_knows_its_receipt() -> None:
    history = after("fifo", received("2", "10"), received("3", "10"))
    assert [layer.origin for layer in history.stock.layers] == ["1", "2"]
    assert layers(history) == [(5, 10)]


def test_a_receipt_may_tell_what_it_is_worth_in_all() -> None:
    """100 for 3: no unit cost has a name, and yet the last piece takes exactly what is left."""
    story = [Receive("a", moment(0), D(3), value=D(100)), *(Issue(str(n), moment(n), D(1)) for n in (1, 2, 3))]
    history = replay(story, opening("fifo"))
    taken = [-entry.outcome.amount for entry in history.entries[1:]]
    assert sum(taken) == 100
    assert taken[0] == D("33.333333333333333333")
    assert (history.stock.value, history.stock.layers) == (0, ())


@pytest.mark.parametrize("method", ["fifo", "lifo", "moving_average"])
def test_a_receipt_without_a_cost_comes_in_at_the_present_unit_cost(method: Method) -> None:
    entry = after(method, received("1", "10"), received("3", "20"), received("2")).entry("3")
    assert (entry.outcome.amount, entry.outcome.estimated) == (35, True)  # 2 of (10 + 60) / 4


def test_with_nothing_on_hand_it_comes_in_at_the_last_cost_known() -> None:
    history = after("fifo", received("1", "10"), received("1", "20"), issued("2"), received("1"))
    assert history.stock.value == 20


def test_and_before_any_cost_is_known_at_0_which_nobody_takes_for_a_cost() -> None:
    history = after("moving_average", received("4"))
    assert (history.stock.value, history.stock.last_unit_cost) == (0, None)
    assert history.entry("1").outcome.estimated


def test_goods_that_are_free_have_a_cost_and_it_is_0() -> None:
    outcome = after("fifo", received("4", "0")).entry("1").outcome
    assert (outcome.amount, outcome.estimated) == (0, False)


# Issuing -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "bins", "left"),
    [
        ("fifo", [Layer("1", D(10), D(100)), Layer("2", D(5), D(100))], [(5, 20)]),
        ("lifo", [Layer("2", D(10), D(200)), Layer("1", D(5), D(50))], [(5, 10)]),
        ("moving_average", [Layer(None, D(15), D(225))], [(5, 15)]),
        ("standard", [Layer(None, D(15), D("112.5"))], [(5, D("7.5"))]),
    ],
)
def test_an_issue_tells_what_it_took_layer_by_layer(method: Method, bins: list[Layer], left: list[Any]) -> None:
    history = after(method, received("10", "10"), received("10", "20"), issued("15"))
    assert list(history.entry("3").outcome.bins) == bins
    assert layers(history) == left


def test_an_issue_at_a_told_cost_takes_layers_of_that_cost_first() -> None:
    story = (received("1", "10"), received("2", "20"), received("1", "30"), received("2", "20"), issued("5", "20"))
    assert [each.origin for each in after("fifo", *story).entry("5").outcome.bins] == ["2", "4", "1"]
    assert [each.origin for each in after("lifo", *story).entry("5").outcome.bins] == ["4", "2", "3"]


# Stock below 0 -----------------------------------------------------------------------------------------------------


def test_what_is_not_there_is_owed_at_the_cost_taken_last_and_settled_by_what_comes() -> None:
    history = after("fifo", received("2", "10"), received("3", "12"), issued("9"), received("10", "15"))
    issue = history.entry("3")
    assert issue.outcome.bins == (Layer("1", D(2), D(20)), Layer("2", D(3), D(36)), Layer("3", D(4), D(48)))
    assert issue.outcome.estimated
    assert history.states[3].layers == (Layer("3", D(-4), D(-48)),)
    assert history.entry("4").outcome.settlements == (Settlement("3", D(4), D(48), D(60)),)
    assert history.cost_of("3") == (9, 116)  # 20 + 36 + 60
    assert layers(history) == [(6, 15)]


def test_what_is_owed_is_settled_oldest_issue_first() -> None:
    history = after("lifo", issued("2", "5"), issued("3", "6"), received("4", "10"))
    assert history.entry("3").outcome.settlements == (
        Settlement("1", D(2), D(10), D(20)),
        Settlement("2", D(2), D(12), D(20)),
    )
    assert history.stock.layers == (Layer("2", D(-1), D(-6)),)


def test_a_cost_told_with_the_issue_is_the_estimate_and_no_guess() -> None:
    assert not after("fifo", issued("2", "5")).entry("1").outcome.estimated
    assert after("fifo", issued("2")).entry("1").outcome.estimated


def test_an_issue_before_any_cost_is_known_is_owed_at_0_until_goods_come() -> None:
    history = after("moving_average", issued("2"), issued("1"), received("20", "3.33"))
    assert history.states[2].value == 0
    assert [history.cost_of(each).cost for each in "12"] == [D("6.66"), D("3.33")]
    assert history.stock.value == D("56.61")


def test_under_standard_cost_what_is_owed_is_owed_at_standard() -> None:
    history = after("standard", issued("2", "99"), received("5", "9"))
    assert history.cost_of("1").cost == 15
    assert history.entry("2").outcome.variance == D("7.5")  # 5 x (9 - 7.5)
    assert layers(history) == [(3, D("7.5"))]


# Coming back and going back ----------------------------------------------------------------------------------------


def test_what_is_given_back_comes_in_at_what_it_went_out_for_as_the_newest_layer() -> None:
    history = after("fifo", received("10", "10"), issued("10"), received("10", "20"), given_back("4", "2"))
    assert layers(history) == [(10, 20), (4, 10)]


def test_thirds_given_back_take_their_part_each() -> None:
    history = after("moving_average", received("3", "0.333333"), issued("3"), *[given_back("1", "2")] * 3)
    assert history.stock.value == D("0.999999")


def test_what_is_given_back_brings_its_settled_cost() -> None:
    history = after("fifo", issued("2", "5"), received("2", "8"), given_back("2", "1"))
    assert history.stock.value == 16


def test_what_is_given_back_settles_first_what_its_own_issue_owes() -> None:
    history = after("fifo", issued("5", "10"), issued("3", "10"), given_back("3", "2"))
    assert history.stock.layers == (Layer("1", D(-5), D(-50)),)


def test_a_return_to_the_supplier_takes_what_is_left_of_its_receipt_first() -> None:
    story = (received("10", "10"), received("10", "20"), received("10", "30"), returned("12", "2"))
    assert layers(after("fifo", *story)) == [(8, 10), (10, 30)]
    assert layers(after("lifo", *story)) == [(10, 10), (8, 30)]
    assert layers(after("moving_average", *story)) == [(18, 20)]


def test_nothing_can_be_given_back_that_was_not_issued_before() -> None:
    with pytest.raises(NotBefore, match="7"):
        after("fifo", received("1", "10"), given_back("1", "7"))
    with pytest.raises(NotBefore):
        replay([Issue("b", moment(2), D(1)), GiveBack("a", moment(1), D(1), "b")], opening("fifo"))


def test_at_one_moment_what_leaves_is_before_what_comes_back() -> None:
    at = moment(0)
    story: list[Operation] = [GiveBack("a", at, D(1), "b"), Issue("b", at, D(2)), Receive("c", at, D(5), D(4))]
    assert [entry.op.id for entry in replay(story, opening("fifo")).entries] == ["c", "b", "a"]


# Counting, revaluing, added cost, another method -------------------------------------------------------------------


def test_a_count_that_finds_more_leaves_the_unit_cost_and_one_that_finds_less_is_an_issue() -> None:
    history = after("fifo", received("2", "10"), received("2", "20"), adjusted("2"), adjusted("-3"))
    assert history.entry("3").outcome.amount == 30
    assert history.entry("4").outcome.amount == -40
    assert layers(history) == [(1, 20), (2, 15)]
    assert layers(after("fifo", received("2", "10"), adjusted("1", "12"))) == [(2, 10), (1, 12)]


@pytest.mark.parametrize("method", METHODS)
def test_all_on_hand_is_worth_what_it_is_revalued_to(method: Method) -> None:
    history = after(method, received("2", "10"), received("2", "20"), revalued("12"))
    assert layers(history) == [(4, 12)]
    assert history.entry("3").outcome.amount == 48 - (30 if method == "standard" else 60)


def test_a_new_standard_is_that_of_what_is_owed_too() -> None:
    history = after("standard", issued("2"), revalued("8"), received("3", "8"))
    assert history.entry("2").outcome.amount == -1  # 2 x 0.5 more is owed
    assert history.entry("3").outcome.settlements == (Settlement("1", D(2), D(16), D(16)),)
    assert history.stock.value == 8


def test_revaluing_what_is_owed_waits_for_the_goods() -> None:
    history = after("fifo", issued("2", "5"), revalued("8"), issued("1"))
    assert history.entry("2").outcome.amount == 0
    assert history.stock.value == -18  # the third piece is owed at the last cost known


def test_freight_goes_on_what_is_left_of_the_receipt_and_the_rest_is_a_variance() -> None:
    story = (received("10", "10"), received("10", "20"), issued("4"), cost_added("30", "1"))
    history = after("fifo", *story)
    assert history.stock.layers[0] == Layer("1", D(6), D(78))
    assert (history.entry("4").outcome.amount, history.entry("4").outcome.variance) == (30, 12)
    assert after("standard", *story).entry("4").outcome.variance == 30
    assert after("fifo", received("4", "10"), issued("4"), cost_added("8", "1")).entry("3").outcome.variance == 8
    assert after("fifo", issued("4"), received("4", "10"), cost_added("8", "2")).entry("3").outcome.variance == 8


def test_in_a_pool_what_is_on_hand_covers_the_receipt_as_far_as_it_goes() -> None:
    """SAP library, moving average price without stock coverage: 3 at 50, one issued, invoiced at 10: 2 worth 20 stay."""
    history = after("moving_average", received("3", "50"), issued("1"), cost_added("-120", "1"))
    assert layers(history) == [(2, 10)]
    assert history.entry("3").outcome.variance == -40


def test_half_of_an_order_is_there_so_half_of_the_cost_is_settled_to_it() -> None:
    """SAP library, settlement in the case of stock shortage: 40 delivered, 20 issued, 50 % to stock."""
    history = after("moving_average", received("40", "5"), issued("20"), cost_added("60", "1"))
    assert history.stock.value == 130


def test_a_credit_never_takes_a_layer_below_0() -> None:
    history = after("fifo", received("2", "3"), cost_added("-10", "1"))
    assert (history.stock.value, history.entry("2").outcome.variance) == (0, -4)


def test_freight_that_is_dated_back_is_in_every_issue() -> None:
    freight = AddCost("freight", moment(1), D(30), "1")
    history = replay([*told(received("10", "10"), issued("4")), freight], opening("fifo"))
    assert (history.cost_of("2"), history.stock.value) == ((4, 52), 78)


@pytest.mark.parametrize(
    ("first", "then", "standard", "kept"),
    [
        ("fifo", "lifo", None, [(9, 10), (10, 20)]),
        ("fifo", "moving_average", None, [(19, D("15.263157894737"))]),  # 290 / 19: the value stays
        ("fifo", "standard", "12", [(19, 12)]),
        ("moving_average", "fifo", None, [(19, 15)]),
        ("standard", "lifo", None, [(19, D("7.5"))]),
    ],
)
def test_another_method_begins_with_what_is_on_hand(
    first: Method, then: Method, standard: str | None, kept: Any
) -> None:
    history = after(first, received("10", "10"), received("10", "20"), issued("1"), costed_by(then, standard))
    assert layers(history) == kept
    before = history.entry("3").value
    assert history.stock.value == (228 if then == "standard" else before)
    assert carried(history.entry("4").outcome) == history.stock.value - before


def test_from_fifo_to_the_average_the_value_is_kept() -> None:
    history = after("fifo", received("10", "10"), received("10", "20"), issued("1"), costed_by("moving_average"))
    assert (history.stock.quantity, history.stock.value) == (19, 290)


def test_added_cost_of_a_receipt_that_went_into_a_pool_finds_no_layer_afterwards() -> None:
    history = after("moving_average", received("5", "4"), costed_by("fifo"), cost_added("10", "1"))
    assert history.entry("3").outcome.variance == 10


# The end of the line -----------------------------------------------------------------------------------------------


def test_seventy_issues_of_a_tenth_leave_exactly_nothing() -> None:
    history = after("moving_average", received("2", "4.63"), received("5", "3.04"), *[issued("0.1")] * 70)
    assert (history.stock.quantity, history.stock.value, history.stock.layers) == (0, 0, ())
    assert history.stock.last_unit_cost == D("3.494285714286")


def test_a_quantity_is_kept_to_twelve_places() -> None:
    assert after("fifo", received("1", "1"), issued("0.9999999999999")).stock.quantity == 0
    assert after("fifo", received("1", "1"), issued("0.999999999999")).stock.quantity == D("1e-12")


def test_what_it_is_worth_is_rounded_once_where_the_product_has_more_than_eighteen_places() -> None:
    history = after("fifo", received("4.5359237", "22.046226218487758072"), issued("4.5359237"))
    assert history.entry("1").outcome.amount == D("99.999999999999999999")
    assert (history.stock.quantity, history.stock.value) == (0, 0)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Receive("1", moment(0), D(0), D(1)),
        lambda: Receive("1", moment(0), D("0.0000000000004"), D(1)),
        lambda: Receive("1", moment(0), D("NaN"), D(1)),
        lambda: Receive("1", moment(0), D(1), D(-1)),
        lambda: Receive("1", moment(0), D(1), D(1), D(1)),
        lambda: Receive("1", moment(0), D(1), value=D(-1)),
        lambda: Receive("1", moment(0).replace(tzinfo=None), D(1), D(1)),
        lambda: Issue("1", moment(0), D(-1)),
        lambda: ReturnToSupplier("1", moment(0), D(0), "2"),
        lambda: GiveBack("1", moment(0), D(0), "2"),
        lambda: Adjust("1", moment(0), D(0)),
        lambda: AddCost("1", moment(0), D("Infinity"), "2"),
        lambda: Revalue("1", moment(0), D(-1)),
        lambda: ChangeMethod("1", moment(0), "standard"),
        lambda: ChangeMethod("1", moment(0), "fifo", D(1)),
        lambda: opening("standard"),
        lambda: opening("fifo", standard_cost=D(1)),
        lambda: opening("fifo", [Layer("a", D(1), D(1)), Layer("b", D(-1), D(-1))]),
        lambda: opening("fifo", [Layer("a", D(0), D(1))]),
        lambda: opening("fifo", [Layer(None, D(-1), D(-1))]),
    ],
)
def test_what_makes_no_sense_is_refused(wrong: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        wrong()


def test_a_float_is_refused() -> None:
    number: Any = 1.5
    with pytest.raises(TypeError, match="a quantity is a Decimal, not float"):
        Issue("1", moment(0), number)


# States as plain data -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", METHODS)
def test_a_state_survives_being_stored(method: Method) -> None:
    for story in ((), (issued("2", "5"),), (received("3", "0.1"), received("4", "7"), issued("1"))):
        stock = after(method, *story).stock
        assert stock_from_json(stock.as_json()) == stock


def test_one_step_at_a_time() -> None:
    stock, outcome = apply(empty("fifo"), Receive("1", moment(0), D(2), D("1.5")))
    assert (stock.value, outcome.amount) == (3, 3)
    with pytest.raises(NotBefore):
        apply(stock, GiveBack("2", moment(1), D(1), "7"))
