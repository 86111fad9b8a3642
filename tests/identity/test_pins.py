"""Which PINs are refused: those that are tried first."""

import pytest

from unison.infrastructure.identity.pins import PinTooSimple, refuse_simple


@pytest.mark.parametrize(
    "pin",
    ["0000", "111111", "1212", "474747", "12341234", "1234", "6543", "890123", "0108", "1224", "3112", "2902", "1987", "2026",
     "310750", "500731", "123187", "31121987", "12311987", "19871231"],
)  # fmt: skip
def test_what_is_tried_first_is_refused(pin: str) -> None:
    with pytest.raises(PinTooSimple):
        refuse_simple(pin)


@pytest.mark.parametrize("pin", ["4719", "8264", "3302", "1899", "2040", "90817", "471947", "4719283", "99991231"])
def test_what_is_not_is_taken(pin: str) -> None:
    refuse_simple(pin)
