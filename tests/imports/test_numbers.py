"""Numbers are read as they were meant, whatever sign they are written with, or they are asked about."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unison.imports.numbers import AmbiguousNumbers, Sign, plain, read_number, sign_of

NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12)
SIGNS = {Sign.POINT: (".", ","), Sign.COMMA: (",", ".")}


def written(number: Decimal, sign: Sign, thousands: str) -> str:
    decimal, _ = SIGNS[sign]
    return f"{number:,f}".replace(",", "\0").replace(".", decimal).replace("\0", thousands)


@given(NUMBERS, st.sampled_from(Sign), st.sampled_from(["", "sign", " ", "'", "\u00a0", "\u202f", "\u2019"]))
def test_every_way_of_writing_a_number_is_that_number(number: Decimal, sign: Sign, thousands: str) -> None:
    text = written(number, sign, SIGNS[sign][1] if thousands == "sign" else thousands)
    assert read_number(text, sign) == number
    assert str(read_number(text, sign)) == str(plain(number))


@given(NUMBERS, st.sampled_from(Sign))
def test_a_number_is_never_read_as_another_one_without_being_asked_about(number: Decimal, meant: Sign) -> None:
    """Of a file with this number alone, separated by semicolons: the right number, or a question."""
    text = written(number, meant, SIGNS[meant][1])
    try:
        sign = sign_of([(2, text)], ";")
    except AmbiguousNumbers:
        return
    assert read_number(text, sign or Sign.POINT) == number


@given(st.lists(NUMBERS, min_size=1), st.sampled_from(Sign))
def test_one_number_that_shows_the_sign_tells_it_for_all(numbers: list[Decimal], sign: Sign) -> None:
    texts = [written(number, sign, SIGNS[sign][1]) for number in (*numbers, Decimal("0.5"))]
    assert sign_of(enumerate(texts), ";") is sign
    assert [read_number(text, sign) for text in texts[:-1]] == numbers


@pytest.mark.parametrize(
    ("text", "point", "comma"),
    [
        ("12", "12", "12"),
        ("012", "12", "12"),
        ("12.5", "12.5", None),
        ("12,5", None, "12.5"),
        ("1.234", "1.234", "1234"),
        ("1,234", "1234", "1.234"),
        ("0.123", "0.123", None),
        ("1.234,50", None, "1234.5"),
        ("1,234.50", "1234.5", None),
        ("1.234.567", None, "1234567"),
        ("12.34.567", None, None),
        ("1'234.50", "1234.5", None),
        ("1 234,5", None, "1234.5"),
        (".5", "0.5", None),
        ("5.", "5", None),
        ("-5", "-5", "-5"),
        ("\u22125", "-5", "-5"),
        ("5-", "-5", "-5"),
        ("+5", "5", "5"),
        ("-0.0", "0", None),
        ("1.5E-3", "0.0015", None),
        ("1e3", "1000", "1000"),
        ("", None, None),
        ("-", None, None),
        ("12 kg", None, None),
        ("NaN", None, None),
        ("Infinity", None, None),
        ("1_000", None, None),
        ("\u0661\u0662", None, None),
        ("1.5.2025", None, None),
    ],
)
def test_a_text_is_a_number_by_each_sign_or_none(text: str, point: str | None, comma: str | None) -> None:
    found = [read_number(text, sign) for sign in (Sign.POINT, Sign.COMMA)]
    assert [None if number is None else str(number) for number in found] == [point, comma]


@pytest.mark.parametrize(
    ("texts", "separator", "sign"),
    [
        (["12", "7"], ";", None),
        (["1.234", "12,5"], ";", Sign.COMMA),
        (["1,234", "12.5"], "\t", Sign.POINT),
        (["74.030", "74.002"], ",", Sign.POINT),
        (["1,234", "0.5", "n/a"], ",", Sign.POINT),
    ],
)
def test_a_file_s_numbers_tell_its_sign(texts: list[str], separator: str, sign: Sign | None) -> None:
    assert sign_of(enumerate(texts, 2), separator) is sign


@pytest.mark.parametrize(
    ("texts", "separator", "shown"),
    [
        (["12", "1.234"], ";", [(3, "1.234")]),
        (["1,234"], ",", [(2, "1,234")]),
        (["1.234"], "\t", [(2, "1.234")]),
        (["1.5", "7", "1,5"], ";", [(2, "1.5"), (4, "1,5")]),
    ],
)
def test_what_can_be_read_two_ways_is_asked(texts: list[str], separator: str, shown: list[tuple[int, str]]) -> None:
    with pytest.raises(AmbiguousNumbers) as asked:
        sign_of(enumerate(texts, 2), separator)
    assert list(asked.value.cells) == shown
