"""Specific identification: each lot bears its own cost, and what is done with it takes that along (IAS 2.23)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import hypothesis
import pytest
from hypothesis import strategies as st

from unison.measures.stock_valuation import (
    AddCost,
    Adjust,
    ChangeMethod,
    GiveBack,
    Issue,
    Method,
    Moved,
    NotBefore,
    Operation,
    Outcome,
    Receive,
    ReturnToSupplier,
    Revalue,
    Stock,
    Transfer,
    apply,
    opening,
    stock_from_json,
)

BEGIN = datetime(2026, 3, 2, 8, tzinfo=UTC)
D = Decimal


@dataclass
class Told:
    """Operations one after the other, each a minute after the one before."""

    stock: Stock = field(default_factory=lambda: opening("specific_identification"))
    outcomes: dict[str, Outcome] = field(default_factory=dict[str, Outcome])

    def tell(self, make: Callable[[str, datetime], Operation]) -> Decimal:
        """The amount that it moved."""
        id = str(len(self.outcomes) + 1)
        op = make(id, BEGIN + timedelta(minutes=len(self.outcomes)))
        self.stock, self.outcomes[id] = apply(self.stock, op, self._moved)
        return self.outcomes[id].amount

    def _moved(self, id: str) -> Moved:
        if id not in self.outcomes:
            raise NotBefore(id)
        return Moved(abs(self.outcomes[id].quantity), abs(self.outcomes[id].amount))

    def receive(self, lot: str, quantity: str, cost: str | None) -> Decimal:
        return self.tell(lambda id, at: Receive(id, at, D(quantity), None if cost is None else D(cost), lot=lot))

    def issue(self, lot: str, quantity: str) -> Decimal:
        return self.tell(lambda id, at: Issue(id, at, D(quantity), lot=lot))

    def transfer(self, lot: str, quantity: str, into: str) -> Decimal:
        return self.tell(lambda id, at: Transfer(id, at, D(quantity), into, lot=lot))

    def change(
        self, method: Method, standard: str | None = None, lots: tuple[tuple[str, Decimal], ...] = ()
    ) -> Decimal:
        cost = None if standard is None else D(standard)
        return self.tell(lambda id, at: ChangeMethod(id, at, method, cost, lots))

    def worth(self) -> dict[str, tuple[Decimal, Decimal]]:
        return {lot: (book.quantity, book.value) for lot, book in self.stock.lots}


def test_an_issue_costs_what_the_very_lot_cost() -> None:
    told = Told()
    told.receive("A", "10", "5")
    told.receive("B", "10", "9")
    assert told.issue("B", "4") == -36
    assert told.issue("A", "1") == -5
    assert told.worth() == {"A": (9, 45), "B": (6, 54)}
    assert (told.stock.quantity, told.stock.value, told.stock.unit_cost) == (15, 99, D("6.6"))


def test_a_split_a_merge_and_a_move_take_the_cost_along() -> None:
    told = Told()
    told.receive("A", "10", "5")
    told.receive("B", "10", "9")
    assert told.transfer("A", "4", "C") == 0
    assert told.transfer("B", "10", "C") == 0
    assert told.worth() == {"A": (6, 30), "C": (14, 110)}
    assert told.issue("C", "7") == -55


def test_what_comes_back_comes_back_at_what_it_went_for() -> None:
    told = Told()
    told.receive("A", "10", "5")
    told.receive("B", "10", "9")
    told.issue("B", "10")
    assert told.tell(lambda id, at: GiveBack(id, at, D(3), "3", lot="B")) == 27
    assert told.tell(lambda id, at: ReturnToSupplier(id, at, D(2), "1", lot="A")) == -10
    assert told.worth() == {"A": (8, 40), "B": (3, 27)}


def test_a_count_and_a_later_cost_concern_the_lot_alone() -> None:
    told = Told()
    told.receive("A", "10", "5")
    told.receive("B", "10", "9")
    assert told.tell(lambda id, at: Adjust(id, at, D(-2), lot="B")) == -18
    assert told.tell(lambda id, at: Adjust(id, at, D(1), lot="A")) == 5
    told.tell(lambda id, at: AddCost(id, at, D(20), "2", lot="B"))
    assert told.outcomes["5"].variance == 4, "two of ten have gone"
    assert told.worth() == {"A": (11, 55), "B": (8, 88)}


def test_a_receipt_of_unknown_cost_takes_the_stock_s() -> None:
    told = Told()
    told.receive("A", "10", "5")
    assert told.receive("B", "2", None) == 10
    assert told.outcomes["2"].estimated


def test_what_leaves_before_it_is_there_is_settled_by_the_lot_s_own_receipt() -> None:
    told = Told()
    told.receive("A", "10", "5")
    assert told.issue("B", "2") == -10
    told.receive("B", "5", "9")
    (settled,) = told.outcomes["3"].settlements
    assert (settled.issue, settled.difference) == ("2", 8)
    assert told.worth() == {"A": (10, 50), "B": (3, 27)}


def test_all_are_revalued_at_once() -> None:
    told = Told()
    told.receive("A", "10", "5")
    told.receive("B", "10", "9")
    assert told.tell(lambda id, at: Revalue(id, at, D(6))) == -20
    assert told.worth() == {"A": (10, 60), "B": (10, 60)}


# Changing the method ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["fifo", "lifo", "moving_average"])
def test_from_another_method_the_lots_share_the_value_by_quantity(method: Method) -> None:
    told = Told(opening(method))
    told.receive("A", "10", "5")
    told.receive("B", "20", "11")
    assert told.change("specific_identification", lots=(("A", D(10)), ("B", D(20)))) == 0
    assert told.worth() == {"A": (10, 90), "B": (20, 180)}
    told.receive("C", "1", "100")
    assert told.issue("C", "1") == -100


def test_of_the_value_nothing_is_lost_in_sharing() -> None:
    told = Told(opening("moving_average"))
    told.receive("A", "7", "1")
    assert told.change("specific_identification", lots=(("A", D(3)), ("B", D(3)), ("C", D(1)))) == 0
    assert told.stock.value == 7


def test_a_lot_below_zero_is_owed_at_the_unit_cost_of_the_stock() -> None:
    told = Told(opening("moving_average"))
    told.receive("A", "10", "5")
    told.issue("B", "2")
    assert told.change("specific_identification", lots=(("A", D(10)), ("B", D(-2)))) == 0
    assert told.worth() == {"A": (10, 50), "B": (-2, -10)}


@pytest.mark.parametrize(("method", "issued"), [("fifo", "-38"), ("lifo", "-54"), ("moving_average", "-44.4")])
def test_for_another_method_each_lot_is_a_layer(method: Method, issued: str) -> None:
    told = Told()
    told.receive("A", "4", "5")
    told.receive("B", "6", "9")
    assert told.change(method) == 0
    assert told.issue("A", "6") == D(issued)


def test_the_standard_revalues() -> None:
    told = Told()
    told.receive("A", "4", "5")
    assert told.change("standard", "6") == 4
    assert (told.stock.value, told.stock.lots) == (24, ())


def test_told_apart_again_nothing_changes() -> None:
    told = Told()
    told.receive("A", "4", "5")
    before = told.stock
    assert told.change("specific_identification", lots=(("A", D(4)),)) == 0
    assert told.stock == before


# Any story against a plain book for each lot ---------------------------------------------------------------------

LOTS = st.sampled_from(["A", "B", "C", "D"])
STEPS = st.tuples(
    st.sampled_from(["receive", "issue", "transfer", "count", "back", "add"]),
    LOTS,
    LOTS,
    st.decimals("0.001", 100, places=3),
    st.decimals("0.01", 50, places=2),
)


@hypothesis.given(st.lists(STEPS, max_size=25))
def test_any_story_is_that_of_plain_books_of_each_lot(steps: list[tuple[str, str, str, Decimal, Decimal]]) -> None:
    told, plain, issues = Told(), dict[str, tuple[Fraction, Fraction]](), list[tuple[str, str, Decimal, Fraction]]()
    for kind, lot, other, quantity, cost in steps:
        there, value = plain.get(lot, (Fraction(0), Fraction(0)))
        part = min(quantity, D(there.numerator) / D(there.denominator)) if there else D(0)
        share = value * Fraction(part) / there if there else Fraction(0)
        if kind == "receive":
            told.tell(lambda id, at, q=quantity, c=cost, of=lot: Receive(id, at, q, c, lot=of))
            plain[lot] = there + Fraction(quantity), value + Fraction(quantity) * Fraction(cost)
        elif kind == "issue" and part:
            amount = told.tell(lambda id, at, q=part, of=lot: Issue(id, at, q, lot=of))
            assert abs(Fraction(amount) + share) < Fraction(1, 10**12)
            plain[lot] = there - Fraction(part), value - share
            issues.append((str(len(told.outcomes)), lot, part, share))
        elif kind == "transfer" and part and lot != other:
            told.tell(lambda id, at, q=part, of=lot, into=other: Transfer(id, at, q, into, lot=of))
            plain[lot] = there - Fraction(part), value - share
            held, worth = plain.get(other, (Fraction(0), Fraction(0)))
            plain[other] = held + Fraction(part), worth + share
        elif kind == "count" and part:
            told.tell(lambda id, at, q=part, of=lot: Adjust(id, at, -q, lot=of))
            plain[lot] = there - Fraction(part), value - share
        elif kind == "back" and issues:
            issue, of, taken, went = issues.pop()
            told.tell(lambda id, at, q=taken, of=of, issue=issue: GiveBack(id, at, q, issue, lot=of))
            held, worth = plain.get(of, (Fraction(0), Fraction(0)))
            plain[of] = held + Fraction(taken), worth + went
        for name, book in told.stock.lots:
            held, worth = plain[name]
            assert Fraction(book.quantity) == held
            assert abs(Fraction(book.value) - worth) < Fraction(1, 10**12)
        assert Fraction(told.stock.quantity) == sum((held for held, _ in plain.values()), Fraction(0))
        assert told.stock.value == sum((book.value for _, book in told.stock.lots), D(0))
        assert stock_from_json(told.stock.as_json()) == told.stock
