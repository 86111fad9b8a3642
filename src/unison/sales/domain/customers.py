"""The rules of a customer: functions on frozen data."""

from dataclasses import dataclass, replace
from datetime import datetime

from unison.shared.errors import RuleRefusal, UnknownRefusal
from unison.shared.events import Fact
from unison.shared.ports import Aggregate

# Facts -----------------------------------------------------------------------------------------------------------


class CustomerRegistered(Fact, topic="customers.CustomerRegistered"):
    """`name` is the company's, never a person's; `country` is an ISO 3166-1 alpha-2 code."""

    name: str
    country: str | None = None


class CustomerChanged(Fact, topic="customers.CustomerChanged"):
    """What the customer is called and where it is from now on, whole."""

    name: str
    country: str | None = None


class CustomerBlocked(Fact, topic="customers.CustomerBlocked"):
    reason: str


class CustomerUnblocked(Fact, topic="customers.CustomerUnblocked"):
    reason: str | None = None


# State -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Customer:
    name: str
    country: str | None = None
    block_reason: str | None = None


def evolve(customer: Customer | None, fact: Fact, _at: datetime) -> Customer:
    """The customer after a fact. Never refuses; an unknown fact raises."""
    match fact:
        case CustomerRegistered():
            return Customer(name=fact.name, country=fact.country)
        case _ if customer is None:
            raise TypeError(f"a customer cannot begin with {type(fact).__name__}")
        case CustomerChanged():
            return replace(customer, name=fact.name, country=fact.country)
        case CustomerBlocked():
            return replace(customer, block_reason=fact.reason)
        case CustomerUnblocked():
            return replace(customer, block_reason=None)
        case _:
            raise TypeError(f"a customer knows nothing of {type(fact).__name__}")


# Refusals --------------------------------------------------------------------------------------------------------


class UnknownCustomer(UnknownRefusal, code="unknown_customer"):
    """There is no customer {key}. Check the number, or register the customer first."""


class CustomerExists(RuleRefusal, code="customer_exists"):
    """There is a customer {key} already. Choose another number, or change the one there is."""


class CustomerUnchanged(RuleRefusal, code="customer_unchanged"):
    """The customer is called and located like that already. Give what is to be different."""


class CustomerIsBlocked(RuleRefusal, code="customer_is_blocked"):
    """The customer is blocked: {reason}. Have the customer unblocked first."""


class CustomerNotBlocked(RuleRefusal, code="customer_not_blocked"):
    """The customer is not blocked, so there is nothing to unblock."""


class CustomerBlockedAlready(RuleRefusal, code="customer_blocked_already"):
    """The customer is blocked already. To change the reason, unblock the customer and block again."""


CUSTOMER = Aggregate("customers", Customer, evolve, UnknownCustomer, CustomerExists)

# Decisions -------------------------------------------------------------------------------------------------------


def register(*, name: str, country: str | None) -> CustomerRegistered:
    return CustomerRegistered(name=name, country=country)


def change(customer: Customer, *, name: str | None, country: str | None) -> CustomerChanged:
    """What is None stays as it is."""
    fact = CustomerChanged(name=name or customer.name, country=country or customer.country)
    if (fact.name, fact.country) == (customer.name, customer.country):
        raise CustomerUnchanged
    return fact


def block(customer: Customer, *, reason: str) -> CustomerBlocked:
    if customer.block_reason is not None:
        raise CustomerBlockedAlready
    return CustomerBlocked(reason=reason)


def unblock(customer: Customer, *, reason: str | None) -> CustomerUnblocked:
    if customer.block_reason is None:
        raise CustomerNotBlocked
    return CustomerUnblocked(reason=reason)


def may_order(customer: Customer) -> None:
    """Refuses `CustomerIsBlocked`: nothing new is sold or sent to a blocked customer."""
    if customer.block_reason is not None:
        raise CustomerIsBlocked(reason=customer.block_reason)
