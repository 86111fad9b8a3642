"""What a person says about how one file is to be read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from unison.imports.dates import Order, order_of
from unison.imports.layout import SEPARATORS
from unison.imports.numbers import Sign


@dataclass(frozen=True, slots=True)
class Options:
    """What is said about one file; what is left out is found out from the file, or asked for where it could be read two ways.

    `names` leads from a column of the file to one of the layout. `sheet` is one of a workbook.
    """

    encoding: str | None = None
    separator: str | None = None
    decimal: Sign | None = None
    dates: Order | None = None
    sheet: str | None = None
    names: Mapping[str, str] = field(default_factory=dict[str, str])

    @classmethod
    def said(
        cls,
        *,
        encoding: str | None = None,
        separator: str | None = None,
        decimal: str | None = None,
        dates: str | None = None,
        sheet: str | None = None,
        names: Sequence[str] = (),
    ) -> "Options":
        """In the words of the command line. ValueError says which words there are."""
        return cls(
            encoding=encoding,
            separator=None if separator is None else _separator(separator),
            decimal=None if decimal is None else _sign(decimal),
            dates=None if dates is None else order_of(dates),
            sheet=sheet,
            names=dict(map(_name, names)),
        )


def zone_said(name: str) -> ZoneInfo:
    """ValueError when there is no such time zone."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise ValueError(f"--time-zone {name}: there is no such zone; say one such as Europe/Berlin.") from None


def _separator(said: str) -> str:
    words = {word: separator for separator, word in SEPARATORS.items()} | {"\\t": "\t"}
    found = words.get(said.casefold(), said)
    if len(found) != 1 or found in '"\r\n':
        raise ValueError(f"--separator {said}: say {', '.join(SEPARATORS.values())}, or one character.")
    return found


def _sign(said: str) -> Sign:
    found = {",": "comma", ".": "point", "dot": "point"}.get(said, said.casefold())
    if found not in Sign:
        raise ValueError(f"--decimal {said}: say comma (12,5) or point (12.5).")
    return Sign(found)


def _name(said: str) -> tuple[str, str]:
    theirs, equals, ours = said.rpartition("=")
    if not equals or not theirs.strip() or not ours.strip():
        raise ValueError(f'--map {said}: say the column of the file and what it is, as in --map "Charge=lot".')
    return theirs.strip(), ours.strip()
