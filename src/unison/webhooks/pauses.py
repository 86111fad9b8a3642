"""How long is waited before something that failed is tried again."""

import random
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

FIRST_S = 10.0
LONGEST_S = 3_600.0
"""The pause doubles with each failure, from the one to the other, in seconds."""

WANTED_AT_MOST_S = 6 * 3_600.0
"""A receiver that asks for a longer pause is asked again after this one, in seconds: it may have been a mistake."""

GIVEN_UP_AFTER = timedelta(days=1)
"""A webhook that failed for so long is switched off; an event that failed for so long while others were accepted is dropped."""


def pause_s(failures: int) -> float:
    """After so many failures in a row, in seconds; a fifth more or less, so that not all come back at once."""
    return min(FIRST_S * 2.0 ** min(failures - 1, 20), LONGEST_S) * random.uniform(0.8, 1.2)  # noqa: S311 - no secret


def wanted_pause_s(retry_after: str | None, at: datetime) -> float:
    """The pause that a receiver asks for by the header Retry-After, in seconds or as a date; 0 where it asks for none."""
    if not retry_after:
        return 0.0
    try:
        wanted = float(retry_after) if retry_after.strip().isdigit() else (_date(retry_after) - at).total_seconds()
    except (ValueError, TypeError, OverflowError):
        return 0.0
    return min(max(wanted, 0.0), WANTED_AT_MOST_S)


def _date(text: str) -> datetime:
    return parsedate_to_datetime(text)
