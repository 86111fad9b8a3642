"""A genealogy of another system: a row for each taking of a lot into another one, as commands.

Columns: source, target; optional: qualifier (what the step was), quantity, unit. Lots that no row makes, and that nobody knows,
are received; every other one is the output of a work order, named like the lot, that consumes its sources.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from graphlib import TopologicalSorter
from pathlib import Path
from uuid import UUID

from unison.imports.cycles import closing_cycles
from unison.imports.importing import Identities, Outcome, Plan, Planned, Remedy, reason_of
from unison.imports.layout import Layout
from unison.imports.options import Options
from unison.imports.sending import Carry, carry_out
from unison.imports.tables import Row, Table, table_of
from unison.infrastructure.command_handling import CommandHandling
from unison.infrastructure.unit_of_work import Sender
from unison.lots.application.commands import ReceiveLot
from unison.lots.domain.state import UnknownLot
from unison.lots.domain.taking import NotEnough
from unison.shared.errors import Refusal
from unison.shared.quantities import rounded
from unison.work_orders.application.planning import CloseWorkOrder, CreateWorkOrder, ReleaseWorkOrder, ReopenWorkOrder
from unison.work_orders.application.reporting import CompleteWorkOrder, StartWorkOrder
from unison.work_orders.application.stock import ConsumeLot, RecordOutputLot
from unison.work_orders.domain.state import NotInProgress

LAYOUT = Layout(required=("source", "target"), optional=("qualifier", "quantity", "unit"), numbers=("quantity",))

ONE = Decimal(1)
PIECES = "pcs"
GROWN = "The file has rows that it had not before."
_NOTE_LENGTH = 1000


@dataclass(frozen=True, slots=True)
class _Edge:
    """A row that can be taken: so much of a lot went into another one, by a work order that is named like it."""

    row: Row
    consume: ConsumeLot

    @property
    def source(self) -> str:
        return self.consume.lot or ""

    @property
    def target(self) -> str:
        return self.consume.work_order

    @property
    def quantity(self) -> Decimal:
        return rounded(self.consume.quantity)

    @property
    def unit(self) -> str:
        return self.consume.unit or PIECES


async def import_genealogy(
    file: Path | Table,
    commands: CommandHandling,
    sender: Sender,
    *,
    material: str | None = None,
    options: Options | None = None,
    carry: Carry = carry_out,
    advance: Callable[[int], None] = lambda _: None,
) -> Outcome:
    """Sends the file's rows as commands; each taking is told once, however many files have it. Rows that cannot be taken are
    in the outcome. `material` is what every lot is said to be of, for the file does not tell; None: an unspecified one of its unit.
    Unreadable when the file cannot be read."""
    table = table_of(file, LAYOUT, options)
    told = _File(list(_readable(table, Plan())), material)
    receipts = {told.receipt(lot): lot for lot in told.into}
    received = await commands.known(sender.organization_id, list(receipts))
    planned = plan(table, material=material, outside=frozenset(receipts[each] for each in received))
    return await carry(planned, commands, sender, advance=advance)


def plan(table: Table, *, material: str | None = None, outside: Collection[str] = ()) -> Plan:
    """A lane for each lot that is made, after those of the lots that go into it. Those of `outside` were received by an
    earlier file, so that they cannot be made as well."""
    made = Plan(rejected=[*table.unfit])
    edges = list(_readable(table, made))
    for edge in [each for each in edges if each.target in outside]:
        made.reject([edge.row.line], f"{edge.target} came from outside in an earlier file: correct that receipt first")
    edges = [edge for edge in edges if edge.target not in outside]
    closing = closing_cycles([(edge.source, edge.target) for edge in edges])
    for place in closing:
        edge = edges[place]
        made.reject([edge.row.line], f"closes a cycle: {edge.target} leads to {edge.source}")
    kept = _File([edge for place, edge in enumerate(edges) if place not in closing], material)
    order = TopologicalSorter({target: [edge.source for edge in sources] for target, sources in kept.into.items()})
    order.prepare()
    while order.is_active():
        ready = order.get_ready()
        if wave := [list(kept.making(lot)) for lot in sorted(ready) if lot in kept.into]:
            made.waves.append([*wave])
        order.done(*ready)
    return made


# Commands -----------------------------------------------------------------------------------------------------------


class _File:
    """What the rows of a file say together. A lot's quantity is what its takings need, at least 1; its unit is theirs, and of
    one that nothing is taken of, that of what went into it, where there is but one."""

    def __init__(self, edges: Sequence[_Edge], material: str | None) -> None:
        self.material, self.identities = material, Identities()
        self.into: dict[str, list[_Edge]] = defaultdict(list)
        self.needed: dict[str, Decimal] = defaultdict(Decimal)
        self.units: dict[str, str] = {}
        for edge in edges:
            self.into[edge.target].append(edge)
            self.needed[edge.source] += edge.quantity
            self.units[edge.source] = edge.unit

    def making(self, lot: str) -> Iterator[Planned]:
        """A work order that consumes the sources and puts out the lot. It has the lot's name: that is unique, and fits."""
        sources, quantity = self.into[lot], max(ONE, self.needed[lot])
        first = (sources[0].row.line,)
        output = RecordOutputLot(work_order=lot, lot=lot, quantity=quantity, unit=self._unit(lot))
        yield Planned(self._order(lot), self._create(lot, quantity), first, opens=True)
        for command in (ReleaseWorkOrder(work_order=lot), StartWorkOrder(work_order=lot)):
            yield Planned(self.identities.once(command), command, first, opens=True)
        for edge in sources:
            yield Planned(
                self.identities.each(edge.consume), edge.consume, (edge.row.line,), remedies=self._remedies(edge)
            )
        yield Planned(self.identities.once(output, "quantity", "unit"), output, first, closes=True)
        for command in (CompleteWorkOrder(work_order=lot), CloseWorkOrder(work_order=lot)):
            yield Planned(self.identities.once(command), command, first, closes=True)

    def _unit(self, lot: str) -> str:
        told = {edge.unit for edge in self.into[lot]}
        return self.units.get(lot) or (told.pop() if len(told) == 1 else PIECES)

    def _material(self, unit: str) -> str:
        """A material is kept in one unit: what is told in kilograms is not of the same as what is told in pieces."""
        return self.material or ("unspecified" if unit == PIECES else f"unspecified, in {unit}")

    def _create(self, lot: str, quantity: Decimal) -> CreateWorkOrder:
        qualifiers = dict.fromkeys(text for edge in self.into[lot] if (text := edge.row.text("qualifier")))
        note = "; ".join(text for text in qualifiers if text.isprintable())[:_NOTE_LENGTH].strip()
        pieces = int(quantity.to_integral_value(ROUND_CEILING))
        return CreateWorkOrder(
            work_order=lot,
            product=self._material(self._unit(lot)),
            quantity_pcs=pieces,
            note=note or None,
        )

    def _order(self, lot: str) -> UUID:
        """By its name alone: a file that has grown since would order another quantity."""
        order = CreateWorkOrder(work_order=lot, product=lot, quantity_pcs=1)
        return self.identities.once(order, "product", "quantity_pcs", "note")

    def receipt(self, lot: str) -> UUID:
        return self._receive(lot, ONE, PIECES).id

    def _receive(self, lot: str, quantity: Decimal, unit: str) -> Planned:
        command = ReceiveLot(lot=lot, material=self._material(unit), quantity=quantity, unit=unit)
        return Planned(self.identities.once(command, "material", "quantity", "unit"), command)

    def _remedies(self, edge: _Edge) -> tuple[Remedy, ...]:
        """What a lot lacks that came in by such a file is told by this one, for the file has grown; of a lot that somebody else
        keeps nothing is invented."""
        lot, needed, unit = edge.source, max(ONE, self.needed[edge.source]), self.units[edge.source]
        receive = self._receive(lot, needed, unit)

        def received(planned: Planned, _: Refusal) -> Sequence[Planned]:
            return [receive, planned]

        def more_received(planned: Planned, short: Refusal) -> Sequence[Planned]:
            return [planned.derived(self._receive(lot, *_missing(short)).command, GROWN), planned]

        def more_made(planned: Planned, short: Refusal) -> Sequence[Planned]:
            quantity, held_in = _missing(short)
            output = RecordOutputLot(work_order=lot, lot=lot, quantity=quantity, unit=held_in)
            return [*_reopened(planned, lot, planned.derived(output, GROWN)), planned]

        def late(planned: Planned, _: Refusal) -> Sequence[Planned]:
            return _reopened(planned, edge.target, planned)

        unknown = () if lot in self.into else (Remedy((UnknownLot,), received, subject=lot),)
        return (
            *unknown,
            Remedy((NotEnough,), more_received, known=(receive.id,), subject=lot),
            Remedy((NotEnough,), more_made, known=(self._order(lot),), subject=lot),
            Remedy((NotInProgress,), late, known=(self._order(edge.target),)),
        )


def _missing(short: Refusal) -> tuple[Decimal, str]:
    """How much a lot lacks, in its own unit."""
    return Decimal(str(short.facts["asked"])) - Decimal(str(short.facts["on_hand"])), str(short.facts["unit"])


def _reopened(why: Planned, order: str, what: Planned) -> Sequence[Planned]:
    """A command on an order that an earlier file has closed, for the sake of a row that this one has beside."""
    around = (
        ReopenWorkOrder(work_order=order, reason=GROWN),
        CompleteWorkOrder(work_order=order),
        CloseWorkOrder(work_order=order),
    )
    reopen, *closing = (why.derived(each, order) for each in around)
    return [reopen, what, *closing]


# Rows ---------------------------------------------------------------------------------------------------------------


def _readable(table: Table, made: Plan) -> Iterator[_Edge]:
    """The rows that can be taken on their own and beside the earlier ones."""
    units: dict[str, tuple[str, int]] = {}
    for row in table.rows():
        try:
            edge = _Edge(row, _read(row))
            unit, since = units.setdefault(edge.source, (edge.unit, row.line))
            if unit != edge.unit:
                raise ValueError(f"{edge.source} is given in {edge.unit}, in line {since} in {unit}")
        except ValueError as error:
            made.reject([row.line], reason_of(error))
        else:
            yield edge


def _read(row: Row) -> ConsumeLot:
    """ValueError says what is missing or cannot be read."""
    for name in LAYOUT.required:
        if not row.text(name):
            raise ValueError(f"{name} is empty")
    quantity = row.number("quantity")
    told = {"quantity": ONE if quantity is None else quantity, "unit": row.text("unit") or PIECES}
    consume = ConsumeLot.model_validate({"work_order": row.key("target"), "lot": row.key("source"), **told})
    if consume.lot == consume.work_order:
        raise ValueError("source and target are the same lot")
    return consume
