"""The check digit of trade numbers held to the vectors of GS1's own syntax engine."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from unison.materials.domain import gtin as material_gtin

VECTORS = Path(__file__).parents[3] / "shared" / "truth" / "gs1" / "gs1_syntax_engine_vectors.json"
pytestmark = pytest.mark.skipif(not VECTORS.is_file(), reason=f"the independent truth is not here: {VECTORS}")

GTIN = re.compile(r"(?:\(0[12]\)|^https?://[^?#]*/01/)(\d+)(?=[(/?#]|$)")
"""Behind the application identifiers 01 and 02, in brackets or in a digital link, where a GTIN-8, -12 or -13 may stand too."""
SSCC = re.compile(r"\(00\)(\d{18})$")


def vectors() -> Iterator[dict[str, Any]]:
    for group in json.loads(VECTORS.read_text(encoding="utf-8"))["vectors"].values():
        yield from group


def numbers(shape: re.Pattern[str], *, right: bool) -> set[str]:
    """Of what the syntax engine takes; else of what it refuses for the check digit, and not for anything else."""
    return {
        number
        for vector in vectors()
        if (_taken(vector) if right else vector.get("error") == "INCORRECT_CHECK_DIGIT")
        for number in shape.findall(vector.get("input", ""))
    }


def _taken(vector: dict[str, Any]) -> bool:
    return vector.get("valid") is True or vector.get("error") == "OK"


def test_every_gtin_that_gs1_takes_is_taken() -> None:
    taken = numbers(GTIN, right=True)
    assert {13, 14} <= {len(gtin) for gtin in taken}
    assert {material_gtin.checked_gtin(gtin) for gtin in taken} == taken


def test_a_gtin_that_gs1_refuses_for_its_check_digit_is_refused() -> None:
    refused = numbers(GTIN, right=False)
    assert refused
    for gtin in refused:
        with pytest.raises(ValueError, match="check digit"):
            material_gtin.checked_gtin(gtin)


def test_the_digit_is_that_of_longer_numbers_too() -> None:
    right, wrong = numbers(SSCC, right=True), numbers(SSCC, right=False)
    assert right
    assert wrong
    assert all(material_gtin.check_digit(sscc[:-1]) == int(sscc[-1]) for sscc in right)
    assert all(material_gtin.check_digit(sscc[:-1]) != int(sscc[-1]) for sscc in wrong)
