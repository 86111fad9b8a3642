"""What a PIN may be: it is short, so those that are tried first are left out."""

from datetime import datetime
from itertools import pairwise

from unison.shared.errors import MalformedRefusal, RuleRefusal

_DATES = {4: ("%d%m", "%m%d", "%Y"), 6: ("%d%m%y", "%m%d%y", "%y%m%d"), 8: ("%d%m%Y", "%m%d%Y", "%Y%m%d")}
"""How birthdays are written, by their length."""
_LEAP_YEAR = "2000"
_YEARS = range(1920, 2040)
"""Of birthdays, and of plants."""


class PinTooSimple(MalformedRefusal, code="pin_too_simple"):
    """This PIN is one of those that are tried first: a digit or a pattern repeated, digits in a row, a date or a year. Choose
    another one."""


class PinWrong(RuleRefusal, code="pin_wrong"):
    """The present PIN is wrong, or you have none. Type it again, or prove by your password that it is you."""


class PinProof(MalformedRefusal, code="pin_proof"):
    """Prove that it is you: send either your `password` or your `present_pin` with the new `pin`."""


def refuse_simple(pin: str) -> None:
    """Refuses `PinTooSimple`."""
    if _is_in_a_row(pin) or _is_repeated(pin) or any(_is_date(pin, form) for form in _DATES.get(len(pin), ())):
        raise PinTooSimple


def _is_in_a_row(pin: str) -> bool:
    """As 2345 is, and 9876; after a 9 comes the 0."""
    return {(int(after) - int(before)) % 10 for before, after in pairwise(pin)} in ({1}, {9})


def _is_repeated(pin: str) -> bool:
    """As 1111 is, and 4747."""
    return any(pin == pin[:length] * (len(pin) // length) for length in range(1, len(pin) // 2 + 1))


def _is_date(pin: str, form: str) -> bool:
    told, form = (pin, form) if "y" in form.lower() else (pin + _LEAP_YEAR, form + "%Y")  # 2902 is one of leap years
    try:
        year = datetime.strptime(told, form).year
    except ValueError:
        return False
    return "%y" in form or year in _YEARS
