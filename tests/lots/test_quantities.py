"""Whatever is done with lots, told in whatever order, and whatever of it is corrected or struck: every quantity is that of a plain
replay in order of happening, and no moment is below zero but where that was allowed."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, rule

from tests.scenario import AT
from unison.lots.domain import correcting, moving, receiving, state
from unison.lots.domain import facts as lot_facts
from unison.lots.domain.about import About
from unison.lots.domain.correcting import Wanted
from unison.lots.domain.facts import LotAdjusted
from unison.lots.domain.moving import MaterialDiffers
from unison.lots.domain.parties import MoreThanShipped, share, total
from unison.lots.domain.state import Lot
from unison.lots.domain.taking import OnHold
from unison.shared.errors import Refusal
from unison.shared.events import Fact

AMOUNTS = st.decimals(Decimal("0.000001"), Decimal(1000), places=6)
MATERIALS = st.sampled_from(["STEEL", "COPPER"])
MOMENTS = st.integers(0, 12).map(lambda hours: AT + timedelta(hours=hours))
"""Few, so that much happens in one moment and much is told late."""

IN = (
    lot_facts.LotReceived, lot_facts.LotProduced, lot_facts.LotSplitOff, lot_facts.LotMergedFrom, lot_facts.LotReturned,
)  # fmt: skip
NEITHER = (lot_facts.MovementCorrected, lot_facts.LotHeld, lot_facts.LotReleased)


class Warehouse(RuleBasedStateMachine):
    """Lots as commands leave them, beside all that was told of each, with when it happened."""

    names = Bundle("names")

    def __init__(self) -> None:
        super().__init__()
        self.lots: dict[str, Lot] = {}
        self.told: dict[str, list[tuple[datetime, Fact]]] = {}
        self.sides: dict[tuple[str, int], tuple[str, int]] = {}
        self.flags = False
        self.flagged: set[str] = set()

    def _name(self) -> str:
        return f"LOT-{len(self.lots)}"

    def _apply(self, name: str, at: datetime, *facts: Fact) -> str:
        for fact in facts:
            self.lots[name] = state.evolve(self.lots.get(name), fact, at)
            self.told.setdefault(name, []).append((at, fact))
            if self.flags:
                self.flagged.add(name)
        return name

    @initialize(target=names, material=MATERIALS, quantity=AMOUNTS, at=MOMENTS)
    def begin(self, material: str, quantity: Decimal, at: datetime) -> str:
        return self._receive(material, quantity, at)

    @rule(target=names, material=MATERIALS, quantity=AMOUNTS, at=MOMENTS)
    def receive(self, material: str, quantity: Decimal, at: datetime) -> str:
        return self._receive(material, quantity, at)

    def _receive(self, material: str, quantity: Decimal, at: datetime) -> str:
        fact = receiving.receive(None, material=material, quantity=quantity, unit="kg", plant="main", about=About())
        return self._apply(self._name(), at, fact)

    @rule(name=names, material=MATERIALS, quantity=AMOUNTS, at=MOMENTS)
    def produce(self, name: str, material: str, quantity: Decimal, at: datetime) -> None:
        asked: dict[str, Any] = {"unit": "kg", "work_order": "WO-1", "plant": "main", "location": None}
        try:
            fact = moving.produce(self.lots[name], material=material, quantity=quantity, **asked)
        except MaterialDiffers:
            assert material != self.lots[name].material
        else:
            self._apply(name, at, fact)

    def _take(self, name: str, quantity: Decimal, at: datetime, decide: Callable[..., Fact], **asked: Any) -> None:
        """It is refused just where a moment would be below zero that is not now, or further below."""
        lot = self.lots[name]
        try:
            fact = decide(lot, quantity=quantity, at=at, **asked)
        except OnHold:
            assert lot.on_hold
        except Refusal:
            assert not asked.get("may_go_below_zero")
            assert self._falls_short(name, at, quantity)
        else:
            assert asked.get("may_go_below_zero") or not self._falls_short(name, at, quantity)
            self._apply(name, at, fact)

    def _falls_short(self, name: str, at: datetime, quantity: Decimal) -> bool:
        before = _levels(self.told[name])
        after = _levels([*self.told[name], (at, lot_facts.LotScrapped(quantity=quantity, reason="tried"))])
        known = Decimal(0)
        for moment in sorted(after):
            known = before.get(moment, known)
            if after[moment] < 0 and after[moment] < known:
                return True
        return False

    @rule(name=names, quantity=AMOUNTS, at=MOMENTS)
    def consume(self, name: str, quantity: Decimal, at: datetime) -> None:
        self._take(name, quantity, at, moving.consume, key=name, work_order="WO-1", **self._below())

    @rule(name=names, quantity=AMOUNTS, at=MOMENTS)
    def ship(self, name: str, quantity: Decimal, at: datetime) -> None:
        self._take(name, quantity, at, moving.ship, key=name, customer="ACME", delivery=None, **self._below())

    @rule(name=names, quantity=AMOUNTS, at=MOMENTS)
    def scrap(self, name: str, quantity: Decimal, at: datetime) -> None:
        self._take(name, quantity, at, moving.scrap, reason="rust", **self._below())

    @rule(name=names, quantity=AMOUNTS, at=MOMENTS)
    def return_to_supplier(self, name: str, quantity: Decimal, at: datetime) -> None:
        self._take(name, quantity, at, moving.return_to_supplier, supplier=None, reference=None, reason="rust")

    def _below(self) -> dict[str, bool]:
        return {"may_go_below_zero": self.flags}

    @rule()
    def change_the_setting(self) -> None:
        self.flags = not self.flags

    @rule(name=names, quantity=AMOUNTS, at=MOMENTS)
    def return_from_customer(self, name: str, quantity: Decimal, at: datetime) -> None:
        lot = self.lots[name]
        asked: dict[str, Any] = {"customer": "ACME", "delivery": None, "sales_order": None, "reason": "bent"}
        try:
            fact = moving.return_from_customer(lot, quantity=quantity, **asked)
        except MoreThanShipped:
            assert quantity > share(lot.with_customers, asked["customer"])
        else:
            self._apply(name, at, fact)

    @rule(
        name=names,
        number=st.integers(0, 50),
        quantity=st.none() | AMOUNTS,
        at=st.none() | MOMENTS,
        struck=st.booleans(),
    )
    def correct(self, name: str, number: int, quantity: Decimal | None, at: datetime | None, struck: bool) -> None:
        """Any movement of a lot, also one that was corrected before; of a split both sides or neither."""
        movement = 1 + number % len(self.told[name])
        wanted = Wanted(quantity=quantity, happened_at=at) if not struck else Wanted(struck=True)
        sides = [(name, movement)]
        if (name, movement) in self.sides:
            sides.append(self.sides[name, movement])
        try:
            facts = [self._correction(of, version, wanted) for of, version in sides]
        except Refusal:
            return
        for (of, _), fact in zip(sides, facts, strict=True):
            self._apply(of, AT, fact)

    def _correction(self, name: str, movement: int, wanted: Wanted) -> lot_facts.MovementCorrected:
        return correcting.correct(
            self.lots[name],
            key=name,
            movement=movement,
            told=self.told[name][movement - 1][1],
            wanted=wanted,
            why="typo",
            latest=AT + timedelta(days=1),
            **self._below(),
        )

    @rule(target=names, name=names, share=st.fractions(0, 2, max_denominator=7), at=MOMENTS)
    def split(self, name: str, share: Any, at: datetime) -> str:
        lot = self.lots[name]
        part = (lot.quantity * share.numerator / share.denominator).quantize(Decimal("0.000001"))
        if part <= 0:
            return name  # no command asks for nothing
        into = self._name()
        try:
            gone, come = moving.split(lot, key=name, into=into, quantity=part, location=None, at=at)
        except Refusal:
            assert lot.on_hold or self._falls_short(name, at, part)
            return name
        self._apply(name, at, gone)
        self._apply(into, at, come)
        one, other = (name, len(self.told[name])), (into, len(self.told[into]))
        self.sides |= {one: other, other: one}
        return into

    @rule(into=names, sources=st.lists(names, min_size=1, max_size=4, unique=True), at=MOMENTS)
    def merge_into_an_existing_lot(self, into: str, sources: list[str], at: datetime) -> None:
        self._merge(into, sources, at)

    @rule(target=names, sources=st.lists(names, min_size=1, max_size=4, unique=True), at=MOMENTS)
    def merge_into_a_new_lot(self, sources: list[str], at: datetime) -> str:
        into = self._name()
        return into if self._merge(into, sources, at) else sources[0]

    def _merge(self, into: str, sources: Sequence[str], at: datetime) -> bool:
        lots = [(name, self.lots[name]) for name in sources]
        try:
            gone, come = moving.merge(self.lots.get(into), key=into, sources=lots, location=None, at=at)
        except Refusal:
            return False
        for name, fact in zip(sources, gone, strict=True):
            self._apply(name, at, fact)
            assert max((m, level) for m, level in _levels(self.told[name]).items() if m <= at)[1] == 0
        self._apply(into, at, *come)
        return True

    @rule(name=names, found=st.just(Decimal(0)) | AMOUNTS, at=MOMENTS)
    def adjust(self, name: str, found: Decimal, at: datetime) -> None:
        try:
            fact: LotAdjusted = moving.adjust(self.lots[name], quantity=found, reason="count", at=at, **self._below())
        except Refusal:
            return
        self._apply(name, at, fact)
        counts = [when for when, told in self.told[name] if isinstance(told, LotAdjusted) and when >= at]
        if len(counts) == 1:
            assert _levels(self.told[name])[at] == found

    @rule(name=names, at=MOMENTS)
    def hold_or_release(self, name: str, at: datetime) -> None:
        lot = self.lots[name]
        try:
            fact = moving.release(lot, reason=None, at=at) if lot.on_hold else moving.hold(lot, reason="rust", at=at)
        except Refusal:
            assert at < lot.steps[0].at
        else:
            self._apply(name, at, fact)

    @rule(name=consumes(names))
    def never_mind(self, name: str) -> None:
        """Leaves a lot alone from here on: what is in it still counts."""

    @invariant()
    def a_lot_holds_what_a_plain_replay_leaves(self) -> None:
        for name, told in self.told.items():
            levels = _levels(told)
            assert self.lots[name].quantity == (levels[max(levels)] if levels else 0)

    @invariant()
    def no_moment_is_below_zero_but_where_that_was_allowed(self) -> None:
        for name, told in self.told.items():
            assert name in self.flagged or min(_levels(told).values(), default=0) >= 0

    @invariant()
    def no_more_comes_back_than_went_out(self) -> None:
        assert all(total(lot.with_customers) >= 0 for lot in self.lots.values())


def _levels(told: Sequence[tuple[datetime, Fact]]) -> dict[datetime, Decimal]:
    """What is there at the end of each moment, by the last word on each movement, in the order in which they happened."""
    standing: list[tuple[datetime, int, Fact, Decimal]] = []
    for version, (first_told, fact) in enumerate(told, 1):
        if isinstance(fact, NEITHER):
            continue
        words = [c for _, c in told[version:] if isinstance(c, lot_facts.MovementCorrected) and c.movement == version]
        if words and words[-1].struck:
            continue
        last = words[-1] if words else None
        quantity: Decimal = vars(fact)["quantity"]
        if last is not None and last.quantity is not None:
            quantity = last.quantity
        standing.append(((last and last.happened_at) or first_told, version, fact, quantity))
    level, levels = Decimal(0), dict[datetime, Decimal]()
    for at, _, fact, quantity in sorted(standing, key=lambda each: each[:2]):
        if isinstance(fact, LotAdjusted):
            level = quantity
        else:
            level += quantity if isinstance(fact, IN) else -quantity
        levels[at] = level
    return levels


TestWarehouse = Warehouse.TestCase
TestWarehouse.settings = settings(max_examples=100, stateful_step_count=40, deadline=None)
