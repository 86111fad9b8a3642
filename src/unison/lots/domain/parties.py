"""What each customer has of a lot, and what each supplier brought of it: a limit holds for each of them, not for all together."""

from collections.abc import Mapping
from decimal import Decimal

from unison.shared.errors import RuleRefusal
from unison.shared.names import normal

type Shares = Mapping[str, Decimal]
"""By party, and by party and delivery where one was named. Nobody's is what no party was named for."""

NOBODY = ""


def _key(party: str | None, delivery: str | None = None) -> str:
    """In any spelling the same; names of people's making hold no tabs."""
    name = normal(party or NOBODY)
    return name if delivery is None else f"{name}\t{normal(delivery)}"


def having(shares: Shares, party: str | None, delivery: str | None, more: Decimal) -> Shares:
    """The shares with so much more, or less, for a party; and of the delivery, where one is named."""
    keys = dict.fromkeys((_key(party), _key(party, delivery)))
    return {**shares, **{key: shares.get(key, Decimal(0)) + more for key in keys}}


def share(shares: Shares, party: str | None, delivery: str | None = None) -> Decimal:
    """What a party has; of a delivery, where one is named, and never more than in all."""
    return min(shares.get(_key(party), Decimal(0)), shares.get(_key(party, delivery), Decimal(0)))


def total(shares: Shares) -> Decimal:
    """What all parties have together."""
    return sum((amount for key, amount in shares.items() if "\t" not in key), Decimal(0))


class MoreThanShipped(RuleRefusal, code="more_than_shipped"):
    """{shipped} {unit} of the lot are with {customer}{of_delivery}, and {asked} {unit} were to come back. Return less, name who has
    it, or receive the rest as a lot of its own."""


def check_customer(with_customers: Shares, customer: str, delivery: str | None, quantity: Decimal, unit: str) -> None:
    """Who got 4 can return 4, and nobody else; of a delivery that is named, what went out with it."""
    if quantity > (has := share(with_customers, customer, delivery)):
        of_delivery = f" of delivery {delivery}" if delivery else ""
        raise MoreThanShipped(
            shipped=f"{has:f}", asked=f"{quantity:f}", unit=unit, customer=customer, of_delivery=of_delivery
        )


class MoreThanCame(RuleRefusal, code="more_than_came"):
    """{came} {unit} of the lot came from {supplier} and have not gone back, and {asked} {unit} were to go there. Return less, or
    name who brought it."""


def returnable(from_suppliers: Shares, supplier: str) -> Decimal:
    """What may go back to a supplier: what came from there, and what came from nobody knows where."""
    return max(share(from_suppliers, supplier) + share(from_suppliers, None), Decimal(0))


def check_supplier(from_suppliers: Shares, supplier: str | None, quantity: Decimal, unit: str) -> None:
    """To each supplier goes no more than came from there; where none is named, any of it may go."""
    if supplier is not None and quantity > (came := returnable(from_suppliers, supplier)):
        raise MoreThanCame(came=f"{came:f}", asked=f"{quantity:f}", unit=unit, supplier=supplier)
