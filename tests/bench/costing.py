"""A correction of the first receipt before 22,364 later entries of its material, which went into hundreds of orders.

The number is that of a repost in which a system in use was stuck. The quantity is corrected, the worst kind under moving
average: every later balance changes, the cost of every issue, every order that took of it, and what they made. Measured
from the correction in the feed to the last row written; then a preview of the same, which writes nothing; then the same with
FIFO, where a dearer invoice reaches no further than its goods; and what a fact in order costs.
"""

import asyncio
import random
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from projections.costing import PROJECTION
from projections.costing import api as view
from tests.bench.measuring import Figure, Scale
from tests.bench.rig import Rig, Viewer, organization
from tests.spine import uuid7
from unison.corrections.application import CorrectMovement
from unison.costing.domain import CostingMethod, CostingMethodSet
from unison.infrastructure import codec, database
from unison.infrastructure.database import Database
from unison.infrastructure.feed.worker import ConsumerWorker
from unison.infrastructure.sequencer import Sequencer
from unison.infrastructure.unit_of_work import Envelope, Sender
from unison.lots.domain import facts as lots
from unison.main import command_handling
from unison.shared.events import Fact
from unison.work_orders.domain import facts as w

BEGIN = datetime(2025, 1, 6, 6, tzinfo=UTC)
ISSUES_AN_ORDER = 20
AT_ONCE = 2_000

SIZES = {Scale.FULL: 22_364, Scale.QUICK: 22_364, Scale.TINY: 200}
"""Later entries of the material."""


@dataclass(frozen=True, slots=True)
class Told:
    stream: str
    fact: Fact
    at: datetime


def run(rig: Rig) -> list[Figure]:
    entries = SIZES[rig.scale]
    figures: list[Figure] = []
    for method in (CostingMethod.MOVING_AVERAGE, CostingMethod.FIFO):
        with rig.database() as url:
            figures += _of_method(_Books(url, organization(url)), method, entries)
    return figures


def _of_method(books: "_Books", method: CostingMethod, entries: int) -> list[Figure]:
    books.tell(story(entries, method))
    first_s = books.project()
    books.tell([Told("lots:STEEL-last", _received(Decimal(5), Decimal(3)), BEGIN + timedelta(days=900))])
    in_order_s = books.project()
    name, averaged = method.value.replace("_", " "), method is CostingMethod.MOVING_AVERAGE
    change: dict[str, Any] = {"quantity": Decimal(600)} if averaged else {"unit_cost": Decimal(11)}
    preview_s, seen = books.preview(CorrectMovement(lot="STEEL-first", movement=1, why="typo", **change))
    before = books.contents()
    books.tell([Told("lots:STEEL-first", _corrected(**change), BEGIN + timedelta(days=901))])
    correction_s = books.project()
    changed = sum(1 for row in books.contents() if row not in before)
    if not changed:
        raise RuntimeError("the correction changed nothing")
    return [
        Figure(f"{name}: {entries:,} entries for the first time", first_s, "s", 9, at_most=True),
        Figure(f"{name}: one more fact, in order", in_order_s * 1000, "ms"),
        Figure(f"{name}: preview of the correction before them", preview_s, "s", 3, at_most=True),
        Figure(f"{name}: entries that the preview says would change", seen.entries, "entries"),
        Figure(f"{name}: the correction", correction_s, "s", 3, at_most=True),
        Figure(f"{name}: entries of stock written by it", changed, "rows"),
    ]


class _Books:
    """Facts in bulk, and the projection over them."""

    def __init__(self, url: str, organization: UUID) -> None:
        self.url, self.organization = url, organization
        self._versions: defaultdict[str, int] = defaultdict(int)

    def tell(self, told: list[Told]) -> None:
        with database.connect(self.url, "app") as connection:
            for begin in range(0, len(told), AT_ONCE):
                events = [self._event(each) for each in told[begin : begin + AT_ONCE]]
                facts = codec.encode(events).decode()
                connection.execute("SELECT unison.append(%s, '[]', %s)", (self.organization, facts))
        with database.connect(self.url, "worker") as connection:
            Sequencer(connection).drain()

    def _event(self, each: Told) -> dict[str, Any]:
        self._versions[each.stream] += 1
        return {
            "stream": each.stream, "version": self._versions[each.stream], "topic": each.fact.topic,
            "schema_version": each.fact.schema_version, "data": each.fact, "meta": {}, "occurred_at": each.at,
        }  # fmt: skip

    def project(self) -> float:
        """Seconds until the projection has all of the feed."""
        with database.connect(self.url, "worker") as connection:
            worker = ConsumerWorker(connection, PROJECTION)
            began = time.perf_counter()
            worker.catch_up()
            return time.perf_counter() - began

    def preview(self, correction: CorrectMovement) -> tuple[float, Any]:
        async def ask() -> tuple[float, Any]:
            pool = Database(self.url, size=1)
            await pool.open()
            try:
                began = time.perf_counter()
                envelope = Envelope(uuid7(), correction, Sender(self.organization, None))
                facts = (await command_handling(pool).dry_run(envelope)).facts
                async with pool.reading(Viewer(self.organization), schema=PROJECTION.name) as cursor:
                    seen = await view.preview(cursor, self.organization, facts)
                    return time.perf_counter() - began, seen
            finally:
                await pool.close()

        return asyncio.run(ask())

    def contents(self) -> set[tuple[Any, ...]]:
        """The entries of stock, as far as a correction may change them."""
        with database.connect(self.url, "worker") as connection:
            return set(connection.execute("SELECT material, id, amount, variance, on_hand, value FROM costing.entries"))


def story(entries: int, method: CostingMethod) -> list[Told]:
    """Steel is received and issued in turn by chance, a minute apart; every so many issues their order makes a lot of gears and
    is completed, and half of the lot is shipped."""
    chance, there, issues = random.Random(7), 500, 0
    told = [
        Told("costing:material/STEEL", CostingMethodSet(material="STEEL", plant="main", method=method), BEGIN),
        Told("lots:STEEL-first", _received(Decimal(500), Decimal(10)), BEGIN),
    ]
    for number in range(entries):
        at, quantity = BEGIN + timedelta(minutes=number + 1), chance.randrange(1, 100)
        if there < 5000 and (there < 100 or chance.random() < 0.4):
            there += quantity
            cost = Decimal(chance.randrange(100, 2000)) / 100
            told.append(Told(f"lots:STEEL-{number}", _received(Decimal(quantity), cost), at))
        else:
            there -= quantity
            told += _issued(issues, Decimal(quantity), at)
            issues += 1
    return told


def _issued(number: int, quantity: Decimal, at: datetime) -> Iterator[Told]:
    order = f"WO-{number // ISSUES_AN_ORDER}"
    if number % ISSUES_AN_ORDER == 0:
        created = w.WorkOrderCreated(product="GEAR", quantity_pcs=100, plant="main")
        yield Told(f"work_orders:{order}", created, at)
    yield Told("lots:STEEL-first", lots.LotConsumed(work_order=order, quantity=quantity), at)
    if number % ISSUES_AN_ORDER == ISSUES_AN_ORDER - 1:
        made = lots.LotProduced(work_order=order, material="GEAR", quantity=Decimal(90), unit="pcs", plant="main")
        yield Told(f"lots:{order}", made, at)
        yield Told(f"work_orders:{order}", w.WorkOrderCompleted(), at)
        yield Told(f"lots:{order}", lots.LotShipped(quantity=Decimal(45), customer="C-1"), at)


def _received(quantity: Decimal, unit_cost: Decimal) -> lots.LotReceived:
    return lots.LotReceived(material="STEEL", quantity=quantity, unit="kg", plant="main", unit_cost=unit_cost)


def _corrected(**change: Any) -> lots.MovementCorrected:
    return lots.MovementCorrected(
        movement=1, kind=lots.Movement.RECEIVED, change=Decimal(0), why="the delivery note says so", **change
    )
