"""Whatever is done with lots and whatever of it is corrected, in whatever order: nothing is lost or comes from nowhere, and no
quantity is below zero but where that was allowed."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, rule

from tests.scenario import AT
from unison.lots.domain import correcting, moving, state
from unison.lots.domain import facts as lot_facts
from unison.lots.domain.correcting import Wanted
from unison.lots.domain.facts import LotAdjusted
from unison.lots.domain.moving import MaterialDiffers, NotEnough, OnHold
from unison.lots.domain.parties import MoreThanShipped, share, total
from unison.lots.domain.state import Lot
from unison.shared.errors import Refusal
from unison.shared.events import Fact

AMOUNTS = st.decimals(Decimal("0.000001"), Decimal(1000), places=6)
MATERIALS = st.sampled_from(["STEEL", "COPPER"])


class Warehouse(RuleBasedStateMachine):
    """Lots as commands leave them, beside plain books of what came in, went out and was found by counting."""

    names = Bundle("names")

    def __init__(self) -> None:
        super().__init__()
        self.lots: dict[str, Lot] = {}
        self.told: dict[str, list[Fact]] = {}
        self.sides: dict[tuple[str, int], tuple[str, int]] = {}
        self.flags = False
        self.flagged: set[str] = set()
        self.booked = {"STEEL": Decimal(0), "COPPER": Decimal(0)}

    def _name(self) -> str:
        return f"LOT-{len(self.lots)}"

    def _apply(self, name: str, *facts: Fact) -> str:
        for fact in facts:
            self.lots[name] = state.evolve(self.lots.get(name), fact, AT)
            self.told.setdefault(name, []).append(fact)
            if self.flags and self.lots[name].quantity < 0:
                self.flagged.add(name)
        return name

    @initialize(target=names, material=MATERIALS, quantity=AMOUNTS)
    def begin(self, material: str, quantity: Decimal) -> str:
        return self._receive(material, quantity)

    @rule(target=names, material=MATERIALS, quantity=AMOUNTS)
    def receive(self, material: str, quantity: Decimal) -> str:
        return self._receive(material, quantity)

    def _receive(self, material: str, quantity: Decimal) -> str:
        fact = moving.receive(None, material=material, quantity=quantity, unit="kg", plant="main")
        self.booked[material] += quantity
        return self._apply(self._name(), fact)

    @rule(name=names, material=MATERIALS, quantity=AMOUNTS)
    def produce(self, name: str, material: str, quantity: Decimal) -> None:
        asked: dict[str, Any] = {"unit": "kg", "work_order": "WO-1", "plant": "main", "location": None}
        try:
            fact = moving.produce(self.lots[name], material=material, quantity=quantity, **asked)
        except MaterialDiffers:
            assert material != self.lots[name].material
            return
        self.booked[material] += quantity
        self._apply(name, fact)

    def _take(self, name: str, quantity: Decimal, decide: Callable[..., Fact], **asked: Any) -> None:
        lot = self.lots[name]
        try:
            fact = decide(lot, quantity=quantity, **asked)
        except NotEnough:
            assert quantity > lot.quantity
            assert not asked.get("may_go_below_zero")
        except OnHold:
            assert lot.on_hold
        else:
            self.booked[lot.material] -= quantity
            self._apply(name, fact)

    @rule(name=names, quantity=AMOUNTS)
    def consume(self, name: str, quantity: Decimal) -> None:
        self._take(name, quantity, moving.consume, key=name, work_order="WO-1", at=AT, **self._below())

    @rule(name=names, quantity=AMOUNTS)
    def ship(self, name: str, quantity: Decimal) -> None:
        self._take(name, quantity, moving.ship, key=name, customer="ACME", delivery=None, at=AT, **self._below())

    @rule(name=names, quantity=AMOUNTS)
    def scrap(self, name: str, quantity: Decimal) -> None:
        self._take(name, quantity, moving.scrap, reason="rust", **self._below())

    @rule(name=names, quantity=AMOUNTS)
    def return_to_supplier(self, name: str, quantity: Decimal) -> None:
        self._take(name, quantity, moving.return_to_supplier, supplier=None, reference=None, reason="rust")

    def _below(self) -> dict[str, bool]:
        return {"may_go_below_zero": self.flags}

    @rule()
    def change_the_setting(self) -> None:
        self.flags = not self.flags

    @rule(name=names, quantity=AMOUNTS)
    def return_from_customer(self, name: str, quantity: Decimal) -> None:
        lot = self.lots[name]
        asked: dict[str, Any] = {"customer": "ACME", "delivery": None, "sales_order": None, "reason": "bent"}
        try:
            fact = moving.return_from_customer(lot, quantity=quantity, **asked)
        except MoreThanShipped:
            assert quantity > share(lot.with_customers, asked["customer"])
            return
        self.booked[lot.material] += quantity
        self._apply(name, fact)

    @rule(name=names, number=st.integers(0, 50), quantity=st.none() | AMOUNTS, struck=st.booleans())
    def correct(self, name: str, number: int, quantity: Decimal | None, struck: bool) -> None:
        """Any movement of a lot, also one that was corrected before; of a split both sides or neither."""
        movement = 1 + number % len(self.told[name])
        wanted = Wanted(quantity=quantity) if not struck else Wanted(struck=True)
        sides = [(name, movement)]
        if (name, movement) in self.sides:
            sides.append(self.sides[name, movement])
        try:
            facts = [self._correction(of, version, wanted) for of, version in sides]
        except Refusal:
            return
        self.booked[self.lots[name].material] += sum(fact.change for fact in facts)
        for (of, _), fact in zip(sides, facts, strict=True):
            self._apply(of, fact)

    def _correction(self, name: str, movement: int, wanted: Wanted) -> lot_facts.MovementCorrected:
        told = self.told[name][movement - 1]
        return correcting.correct(
            self.lots[name],
            key=name,
            movement=movement,
            told=told,
            wanted=wanted,
            why="typo",
            latest=AT,
            **self._below(),
        )

    @rule(target=names, name=names, share=st.fractions(0, 2, max_denominator=7))
    def split(self, name: str, share: Any) -> str:
        lot = self.lots[name]
        part = (lot.quantity * share.numerator / share.denominator).quantize(Decimal("0.000001"))
        if part < 0:
            return name  # no command asks for less than nothing
        into = self._name()
        try:
            gone, come = moving.split(lot, key=name, into=into, quantity=part, location=None)
        except Refusal:
            assert lot.on_hold or part > lot.quantity
            return name
        self._apply(name, gone)
        self._apply(into, come)
        one, other = (name, len(self.told[name])), (into, len(self.told[into]))
        self.sides |= {one: other, other: one}
        assert self.lots[name].quantity + self.lots[into].quantity == lot.quantity
        return into

    @rule(into=names, sources=st.lists(names, min_size=1, max_size=4, unique=True))
    def merge_into_an_existing_lot(self, into: str, sources: list[str]) -> None:
        self._merge(into, sources)

    @rule(target=names, sources=st.lists(names, min_size=1, max_size=4, unique=True))
    def merge_into_a_new_lot(self, sources: list[str]) -> str:
        into = self._name()
        return into if self._merge(into, sources) else sources[0]

    def _merge(self, into: str, sources: Sequence[str]) -> bool:
        lots = [(name, self.lots[name]) for name in sources]
        try:
            gone, come = moving.merge(self.lots.get(into), key=into, sources=lots, location=None)
        except Refusal:
            return False
        for name, fact in zip(sources, gone, strict=True):
            self._apply(name, fact)
            assert self.lots[name].quantity == 0
        self._apply(into, *come)
        return True

    @rule(name=names, found=st.just(Decimal(0)) | AMOUNTS)
    def adjust(self, name: str, found: Decimal) -> None:
        fact: LotAdjusted = moving.adjust(self.lots[name], quantity=found, reason="count")
        self.booked[self.lots[name].material] += fact.quantity - fact.expected
        self._apply(name, fact)

    @rule(name=names)
    def hold_or_release(self, name: str) -> None:
        lot = self.lots[name]
        self._apply(name, moving.release(lot, reason=None) if lot.on_hold else moving.hold(lot, reason="rust"))

    @rule(name=consumes(names))
    def never_mind(self, name: str) -> None:
        """Leaves a lot alone from here on: what is in it still counts."""

    @invariant()
    def nothing_is_below_zero_but_where_that_was_allowed(self) -> None:
        assert {name for name, lot in self.lots.items() if lot.quantity < 0} <= self.flagged

    @invariant()
    def no_more_comes_back_than_went_out(self) -> None:
        assert all(total(lot.with_customers) >= 0 for lot in self.lots.values())

    @invariant()
    def a_lot_holds_what_stands_of_its_movements(self) -> None:
        for name, told in self.told.items():
            assert self.lots[name].quantity == sum(_standing(told, version) for version in range(1, len(told) + 1))

    @invariant()
    def what_is_there_is_what_the_books_say(self) -> None:
        for material, booked in self.booked.items():
            assert sum(lot.quantity for lot in self.lots.values() if lot.material == material) == booked


def _standing(told: Sequence[Fact], version: int) -> Decimal:
    """What the movement at a version did, by the last word that was said of it."""
    fact = told[version - 1]
    quantity: Decimal = getattr(fact, "quantity", None) or Decimal(0)
    for later in told[version:]:
        if isinstance(later, lot_facts.MovementCorrected) and later.movement == version:
            if later.struck:
                quantity = fact.expected if isinstance(fact, LotAdjusted) else Decimal(0)
            else:
                quantity = later.quantity or vars(fact)["quantity"]
    match fact:
        case LotAdjusted():
            return quantity - fact.expected
        case (
            lot_facts.LotReceived()
            | lot_facts.LotProduced()
            | lot_facts.LotSplitOff()
            | lot_facts.LotMergedFrom()
            | lot_facts.LotReturned()
        ):
            return quantity
        case lot_facts.MovementCorrected() | lot_facts.LotHeld() | lot_facts.LotReleased():
            return Decimal(0)
        case _:
            return -quantity


TestWarehouse = Warehouse.TestCase
TestWarehouse.settings = settings(max_examples=100, stateful_step_count=40, deadline=None)
