"""Who buys: known, changed, blocked."""

from tests.sales.selling import BLOCKED, REGISTERED
from tests.scenario import given
from unison.sales.domain import customers
from unison.sales.domain.customers import (
    CustomerBlocked,
    CustomerBlockedAlready,
    CustomerChanged,
    CustomerNotBlocked,
    CustomerRegistered,
    CustomerUnblocked,
    CustomerUnchanged,
)


def test_a_company_becomes_a_customer() -> None:
    given().when(customers.register, name="Pump maker 7", country="AT").then(REGISTERED)
    given().when(customers.register, name="Pump maker 7", country=None).then(CustomerRegistered(name="Pump maker 7"))


def test_what_is_left_out_of_a_change_stays() -> None:
    given(REGISTERED).when(customers.change, name="Pumps 7", country=None).then(
        CustomerChanged(name="Pumps 7", country="AT")
    )
    given(REGISTERED).when(customers.change, name=None, country="DE").then(
        CustomerChanged(name="Pump maker 7", country="DE")
    )


def test_a_change_builds_on_the_one_before() -> None:
    moved = CustomerChanged(name="Pump maker 7", country="DE")
    given(REGISTERED, moved).when(customers.change, name="Pumps 7", country=None).then(
        CustomerChanged(name="Pumps 7", country="DE")
    )


def test_a_change_of_nothing_is_refused() -> None:
    given(REGISTERED).when(customers.change, name=None, country=None).then_refused(CustomerUnchanged)
    given(REGISTERED).when(customers.change, name="Pump maker 7", country="AT").then_refused(CustomerUnchanged)


def test_a_customer_is_blocked_once_and_unblocked_once() -> None:
    given(REGISTERED).when(customers.block, reason="invoice unpaid").then(CustomerBlocked(reason="invoice unpaid"))
    given(REGISTERED, BLOCKED).when(customers.block, reason="again").then_refused(CustomerBlockedAlready)
    given(REGISTERED, BLOCKED).when(customers.unblock, reason="paid").then(CustomerUnblocked(reason="paid"))
    given(REGISTERED).when(customers.unblock, reason=None).then_refused(CustomerNotBlocked)
    given(REGISTERED, BLOCKED, CustomerUnblocked()).when(customers.unblock, reason=None).then_refused(
        CustomerNotBlocked
    )


def test_a_blocked_customer_may_still_change_its_name_and_stays_blocked() -> None:
    renamed = CustomerChanged(name="Pumps 7", country="AT")
    given(REGISTERED, BLOCKED).when(customers.change, name="Pumps 7", country=None).then(renamed)
    given(REGISTERED, BLOCKED, renamed).when(customers.block, reason="again").then_refused(CustomerBlockedAlready)
