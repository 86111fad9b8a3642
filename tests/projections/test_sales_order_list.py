"""The sales orders: facts in, rows out; twice is once; rebuilt is the same; and the hard cases."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import psycopg
import pytest
from psycopg import AsyncCursor
from psycopg.rows import DictRow

from projections.sales_order_list import PROJECTION
from projections.sales_order_list import api as view
from projections.work_order_board import PROJECTION as BOARD
from projections.work_order_board import api as board_view
from tests.conftest import Organization, make_organization
from tests.spine import BOB, ask, contents, history, new_command, project, tell
from unison.infrastructure import database
from unison.infrastructure.projection.rebuild import rebuild
from unison.sales.domain.orders import SalesOrderStatus, UnknownSalesOrder
from unison.shared.commands import Command
from unison.shared.ports import Viewer
from unison.shared.time import now

DUE = date(2026, 3, 9)
AT = datetime(2026, 3, 2, 8, tzinfo=UTC)


@dataclass
class Shop:
    """Commands in, lists out, over the real store, feed and projection."""

    url: str
    viewer: Viewer

    def send(self, *commands: Command) -> None:
        tell(self.url, self.viewer.organization_id, *commands)
        project(self.url, PROJECTION, BOARD)

    def ask[T](
        self, question: Callable[[AsyncCursor[DictRow]], Awaitable[T]], viewer: Viewer | None = None, schema: str = ""
    ) -> T:
        return ask(self.url, viewer or self.viewer, schema or PROJECTION.name, question)

    def orders(self, viewer: Viewer | None = None, **asked: Any) -> list[view.SalesOrder]:
        return self.ask(lambda cursor: view.sales_orders(cursor, **asked), viewer)

    def order(self, key: str = "S-1", viewer: Viewer | None = None, **asked: Any) -> view.SalesOrderInFull:
        return self.ask(lambda cursor: view.order_in_full(cursor, key, **asked), viewer)

    def late(self, viewer: Viewer | None = None, **asked: Any) -> list[view.LateLine]:
        return self.ask(lambda cursor: view.late_lines(cursor, **asked), viewer)

    def customers(self, **asked: Any) -> list[view.CustomerShown]:
        return self.ask(lambda cursor: view.customers(cursor, **asked))

    def quantities(self, key: str = "S-1") -> dict[int, tuple[Decimal, ...]]:
        """Of each line: ordered, delivered, returned, open."""
        return {line.line: (line.ordered, line.delivered, line.returned, line.open) for line in self.order(key).lines}


@pytest.fixture
def shop(database_url: str, organization: Organization) -> Shop:
    return Shop(database_url, organization)


def line(number: int, quantity: str, product: str = "GEAR", **other: Any) -> dict[str, Any]:
    return {"line": number, "product": product, "quantity": quantity, **other}


def of_line(name: str, number: int = 10, order: str = "S-1", **body: Any) -> Command:
    return new_command(f"sales.{name}", sales_order=order, line=number, **body)


CUSTOMERS = [
    new_command("sales.register_customer", customer="C-7", name="Pump maker 7", country="AT"),
    new_command("sales.register_customer", customer="C-3", name="Hydraulics maker 3"),
]
ORDER = new_command(
    "sales.create_order",
    sales_order="S-1",
    customer="C-7",
    reference="PO 7703",
    due_on=DUE,
    currency="EUR",
    over_delivery_percent="10",
    lines=[line(10, "40", unit_price="12.5"), line(20, "2.5", "STEEL", unit="kg", due_on="2026-03-05")],
    occurred_at=AT,
)
LOT = new_command("lots.receive", lot="L-1", material="GEAR", quantity="100", unit="pcs", occurred_at=AT)
DELIVERED = of_line("deliver", lot="L-1", delivery="D-1", quantity="25", occurred_at=AT + timedelta(hours=1))
RETURNED = of_line(
    "return_goods", delivery="D-1", quantity="5", reason="scratched", occurred_at=AT + timedelta(hours=2)
)


def test_facts_in_rows_out(shop: Shop) -> None:
    shop.send(*CUSTOMERS, ORDER, LOT, DELIVERED, RETURNED)
    found = shop.order(as_of=DUE)
    assert (found.customer, found.customer_name, found.plant, found.reference) == (
        "C-7", "Pump maker 7", "main", "PO 7703",
    )  # fmt: skip
    assert (found.due_on, found.currency, found.over_delivery_percent) == (DUE, "EUR", 10)
    assert (found.status, found.status_since, found.created_at) == (SalesOrderStatus.OPEN, AT, AT)
    assert (found.delivery_state, found.line_count, found.open_lines, found.late_lines) == ("partly", 2, 2, 1)
    assert (found.next_due_on, found.version) == (date(2026, 3, 5), 5)
    ten, twenty = found.lines
    assert (ten.ordered, ten.delivered, ten.returned, ten.open, ten.unit) == (40, 25, 5, 20, "pcs")
    assert (ten.due_on, ten.unit_price, ten.late) == (DUE, Decimal("12.5"), False)
    assert ten.last_delivery_at == AT + timedelta(hours=1)
    assert (twenty.product, twenty.ordered, twenty.open, twenty.unit) == ("STEEL", Decimal("2.5"), Decimal("2.5"), "kg")
    assert (twenty.due_on, twenty.late, twenty.last_delivery_at) == (date(2026, 3, 5), True, None)
    assert [(d.line, d.kind, d.delivery, d.lot, d.quantity, d.reason, d.by_user) for d in found.deliveries] == [
        (10, "delivered", "D-1", "L-1", 25, None, BOB),
        (10, "returned", "D-1", "L-1", 5, "scratched", BOB),
    ]
    assert [d.version for d in found.deliveries] == [4, 5]


EVERYTHING = [
    *CUSTOMERS,
    ORDER,
    LOT,
    DELIVERED,
    of_line("change_line", quantity="45", due_on="2026-03-12"),
    RETURNED,
    of_line("cancel_line", 20, reason="not needed"),
    new_command("sales.add_line", sales_order="S-1", **line(30, "4")),
    new_command("sales.change_customer", customer="C-7", name="Pumps 7"),
    new_command("sales.create_order", sales_order="S-2", customer="C-3", lines=[line(10, "7")]),
    of_line("record_delivery", order="S-2", delivery="D-2", quantity="7"),
    new_command("sales.close_order", sales_order="S-2", reason="paid"),
    new_command("sales.create_order", sales_order="S-3", customer="C-3"),
    new_command("sales.cancel_order", sales_order="S-3", reason="withdrawn"),
    new_command("sales.block_customer", customer="C-3", reason="unpaid"),
]


def test_twice_is_once(shop: Shop) -> None:
    shop.send(*EVERYTHING)
    once = contents(shop.url, PROJECTION.name)
    with database.connect(shop.url, "owner") as connection:
        connection.execute("UPDATE unison.consumers SET position = 0 WHERE name = 'sales_order_list'")
    project(shop.url, PROJECTION)
    assert all(once[table] for table in ("customers", "orders", "lines", "deliveries"))
    assert contents(shop.url, PROJECTION.name) == once


def test_rebuilt_is_the_same_though_it_came_one_by_one(shop: Shop) -> None:
    for each in EVERYTHING:
        shop.send(each)
    before = contents(shop.url, PROJECTION.name)
    with database.connect(shop.url, "owner") as connection:
        rebuild(connection, PROJECTION)
    assert len(before["deliveries"]) >= 3
    assert contents(shop.url, PROJECTION.name) == before


def test_what_came_back_is_owed_again_until_the_order_is_settled(shop: Shop) -> None:
    shop.send(*CUSTOMERS, ORDER, of_line("record_delivery", delivery="D-1", quantity="40"))
    assert shop.quantities()[10] == (40, 40, 0, 0)
    shop.send(of_line("return_goods", delivery="D-1", quantity="3", reason="bent"))
    assert shop.quantities()[10] == (40, 40, 3, 3)
    shop.send(of_line("change_line", quantity="37", reason="no replacement"))
    assert shop.quantities()[10] == (37, 40, 3, 0)
    shop.send(new_command("sales.close_order", sales_order="S-1"))
    shop.send(of_line("return_goods", delivery="D-1", quantity="2", reason="bent"))
    assert shop.quantities() == {10: (37, 40, 5, 0), 20: (Decimal("2.5"), 0, 0, 0)}
    closed = shop.order()
    assert (closed.status, closed.open_lines, closed.next_due_on, closed.delivery_state) == (
        "closed",
        0,
        None,
        "partly",
    )


def test_a_line_delivered_above_its_quantity_owes_nothing(shop: Shop) -> None:
    shop.send(*CUSTOMERS, ORDER, of_line("record_delivery", delivery="D-1", quantity="44"))
    assert shop.quantities()[10] == (40, 44, 0, 0)


def test_how_far_an_order_is_delivered_leaves_cancelled_lines_out(shop: Shop) -> None:
    shop.send(*CUSTOMERS, ORDER)
    assert shop.order().delivery_state == "nothing"
    shop.send(of_line("record_delivery", delivery="D-1", quantity="40"))
    assert shop.order().delivery_state == "partly"
    shop.send(of_line("cancel_line", 20, reason="not needed"))
    found = shop.order()
    assert (found.delivery_state, found.open_lines, found.next_due_on) == ("fully", 0, None)
    assert [each.cancel_reason for each in found.lines] == [None, "not needed"]
    shop.send(new_command("sales.create_order", sales_order="S-2", customer="C-7"))
    assert (shop.order("S-2").delivery_state, shop.order("S-2").lines) == ("nothing", [])


def test_a_line_is_late_the_day_after_it_was_due(shop: Shop) -> None:
    shop.send(*CUSTOMERS, ORDER)
    assert [n.line for n in shop.late(as_of=date(2026, 3, 5))] == []
    assert [(n.line, n.days_late) for n in shop.late(as_of=date(2026, 3, 6))] == [(20, 1)]
    both = shop.late(as_of=date(2026, 3, 10))
    assert [(n.sales_order, n.line, n.customer_name, n.due_on, n.days_late) for n in both] == [
        ("S-1", 20, "Pump maker 7", date(2026, 3, 5), 5),
        ("S-1", 10, "Pump maker 7", DUE, 1),
    ]
    assert shop.late(as_of=date(2026, 3, 10), customer="C-3") == []
    assert [o.late_lines for o in shop.orders(late=True, as_of=date(2026, 3, 10))] == [2]
    assert shop.orders(late=True, as_of=date(2026, 3, 5)) == []


def test_a_line_without_a_due_date_is_never_late_and_one_that_is_settled_neither(shop: Shop) -> None:
    shop.send(*CUSTOMERS, new_command("sales.create_order", sales_order="S-1", customer="C-7", lines=[line(10, "4")]))
    far = date(2099, 1, 1)
    assert shop.late(as_of=far) == []
    assert [each.late for each in shop.order(as_of=far).lines] == [False]
    shop.send(of_line("change_line", due_on="2026-03-05"))
    assert len(shop.late(as_of=far)) == 1
    shop.send(of_line("record_delivery", delivery="D-1", quantity="4"))
    assert shop.late(as_of=far) == []


def test_without_a_day_it_is_today_at_the_plant(shop: Shop, owner: psycopg.Connection[Any]) -> None:
    """East of the date line it is tomorrow for half a day, west of it yesterday: both never at once."""
    east, west = (
        owner.execute("SELECT (now() AT TIME ZONE %s)::date AS day", (zone,)).fetchall()[0][0]
        for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago")
    )
    assert west < east
    due_west = line(10, "4", due_on=west.isoformat())
    shop.send(*CUSTOMERS, new_command("sales.create_order", sales_order="S-1", customer="C-7", lines=[due_west]))
    shop.send(new_command("plants.open", plant="main", name="Main"))
    for zone, late in (("Pacific/Pago_Pago", []), ("Pacific/Kiritimati", [10])):
        shop.send(new_command("plants.change", plant="main", time_zone=zone, valid_from="2026-01-01"))
        assert [n.line for n in shop.late()] == late, zone
        assert [n.line for n in shop.order().lines if n.late] == late, zone
        assert [o.late_lines for o in shop.orders()] == [len(late)], zone


def test_the_list_has_open_orders_first_and_the_one_due_next_before_the_others(shop: Shop) -> None:
    def order(key: str, customer: str, due: str | None) -> Command:
        return new_command(
            "sales.create_order",
            sales_order=key,
            customer=customer,
            lines=[line(10, "1", **({"due_on": due} if due else {}))],
        )

    shop.send(
        *CUSTOMERS,
        order("S-1", "C-7", "2026-03-03"),
        order("S-2", "C-7", "2026-03-09"),
        order("S-3", "C-3", None),
        order("S-4", "C-3", "2026-03-07"),
        new_command("sales.close_order", sales_order="S-1"),
    )
    assert [o.sales_order for o in shop.orders()] == ["S-4", "S-2", "S-3", "S-1"]
    assert [o.sales_order for o in shop.orders(customer="C-7")] == ["S-2", "S-1"]
    assert [o.sales_order for o in shop.orders(status=[SalesOrderStatus.CLOSED])] == ["S-1"]
    assert [o.sales_order for o in shop.orders(limit=2, offset=1)] == ["S-2", "S-3"]
    assert [(c.customer, c.open_orders) for c in shop.customers()] == [("C-3", 2), ("C-7", 1)]


def test_customers_are_found_by_number_and_name_and_by_their_block(shop: Shop) -> None:
    shop.send(*CUSTOMERS, new_command("sales.block_customer", customer="C-3", reason="unpaid", occurred_at=AT))
    assert [c.customer for c in shop.customers(search="PUMP")] == ["C-7"]
    assert [c.customer for c in shop.customers(search="c-3")] == ["C-3"]
    (blocked,) = shop.customers(blocked=True)
    assert (blocked.customer, blocked.block_reason, blocked.blocked_at) == ("C-3", "unpaid", AT)
    shop.send(new_command("sales.unblock_customer", customer="C-3"))
    assert shop.customers(blocked=True) == []
    assert [(c.name, c.country, c.block_reason) for c in shop.customers(search="3")] == [
        ("Hydraulics maker 3", None, None)
    ]


def test_an_order_and_a_customer_may_have_one_name(shop: Shop) -> None:
    shop.send(
        new_command("sales.register_customer", customer="X", name="Pump maker"),
        new_command("sales.create_order", sales_order="X", customer="X", lines=[line(10, "1")]),
        new_command("sales.change_customer", customer="X", name="Pumps"),
    )
    assert (shop.order("X").customer_name, shop.order("X").open_lines) == ("Pumps", 1)


def test_an_unknown_order_is_refused(shop: Shop) -> None:
    with pytest.raises(UnknownSalesOrder):
        shop.order("S-9")


@dataclass(frozen=True)
class OfPlants:
    organization_id: Any
    plants: tuple[str, ...]


def test_a_person_of_one_plant_sees_its_orders_alone_and_another_organization_none(
    shop: Shop, owner: psycopg.Connection[Any]
) -> None:
    shop.send(*CUSTOMERS, ORDER, LOT, DELIVERED)
    here, elsewhere = (OfPlants(shop.viewer.organization_id, (plant,)) for plant in ("main", "north"))
    far = date(2099, 1, 1)
    assert [o.sales_order for o in shop.orders(viewer=here)] == ["S-1"]
    assert len(shop.late(viewer=here, as_of=far)) == 2
    assert len(shop.order(viewer=here).deliveries) == 1
    for viewer in (elsewhere, make_organization(owner)):
        assert shop.orders(viewer=viewer) == []
        assert shop.late(viewer=viewer, as_of=far) == []
        with pytest.raises(UnknownSalesOrder):
            shop.order(viewer=viewer)
    with database.connect(shop.url, "worker") as connection:
        for table in ("lines", "deliveries"):
            placed = connection.execute(
                f"SELECT DISTINCT plant FROM sales_order_list.{table} WHERE organization_id = %s",  # pyright: ignore
                (shop.viewer.organization_id,),
            )
            assert placed.fetchall() == [("main",)]


def test_the_board_shows_what_an_order_is_made_for(shop: Shop) -> None:
    made = {"product": "GEAR", "quantity_pcs": 40}
    shop.send(
        new_command("work_orders.create", work_order="W-1", **made, sales_order="S-1", sales_order_line=10),
        new_command("work_orders.create", work_order="W-2", **made),
    )
    board = shop.ask(board_view.orders, schema=BOARD.name)
    assert {o.work_order: (o.sales_order, o.sales_order_line) for o in board} == {
        "W-1": ("S-1", 10),
        "W-2": (None, None),
    }
    found = shop.ask(lambda cursor: board_view.order_in_full(cursor, "W-1"), schema=BOARD.name)
    assert (found.sales_order, found.sales_order_line) == ("S-1", 10)
    with pytest.raises(ValueError, match="needs the sales_order"):
        new_command("work_orders.create", work_order="W-3", **made, sales_order_line=10)


def test_the_demo_sells_what_it_makes(own_database_url: str) -> None:
    with database.connect(own_database_url, "owner") as connection:
        organization = make_organization(connection)
    shop = Shop(own_database_url, organization)
    shop.send(*history(now() - timedelta(minutes=10)))
    orders = shop.orders()
    assert {o.customer for o in orders} >= {"Customer 3", "Customer 7", "Customer 12"}
    assert {o.delivery_state for o in orders} == {"nothing", "partly", "fully"}
    assert {n.sales_order for n in shop.late()} >= {"SO-3002", "SO-3003"}
    board = {o.work_order: o for o in shop.ask(board_view.orders, schema=BOARD.name)}
    for order in (shop.order(o.sales_order) for o in orders if o.sales_order.startswith("SO-")):
        for sent in order.deliveries:
            made = board[f"WO-{sent.delivery.removeprefix('D-')}"]
            assert (made.sales_order, made.sales_order_line) == (order.sales_order, sent.line)
            assert sent.lot == f"L{made.work_order.removeprefix('WO-')}"
