"""What is asked about a receipt and a count."""

from decimal import Decimal
from typing import Any

from tests.scenario import AT, later
from unison.lots.domain.plausibility import of_count, of_receipt

KNOWN = {"since": later(days=-100), "largest_receipt": Decimal(500), "used": Decimal(200), "on_hand": Decimal(300)}
"""500 kg came in once, 2 kg are used a day, 300 kg are there."""


def received(quantity: int, **known: Any) -> list[str]:
    use = KNOWN | known
    return [each.code for each in of_receipt(material="m", quantity=Decimal(quantity), unit="kg", at=AT, use=use)]


def test_more_than_ten_times_the_largest_receipt_is_asked_about() -> None:
    assert received(5001) == ["far_more_than_ever"]
    assert received(5000, used=Decimal(2000)) == []


def test_stock_of_more_than_two_years_is_asked_about() -> None:
    """1460 kg last two years."""
    assert received(1160) == []
    assert received(1161) == ["stock_of_years"]


def test_a_material_that_is_new_or_not_used_has_no_pace() -> None:
    assert received(4000, since=later(days=-29)) == []
    assert received(4000, used=None) == []
    assert received(10**9, since=None, largest_receipt=None, used=None, on_hand=None) == []
    assert not list(of_receipt(material="m", quantity=Decimal(10**9), unit="kg", at=AT, use=None))


def counted(quantity: str, expected: str) -> list[str]:
    return [each.code for each in of_count(counted=Decimal(quantity), expected=Decimal(expected), unit="kg")]


def test_a_count_of_less_than_half_or_more_than_double_is_asked_about() -> None:
    assert [counted(found, "100") for found in ("49", "50", "200", "201")] == [
        ["count_differs"], [], [], ["count_differs"],
    ]  # fmt: skip
    assert counted("0", "100") == ["count_differs"]
    assert counted("7", "0") == []
