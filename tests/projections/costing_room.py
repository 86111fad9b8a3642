"""The books of an organization of their own: commands in, costs out, over the real store, feed and projection."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from projections.costing import PROJECTION
from tests.conftest import Organization
from tests.spine import AT, new_command, project, tell
from unison.infrastructure import database
from unison.shared.commands import Command


class Books:
    """Commands in, entries out, over the real store, feed and projection."""

    def __init__(self, url: str, organization: Organization) -> None:
        self.url, self.organization = url, organization
        self.minute = 0

    def at(self, name: str, minute: int, /, **body: Any) -> Command:
        return new_command(name, occurred_at=AT + timedelta(minutes=minute), **body)

    def send(self, *commands: Command) -> None:
        tell(self.url, self.organization.id, *commands)
        project(self.url, PROJECTION)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with database.connect(self.url, "worker") as connection:
            asked = query.replace("WHERE", f"WHERE organization_id = '{self.organization.id}' AND")
            return connection.execute(asked).fetchall()  # pyright: ignore

    def stock(self, material: str) -> tuple[Decimal, Decimal]:
        ((quantity, value),) = self.rows(f"SELECT quantity, value FROM costing.stocks WHERE material = '{material}'")
        return quantity, value

    def order(self, key: str = "W-1") -> tuple[Decimal, ...]:
        """Charged, transferred, variance, in process."""
        (found,) = self.rows(
            f"SELECT charged, transferred, variance, in_process FROM costing.orders WHERE work_order = '{key}'"
        )
        return found


def order(books: Books, key: str, product: str, pieces: int) -> list[Command]:
    return [
        books.at("work_orders.create", 0, work_order=key, product=product, quantity_pcs=pieces),
        books.at("work_orders.release", 0, work_order=key),
        books.at("work_orders.start", 0, work_order=key),
    ]
