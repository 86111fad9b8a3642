"""The lots that a command names, and the one that something is put into."""

from typing import Protocol

from unison.inventory.domain import untracked_lot
from unison.lots.domain import finding
from unison.lots.domain.facts import LotReleased, NumberShared
from unison.lots.domain.finding import Kind, Load
from unison.lots.domain.reserving import release as release_reservation
from unison.lots.domain.state import LOT, Lot, UnknownLot, is_free
from unison.materials.application import hold_unit, let_unit_go
from unison.shared.ports import Aggregate, Loaded, Work


class Streams(Protocol):
    """What can be read of lots."""

    async def load_or_none[S](self, aggregate: Aggregate[S], key: str) -> Loaded[S | None]: ...


NOTHING_STOOD = "nothing of it stood"
"""Why a lot that begins anew is free of what was told of it before."""


def _load(work: Work) -> Load:
    async def load(key: str) -> Loaded[Lot | None]:
        return await work.load_or_none(LOT, key)

    return load


async def find_lot(work: Work, named: str) -> Loaded[Lot]:
    """The lot that is meant by a number, MATERIAL/NUMBER or a key; refuses `AmbiguousLot` and `UnknownLot`."""
    return await finding.find(_load(work), named)


async def find_untracked(work: Work, material: str, location: str) -> Loaded[Lot]:
    """The lot that stands for all of a material without lot numbers at a storage location."""
    return await find_lot(work, untracked_lot(await work.name("materials", material), location))


async def key_of_lot(streams: Streams, named: str) -> str:
    """The key of the lot that a question names; as it is named where there is none."""

    async def load(key: str) -> Loaded[Lot | None]:
        return await streams.load_or_none(LOT, key)

    try:
        return (await finding.find(load, named)).key
    except UnknownLot:
        return named


async def name_of_lot(work: Work, named: str | None) -> str | None:
    """The key of a lot that is only mentioned, and need not be known here: then it is called as it was typed."""
    if named is None:
        return None
    try:
        return (await find_lot(work, named)).key
    except UnknownLot:
        return named


async def lot_to_fill(work: Work, kind: Kind, named: str, *, probably_new: bool = True) -> Loaded[Lot | None]:
    """The lot of a material under a number, or a new one, whose state is None or does not stand.

    Where the number is another material's already, the stream of that number is told that there is one more.
    """
    number = finding.number_for(kind.material, named)
    named_so = await work.load_or_none(LOT, number, probably_new=probably_new)
    lot = await finding.of_kind(_load(work), named_so, kind, number)
    if lot.state is None and lot.key != named_so.key:
        work.append(named_so, NumberShared(lot=lot.key))
    if lot.state is not None and is_free(lot.state):
        _unbind(work, lot, lot.state)
    return lot


async def settle_unit(work: Work, before: Loaded[Lot] | Loaded[Lot | None]) -> None:
    """After what may have let a lot stand, or stand no more: it holds the unit of its material, or what is struck binds nothing. A
    part of a lot stands as long as that does."""
    stood = before.state is not None and before.state.stands
    lot = (await work.load(LOT, before.key)).state
    if lot.stands and not stood:
        await hold_unit(work, lot.material, unit=lot.unit, lot=before.key)
    elif stood and not lot.stands:
        await let_unit_go(work, lot.material, lot=before.key)


def _unbind(work: Work, lot: Loaded[Lot | None], was: Lot) -> None:
    """What is told anew is neither held nor reserved as what was struck had been."""
    if was.on_hold:
        work.append(lot, LotReleased(reason=NOTHING_STOOD))
    for order in was.reserved:
        work.append(lot, release_reservation(was, key=lot.key, work_order=order, reason=NOTHING_STOOD))


async def lot_to_come(work: Work, kind: Kind, named: str) -> Loaded[Lot | None]:
    """The lot of a material under a number; or, where it is still to come, an empty stream with the key that it will get."""
    number = finding.number_for(kind.material, named)
    return await finding.of_kind(_load(work), await work.load_or_none(LOT, number), kind, number)


async def share_number(work: Work, number: str, key: str) -> None:
    """The stream of a number is told of one more lot that it may mean, unless it knows."""
    named_so = await work.load_or_none(LOT, number)
    if named_so.key != key and (named_so.state is None or key not in named_so.state.namesakes):
        work.append(named_so, NumberShared(lot=key))


async def new_lot(work: Work, kind: Kind, named: str) -> Loaded[Lot | None]:
    """As `lot_to_fill`; refuses a number that a lot of the material bears which stands."""
    lot = await lot_to_fill(work, kind, named)
    if lot.state is not None and lot.state.stands:
        LOT.refuse_taken(named)
    return lot
