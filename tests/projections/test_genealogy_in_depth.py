"""Genealogy in depth: mass balances, recalls, corrections, and all of it as of a feed number or a moment."""

import csv
import io
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from projections.genealogy import PROJECTION
from projections.genealogy.api import (
    AsOf,
    Balance,
    Begin,
    NotYet,
    Recall,
    Report,
    UnknownMaterial,
    UnknownOrder,
    balance,
    balance_of_material,
    balance_of_order,
    recall,
    report,
    report_csv,
    report_pdf,
    trace,
)
from tests.conftest import make_organization
from tests.projections.genealogy_room import STORY, Room, depths, make, open_room, opened, put, receive, take
from tests.spine import AT, append, event
from unison.infrastructure import database
from unison.infrastructure.projection.rebuild import rebuild
from unison.lots.application import commands
from unison.lots.domain import facts as d
from unison.lots.domain.state import UnknownLot
from unison.sales.domain import facts as s
from unison.shared.events import Fact
from unison.shared.ports import Viewer

HOUR = timedelta(hours=1)
STEEL = d.LotReceived(material="steel", quantity=Decimal(100), unit="kg", plant="main", supplier="S-1")


@pytest.fixture
def room(database_url: str, organization: Viewer) -> Iterator[Room]:
    with open_room(database_url, organization) as made:
        yield made


def balanced(room: Room, lot: str, as_of: AsOf | None = None) -> Balance:
    return room.ask(lambda cursor: balance(cursor, lot, as_of or AsOf()))


def recalled(room: Room, lot: str, begin: Begin = Begin.LOT, as_of: AsOf | None = None) -> Recall:
    return room.ask(lambda cursor: recall(cursor, lot, begin, as_of or AsOf()))


def reported(room: Room, lot: str, as_of: AsOf | None = None) -> Report:
    return room.ask(lambda cursor: report(cursor, lot, as_of or AsOf()))


def terms(found: Balance) -> dict[str, Decimal]:
    return {term.kind: term.quantity for term in found.terms}


def correction(movement: int, kind: str, change: str, **other: Any) -> d.MovementCorrected:
    told: dict[str, Any] = {"movement": movement, "kind": d.Movement(kind), "change": Decimal(change), "why": "misread"}
    return d.MovementCorrected(**told | other)


# Mass balance -----------------------------------------------------------------------------------------------------


def test_what_came_in_is_what_went_out_and_what_is_there(room: Room) -> None:
    room.send(*STORY)
    found = balanced(room, "bolt-3")
    assert terms(found) == {"merged_from": 7, "shipped": 4, "scrapped": 1, "adjusted": 1}
    assert (found.total_in, found.total_out, found.counted, found.on_hand, found.difference) == (7, 5, 1, 3, 0)
    assert found.closes
    assert [(t.kind, [m.movement for m in t.movements]) for t in found.terms][:2] == [
        ("merged_from", ["lots:bolt-3@1", "lots:bolt-3@2"]), ("shipped", ["lots:bolt-3@4"]),
    ]  # fmt: skip
    steel = balanced(room, "steel-1")
    assert terms(steel) == {"received": 10, "consumed": Decimal("3.5")}
    assert (steel.on_hand, steel.closes) == (Decimal("6.5"), True)
    with pytest.raises(UnknownLot):
        balanced(room, "no such lot")


def test_goods_that_come_back_and_goods_that_go_back_are_terms(room: Room) -> None:
    facts: list[Fact] = [
        STEEL, d.LotConsumed(work_order="W", quantity=Decimal(40)),
        d.LotReturned(work_order="W", quantity=Decimal(5), reason="not used"),
        d.LotShipped(customer="C-1", delivery="D-1", quantity=Decimal(20)),
        d.LotReturned(customer="C-1", delivery="D-1", sales_order="SO-1", quantity=Decimal(3)),
        d.LotReturnedToSupplier(quantity=Decimal(8), reason="rust", supplier="S-1"),
    ]  # fmt: skip
    for version, fact in enumerate(facts, start=1):
        room.tell("lots:A", version, fact)
    room.tell(
        "lots:B", 1, d.LotProduced(work_order="W", material="bolt", quantity=Decimal(9), unit="pcs", plant="main")
    )
    found = balanced(room, "A")
    assert terms(found) == {
        "received": 100, "consumed": 40, "returned_from_order": 5, "shipped": 20, "returned_by_customer": 3,
        "returned_to_supplier": 8,
    }  # fmt: skip
    assert (found.total_in, found.total_out, found.on_hand, found.closes) == (108, 68, 40, True)
    (edge,) = room.trace("A").edges
    assert (edge.target, edge.quantity) == ("B", 35)
    lot = room.lot("A")
    assert (lot.quantity, lot.on_hand, lot.consumed, lot.shipped) == (100, 40, 40, 20)


def test_an_order_that_gave_everything_back_has_had_it_in_hand(room: Room) -> None:
    """In a recall it must not be passed over."""
    room.send(receive("A"), *make("W", ["A"], ["B"]))
    room.tell("lots:A", 3, d.LotReturned(work_order="W", quantity=Decimal(1)))
    assert [(edge.target, edge.quantity) for edge in room.trace("A").edges] == [("B", 0)]


def test_a_split_that_only_one_lot_tells_of_does_not_close(room: Room) -> None:
    room.tell("lots:A", 1, STEEL)
    room.tell("lots:A", 2, d.LotSplit(into="B", quantity=Decimal(30)))
    part: dict[str, Any] = {"source": "A", "material": "steel", "unit": "kg", "plant": "main"}
    assert [(m.what, m.other, m.told_here, m.told_there) for m in balanced(room, "A").mismatches] == [
        ("split", "B", 30, None)
    ]
    room.tell("lots:B", 1, d.LotSplitOff(quantity=Decimal(20), **part))
    for lot, other, here, there in (("A", "B", 30, 20), ("B", "A", 20, 30)):
        found = balanced(room, lot)
        assert [(m.other, m.told_here, m.told_there) for m in found.mismatches] == [(other, here, there)]
        assert (found.difference, found.closes) == (0, False)
    room.tell("lots:B", 2, correction(1, "split_off", "10", quantity=Decimal(30)))
    assert balanced(room, "A").closes
    assert balanced(room, "B").closes


def test_a_delivery_that_the_lot_does_not_know_of_does_not_close(room: Room) -> None:
    room.tell("lots:A", 1, STEEL)
    room.tell("lots:A", 2, d.LotShipped(customer="C-1", delivery="D-1", quantity=Decimal(20)))
    _sales_order(room, ("D-1", "A", 20))
    assert balanced(room, "A").closes
    room.tell("sales_orders:SO-1", 4, s.LineDelivered(line=10, delivery="D-2", lot="A", quantity=Decimal(7)))
    assert [(m.what, m.other, m.told_here, m.told_there) for m in balanced(room, "A").mismatches] == [
        ("delivery", "D-2", None, 7)
    ]


def test_a_material_balances_over_all_of_its_lots(room: Room) -> None:
    room.send(*STORY)
    (steel,) = room.ask(lambda cursor: balance_of_material(cursor, "steel"))
    assert {t.kind: (t.movements, t.quantity) for t in steel.terms} == {
        "received": (2, 17), "consumed": (3, Decimal("4.5"))
    }  # fmt: skip
    assert (steel.on_hand, steel.difference, steel.closes) == (Decimal("12.5"), 0, True)
    (bolt,) = room.ask(lambda cursor: balance_of_material(cursor, "bolt"))
    assert {t.kind: t.quantity for t in bolt.terms} == {
        "produced": 10, "split_off": 2, "merged_from": 7, "split": 2, "merged_into": 7, "shipped": 4, "scrapped": 1, "adjusted": 1,
    }  # fmt: skip
    assert (bolt.on_hand, bolt.difference, bolt.closes) == (6, 0, True)
    with pytest.raises(UnknownMaterial):
        room.ask(lambda cursor: balance_of_material(cursor, "gold"))


def test_an_order_tells_what_it_made_of_what_it_took(room: Room) -> None:
    room.send(
        receive("A", "50"), receive("B", "50"), *opened("W", product="wire"), take("W", "A", "30"), take("W", "B", "20")
    )
    room.send(commands.ReceiveLot(lot="C", material="wire", quantity=Decimal(1), unit="kg"))
    room.tell(
        "lots:D", 1, d.LotProduced(work_order="W", material="wire", quantity=Decimal(46), unit="kg", plant="main")
    )
    room.tell("lots:A", 3, d.LotReturned(work_order="W", quantity=Decimal(2)))
    found = room.ask(lambda cursor: balance_of_order(cursor, "W"))
    assert [(each.lot, each.material, each.quantity) for each in found.consumed] == [
        ("A", "steel", 28),
        ("B", "steel", 20),
    ]
    assert [(each.lot, each.quantity) for each in found.produced] == [("D", 46)]
    (kg,) = found.yields
    assert (kg.unit, kg.consumed, kg.produced, kg.ratio) == ("kg", 48, 46, Decimal("0.958333"))
    room.send(*make("W2", ["B"], ["E"]))
    yields = room.ask(lambda cursor: balance_of_order(cursor, "W2")).yields
    assert [(y.unit, y.consumed, y.produced, y.ratio) for y in yields] == [("kg", 1, 0, 0), ("pcs", 0, 5, None)]
    with pytest.raises(UnknownOrder):
        room.ask(lambda cursor: balance_of_order(cursor, "W9"))


# Corrections ------------------------------------------------------------------------------------------------------


def test_a_corrected_fact_stands_with_its_original_beside_it(room: Room) -> None:
    room.send(receive("A", "100"), *make("W", ["A"], ["B"]))
    room.tell("lots:A", 3, correction(2, "consumed", "-4", quantity=Decimal(5), happened_at=AT - HOUR))
    movements = {each.kind: each for each in room.lot("A").movements}
    consumed, told = movements["consumed"], movements["corrected"]
    assert next(iter(movements)) == "consumed"
    assert (consumed.quantity, consumed.change, consumed.on_hand, movements["received"].on_hand) == (5, -5, -5, 95)
    assert consumed.original is not None
    assert consumed.original.quantity == 1
    assert (consumed.occurred_at, consumed.corrected_why, consumed.struck) == (AT - HOUR, "misread", False)
    assert consumed.corrected_by is not None
    assert (told.corrects, told.reason, told.change) == (2, "misread", 0)
    assert (room.lot("A").on_hand, room.lot("A").consumed) == (95, 5)
    (edge,) = room.trace("A").edges
    assert (edge.quantity, edge.made) == (5, 5)
    assert (terms(balanced(room, "A"))["consumed"], balanced(room, "A").closes) == (5, True)


def test_the_last_correction_stands_and_each_is_known_from_its_own_number(room: Room) -> None:
    room.tell("lots:A", 1, STEEL)
    numbers, amounts = [room.feed_seq()], (100, 90, 80, 0, 70)
    fixes: list[dict[str, Any]] = [
        {"quantity": Decimal(90)}, {"quantity": Decimal(80)}, {"struck": True}, {"quantity": Decimal(70)},
    ]  # fmt: skip
    for version, fix in enumerate(fixes, start=2):
        room.tell("lots:A", version, correction(1, "received", "0", **fix))
        numbers.append(room.feed_seq())
    assert [balanced(room, "A", AsOf(feed=number)).on_hand for number in numbers] == list(amounts)
    assert room.lot("A").on_hand == 70
    (received,) = [m for m in room.lot("A").movements if m.kind == "received"]
    assert received.original is not None
    assert received.original.quantity == 100


def test_a_struck_consumption_is_no_edge_any_more_and_was_one_before(room: Room) -> None:
    room.send(receive("A"), *make("W", ["A"], ["B"]), *make("W2", ["B"], ["C"]))
    before = room.feed_seq()
    room.tell("lots:A", 3, correction(2, "consumed", "1", struck=True))
    assert depths(room.trace("A")) == {}
    assert depths(room.trace("C", "backward")) == {"B": 1}
    assert recalled(room, "A").lots[0].on_hand == 10
    then = room.ask(lambda cursor: trace(cursor, "A", as_of=AsOf(feed=before)))
    assert depths(then) == {"B": 1, "C": 2}
    struck = [m for t in balanced(room, "A").terms for m in t.movements if m.struck]
    assert [(m.movement, m.quantity, m.change) for m in struck] == [("lots:A@2", 1, 0)]
    room.tell("lots:A", 4, correction(2, "consumed", "-1"))
    assert depths(room.trace("A")) == {"B": 1, "C": 2}


def test_a_corrected_count_changes_what_it_found(room: Room) -> None:
    room.tell("lots:A", 1, STEEL)
    room.tell("lots:A", 2, d.LotAdjusted(quantity=Decimal(95), reason="counted"))
    room.tell("lots:A", 3, correction(2, "consumed", "2", quantity=Decimal(97)))
    assert (room.lot("A").on_hand, terms(balanced(room, "A"))["adjusted"]) == (97, -3)


def test_corrections_twice_are_once_and_rebuilt_are_the_same(room: Room) -> None:
    room.send(*STORY)
    room.tell("lots:steel-1", 4, correction(2, "consumed", "1", struck=True))
    room.tell("lots:steel-1", 5, correction(2, "consumed", "-2", quantity=Decimal(2), happened_at=AT))
    room.tell("lots:bolt-3", 8, correction(4, "shipped", "1", quantity=Decimal(3)))
    _sales_order(room, ("D-1", "bolt-3", 3))
    before = room.rows()
    assert sum(row.count("misread") for row in map(list, before["movements"])) == 6
    with database.connect(room.url, "owner") as connection:
        connection.execute("UPDATE unison.consumers SET position = 0 WHERE name = 'genealogy'")
    room.project()
    assert room.rows() == before
    with database.connect(room.url, "owner") as connection:
        rebuild(connection, PROJECTION)
    assert room.rows() == before


# As of ------------------------------------------------------------------------------------------------------------


def test_what_had_happened_by_a_moment_and_what_was_known_of_it_at_a_number(room: Room) -> None:
    """A receipt at 8, a consumption of 9 that is told at once, and one of 8:30 that is told late."""
    made = d.LotProduced(work_order="W", material="bolt", quantity=Decimal(5), unit="pcs", plant="main")
    room.tell("lots:A", 1, STEEL, AT)
    room.tell("lots:A", 2, d.LotConsumed(work_order="W", quantity=Decimal(10)), AT + HOUR)
    room.tell("lots:B", 1, made, AT + HOUR)
    known = room.feed_seq()
    room.tell("lots:A", 3, d.LotConsumed(work_order="W", quantity=Decimal(7)), AT + HOUR / 2)
    for as_of, on_hand, consumed in (
        (AsOf(), 83, 17), (AsOf(feed=known), 90, 10), (AsOf(at=AT + HOUR * 3 / 4), 93, 7),
        (AsOf(feed=known, at=AT + HOUR * 3 / 4), 100, 0), (AsOf(at=AT), 100, 0),
    ):  # fmt: skip
        found = balanced(room, "A", as_of)
        assert (found.on_hand, terms(found).get("consumed", 0)) == (on_hand, consumed), as_of
        assert (found.closes, found.as_of_feed, found.as_of) == (True, as_of.feed, as_of.at)
    assert [edge.quantity for edge in room.ask(lambda c: trace(c, "A", as_of=AsOf(feed=known))).edges] == [10]
    assert depths(room.ask(lambda c: trace(c, "A", as_of=AsOf(at=AT + HOUR / 2)))) == {}
    assert depths(room.ask(lambda c: trace(c, "A", as_of=AsOf(at=AT + HOUR)))) == {"B": 1}


@pytest.mark.parametrize("question", [balance, recall, trace, report])
def test_a_lot_that_was_not_there_yet_is_told_apart_from_one_that_never_was(room: Room, question: Any) -> None:
    room.send(receive("before"))
    number = room.feed_seq()
    room.tell("lots:A", 1, STEEL, AT)
    for as_of in (AsOf(feed=number), AsOf(at=AT - HOUR), AsOf(feed=0)):
        with pytest.raises(NotYet):
            room.ask(lambda cursor, as_of=as_of: question(cursor, "A", as_of=as_of))
    with pytest.raises(UnknownLot):
        room.ask(lambda cursor: question(cursor, "B"))


STEPS = st.lists(
    st.tuples(
        st.sampled_from("ABCD"), st.sampled_from("ABCD"), st.integers(1, 9), st.integers(0, 9), st.integers(0, 9)
    ),
    min_size=3,
    max_size=14,
)


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_as_of_any_number_is_what_was_answered_then(
    database_url: str, steps: list[tuple[str, str, int, int, int]]
) -> None:
    """Whatever is consumed, put out, returned, split and corrected, and whenever it happened."""
    with database.connect(database_url, "owner") as connection:
        viewer = make_organization(connection)
    with open_room(database_url, viewer) as room:
        versions = {lot: [1] for lot in "ABCD"}
        for lot in "ABCD":
            room.tell(f"lots:{lot}", 1, STEEL, AT)
        answered: dict[int, Any] = {}
        for source, target, amount, what, when in steps:
            for lot, fact in _facts(source, target, Decimal(amount), what, versions):
                version = room.lot(lot).version + 1
                room.tell(f"lots:{lot}", version, fact, AT + when * HOUR)
                if not isinstance(fact, d.MovementCorrected):
                    versions[lot].append(version)
                answered[room.feed_seq()] = _answers(room, AsOf())
        last = room.feed_seq()
        for number, answer in answered.items():
            assert _answers(room, AsOf(feed=number)) == answer
        for when in range(0, 10, 3):
            by = AT + when * HOUR
            assert _answers(room, AsOf(at=by)) == _answers(room, AsOf(feed=last, at=by))


def _facts(
    source: str, target: str, amount: Decimal, what: int, versions: dict[str, list[int]]
) -> list[tuple[str, Fact]]:
    if what < 3:
        made = d.LotProduced(work_order=f"W{amount}", material="steel", quantity=amount, unit="kg", plant="main")
        return [(source, d.LotConsumed(work_order=f"W{amount}", quantity=amount)), (target, made)]
    if what < 5 and source != target:
        off = d.LotSplitOff(source=source, material="steel", quantity=amount, unit="kg", plant="main")
        return [(source, d.LotSplit(into=target, quantity=amount)), (target, off)]
    if what == 5:
        return [(source, d.LotReturned(work_order=f"W{amount}", quantity=amount))]
    if what == 6:
        return [(source, d.LotScrapped(quantity=amount, reason="rust"))]
    fixed = correction(
        versions[source][int(amount) % len(versions[source])], "consumed", "0", quantity=None if what == 7 else amount,
        struck=what == 8, happened_at=AT + int(amount) * HOUR if what == 9 else None,
    )  # fmt: skip
    return [(source, fixed)]


def _answers(room: Room, as_of: AsOf) -> list[Any]:
    """Everything that is told of the four lots, but for what it was asked as of."""
    told: list[Any] = []
    for lot in "ABCD":
        try:
            balanced(room, lot, as_of)
        except NotYet:
            told.append(None)
            continue
        of = balanced(room, lot, as_of).model_dump(exclude={"as_of_feed", "as_of"})
        called = recalled(room, lot, Begin.SOURCES, as_of).model_dump(exclude={"as_of_feed", "as_of"})
        traced = room.ask(lambda cursor, lot=lot: trace(cursor, lot, "both", as_of=as_of))
        edges = sorted((edge.model_dump() for edge in traced.edges), key=str)
        told.append((of, called, sorted((each.model_dump() for each in traced.lots), key=str), edges))
    return told


# Recall -----------------------------------------------------------------------------------------------------------


def _sales_order(room: Room, *deliveries: tuple[str, str | None, int]) -> None:
    facts: list[Fact] = [
        s.SalesOrderCreated(customer="C-1", plant="main"),
        s.LineAdded(line=10, product="bolt", quantity=Decimal(40), unit="kg" if deliveries[0][1] == "A" else "pcs"),
        *(s.LineDelivered(line=10, delivery=note, lot=lot, quantity=Decimal(q)) for note, lot, q in deliveries),
    ]
    events = [event("sales_orders:SO-1", version, fact) for version, fact in enumerate(facts, start=1)]
    with database.connect(room.url, "owner") as connection:
        append(connection, room.viewer.organization_id, *events)
    room.project()


def test_a_recall_tells_every_lot_order_customer_and_shipment(room: Room) -> None:
    room.send(*STORY)
    _sales_order(room, ("D-1", "bolt-3", 4), ("D-9", "bolt-1", 1))
    found = recalled(room, "steel-1")
    assert [(lot.lot, lot.role, lot.depth) for lot in found.lots] == [
        ("steel-1", "asked", 0), ("bolt-1", "affected", 1), ("bolt-2", "affected", 1), ("bolt-1a", "affected", 2),
        ("bolt-3", "affected", 2),
    ]  # fmt: skip
    assert [(o.work_order, o.consumed_lots, o.produced_lots) for o in found.orders] == [("WO-1", 2, 2)]
    assert [(x.lot, x.kind, x.customer, x.delivery, x.sales_order, x.line, x.quantity) for x in found.shipments] == [
        ("bolt-1", "only_delivered", "C-1", "D-9", "SO-1", 10, 1), ("bolt-3", "shipped", "C-1", "D-1", "SO-1", 10, 4),
    ]  # fmt: skip
    assert [(c.customer, c.lots, c.deliveries, c.sales_orders) for c in found.customers] == [
        ("C-1", ["bolt-1", "bolt-3"], ["D-9", "D-1"], ["SO-1"])
    ]
    assert {m.material: (m.lots, m.on_hand, m.held, m.free, m.shipped, m.scrapped) for m in found.materials} == {
        "bolt": (4, 6, 3, 3, 4, 1), "steel": (1, Decimal("6.5"), 0, Decimal("6.5"), 0, 0),
    }  # fmt: skip
    assert found.to_hold == ["steel-1", "bolt-1"]


def test_from_a_complaint_back_to_what_it_was_made_of_and_forward_again(room: Room) -> None:
    room.send(receive("steel"), receive("oil"), *make("W1", ["steel"], ["rod"]), *make("W2", ["rod", "oil"], ["bolt"]))
    room.send(*make("W3", ["steel"], ["nut"]), *make("W4", ["oil"], ["can"]), receive("other"))
    assert {lot.lot for lot in recalled(room, "bolt").lots} == {"bolt"}
    found = recalled(room, "bolt", Begin.SOURCES)
    assert [(lot.lot, lot.role, lot.depth) for lot in found.lots] == [
        ("bolt", "asked", 0), ("oil", "source", 0), ("rod", "source", 0), ("steel", "source", 0),
        ("can", "affected", 1), ("nut", "affected", 1),
    ]  # fmt: skip
    assert [order.work_order for order in found.orders] == ["W1", "W2", "W3", "W4"]


def test_a_struck_shipment_is_shown_and_nobody_is_told(room: Room) -> None:
    room.tell("lots:A", 1, STEEL)
    room.tell("lots:A", 2, d.LotShipped(customer="C-1", delivery="D-1", quantity=Decimal(20)))
    room.tell("lots:A", 3, correction(2, "shipped", "20", struck=True))
    found = recalled(room, "A")
    assert [(x.movement, x.struck, x.corrected_why) for x in found.shipments] == [("lots:A@2", True, "misread")]
    assert found.customers == []


def test_a_person_of_one_plant_recalls_within_it(room: Room) -> None:
    room.send(receive("A", plant="north"), *opened("W1", plant="north"), take("W1", "A"), put("W1", "B"))
    room.send(*opened("W2", plant="south"), take("W2", "B"), put("W2", "C"))
    assert {lot.lot for lot in recalled(room, "A").lots} == {"A", "B", "C"}
    _sales_order(room, ("D-1", "B", 4))
    north = Limited(room.viewer, ("north",))
    limited = room.ask(lambda cursor: recall(cursor, "A"), viewer=north)
    assert {lot.lot for lot in limited.lots} == {"A", "B"}
    assert limited.shipments == []
    assert [x.kind for x in recalled(room, "A").shipments] == ["only_delivered"]


class Limited:
    """Somebody who sees some plants alone."""

    def __init__(self, viewer: Viewer, plants: tuple[str, ...]) -> None:
        self.organization_id, self.plants = viewer.organization_id, plants


# The report -------------------------------------------------------------------------------------------------------


def test_a_report_names_the_number_and_the_hash_it_can_be_verified_by(room: Room) -> None:
    room.send(*STORY)
    room.tell("lots:steel-1", 4, correction(2, "consumed", "1", struck=True))
    found = reported(room, "steel-1")
    with database.connect(room.url, "worker") as connection:
        row = connection.execute(
            "SELECT seq, encode(hash, 'hex') FROM unison.chain_heads WHERE organization_id = %s",
            (room.viewer.organization_id,),
        ).fetchone()
    assert row == (found.feed_seq, found.feed_hash)
    room.send(take("WO-1", "steel-1", "1"))
    again = reported(room, "steel-1", AsOf(feed=found.feed_seq))
    assert again.model_dump(exclude={"made_at"}) == found.model_dump(exclude={"made_at"})
    assert reported(room, "steel-1").balance.on_hand == found.balance.on_hand - 1
    assert [(step.lot, step.depth, step.by) for step in found.forward] == [
        ("bolt-1", 1, "WO-1"), ("bolt-2", 1, "WO-1"), ("bolt-1a", 2, "split of bolt-1"), ("bolt-3", 2, "merge of bolt-2"),
    ]  # fmt: skip
    assert {step.by for step in reported(room, "bolt-1a").backward} == {"split into bolt-1a", "WO-1"}


def test_a_report_as_csv_is_one_table(room: Room) -> None:
    room.send(*STORY, commands.ReceiveLot(lot="=1+1", material="@x", quantity=Decimal(3), unit="kg"))
    room.tell("lots:steel-1", 4, correction(2, "consumed", "1", struck=True))
    rows = list(csv.DictReader(io.StringIO(report_csv(reported(room, "steel-1")))))
    assert [row["section"] for row in rows] == [
        "report", *["balance"] * 4, *["movement"] * 3, *["forward"] * 4, "work_order", "shipment",
    ]  # fmt: skip
    assert len(rows[0]["feed_hash"]) == 64
    (struck,) = [row for row in rows if row["struck"] == "yes"]
    assert (struck["kind"], struck["quantity"], struck["original_quantity"], struck["corrected_why"]) == (
        "consumed", "0", "1", "misread",
    )  # fmt: skip
    (first, *_) = csv.DictReader(io.StringIO(report_csv(reported(room, "=1+1"))))
    assert (first["lot"], first["material"]) == ("'=1+1", "'@x")


def test_a_report_as_pdf_is_made_of_whatever_the_names_are(room: Room) -> None:
    odd = 'L#1 "x" \\ $y$ *bold* <b> [z] ü 漢'
    room.send(commands.ReceiveLot(lot=odd, material="#panic()", quantity=Decimal(3), unit="kg"), receive("plain"))
    room.tell(f"lots:{odd}", 2, correction(1, "received", "-3", struck=True))
    for lot in (odd, "plain"):
        made = report_pdf(reported(room, lot))
        assert made.startswith(b"%PDF-1.")
        assert made.rstrip().endswith(b"%%EOF")
    assert b"Trace report of lot plain" in made
