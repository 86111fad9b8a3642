"""How amounts are kept: the sum is rounded, never each step."""

from decimal import Decimal
from fractions import Fraction

import hypothesis
import pytest
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from unison.shared.commands import Amount, Found
from unison.shared.quantities import NO_CARRY, Exact, FractionText, Kept, Quantity, carried, exceeds, kept, rounded

STEP = Fraction(1, 10**12)
_amount: TypeAdapter[Exact] = TypeAdapter(Amount)
_found: TypeAdapter[Exact] = TypeAdapter(Found)


def test_a_decimal_is_kept_as_it_is() -> None:
    assert kept(Decimal("2.50"), Fraction(1, 3)) == Kept(Decimal("2.50"))
    assert kept(Fraction(1, 8)) == Kept(Decimal("0.125"))
    assert str(kept(Fraction(1, 8)).quantity) == "0.125"


def test_a_third_is_rounded_and_says_what_was_meant() -> None:
    third = kept(Fraction(1, 3))
    assert third == Kept(Decimal("0.333333333333"), FractionText("1/3"))
    assert third.meant == Fraction(1, 3)


def test_thirty_thirds_are_ten() -> None:
    total, carry = Decimal(0), NO_CARRY
    for _ in range(30):
        third = kept(Fraction(1, 3), Fraction(carry))
        total, carry = total + third.quantity, carried(carry, *third)
    assert (total, carry) == (10, "0")


any_amount = st.fractions(min_value=Fraction(1, 10**4), max_value=10**6, max_denominator=10**4) | st.decimals(
    min_value=Decimal("0.000001"), max_value=10**6, places=12
)


@hypothesis.given(st.lists(st.tuples(st.sampled_from([1, -1]), any_amount), max_size=40))
def test_of_any_amounts_taken_and_given_back_the_sum_is_the_exact_one_rounded(steps: list[tuple[int, Exact]]) -> None:
    """Whatever was before: never further off than a step, and right whenever the exact sum is a decimal."""
    total, carry, exact = Decimal(0), NO_CARRY, Fraction(0)
    for sign, amount in steps:
        moved = kept(amount, sign * Fraction(carry))
        total, carry = total + sign * moved.quantity, carried(carry, *moved, sign)
        exact += sign * Fraction(amount)
        assert Fraction(total) + Fraction(carry) == exact
        assert abs(Fraction(total) - exact) <= STEP / 2
        assert abs(moved.meant - Fraction(moved.quantity)) <= STEP
    if (exact * 10**12).denominator == 1:
        assert Fraction(total) == exact
    assert abs(rounded(exact) - total) <= Decimal("1e-12")


def test_a_fraction_is_held_against_a_rounded_sum_with_mercy() -> None:
    assert not exceeds(Fraction(1, 3), Decimal("0.333333333333"))
    assert exceeds(Fraction(1, 3), Decimal("0.3333"))
    assert exceeds(Decimal("0.333333333334"), Decimal("0.333333333333"))


def test_a_quantity_is_told_as_it_is_meant() -> None:
    assert str(Quantity(Decimal("2.50"), "kg")) == "2.5 kg"
    assert str(Quantity(Fraction(1, 3), "box")) == "1/3 box"


# As people type them ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("1/3", Fraction(1, 3)),
        ("1 1/3", Fraction(4, 3)),
        ("2/4", Decimal("0.5")),
        (" 12/4 ", Decimal(3)),
        ("0.028349523125", Decimal("0.028349523125")),
        (2.5, Decimal("2.5")),
        (7, Decimal(7)),
    ],
)
def test_an_amount_is_a_decimal_or_a_fraction(typed: object, read: Exact) -> None:
    amount = _amount.validate_python(typed)
    assert (amount, type(amount)) == (read, type(read))
    assert _amount.validate_json(_amount.dump_json(amount)) == amount


@pytest.mark.parametrize(
    "typed", ["0", "0/3", "-1", "1/0", "1/-3", "a third", "1e-13", "0.0000000000001", "1/3/4", None]
)
def test_what_is_no_amount(typed: object) -> None:
    with pytest.raises(ValidationError):
        _amount.validate_python(typed)


def test_nothing_may_be_found() -> None:
    assert _found.validate_python("0") == 0
    assert _found.validate_python("2/3") == Fraction(2, 3)
    with pytest.raises(ValidationError):
        _found.validate_python("-1/3")
