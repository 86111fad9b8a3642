"""What happened in the demo plant in the last ten days, as commands.

The same commands come out for the same moment: a fixed seed, times counted back from `until`. No person is named.
"""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from unison.demo import ahead, building, defining, reacting, selling, stocking, working
from unison.demo.defining import MACHINES, PRODUCTS

PLANT = "main"
DAYS = 10

STOPS = ("tool broken", "chip jam", "coolant low", "waiting for material", "door switch")
REJECTS = ("bore too large", "surface scratched", "burr", "thread out of gauge")
SPEC = (("VB-40 bore diameter", "mm", "39.98", "40.05", "40.01"), ("F-80 flatness", "mm", "0", "0.08", None))


@dataclass(frozen=True, slots=True)
class DemoCommand:
    """A command of the demo: when, which, with what."""

    at: datetime
    command: str
    body: dict[str, Any]


def story(until: datetime) -> Iterator[DemoCommand]:
    """Every command in the order it happened; the last one lies a few minutes before `until`."""
    begin = until - timedelta(days=DAYS)
    yield from sorted(_Shop(begin, until).everything(), key=lambda told: told.at)


class _Shop:
    def __init__(self, begin: datetime, until: datetime) -> None:
        self.random = random.Random(40)  # noqa: S311 - a demo, not a secret
        self.begin = begin
        self.until = until
        self.free = {name: begin + timedelta(hours=2) for name, _ in MACHINES}
        self.delivered_at: dict[int, datetime] = {}

    def everything(self) -> Iterator[DemoCommand]:
        yield from self._equipment()
        yield from self._steps(defining.materials(self.begin, PLANT))
        yield from self._steps(defining.scrap_reasons(self.begin, REJECTS))
        yield from self._steps(stocking.storage_locations(self.begin, PLANT))
        yield from self._steps(working.operators(self.begin, self.until, PLANT))
        yield from self._material()
        yield from self._steps(stocking.stored(self.begin, self.until, PLANT))
        yield from self._steps(selling.customers(self.begin))
        for number in range(1, 19):
            yield from self._order(number)
        yield from self._steps(selling.settled(self.delivered_at))
        yield from self._steps(ahead.planned(self.until, PLANT))
        yield from self._steps(reacting.led_to(self.until, PLANT))
        yield from self._steps(defining.costs(self.begin, self.until, PLANT))
        yield from self._steps(defining.books(self.until))
        yield from self._steps(building.built(self.begin, PLANT))
        yield from self._measurements()

    def _command(self, at: datetime, command: str, **body: Any) -> Iterator[DemoCommand]:
        if at <= self.until - timedelta(minutes=3):
            yield DemoCommand(at, command, body)

    def _steps(self, steps: Iterable[defining.Step]) -> Iterator[DemoCommand]:
        for at, command, body in steps:
            yield from self._command(at, command, **body)

    def _equipment(self) -> Iterator[DemoCommand]:
        for name, work_center in MACHINES:
            yield from self._command(
                self.begin, "equipment.register", equipment=name, plant=PLANT, work_center=work_center
            )
            for product, _, cycles in PRODUCTS:
                if name in cycles:
                    at = self.begin + timedelta(minutes=1)
                    yield from self._command(
                        at,
                        "equipment.set_ideal_cycle_time",
                        equipment=name,
                        product=product,
                        cycle_time_s=str(cycles[name]),
                    )
        for day in range(DAYS):
            start = self.begin + timedelta(days=day, hours=11)
            yield from self._command(
                start + timedelta(minutes=35),
                "equipment.record_interval",
                equipment="Anodising line",
                kind="planned_stop",
                started_at=start,
                ended_at=start + timedelta(minutes=30),
                reason="bath check",
            )

    def _material(self) -> Iterator[DemoCommand]:
        for number in range(1, 7):
            for _, material, _ in PRODUCTS:
                at = self.begin + timedelta(hours=1, days=1.6 * (number - 1), minutes=self.random.randint(0, 50))
                yield from self._command(
                    at,
                    "lots.receive",
                    lot=stocking.raw(material, number),
                    material=material,
                    quantity="400",
                    unit="kg",
                    plant=PLANT,
                    supplier="Supplier 1",
                    purchase_reference=f"PO-{4500 + number}",
                    **stocking.received(material, number),
                )
        held = self.begin + timedelta(days=6)
        raw = stocking.raw("Brass rod 20", 4)
        yield from self._command(held, "lots.hold", lot=raw, reason="certificate missing")

    def _order(self, number: int) -> Iterator[DemoCommand]:
        product, material, cycles = PRODUCTS[number % 3]
        order, quantity = f"WO-{1000 + number}", self.random.choice((40, 60, 80, 120))
        created = self.begin + timedelta(hours=1 + 13.6 * (number - 1))
        due_on = (created + timedelta(days=4)).date()
        yield from self._steps(selling.ordered(number, product, created - timedelta(minutes=30), due_on))
        yield from self._command(
            created,
            "work_orders.create",
            work_order=order,
            product=product,
            quantity_pcs=quantity,
            plant=PLANT,
            due_at=created + timedelta(days=3),
            priority=self.random.choice((40, 50, 60, 80)),
            **selling.made_for(number),
        )
        yield from self._command(created + timedelta(minutes=20), "work_orders.release", work_order=order)
        start = created + timedelta(minutes=40)
        yield from self._command(start, "work_orders.start", work_order=order)
        if number > 2:
            yield from self._steps(working.hours_of(number, order, start))
        lot = stocking.raw(material, min(6, 1 + int((created - self.begin).total_seconds() // (1.6 * 86400))))
        if lot == stocking.raw("Brass rod 20", 4):
            lot = stocking.raw("Brass rod 20", 3)
        yield from self._command(
            start + timedelta(minutes=2),
            "work_orders.consume_lot",
            work_order=order,
            lot=lot,
            quantity=str(Decimal(quantity) * Decimal("0.8")),
            **self._passed_over(number, lot),
        )
        end, good = start, quantity
        for machine, cycle_s in cycles.items():
            if machine == ("Lathe 1" if number % 2 else "Lathe 2"):
                continue  # one of the two lathes
            end, good, told = self._operation(order, machine, cycle_s, good, end)
            yield from told
        if number in stocking.RETURNED_KG:
            left = {"work_order": order, "lot": lot, "quantity": stocking.RETURNED_KG[number], "reason": "left over"}
            yield from self._command(end + timedelta(minutes=5), "work_orders.return_material", **left)
        yield from self._finish(number, good, end)

    @staticmethod
    def _passed_over(number: int, lot: str) -> dict[str, Any]:
        if number not in stocking.PASSED_OVER:
            return {}
        older = f"{lot[:-3]}{int(lot[-3:]) - 1:03d}"
        return {"suggested_lot": older, "override_reason": stocking.PASSED_OVER[number]}

    def _operation(
        self, order: str, machine: str, cycle_s: int, pieces: int, earliest: datetime
    ) -> tuple[datetime, int, list[DemoCommand]]:
        """Setup, then runs of about an hour, now and then a breakdown; the rejects are found at the end of each run."""
        told: list[DemoCommand] = []
        at = max(earliest, self.free[machine])
        setup = timedelta(minutes=self.random.randint(12, 35))
        told += self._log(order, machine, "setup", at, at + setup)
        at += setup
        left, good = pieces, 0
        while left > 0:
            run = min(left, max(1, 3600 // cycle_s))
            pace = self.random.uniform(1.04, 1.3)
            ended = at + timedelta(seconds=int(run * cycle_s * pace))
            rejected = sum(self.random.random() < 0.025 for _ in range(run))
            why = self.random.choice(REJECTS) if rejected else None
            told += self._log(order, machine, "production", at, ended, run - rejected, rejected, why)
            at, left, good = ended, left - run, good + run - rejected
            if self.random.random() < 0.12:
                down = timedelta(minutes=self.random.randint(5, 40))
                told += self._log(order, machine, "breakdown", at, at + down, reason=self.random.choice(STOPS))
                at += down
        self.free[machine] = at
        return at, good, told

    def _log(
        self,
        order: str,
        machine: str,
        activity: str,
        start: datetime,
        end: datetime,
        good: int = 0,
        rejected: int = 0,
        reason: str | None = None,
    ) -> list[DemoCommand]:
        body = {
            "work_order": order,
            "equipment": machine,
            "activity": activity,
            "started_at": start,
            "ended_at": end,
            "good_pcs": good,
            "rejected_pcs": rejected,
            "operator": f"badge-{self.random.randint(11, 15)}",
            "reason": reason,
            "scrap_reason": reason if rejected else None,
            "operation": dict(MACHINES)[machine],
        }
        return list(self._command(end, "work_orders.log_production", **body))

    def _finish(self, number: int, good: int, end: datetime) -> Iterator[DemoCommand]:
        order, lot = f"WO-{1000 + number}", f"L{1000 + number}"
        lost = stocking.LOST_PCS.get(number, 0)
        yield from self._command(
            end + timedelta(minutes=4),
            "work_orders.record_output_lot",
            work_order=order,
            lot=lot,
            quantity=str(good - lost),
            unit="pcs",
            location="Finished goods",
        )
        if PRODUCTS[number % 3][1] == "Brass rod 20":
            chips = {
                "material": "Brass chips",
                "quantity": str(number),
                "unit": "kg",
                "location": "Chip skip",
                "by_product": True,
            }
            yield from self._command(
                end + timedelta(minutes=5), "work_orders.record_output_lot", work_order=order, **chips
            )
        said = {"made": "put_out", "reason": "2 pieces were dropped after the last report"} if lost else {}
        yield from self._command(end + timedelta(minutes=6), "work_orders.complete", work_order=order, **said)
        yield from self._command(end + timedelta(hours=8), "work_orders.close", work_order=order)
        self.delivered_at[number] = end + timedelta(hours=20)
        yield from self._steps(selling.delivered(number, lot, self.delivered_at[number]))

    def _measurements(self) -> Iterator[DemoCommand]:
        for name, unit, low, high, target in SPEC:
            body = {"lsl": low, "usl": high, "target": target, "unit": unit, "subgroup_size": 5}
            yield from self._command(
                self.begin + timedelta(minutes=5), "quality.define_characteristic", characteristic=name, **body
            )
            centre = (Decimal(low) + Decimal(high)) / 2
            spread = float(Decimal(high) - Decimal(low)) / 9
            for number in range(1, 41):
                at = self.begin + timedelta(hours=3 + 5.8 * number)
                drift = spread * 1.6 if number in range(33, 37) else 0.0
                values = [str(round(float(centre) + drift + self.random.gauss(0, spread), 4)) for _ in range(5)]
                yield from self._command(
                    at, "quality.record_subgroup", characteristic=name, subgroup=f"{number:03d}", values=values
                )
