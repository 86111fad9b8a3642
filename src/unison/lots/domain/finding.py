"""Which lot is meant. A lot is a material and a number: the number alone is enough while one lot bears it, MATERIAL/NUMBER always;
and MATERIAL/KEY, for programs.

A lot's key is the number, for the first material that came under it, and MATERIAL/NUMBER for every further one. The stream that is
named by the number knows of the others that bear it.
"""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from typing import cast

from unison.lots.domain.state import LOT, Lot
from unison.shared.errors import RuleRefusal
from unison.shared.names import same
from unison.shared.ports import Loaded

type Load = Callable[[str], Awaitable[Loaded[Lot | None]]]
"""What gives the stream of a lot, by any spelling of its key; its state is None when there is none."""


class AmbiguousLot(RuleRefusal, code="ambiguous_lot"):
    """Several lots bear the number {number}: {lots}. Name the one you mean as MATERIAL/NUMBER."""


def number_of(lot: Loaded[Lot]) -> str:
    """The number that a lot bears: as it was corrected, else the one in its key."""
    return lot.state.about.number or lot.key.removeprefix(f"{lot.state.material}/").lstrip("/")


def reference(lot: Loaded[Lot]) -> str:
    """MATERIAL/NUMBER, which no other lot has."""
    return f"{lot.state.material}/{number_of(lot)}"


def number_for(material: str, named: str) -> str:
    """The number in what a lot of this material is called, with the material before it or without."""
    before, slash, number = named[: len(material)], named[len(material) : len(material) + 1], named[len(material) + 1 :]
    return number if slash == "/" and number and same(before, material) else named


async def find(load: Load, named: str) -> Loaded[Lot]:
    """The lot that a number, or MATERIAL/NUMBER, or a key names; where no lot bears the number, the one that its supplier calls so.

    Of several that bear the number the one that stands is meant: what was struck, or sent back whole, binds nothing. Refuses
    `AmbiguousLot` and `UnknownLot`.
    """
    first = await load(named)
    if first.state is not None and not first.state.namesakes and first.state.about.number is None:
        return cast("Loaded[Lot]", first)
    known = await _known_by(load, first)
    bearing = [lot for lot in known if same(number_of(lot), named)]
    for material, number in _parted(named):
        of_number = await _known_by(load, await load(number))
        of_number = [lot for lot in of_number if same(lot.state.material, material)]
        bearing += [lot for lot in of_number if same(number_of(lot), number) or lot.key == number]
    bearing = list({lot.key: lot for lot in bearing}.values())
    bearing = bearing or [lot for lot in known if same(lot.state.about.supplier_lot, named)]
    meant = [lot for lot in bearing if lot.state.stands] or bearing
    if len(meant) > 1:
        raise AmbiguousLot(number=named, lots=", ".join(reference(lot) for lot in meant))
    if meant:
        return meant[0]
    if first.state is None or not first.state.material:
        LOT.refuse_unknown(named)
    return cast("Loaded[Lot]", first)


def _parted(named: str) -> Iterator[tuple[str, str]]:
    """The ways to read a name as MATERIAL/NUMBER; either may have a slash in it."""
    for place, letter in enumerate(named):
        if letter == "/" and 0 < place < len(named) - 1:
            yield named[:place], named[place + 1 :]


async def _known_by(load: Load, named_so: Loaded[Lot | None]) -> list[Loaded[Lot]]:
    """The lots that a number may mean: that of the stream which is named by it, and those that this knows of."""
    if named_so.state is None:
        return []
    known = [named_so, *[await load(key) for key in named_so.state.namesakes]]
    return [cast("Loaded[Lot]", lot) for lot in known if lot.state is not None and lot.state.material]


@dataclass(frozen=True, slots=True)
class Kind:
    """What is put into a lot: of which material, in which unit, and where."""

    material: str
    unit: str
    plant: str


def kind_of(lot: Lot) -> Kind:
    return Kind(lot.material, lot.unit, lot.plant)


async def of_kind(load: Load, named_so: Loaded[Lot | None], kind: Kind, number: str) -> Loaded[Lot | None]:
    """The lot of a material that bears a number, or else an empty stream with the key that a new one gets; the stream that is
    named by the number given. A lot of which nothing stands is used again where it had the same unit and plant."""
    known = [lot for lot in await _known_by(load, named_so) if same(number_of(lot), number)]
    for lot in sorted(known, key=lambda lot: not lot.state.stands):
        had = (lot.state.unit, lot.state.plant)
        if same(lot.state.material, kind.material) and (lot.state.stands or had == (kind.unit, kind.plant)):
            return cast("Loaded[Lot | None]", lot)
    if named_so.state is None or not named_so.state.material:
        return named_so
    return await _next_free(load, f"{kind.material}/", number)


async def _next_free(load: Load, before: str, number: str) -> Loaded[Lot | None]:
    """A lot whose number was corrected keeps its key, so the next one with the old number needs another."""
    while (lot := await load(before + number)).state is not None:
        before += "/"
    return lot
