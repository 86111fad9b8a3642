"""An order from its plan to its end, one that was cancelled, a rework order, and one that runs."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from tests.samples import Samples, Told


def story(at: datetime) -> Iterator[Told]:
    report = {"equipment": "X-1", "started_at": at - timedelta(hours=2), "ended_at": at - timedelta(hours=1)}
    first, created = {"work_order": "XW-1"}, {"occurred_at": at - timedelta(days=1)}
    yield "work_orders.define_scrap_reason", {"scrap_reason": "burr", "text": "Burr on the edge"}
    yield "work_orders.create", {**first, "product": "Gear", "quantity_pcs": 50, **created}
    yield "work_orders.release", first
    yield "work_orders.start", {**first, "equipment": "X-1"}
    yield "work_orders.pause", {**first, "reason": "lunch"}
    yield "work_orders.resume", first
    yield "work_orders.consume_lot", {**first, "lot": "XL-4", "quantity": "20"}
    yield "work_orders.return_material", {**first, "lot": "XL-4", "quantity": "2", "reason": "left over"}
    yield "work_orders.hold", {**first, "reason": "drawing changes"}
    yield "work_orders.unhold", first
    yield "work_orders.reschedule", {**first, "priority": 70, "reason": "customer waits"}
    yield "work_orders.log_production", {**first, "log": "log-1", "good_pcs": 10, **report}
    burrs = {"good_pcs": 7, "rejected_pcs": 2, "reason": "burr", "scrap_reason": "burr"}
    yield "work_orders.log_production", {**first, "log": "log-2", **burrs, **report}
    yield "work_orders.correct_log", {**first, "log": "log-1", "why": "miscounted", "good_pcs": 8, **report}
    yield "work_orders.log_production", {**first, "log": "log-3", "rework_pcs": 3, **report}
    deburring = {"operation": "deburring", "sequence": 10, "work_center": "bench", "cycle_time_s": "30"}
    rework = {"work_order": "XW-4", "product": "Gear", "quantity_pcs": 2, "rework_of": "XW-1"}
    yield "work_orders.create", {**rework, "operations": [deburring]}
    yield "work_orders.log_production", {**first, "log": "log-4", "good_pcs": 1, **report}
    yield "work_orders.strike_log", {**first, "log": "log-4", "why": "typed twice"}
    rework_again = {**rework, "work_order": "XW-9", "quantity_pcs": 1}
    yield "work_orders.create", rework_again
    yield "work_orders.cancel", {"work_order": "XW-9", "reason": "not worth it"}
    yield "work_orders.release", {"work_order": "XW-4"}
    yield "work_orders.undo", {"work_order": "XW-4", "why": "too early"}
    yield "work_orders.record_output_lot", {**first, "lot": "XO-1", "quantity": 15}
    yield "work_orders.complete", first
    yield "work_orders.close", first
    yield "work_orders.reopen", {**first, "reason": "a bolt was taken late"}
    yield "work_orders.complete", first
    yield "work_orders.close", first
    yield "work_orders.define_scrap_reason", {"scrap_reason": "rust", "text": "Rust"}
    yield "work_orders.retire_scrap_reason", {"scrap_reason": "rust"}
    yield "work_orders.create", {"work_order": "XW-2", "product": "Gear", "quantity_pcs": 50}
    yield "work_orders.cancel", {"work_order": "XW-2", "reason": "not needed"}
    again = {"work_order": "XW-6"}
    steps = [deburring, {"operation": "painting", "sequence": 20}]
    yield "work_orders.create", {**again, "product": "Gear", "quantity_pcs": 9, "operations": steps, **created}
    yield "work_orders.reschedule", {**again, "priority": 1, "reason": "first"}
    yield "work_orders.release", again
    yield "work_orders.log_production", {**again, "log": "log-1", "good_pcs": 1, "operation": "deburring", **report}
    yield "work_orders.strike_log", {**again, "log": "log-1", "why": "of another order"}
    yield "work_orders.cancel", {**again, "reason": "of another product"}
    other_steps = [{**deburring, "cycle_time_s": "40"}, {"operation": "drilling", "sequence": 30}]
    yield "work_orders.create", {**again, "product": "Pinion", "quantity_pcs": 3, "operations": other_steps}
    running = {"work_order": "XW-3"}
    yield "work_orders.create", {**running, "product": "Gear", "quantity_pcs": 5, **created}
    yield "work_orders.release", running
    yield "work_orders.start", running
    yield "work_orders.reserve_lot", {**running, "lot": "XL-4", "quantity": 8}
    yield "work_orders.release_reservation", {**running, "lot": "XL-4", "reason": "fewer are made"}
    yield "work_orders.reserve_lot", {**running, "lot": "XL-4", "quantity": 6}
    yield "work_orders.consume_lot", {**running, "lot": "XL-4", "quantity": 5}
    yield "work_orders.log_production", {**running, "log": "log-1", **report}
    anew = [{"material": "steel", "quantity": "2.1", "unit": "kg"}]
    yield "materials.set_components", {"product": "Gear", "components": anew}
    yield "work_orders.use_component_list", {**running, "component_list": 2, "reason": "a thicker blank"}
    yield "work_orders.create", {"product": "Gear", "quantity_pcs": 3}  # the organization numbers it


SAMPLES = Samples(
    story=story,
    theirs={"work_order": "XW-3", "log": "log-1", "status": "running"},
    any={"quantity_pcs": 1, "scrap_reason": "r", "text": "t", "component_list": 1},
    needed={"work_orders.consume_lot": ("lot",), "work_orders.record_output_lot": ("lot", "quantity")},
    of_the_organization=frozenset({"work_orders.define_scrap_reason"}),
    marks=("XW-", "XO-", "log-1", "burr"),
)
