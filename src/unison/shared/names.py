"""Names that people type: how they are kept, and the one form in which they are compared."""

import re
import unicodedata
from collections.abc import Collection

_BLANKS = re.compile(r"\s+")


def as_typed(name: str) -> str:
    """The name as it is kept and shown: what no reader can see (another composition of a letter, a blank more) is gone."""
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", name)).strip()


def normal(name: str) -> str:
    """The form in which two names are one: as `as_typed`, and letter case does not count. `unison.normal_name` is the same.

    >>> normal("  Lot  7a ") == normal("LOT 7A")
    True
    """
    if name.isascii():
        return _BLANKS.sub(" ", name).strip().lower()
    lowered = as_typed(name).replace("\u0130", "i").replace("Σ", "σ").lower()  # one letter for one, wherever it stands
    return lowered.replace("ς", "σ")


def same(one: str | None, other: str | None) -> bool:
    """Whether two names are one; what has no name is the same as nothing else that has one."""
    return one == other if one is None or other is None else one == other or normal(one) == normal(other)


def first_typed(name: str, known: Collection[str]) -> str:
    """Of the names that are known, the one that this is another spelling of; the name itself when it is none of them."""
    if name in known:
        return name
    wanted = normal(name)
    return next((each for each in known if normal(each) == wanted), name)
