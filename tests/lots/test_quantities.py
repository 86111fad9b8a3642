"""Whatever is done with lots, in whatever order: no quantity below zero, and nothing is lost or comes from nowhere."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, rule

from unison.lots import domain
from unison.lots.domain import Lot, LotAdjusted, NotEnough, OnHold
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
        self.booked = {"STEEL": Decimal(0), "COPPER": Decimal(0)}

    def _name(self) -> str:
        return f"LOT-{len(self.lots)}"

    def _apply(self, name: str, *facts: Fact) -> str:
        for fact in facts:
            self.lots[name] = domain.evolve(self.lots.get(name), fact)
        return name

    @initialize(target=names, material=MATERIALS, quantity=AMOUNTS)
    def begin(self, material: str, quantity: Decimal) -> str:
        return self._receive(material, quantity)

    @rule(target=names, material=MATERIALS, quantity=AMOUNTS)
    def receive(self, material: str, quantity: Decimal) -> str:
        return self._receive(material, quantity)

    def _receive(self, material: str, quantity: Decimal) -> str:
        nothing = dict.fromkeys(["location", "supplier", "purchase_reference", "expires_at"])
        fact = domain.receive(material=material, quantity=quantity, unit="kg", plant="main", **nothing)
        self.booked[material] += quantity
        return self._apply(self._name(), fact)

    @rule(name=names, material=MATERIALS, quantity=AMOUNTS)
    def produce(self, name: str, material: str, quantity: Decimal) -> None:
        wish: dict[str, Any] = {"unit": "kg", "work_order": "WO-1", "plant": "main", "location": None}
        try:
            fact = domain.produce(self.lots[name], material=material, quantity=quantity, **wish)
        except domain.MaterialDiffers:
            assert material != self.lots[name].material
            return
        self.booked[material] += quantity
        self._apply(name, fact)

    def _take(self, name: str, quantity: Decimal, decide: Callable[..., Fact], **wish: Any) -> None:
        lot = self.lots[name]
        try:
            fact = decide(lot, quantity=quantity, **wish)
        except NotEnough:
            assert quantity > lot.quantity
        except OnHold:
            assert lot.on_hold
        else:
            self.booked[lot.material] -= quantity
            self._apply(name, fact)

    @rule(name=names, quantity=AMOUNTS)
    def consume(self, name: str, quantity: Decimal) -> None:
        self._take(name, quantity, domain.consume, unit=None, work_order="WO-1")

    @rule(name=names, quantity=AMOUNTS)
    def ship(self, name: str, quantity: Decimal) -> None:
        self._take(name, quantity, domain.ship, customer="ACME", delivery=None)

    @rule(name=names, quantity=AMOUNTS)
    def scrap(self, name: str, quantity: Decimal) -> None:
        self._take(name, quantity, domain.scrap, reason="rust")

    @rule(target=names, name=names, share=st.fractions(0, 2, max_denominator=7))
    def split(self, name: str, share: Any) -> str:
        lot = self.lots[name]
        part = (lot.quantity * share.numerator / share.denominator).quantize(Decimal("0.000001"))
        into = self._name()
        try:
            gone, come = domain.split(lot, key=name, into=into, quantity=part, location=None)
        except Refusal:
            assert lot.on_hold or part > lot.quantity
            return name
        self._apply(name, gone)
        self._apply(into, come)
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
            gone, come = domain.merge(self.lots.get(into), key=into, sources=lots, location=None)
        except Refusal:
            return False
        for name, fact in zip(sources, gone, strict=True):
            self._apply(name, fact)
            assert self.lots[name].quantity == 0
        self._apply(into, *come)
        return True

    @rule(name=names, found=st.just(Decimal(0)) | AMOUNTS)
    def adjust(self, name: str, found: Decimal) -> None:
        fact: LotAdjusted = domain.adjust(self.lots[name], quantity=found, reason="count")
        self.booked[self.lots[name].material] += fact.quantity - fact.expected
        self._apply(name, fact)

    @rule(name=names)
    def hold_or_release(self, name: str) -> None:
        lot = self.lots[name]
        self._apply(name, domain.release(lot, reason=None) if lot.on_hold else domain.hold(lot, reason="rust"))

    @rule(name=consumes(names))
    def never_mind(self, name: str) -> None:
        """Leaves a lot alone from here on: what is in it still counts."""

    @invariant()
    def nothing_is_below_zero(self) -> None:
        assert all(lot.quantity >= 0 for lot in self.lots.values())

    @invariant()
    def what_is_there_is_what_the_books_say(self) -> None:
        for material, booked in self.booked.items():
            assert sum(lot.quantity for lot in self.lots.values() if lot.material == material) == booked


TestWarehouse = Warehouse.TestCase
TestWarehouse.settings = settings(max_examples=100, stateful_step_count=40, deadline=None)
