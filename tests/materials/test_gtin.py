"""Trade numbers: their check digit, and what is none."""

import pytest

from unison.materials.domain import gtin as material_gtin


@pytest.mark.parametrize("gtin", ["96385074", "614141000036", "4006381333931", "09506000134352"])
def test_a_gtin_has_8_12_13_or_14_digits_and_its_check_digit(gtin: str) -> None:
    assert material_gtin.checked_gtin(gtin) == gtin
    assert material_gtin.check_digit(gtin[:-1]) == int(gtin[-1])


@pytest.mark.parametrize("gtin", ["96385074", "4006381333931"])
def test_any_single_wrong_digit_is_found(gtin: str) -> None:
    for place, right in enumerate(gtin):
        for wrong in set("0123456789") - {right}:
            with pytest.raises(ValueError, match="check digit"):
                material_gtin.checked_gtin(gtin[:place] + wrong + gtin[place + 1 :])


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("1234567", "8, 12, 13 or 14 digits"),
        ("400638133393", "check digit of this GTIN would be 0, not 3"),
        ("40063813339", "8, 12, 13 or 14 digits"),
        ("400638133393x", "8, 12, 13 or 14 digits"),
        ("４００６３８１３３３９３１", "8, 12, 13 or 14 digits"),
        ("0000000000000", "names nothing"),
    ],
)
def test_what_is_no_gtin_is_said_why(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        material_gtin.checked_gtin(text)
