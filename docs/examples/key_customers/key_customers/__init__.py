"""Says when an order of a key customer is late.

Nothing is told when a day passes. So the plant's own facts are the clock: whatever is produced or delivered, the open lines are
looked through for one that was due before that day.
"""

import os
from typing import Any

from eventsourcing.dispatch import singledispatchmethod
from eventsourcing.persistence import Tracking
from eventsourcing.projection import Projection

from key_customers.view import KeyCustomersView
from unison.extensions.declaring import Extension
from unison.sales.domain import facts as sales
from unison.shared.events import Fact, Recorded
from unison.work_orders.domain.facts import ProductionLogged

TAKEN: tuple[type[Fact], ...] = (
    sales.SalesOrderCreated,
    sales.LineAdded,
    sales.LineChanged,
    sales.LineCancelled,
    sales.LineDelivered,
    sales.DeliveryCorrected,
    sales.LineReturned,
    sales.SalesOrderClosed,
    sales.SalesOrderCancelled,
    ProductionLogged,
)


def key_customers() -> list[str]:
    return [name.strip() for name in os.environ.get("KEY_CUSTOMERS", "").split(",") if name.strip()]


class KeyCustomers(Projection[KeyCustomersView]):
    name = "key_customers"
    topics = tuple(each.topic for each in TAKEN)

    @singledispatchmethod
    def process_event(self, domain_event: Recorded[Any], tracking: Tracking) -> None:
        """The rows that follow from the fact, the notices, and the position: all of it or nothing."""
        with self.view.recording(tracking) as rows:
            order, fact = domain_event.key, domain_event.fact
            match fact:
                case sales.SalesOrderCreated() if fact.customer in key_customers():
                    self.view.put_order(rows, order, fact)
                case sales.LineAdded() | sales.LineChanged():
                    self.view.put_line(rows, order, fact)
                case sales.LineDelivered():
                    self.view.add_delivered(rows, order, fact.line, fact.quantity)
                case sales.LineReturned():
                    self.view.add_delivered(rows, order, fact.line, -fact.quantity)
                case sales.DeliveryCorrected():
                    self.view.add_delivered(rows, order, fact.line, fact.change)
                case sales.LineCancelled():
                    self.view.drop_lines(rows, order, fact.line)
                case sales.SalesOrderClosed() | sales.SalesOrderCancelled():
                    self.view.drop_lines(rows, order)
                case _:
                    pass
            self.view.tell_late(rows, domain_event.occurred_at.date())


EXTENSION = Extension(KeyCustomers, KeyCustomersView, package="key_customers")
