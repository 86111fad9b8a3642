"""A plant's facts in bulk: orders with their reports and lots, machines that change state, subgroups that are measured,
what is sold.

They are what the commands of one order would have led to, in the order they would have happened, with versions that follow
each other; stored without commands, many at once.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import psycopg
from uuid_utils.compat import uuid7

from unison.equipment import domain as e
from unison.infrastructure import codec
from unison.lots.domain import facts as lots
from unison.quality import domain as q
from unison.sales.domain import customers as c
from unison.sales.domain import facts as s
from unison.shared.events import Fact
from unison.work_orders.domain import facts as w

MACHINES = 40
CHARACTERISTICS = 60
CUSTOMERS = 50
REPORTS = 8
AT_ONCE = 2_000
_BEGIN = datetime(2025, 1, 6, 6, tzinfo=UTC)
_REPORT = timedelta(minutes=25)

type Told = tuple[str, Fact, datetime]
"""Stream, fact, when it happened."""


class Plant:
    """Tells the facts of one order after another."""

    def __init__(self) -> None:
        self._orders = 0
        self._versions: defaultdict[str, int] = defaultdict(int)

    def store(self, connection: psycopg.Connection[Any], organization: UUID, count: int) -> int:
        """Appends at least `count` facts of whole orders, in large transactions; answers how many."""
        stored = 0
        while stored < count:
            events: list[dict[str, Any]] = []
            while len(events) < min(AT_ONCE, count - stored):
                events += map(self._event, self._next())
            told = codec.encode(events).decode()
            connection.execute("SELECT unison.append(%s, '[]', %s)", (organization, told))
            stored += len(events)
        return stored

    def _event(self, told: Told) -> dict[str, Any]:
        stream, fact, at = told
        self._versions[stream] += 1
        return {
            "stream": stream,
            "version": self._versions[stream],
            "topic": fact.topic,
            "schema_version": fact.schema_version,
            "data": fact,
            "meta": {"command_id": uuid7(), "device": "terminal-3"},
            "occurred_at": at,
        }

    def _next(self) -> Iterator[Told]:
        if self._orders == 0:
            yield from _ground()
        self._orders += 1
        yield from _order(self._orders)


def _ground() -> Iterator[Told]:
    for number in range(MACHINES):
        yield f"equipment:EQ-{number}", e.EquipmentRegistered(plant="main", name=f"Lathe {number}"), _BEGIN
    for number in range(CHARACTERISTICS):
        defined = q.CharacteristicDefined(
            kind=q.ChartKind.XBAR_R, plant="main", subgroup_size=5, unit="mm", lsl=Decimal("9.95"), usl=Decimal("10.05")
        )
        yield f"quality:bore-{number}", defined, _BEGIN

    for number in range(CUSTOMERS):
        yield f"customers:C-{number}", c.CustomerRegistered(name=f"Pump works {number}", country="DE"), _BEGIN


def _sold(number: int, lot: str, product: str, at: datetime) -> Iterator[Told]:
    """What the order was made for: ordered when it was planned, delivered from its lot."""
    order = f"sales_orders:SO-{number}"
    yield order, s.SalesOrderCreated(customer=f"C-{number % CUSTOMERS}", plant="main", currency="EUR"), at
    yield order, s.LineAdded(line=10, product=product, quantity=Decimal(900), unit="pcs"), at
    yield order, s.LineDelivered(line=10, delivery=f"D-{number}", quantity=Decimal(900), lot=lot), at + _REPORT


def _order(number: int) -> Iterator[Told]:
    order, bar, made, machine = f"WO-{number}", f"BAR-{number}", f"LOT-{number}", f"EQ-{number % MACHINES}"
    product, at = f"SHAFT-{number % 30}", _BEGIN + number // MACHINES * (REPORTS + 1) * _REPORT
    received = lots.LotReceived(material="BAR", quantity=Decimal(500), unit="kg", plant="main", supplier="Steel & Sons")
    yield f"lots:{bar}", received, at
    yield f"work_orders:{order}", w.WorkOrderCreated(product=product, quantity_pcs=960, plant="main"), at
    yield f"work_orders:{order}", w.WorkOrderReleased(), at
    setting_up = e.EquipmentStateChanged(state=e.EquipmentState.SETUP, since=at)
    yield f"equipment:{machine}", setting_up, at
    yield f"work_orders:{order}", w.WorkOrderStarted(), at
    taken = Decimal("120.5")
    yield f"work_orders:{order}", w.LotConsumed(lot=bar, material="BAR", quantity=taken, unit="kg"), at
    yield f"lots:{bar}", lots.LotConsumed(work_order=order, quantity=taken), at
    for place in range(REPORTS):
        yield (
            f"work_orders:{order}",
            _report(product, machine, number, place, at + place * _REPORT),
            at + place * _REPORT,
        )
    for place in range(2):
        values = tuple(Decimal(9980 + (number * 7 + place * 13 + n * 11) % 41) / 1000 for n in range(5))
        subgroup = q.SubgroupRecorded(
            subgroup=f"{number}.{place}",
            entry=number // CHARACTERISTICS * 2 + place + 1,
            values=values,
            work_order=order,
        )
        yield f"quality:bore-{number % CHARACTERISTICS}", subgroup, at + 4 * _REPORT
    at += REPORTS * _REPORT
    produced = w.OutputLotRecorded(lot=made, material=product, quantity=Decimal(944), unit="pcs")
    yield f"work_orders:{order}", produced, at
    put = lots.LotProduced(work_order=order, material=product, quantity=Decimal(944), unit="pcs", plant="main")
    yield f"lots:{made}", put, at
    yield f"work_orders:{order}", w.WorkOrderCompleted(), at
    moved = lots.LotMoved(location=f"RACK-{number % 200}")
    yield f"lots:{made}", moved, at
    yield from _sold(number, made, product, at)


def _report(product: str, machine: str, number: int, place: int, at: datetime) -> w.ProductionLogged:
    return w.ProductionLogged(
        log=f"{number}-{place}",
        product=product,
        equipment=machine,
        activity=w.Activity.SETUP if place == 0 else w.Activity.PRODUCTION,
        started_at=at,
        ended_at=at + _REPORT * 0.9,
        good_pcs=0 if place == 0 else 118 + (number + place) % 5,
        rejected_pcs=(number * 31 + place * 7) % 4,
        operator=f"op-{number % 25}",
        operation="20 turning",
        reason="burr" if (number + place) % 6 == 0 else None,
    )
