"""Numbers as people write them: with a decimal point or comma, and thousands set apart.

`1.234` is read two ways, so the sign is the file's: what one number shows holds for all of them, and where none shows it and it
matters, it is asked for.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum


class Sign(StrEnum):
    """What separates the whole from its decimals."""

    POINT = "point"
    COMMA = "comma"

    @property
    def other(self) -> "Sign":
        return Sign.COMMA if self is Sign.POINT else Sign.POINT


def _form(decimal: str, thousands: str) -> re.Pattern[str]:
    """Thousands are set apart by the other sign, by a blank or by an apostrophe, all by the same."""
    grouped = rf"[1-9][0-9]{{0,2}}(?P<apart>[{thousands}' ])[0-9]{{3}}(?:(?P=apart)[0-9]{{3}})*"
    return re.compile(
        rf"(?:(?P<grouped>{grouped})(?P<places>{decimal}[0-9]*)?"
        rf"|(?P<plain>[0-9]+(?:{decimal}[0-9]*)?|{decimal}[0-9]+)(?P<power>[eE][+-]?[0-9]{{1,3}})?)"
    )


_FORMS = {Sign.POINT: _form(r"\.", ","), Sign.COMMA: _form(",", ".")}
_BLANKS = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2019": "'", "\u2212": "-"})


def read_number(text: str, sign: Sign) -> Decimal | None:
    """The number, without zeros at its end, so that 12.50 and 12.5 are one; None when it is none.

    A minus may stand before or, as SAP writes it, behind.
    """
    if text.isascii() and text.isdigit():  # most are
        return Decimal(int(text))
    bare = text.translate(_BLANKS).strip()
    negative = bare.startswith("-") or (bare.endswith("-") and not bare.startswith("+"))
    bare = bare[1:] if bare[:1] in ("-", "+") else bare.removesuffix("-")
    found = _FORMS[sign].fullmatch(bare.strip())
    if found is None:
        return None
    if found["grouped"]:
        digits = re.sub(r"\D", "", found["grouped"]) + (found["places"] or "")
    else:
        digits = found["plain"] + (found["power"] or "")
    return plain(Decimal(f"{'-' if negative else ''}{digits.replace(',', '.')}"))


def plain(number: Decimal) -> Decimal:
    """Equal numbers in one form: without zeros at the end, without an exponent, without the sign of 0."""
    if number == 0:
        return Decimal(0)
    digits = format(number, "f")
    return Decimal(digits.rstrip("0").rstrip(".") if "." in digits else digits)


class AmbiguousNumbers(ValueError):
    """The numbers of a file do not tell their decimal sign, or tell both; `cells` are the lines and texts that show it."""

    def __init__(self, *cells: tuple[int, str]) -> None:
        self.cells = cells


def sign_of(numbers: Iterable[tuple[int, str]], separator: str | None) -> Sign | None:
    """The decimal sign of a file by its numbers and their lines; None when it makes no difference to any of them.

    AmbiguousNumbers when some show a point and others a comma, or when it matters and none shows it. A file whose fields are
    separated by commas is written by a program that knows the comma as a separator: there a point alone is a decimal point.
    """
    shown: dict[Sign, tuple[int, str]] = {}
    open_cells: list[tuple[int, str]] = []
    for line, text in numbers:
        point, comma = (read_number(text, sign) for sign in (Sign.POINT, Sign.COMMA))
        if point is None and comma is None:
            continue
        if point is None or comma is None:
            shown.setdefault(Sign.COMMA if point is None else Sign.POINT, (line, text))
        elif point != comma:
            open_cells.append((line, text))
    if len(shown) == 2:
        raise AmbiguousNumbers(*shown.values())
    if shown or not open_cells:
        return next(iter(shown), None)
    with_comma = [cell for cell in open_cells if "," in cell[1]]
    if separator == "," and not with_comma:
        return Sign.POINT
    raise AmbiguousNumbers((with_comma or open_cells)[0])
