"""Commands of sales in the real store: order and lot together, and a block that every process knows of at once."""

import asyncio
import uuid
from collections.abc import Coroutine
from decimal import Decimal
from typing import Any

import pytest

from tests.conftest import Organization
from tests.spine import count, new_command, process, send, tell
from unison.infrastructure.database import Database
from unison.infrastructure.event_store import EventStore
from unison.infrastructure.unit_of_work import Envelope, Sender
from unison.lots.domain.state import LOT, UnknownLot
from unison.lots.domain.taking import NotEnough, OnHold
from unison.sales.application import CreateOrder
from unison.sales.domain.customers import CustomerIsBlocked, UnknownCustomer
from unison.sales.domain.deliveries import LotOfAnotherProduct, OverDelivery
from unison.sales.domain.orders import SALES_ORDER, SalesOrderExists, UnknownSalesOrder
from unison.shared.commands import Command
from unison.shared.errors import Refusal
from unison.shared.ports import Aggregate

EVENTS = "SELECT count(*) FROM unison.events WHERE organization_id = %s"


def run[T](work: Coroutine[Any, Any, T]) -> T:
    return asyncio.run(work)


def deliver(**other: Any) -> Command:
    asked = {"sales_order": "S-1", "line": 10, "lot": "L-1", "delivery": "D-1", "quantity": "30"}
    return new_command("sales.deliver", **asked | other)


@pytest.fixture
def ordered(database_url: str, organization: Organization) -> Organization:
    """40 gears ordered by C-7; 100 in lot L-1, 20 in lot L-2, and lot N-1 of nuts."""
    line = {"line": 10, "product": "GEAR", "quantity": "40"}
    tell(
        database_url,
        organization.id,
        new_command("sales.register_customer", customer="C-7", name="Pump maker 7"),
        new_command("sales.create_order", sales_order="S-1", customer="C-7", lines=[line]),
        new_command("lots.receive", lot="L-1", material="GEAR", quantity="100", unit="pcs"),
        new_command("lots.receive", lot="L-2", material="GEAR", quantity="20", unit="pcs"),
        new_command("lots.receive", lot="N-1", material="NUT", quantity="100", unit="pcs"),
    )
    return organization


def state_of(url: str, organization: Organization, aggregate: Aggregate[Any], key: str) -> Any:
    async def load() -> Any:
        pool = Database(url, size=1)
        await pool.open()
        try:
            return (await EventStore(pool.pool).load(organization.id, aggregate, key)).state
        finally:
            await pool.close()

    return run(load())


def test_a_delivery_is_told_on_the_order_and_on_the_lot(database_url: str, ordered: Organization) -> None:
    async def work() -> None:
        async with process(database_url) as commands:
            (answer,) = await send(commands, ordered.id, deliver())
            assert {p.stream: p.version for p in answer.streams} == {"sales_orders:S-1": 3, "lots:L-1": 2}

    run(work())
    assert state_of(database_url, ordered, LOT, "L-1").quantity == 70
    assert state_of(database_url, ordered, SALES_ORDER, "S-1").lines[10].with_customer == 30


@pytest.mark.parametrize(
    ("command", "refusal"),
    [
        (deliver(quantity="41"), OverDelivery),
        (deliver(lot="L-2"), NotEnough),
        (deliver(lot="N-1"), LotOfAnotherProduct),
        (deliver(lot="L-9"), UnknownLot),
        (deliver(sales_order="S-9"), UnknownSalesOrder),
    ],
)
def test_a_refused_one_is_told_on_neither(
    database_url: str, ordered: Organization, command: Command, refusal: type[Refusal]
) -> None:
    before = count(database_url, EVENTS, ordered.id)
    with pytest.raises(refusal):
        tell(database_url, ordered.id, command)
    assert count(database_url, EVENTS, ordered.id) == before


def test_a_lot_on_hold_is_not_delivered(database_url: str, ordered: Organization) -> None:
    tell(database_url, ordered.id, new_command("lots.hold", lot="L-1", reason="crack"))
    with pytest.raises(OnHold):
        tell(database_url, ordered.id, deliver())
    assert state_of(database_url, ordered, SALES_ORDER, "S-1").lines[10].sent == ()


def test_stations_that_deliver_at_once_never_exceed_the_order(database_url: str, ordered: Organization) -> None:
    """Eight deliveries of 10 from two lots: four fit into an order of 40."""

    async def one(number: int) -> bool:
        async with process(database_url, size=2) as commands:
            try:
                lot = "L-1" if number % 2 else "L-2"
                await send(commands, ordered.id, deliver(lot=lot, delivery=f"D-{number}", quantity="10"))
            except (OverDelivery, NotEnough):
                return False
            return True

    async def work() -> list[bool]:
        return await asyncio.gather(*(one(number) for number in range(8)))

    assert run(work()).count(True) == 4
    order = state_of(database_url, ordered, SALES_ORDER, "S-1")
    left = [state_of(database_url, ordered, LOT, lot).quantity for lot in ("L-1", "L-2")]
    assert order.lines[10].with_customer == 40
    assert sum(left) == 80


def test_a_block_made_by_one_process_holds_in_every_other(database_url: str, ordered: Organization) -> None:
    """The customer's stream gets no fact from an order, so no append would refuse a state kept from before."""

    async def work() -> None:
        async with process(database_url, size=2) as one, process(database_url, size=2) as other:
            await send(one, ordered.id, new_command("sales.create_order", sales_order="S-2", customer="C-7"))
            await send(other, ordered.id, new_command("sales.block_customer", customer="C-7", reason="unpaid"))
            with pytest.raises(CustomerIsBlocked):
                await send(one, ordered.id, new_command("sales.create_order", sales_order="S-3", customer="C-7"))
            with pytest.raises(CustomerIsBlocked):
                await send(
                    one, ordered.id, new_command("sales.add_line", sales_order="S-2", line=1, product="X", quantity=1)
                )
            with pytest.raises(CustomerIsBlocked):
                await send(one, ordered.id, deliver())
            await send(other, ordered.id, new_command("sales.unblock_customer", customer="C-7"))
            await send(one, ordered.id, deliver())

    run(work())
    assert state_of(database_url, ordered, LOT, "L-1").quantity == 70


def test_an_order_needs_a_customer_that_is_known_and_a_number_of_its_own(
    database_url: str, ordered: Organization
) -> None:
    with pytest.raises(UnknownCustomer):
        tell(database_url, ordered.id, new_command("sales.create_order", sales_order="S-2", customer="C-8"))
    with pytest.raises(SalesOrderExists):
        tell(database_url, ordered.id, new_command("sales.create_order", sales_order="S-1", customer="C-7"))


def test_a_repeated_order_is_answered_as_the_first_time(database_url: str, ordered: Organization) -> None:
    async def work() -> None:
        async with process(database_url, size=2) as commands:
            asked = Envelope(uuid.uuid4(), CreateOrder(sales_order="S-2", customer="C-7"), Sender(ordered.id, None))
            first = await commands.send(asked)
            await send(commands, ordered.id, new_command("sales.block_customer", customer="C-7", reason="unpaid"))
            assert await commands.send(asked) == first.model_copy(update={"repeated": True})

    run(work())


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("sales.create_order", {"customer": "C", "currency": "euro"}),
        ("sales.create_order", {"customer": "C", "over_delivery_percent": "100.5"}),
        ("sales.create_order", {"customer": "C", "lines": [{"line": 0, "product": "X", "quantity": 1}]}),
        ("sales.add_line", {"line": 10, "product": "X", "quantity": 0}),
        ("sales.add_line", {"line": 10, "product": "X", "quantity": 1, "unit_price": "-1"}),
        ("sales.add_line", {"line": 10, "product": "X", "quantity": "1.0000000000001"}),
        ("sales.change_line", {"line": 10, "quantity": 0}),
    ],
)
def test_what_has_not_the_right_shape_is_no_command(name: str, body: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="validation error"):
        new_command(name, sales_order="S-1", **body)


def test_a_line_is_wished_for_with_all_that_it_says() -> None:
    told = {"line": 10, "product": "X", "quantity": "2.5", "unit": "kg", "due_on": "2026-03-09", "unit_price": "0.5"}
    new = new_command("sales.add_line", sales_order="S-1", **told)
    inside: Any = new_command("sales.create_order", sales_order="S-1", customer="C", lines=[told])
    assert new.to_new_line() == inside.lines[0].to_new_line()  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
    assert inside.lines[0].to_new_line().quantity == Decimal("2.5")
