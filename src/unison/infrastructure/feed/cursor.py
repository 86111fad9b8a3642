"""A place in an organization's feed, as its readers keep it: a number and the beginning of its hash, `4711.c3ab8ff13720e8ad`.

After a restore another fact may have the number: the hash tells.
"""

START = "0"
"""Before the first fact."""

PATTERN = r"^(0|[1-9][0-9]{0,17}\.[0-9a-f]{16})$"
"""Of a cursor."""

POSITION = r"^(0|[1-9][0-9]{0,17}(\.[0-9a-f]{16})?)$"
"""Of a cursor or a mere number, which tells of no history."""


def cursor_of(seq: int, digest: bytes) -> str:
    return f"{seq}.{digest.hex()[:16]}"


def number_of(cursor: str) -> int:
    """The number of a cursor; 0 for `START`. ValueError when it has none."""
    return int(cursor.partition(".")[0])
