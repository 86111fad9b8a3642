"""What of a lot is there for one order alone. Each use case: load, decide, append, on the order and the lot together."""

from unison.lots.application.commands import UnitOfLot
from unison.lots.application.finding import find_lot
from unison.lots.application.material import in_unit_of
from unison.lots.domain import reserving
from unison.lots.domain.facts import LotReserved
from unison.lots.domain.state import LOT, Lot
from unison.shared.commands import Amount, Command, Key, Text, use_case
from unison.shared.ports import Loaded, StoredFact, Work
from unison.work_orders.domain import reserving as of_order
from unison.work_orders.domain.facts import MaterialReserved, ReservationReleased
from unison.work_orders.domain.state import WORK_ORDER, WorkOrder


class ReserveLot(Command, name="work_orders.reserve_lot"):
    """Keep a quantity of a lot for an order: nobody else may take it. Instead of what the order had reserved of it before."""

    work_order: Key
    lot: Key
    quantity: Amount
    unit: UnitOfLot = None


class ReleaseReservation(Command, name="work_orders.release_reservation"):
    """Let anybody use again what an order has reserved of a lot and not taken."""

    work_order: Key
    lot: Key
    reason: Text | None = None


async def reserve_lot(c: ReserveLot, work: Work) -> None:
    order = await work.load(WORK_ORDER, c.work_order)
    of_order.check_open(order.state)
    lot = await find_lot(work, c.lot)
    quantity = await in_unit_of(work, lot.state, c.quantity, c.unit)
    kept = reserving.reserve(lot.state, work_order=order.key, quantity=quantity, at=work.at)
    _reserve(work, order, lot, kept)


def _reserve(work: Work, order: Loaded[WorkOrder], lot: Loaded[Lot], kept: LotReserved) -> None:
    told = MaterialReserved(lot=lot.key, material=lot.state.material, quantity=kept.quantity, unit=lot.state.unit)
    work.append(order, told)
    work.append(lot, kept)


async def release_reservation(c: ReleaseReservation, work: Work) -> None:
    order, lot = await work.load(WORK_ORDER, c.work_order), await find_lot(work, c.lot)
    _release(work, order, lot, c.reason)


def _release(work: Work, order: Loaded[WorkOrder], lot: Loaded[Lot], reason: str | None = None) -> None:
    released = reserving.release(lot.state, key=lot.key, work_order=order.key, reason=reason)
    told = ReservationReleased(lot=lot.key, quantity=released.quantity, unit=lot.state.unit, reason=reason)
    work.append(order, told)
    work.append(lot, released)


async def release_all(work: Work, order: Loaded[WorkOrder]) -> None:
    """What an order that comes to its end has reserved is free; so would be what it took, if that were struck later. A lot that
    began anew since has forgotten it."""
    for key in order.state.reserved:
        lot = await work.load(LOT, key)
        if order.key in lot.state.reserved:
            _release(work, order, lot)


async def reserve_again(work: Work, order: Loaded[WorkOrder], ended: StoredFact) -> None:
    """The end of the order was a slip: what was released with it is reserved again, as far as nobody else has it by now."""
    for each in await work.facts_of_same_command(ended):
        if each.stream == order.stream and isinstance(each.fact, ReservationReleased):
            lot = await work.load(LOT, each.fact.lot)
            kept = reserving.reserve_again(lot.state, work_order=order.key, quantity=each.fact.quantity)
            if kept is not None:
                _reserve(work, order, lot, kept)


USE_CASES = (
    use_case(ReserveLot, reserve_lot),
    use_case(ReleaseReservation, release_reservation),
)
