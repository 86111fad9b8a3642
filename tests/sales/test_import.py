"""Sales orders from a file: as commands, once, and what cannot be taken is told."""

import asyncio
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Organization
from tests.spine import BOB, new_command, process, tell
from unison.imports.importing import Outcome
from unison.imports.sales_orders import import_sales_orders
from unison.infrastructure.database import Database
from unison.infrastructure.event_store import EventStore
from unison.infrastructure.unit_of_work import Sender
from unison.sales.domain.customers import CUSTOMER
from unison.sales.domain.orders import SALES_ORDER
from unison.shared.ports import Aggregate

HEADER = "order,customer,line,product,quantity,unit,due,price,currency,reference,customer_name\n"
GOOD = (
    "S-1,C-7,10,Gear,40,pcs,2026-03-09,12.50,EUR,PO 7703,Pump maker 7\n"
    "S-2,C-3,1,Steel,2.5,kg,,,,,\n"
    " S-1 ,C-7,20,Nut,400,pcs,,,EUR,PO 7703,\n"
)


class Office:
    def __init__(self, url: str, organization: Organization, path: Path) -> None:
        self.url, self.organization, self.path = url, organization, path
        self.done: list[int] = []

    def bring(self, rows: str, header: str = HEADER) -> Outcome:
        self.path.write_text(header + rows)

        async def work() -> Outcome:
            async with process(self.url, size=4) as commands:
                sender = Sender(self.organization.id, BOB, device="import")
                return await import_sales_orders(self.path, commands, sender, advance=self.done.append)

        return asyncio.run(work())

    def state(self, aggregate: Aggregate[Any], key: str) -> Any:
        async def load() -> Any:
            pool = Database(self.url, size=1)
            await pool.open()
            try:
                return (await EventStore(pool.pool).load(self.organization.id, aggregate, key)).state
            finally:
                await pool.close()

        return asyncio.run(load())

    def lines(self, key: str) -> dict[int, tuple[str, Decimal, str]]:
        order = self.state(SALES_ORDER, key)
        return {number: (each.product, each.quantity, each.unit) for number, each in order.lines.items()}


@pytest.fixture
def office(database_url: str, organization: Organization, tmp_path: Path) -> Office:
    return Office(database_url, organization, tmp_path / "orders.csv")


def reasons(outcome: Outcome) -> dict[int, str]:
    return {each.line: each.reason for each in outcome.rejected}


def test_orders_come_in_with_their_customers_and_lines(office: Office) -> None:
    outcome = office.bring(GOOD)
    assert (outcome.carried, outcome.repeated, outcome.rejected) == (7, 0, [])  # 2 customers, 2 orders, 3 lines
    assert sum(office.done) == 7
    assert office.lines("S-1") == {10: ("Gear", 40, "pcs"), 20: ("Nut", 400, "pcs")}
    assert office.lines("S-2") == {1: ("Steel", Decimal("2.5"), "kg")}
    order = office.state(SALES_ORDER, "S-1")
    assert (order.customer, order.currency, order.lines[10].due_on) == ("C-7", "EUR", date(2026, 3, 9))
    assert [office.state(CUSTOMER, key).name for key in ("C-7", "C-3")] == ["Pump maker 7", "C-3"]


def test_importing_again_adds_nothing(office: Office) -> None:
    office.bring(GOOD)
    again = office.bring(GOOD)
    assert (again.carried, again.repeated, again.rejected) == (0, 7, [])


def test_a_customer_who_is_known_keeps_its_name(office: Office) -> None:
    tell(
        office.url, office.organization.id, new_command("sales.register_customer", customer="C-7", name="Pumps of old")
    )
    outcome = office.bring(GOOD)
    assert (outcome.carried, outcome.repeated, outcome.rejected) == (6, 1, [])
    assert office.state(CUSTOMER, "C-7").name == "Pumps of old"


BAD = [
    ("S-1,C-7,10,Gear,many,pcs,,,EUR,PO 7703,", "quantity 'many' is not a number"),
    ("S-1,C-7,10,Gear,0,pcs,,,EUR,PO 7703,", "quantity: Input should be greater than 0"),
    ("S-1,C-7,ten,Gear,1,pcs,,,EUR,PO 7703,", "line 'ten' is not a number"),
    ("S-1,C-7,10,,1,,,,EUR,PO 7703,", "product, unit is missing"),
    ("S-1,C-7,10,Gear,1,pcs,tomorrow,,EUR,PO 7703,", "due 'tomorrow' is not a date"),
    ("S-1,C-7,1.5,Gear,1,pcs,,,EUR,PO 7703,", "line: Input should be a valid integer"),
    ("S-1,C-7,10,Gear,1,pcs,,-3,EUR,PO 7703,", "unit_price: Input should be greater than or equal to 0"),
    ("S-1,C-3,10,Gear,1,pcs,,,EUR,PO 7703,", "customer is C-3, and C-7 in line 2 of the same order"),
    ("S-1,C-7,10,Gear,1,pcs,,,,PO 7703,", "currency is none, and EUR in line 2 of the same order"),
    ("S-1,C-7,5,Gear,1,pcs,,,EUR,PO 7703,", "order_line_exists:"),
]


@pytest.mark.parametrize(("row", "reason"), BAD)
def test_a_row_that_cannot_be_taken_is_told_and_the_others_are_taken(office: Office, row: str, reason: str) -> None:
    outcome = office.bring(f"S-1,C-7,5,Nut,1,pcs,,,EUR,PO 7703,\n{row}\nS-1,C-7,6,Nut,2,pcs,,,EUR,PO 7703,\n")
    ((line, said),) = reasons(outcome).items()
    assert line == 3
    assert said.startswith(reason)
    assert list(office.lines("S-1")) == [5, 6]


def test_what_was_rejected_comes_in_when_it_is_corrected(office: Office) -> None:
    rows = "S-1,C-7,10,Gear,{},pcs,,,,,\nS-1,C-7,20,Nut,4,pcs,,,,,\n"
    assert list(reasons(office.bring(rows.format("many")))) == [2]
    assert office.lines("S-1") == {20: ("Nut", 4, "pcs")}
    again = office.bring(rows.format("40"))
    assert (again.carried, again.repeated, again.rejected) == (1, 3, [])
    assert office.lines("S-1") == {10: ("Gear", 40, "pcs"), 20: ("Nut", 4, "pcs")}


def test_an_order_that_is_refused_takes_its_rows_with_it_and_no_other(office: Office) -> None:
    tell(
        office.url,
        office.organization.id,
        new_command("sales.register_customer", customer="C-15", name="Valve dealer"),
        new_command("sales.create_order", sales_order="S-1", customer="C-15"),
        new_command("sales.block_customer", customer="C-15", reason="unpaid"),
    )
    rows = GOOD + "S-4,C-15,1,Gear,1,pcs,,,,,\nS-4,C-15,2,Gear,1,pcs,,,,,\nS-5,C-3,1,Gear,1,pcs,,,euro,,\n"
    outcome = office.bring(rows + "S-6,C-3,1,Gear,1,pcs,,5,,,\n")
    said = reasons(outcome)
    assert {line: reason.partition(":")[0] for line, reason in said.items()} == {
        2: "sales_order_exists",
        4: "sales_order_exists",
        5: "customer_is_blocked",
        6: "customer_is_blocked",
        7: "currency",
        8: "currency_missing",
    }
    assert [each.line for each in outcome.rejected] == sorted(said)
    assert office.state(SALES_ORDER, "S-1").lines == {}
    assert office.state(SALES_ORDER, "S-4") is None
    assert list(office.lines("S-2")) == [1]


def test_a_changed_row_of_a_line_that_is_known_is_rejected(office: Office) -> None:
    office.bring(GOOD)
    other = office.bring(GOOD.replace(",40,", ",41,"))
    assert {line: reason.partition(":")[0] for line, reason in reasons(other).items()} == {2: "order_line_exists"}
    assert office.lines("S-1")[10] == ("Gear", 40, "pcs")


def test_only_six_columns_are_needed_and_a_missing_one_is_named(office: Office) -> None:
    outcome = office.bring("S-1,C-7,10,Gear,40,pcs\n", header="order,customer,line,product,quantity,unit\n")
    assert (outcome.carried, outcome.rejected) == (3, [])
    with pytest.raises(ValueError, match="the column line, unit is missing"):
        office.bring("S-1,C-7,Gear,40\n", header="order,customer,product,quantity\n")
