"""Days and moments as people write them: ISO 8601 always; in another order by what is said, never by a guess."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import StrEnum


class Order(StrEnum):
    """In which order a date names day, month and year."""

    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"

    @property
    def example(self) -> str:
        return {"dmy": "31.03.2025", "mdy": "3/31/2025", "ymd": "2025/03/31"}[self]


_NAMES = {"day-first": Order.DMY, "month-first": Order.MDY, "year-first": Order.YMD, "iso": Order.YMD}


def order_of(said: str) -> Order:
    """Of `dmy`, `day-first`, or a pattern such as `DD.MM.YYYY hh:mm`: in which order it names them.

    ValueError tells what may be said.
    """
    text = said.strip().casefold()
    letters = "".join(dict.fromkeys(re.sub(r"[^dmy]", "", text.replace("t", "d").replace("j", "y"))))
    found = _NAMES.get(text.replace("_", "-").replace(" ", "-"))
    if found is None and letters in Order:
        found = Order(letters)
    if found is None:
        raise ValueError(
            f"--dates {said}: say dmy where the day comes first (31.03.2025), mdy where the month does (3/31/2025), "
            "or ymd (2025/03/31)."
        )
    return found


_DATE = re.compile(
    r"(?P<first>[0-9]{1,4})(?P<apart>[./-]) ?(?P<second>[0-9]{1,2})(?P=apart) ?(?P<third>[0-9]{1,4})"
    r"(?:(?:T|,? +)(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-9]{2})(?:[:.](?P<s>[0-9]{2})(?:[.,](?P<part>[0-9]{1,6}))?)?"
    r" ?(?P<half>[aApP])?(?(half)\.? ?[mM]\.?)(?: ?Uhr)?(?: ?(?P<zone>Z|[+-][0-9]{2}:?[0-9]{2}))?)?"
)


def read_moment(text: str, order: Order | None) -> datetime:
    """A moment; one without a time is the beginning of its day. ValueError when it is none in this order, nor ISO 8601.

    A year of two digits is one of 1990 to 2089.
    """
    bare = text.replace("\u202f", " ").replace("\u00a0", " ").strip()
    try:
        return datetime.fromisoformat(bare)
    except ValueError:
        found = _DATE.fullmatch(bare)
    try:
        return _in_order(found, order)
    except ValueError:
        raise ValueError(f"{text} is no date") from None


def _in_order(found: re.Match[str] | None, order: Order | None) -> datetime:
    if found is None or order is None:
        raise ValueError
    parts = dict(zip(order, (found["first"], found["second"], found["third"]), strict=True))
    if len(parts["y"]) not in (2, 4) or len(parts["d"]) > 2 or len(parts["m"]) > 2:
        raise ValueError
    day = date(_year(parts["y"]), int(parts["m"]), int(parts["d"]))
    return datetime.combine(day, _time(found), _zone(found["zone"]))


def _year(digits: str) -> int:
    if len(digits) == 4:
        return int(digits)
    return 1900 + int(digits) if int(digits) >= 90 else 2000 + int(digits)


def _time(found: re.Match[str]) -> time:
    if found["hour"] is None:
        return time()
    hour = int(found["hour"])
    if half := (found["half"] or "").casefold():
        if not 1 <= hour <= 12:
            raise ValueError
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, int(found["minute"]), int(found["s"] or 0), int((found["part"] or "0").ljust(6, "0")))


def _zone(text: str | None) -> timezone | None:
    if text is None:
        return None
    if text == "Z":
        return UTC
    away = timedelta(hours=int(text[1:3]), minutes=int(text[-2:]))
    return timezone(-away if text[0] == "-" else away)


def readings(text: str) -> frozenset[Order] | None:
    """The orders in which the text is a date; None when it is ISO 8601 or nothing like a date, so that no order matters."""
    try:
        read_moment(text, None)
    except ValueError:
        pass
    else:
        return None
    found = frozenset(order for order in Order if _reads(text, order))
    return found or None


def _reads(text: str, order: Order) -> bool:
    try:
        read_moment(text, order)
    except ValueError:
        return False
    return True
