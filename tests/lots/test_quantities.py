"""Whatever is done with lots, told in whatever order, and whatever of it is corrected or struck: every quantity is that of a plain
replay in order of happening, and no moment is below zero but where that was allowed."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, rule

from tests.scenario import AT
from unison.lots.domain import correcting, moving, receiving, reserving, state
from unison.lots.domain import facts as lot_facts
from unison.lots.domain.about import About
from unison.lots.domain.correcting import Wanted
from unison.lots.domain.facts import LotAdjusted
from unison.lots.domain.moving import MaterialDiffers
from unison.lots.domain.parties import MoreThanShipped, share, total
from unison.lots.domain.reservations import covered
from unison.lots.domain.reserving import NotFree, NotReserved
from unison.lots.domain.state import Lot
from unison.lots.domain.taking import OnHold, ReservedForOthers
from unison.shared.errors import Refusal
from unison.shared.events import Fact
from unison.shared.quantities import rounded

AMOUNTS = st.decimals(Decimal("0.000001"), Decimal(1000), places=6)
MATERIALS = st.sampled_from(["STEEL", "COPPER"])
MOMENTS = st.integers(0, 12).map(lambda hours: AT + timedelta(hours=hours))
"""Few, so that much happens in one moment and much is told late."""

IN = (
    lot_facts.LotReceived, lot_facts.LotProduced, lot_facts.LotSplitOff, lot_facts.LotMergedFrom, lot_facts.LotReturned,
)  # fmt: skip
NEITHER = (
    lot_facts.MovementCorrected, lot_facts.LotHeld, lot_facts.LotReleased, lot_facts.LotReserved,
    lot_facts.LotReservationReleased,
)  # fmt: skip
ORDERS = st.sampled_from(["WO-1", "WO-2", "WO-3"])


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
        except ReservedForOthers:
            assert decide is not moving.scrap
            assert self._robs(name, at, quantity, asked.get("work_order"))
        except Refusal:
            assert not asked.get("may_go_below_zero")
            assert self._falls_short(name, at, quantity)
        else:
            assert asked.get("may_go_below_zero") or not self._falls_short(name, at, quantity)
            assert decide is moving.scrap or not self._robs(name, at, quantity, asked.get("work_order"))
            self._apply(name, at, fact)

    def _robs(self, name: str, at: datetime, quantity: Decimal, order: str | None) -> bool:
        """Whether less would be left than is there for other orders, and less than there is now."""
        told = self.told[name]
        there = _last(_levels(told))
        left = _last(_levels([*told, (at, lot_facts.LotScrapped(quantity=quantity, reason="tried"))]))
        others = sum((part for each, part in _there_for(told).items() if each != order), Decimal(0))
        return left < there and others > 0 and left < others

    def _falls_short(self, name: str, at: datetime, quantity: Decimal) -> bool:
        before = _levels(self.told[name])
        after = _levels([*self.told[name], (at, lot_facts.LotScrapped(quantity=quantity, reason="tried"))])
        known = Decimal(0)
        for moment in sorted(after):
            known = before.get(moment, known)
            if after[moment] < 0 and after[moment] < known:
                return True
        return False

    @rule(name=names, order=ORDERS, quantity=AMOUNTS, at=MOMENTS)
    def consume(self, name: str, order: str, quantity: Decimal, at: datetime) -> None:
        self._take(name, quantity, at, moving.consume, key=name, work_order=order, **self._below())

    @rule(name=names, order=ORDERS, share=st.fractions(0, 1, max_denominator=5))
    def take_a_part(self, name: str, order: str, share: Fraction) -> None:
        """So much that what is left is often reserved, or the reservation of the order itself."""
        if (part := rounded(Fraction(self.lots[name].quantity) * share, 6)) > 0:
            self.consume(name, order, part, AT + timedelta(hours=12))

    @rule(name=names, order=ORDERS, share=st.fractions(0, Fraction(3, 2), max_denominator=4))
    def reserve(self, name: str, order: str, share: Fraction) -> None:
        """Of what is there and not reserved for others, and never more."""
        lot, told = self.lots[name], self.told[name]
        quantity = rounded(Fraction(lot.quantity) * share, 6)
        if quantity <= 0:
            return
        others = {each: left for each, (_, left) in _reserved(told).items() if each != order}
        free = lot.quantity - sum(others.values(), Decimal(0))
        try:
            fact = reserving.reserve(lot, work_order=order, quantity=quantity, at=AT + timedelta(hours=12))
        except NotFree:
            assert quantity > free
        except OnHold:
            assert lot.on_hold
        else:
            assert quantity <= free
            self._apply(name, AT, fact)

    @rule(name=names, order=ORDERS)
    def release(self, name: str, order: str) -> None:
        try:
            fact = reserving.release(self.lots[name], key=name, work_order=order, reason=None)
        except NotReserved:
            assert order not in _reserved(self.told[name])
        else:
            assert fact.quantity == _reserved(self.told[name])[order][1]
            self._apply(name, AT, fact)

    @rule(name=names, order=ORDERS, quantity=AMOUNTS, at=MOMENTS)
    def give_back(self, name: str, order: str, quantity: Decimal, at: datetime) -> None:
        """What an order may give back the order knows: here it gives back anything, so that all the sums are tried."""
        self._apply(
            name, at, moving.return_from_order(self.lots[name], quantity=quantity, work_order=order, reason=None)
        )

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
            assert lot.on_hold or self._falls_short(name, at, part) or self._robs(name, at, part, None)
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
    def what_is_reserved_is_what_a_plain_replay_leaves(self) -> None:
        for name, told in self.told.items():
            lot = self.lots[name]
            assert {order: each.outstanding for order, each in lot.reserved.items()} == {
                order: left for order, (_, left) in _reserved(told).items()
            }
            assert covered(lot.reserved, lot.quantity) == _there_for(told)

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


def _last(levels: dict[datetime, Decimal]) -> Decimal:
    return levels[max(levels)] if levels else Decimal(0)


def _standing(told: Sequence[tuple[datetime, Fact]], version: int) -> Decimal:
    """How much a movement moved, by the last word on it."""
    words = [c for _, c in told[version:] if isinstance(c, lot_facts.MovementCorrected) and c.movement == version]
    if words and words[-1].struck:
        return Decimal(0)
    if words and words[-1].quantity is not None:
        return words[-1].quantity
    quantity: Decimal = vars(told[version - 1][1])["quantity"]
    return quantity


def _reserved(told: Sequence[tuple[datetime, Fact]]) -> dict[str, tuple[int, Decimal]]:
    """What each order has reserved still, with when it was told: by what it took and gave back that was told since."""
    reserved: dict[str, tuple[int, Decimal]] = {}
    for version, (_, fact) in enumerate(told, 1):
        if isinstance(fact, lot_facts.LotReserved):
            reserved[fact.work_order] = (version, fact.quantity)
        elif isinstance(fact, lot_facts.LotReservationReleased):
            reserved.pop(fact.work_order)
    for order, (since, quantity) in reserved.items():
        taken = Decimal(0)
        for version, (_, fact) in enumerate(told, 1):
            if isinstance(fact, (lot_facts.LotConsumed, lot_facts.LotReturned)) and version > since:
                sign = 1 if isinstance(fact, lot_facts.LotConsumed) else -1
                taken += sign * _standing(told, version) if fact.work_order == order else 0
        reserved[order] = (since, max(min(quantity, quantity - taken), Decimal(0)))
    return reserved


def _there_for(told: Sequence[tuple[datetime, Fact]]) -> dict[str, Decimal]:
    """What is there for each order: for what was reserved first, as far as it goes."""
    left, there = max(_last(_levels(told)), Decimal(0)), dict[str, Decimal]()
    for order, (_, wanted) in sorted(_reserved(told).items(), key=lambda each: each[1][0]):
        part = min(left, wanted)
        left -= part
        if part:
            there[order] = part
    return there


TestWarehouse = Warehouse.TestCase
TestWarehouse.settings = settings(max_examples=100, stateful_step_count=40, deadline=None)
