"""A genealogy of another system: a row for each step from a lot to the lot it went into, as commands.

Columns: source, target; optional: qualifier (what the step was), quantity, unit. Lots that no row makes are received; every
other one is the output of a work order, named like the lot, that consumes its sources.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import ROUND_CEILING, Decimal, InvalidOperation
from graphlib import TopologicalSorter
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from unison.imports.importing import Outcome, Planned, Rejected, command_id, read_rows, send_in_lanes
from unison.infrastructure.command_handling import CommandHandling
from unison.infrastructure.unit_of_work import Sender
from unison.lots.application.commands import ReceiveLot
from unison.shared.commands import Command, DecimalAmount, Key, Unit
from unison.work_orders.application.planning import CloseWorkOrder, CreateWorkOrder, ReleaseWorkOrder
from unison.work_orders.application.reporting import CompleteWorkOrder, StartWorkOrder
from unison.work_orders.application.stock import ConsumeLot, RecordOutputLot

COLUMNS = ("source", "target")

UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
"""The moment in the ids: the same rows make the same ids whenever they are imported."""

ONE = Decimal(1)
_NOTE_LENGTH = 1000
_key: TypeAdapter[str] = TypeAdapter(Key)
_unit: TypeAdapter[str] = TypeAdapter(Unit)
_amount: TypeAdapter[Decimal] = TypeAdapter(DecimalAmount)


@dataclass(frozen=True, slots=True)
class _Edge:
    """A row that can be taken."""

    line: int
    row: Mapping[str, str]
    source: str
    target: str
    quantity: Decimal
    unit: str


@dataclass(slots=True)
class Plan:
    """What a file becomes: waves of lanes, each wave needing those before it; `rejected` rows are not sent."""

    waves: list[list[list[Planned]]] = field(default_factory=list[list[list[Planned]]])
    rejected: list[Rejected] = field(default_factory=list[Rejected])

    @property
    def commands(self) -> int:
        return sum(len(lane) for wave in self.waves for lane in wave)


async def import_genealogy(
    path: Path,
    commands: CommandHandling,
    sender: Sender,
    *,
    plant: str = "main",
    material: str = "unspecified",
    started: Callable[[int], None] = lambda _: None,
    advance: Callable[[int], None] = lambda _: None,
) -> Outcome:
    """Sends the file's rows as commands; a second time it adds nothing. Rows that cannot be taken are in the outcome.

    `material` is what every lot is said to be of: the file does not tell. `started` is told how many commands there will
    be, `advance` each one that is done. ValueError names a missing column.
    """
    planned = plan(read_rows(path, COLUMNS), plant=plant, material=material)
    started(planned.commands)
    outcome = Outcome(rejected=planned.rejected)
    for wave in planned.waves:
        sent = await send_in_lanes(commands, sender, wave, advance=advance)
        outcome.carried += sent.carried
        outcome.repeated += sent.repeated
        outcome.rejected += sent.rejected
    return outcome


def plan(rows: Iterable[tuple[int, Mapping[str, str]]], *, plant: str, material: str) -> Plan:
    """The commands of the rows. A lot's quantity is what its consumers need, at least 1; its unit is theirs."""
    made = Plan()
    edges = _without_cycles(list(_readable(rows, made.rejected)), made.rejected)
    into: dict[str, list[_Edge]] = defaultdict(list)
    needed: dict[str, Decimal] = defaultdict(Decimal)
    units: dict[str, str] = {}
    first: dict[str, _Edge] = {}
    for edge in edges:
        into[edge.target].append(edge)
        needed[edge.source] += edge.quantity
        units[edge.source] = edge.unit
        first.setdefault(edge.source, edge)
    order = TopologicalSorter({target: [edge.source for edge in sources] for target, sources in into.items()})
    order.prepare()
    while order.is_active():
        wave: list[list[Planned]] = []
        for lot in sorted(ready := order.get_ready()):
            quantity, unit = max(ONE, needed[lot]), units.get(lot, "pcs")
            if sources := into.get(lot):
                wave.append(list(_make(lot, quantity, unit, sources, plant, material)))
            else:
                receive = ReceiveLot(lot=lot, material=material, quantity=quantity, unit=unit, plant=plant)
                wave.append([_planned(receive, first[lot])])
        made.waves.append(wave)
        order.done(*ready)
    return made


def _planned(command: Command, edge: _Edge) -> Planned:
    made = command_id(UNDATED, "genealogy", command.command_name, command.model_dump_json())
    return Planned(made, command, edge.line, edge.row)


def _make(
    lot: str, quantity: Decimal, unit: str, sources: Sequence[_Edge], plant: str, material: str
) -> Iterator[Planned]:
    """A work order that consumes the sources and puts out the lot. It has the lot's name: that is unique, and fits."""
    qualifiers = dict.fromkeys(text for edge in sources if (text := (edge.row.get("qualifier") or "").strip()))
    note = "; ".join(text for text in qualifiers if text.isprintable())[:_NOTE_LENGTH].strip()
    pieces = int(quantity.to_integral_value(ROUND_CEILING))
    opening = (
        CreateWorkOrder(work_order=lot, product=material, quantity_pcs=pieces, plant=plant, note=note or None),
        ReleaseWorkOrder(work_order=lot),
        StartWorkOrder(work_order=lot),
    )
    ending = (
        RecordOutputLot(work_order=lot, lot=lot, quantity=quantity, unit=unit),
        CompleteWorkOrder(work_order=lot),
        CloseWorkOrder(work_order=lot),
    )
    yield from (_planned(command, sources[0]) for command in opening)
    for edge in sources:
        yield _planned(ConsumeLot(work_order=lot, lot=edge.source, quantity=edge.quantity, unit=edge.unit), edge)
    yield from (_planned(command, sources[0]) for command in ending)


# Rows ---------------------------------------------------------------------------------------------------------------


def _readable(rows: Iterable[tuple[int, Mapping[str, str]]], rejected: list[Rejected]) -> Iterator[_Edge]:
    """The rows that can be taken on their own and beside the earlier ones."""
    seen: dict[tuple[str, str], int] = {}
    units: dict[str, tuple[str, int]] = {}
    for line, row in rows:
        try:
            edge = _read(line, row)
            if earlier := seen.get((edge.source, edge.target)):
                raise ValueError(f"repeats line {earlier}")
            unit, since = units.setdefault(edge.source, (edge.unit, line))
            if unit != edge.unit:
                raise ValueError(f"{edge.source} is given in {edge.unit}, in line {since} in {unit}")
        except ValueError as error:
            rejected.append(Rejected(line, row, str(error)))
            continue
        seen[edge.source, edge.target] = line
        yield edge


def _read(line: int, row: Mapping[str, str]) -> _Edge:
    """ValueError says what is missing or cannot be read."""
    text = {name: (row.get(name) or "").strip() for name in (*COLUMNS, "quantity", "unit")}
    for name in COLUMNS:
        if not text[name]:
            raise ValueError(f"{name} is empty")
    source, target = (_checked(name, _key, text[name]) for name in COLUMNS)
    if source == target:
        raise ValueError("source and target are the same lot")
    quantity = _checked("quantity", _amount, _number(text["quantity"] or "1"))
    return _Edge(line, row, source, target, quantity, _checked("unit", _unit, text["unit"] or "pcs"))


def _number(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        raise ValueError(f"quantity {text!r} is not a number") from None


def _checked[T](name: str, kind: TypeAdapter[T], value: object) -> T:
    try:
        return kind.validate_python(value)
    except ValidationError as malformed:
        raise ValueError(f"{name}: {malformed.errors(include_url=False)[0]['msg']}") from None


# Cycles -------------------------------------------------------------------------------------------------------------


def _without_cycles(edges: Sequence[_Edge], rejected: list[Rejected]) -> list[_Edge]:
    """Rejects each row that closes a cycle with the rows above it. Only among lots that are on or between cycles must that
    be looked for, and in a sound file there are none."""
    core = _core(edges)
    after: dict[str, list[str]] = defaultdict(list)
    kept: list[_Edge] = []
    for edge in edges:
        if edge.source in core and edge.target in core:
            if _leads(after, edge.target, edge.source):
                rejected.append(Rejected(edge.line, edge.row, f"closes a cycle: {edge.target} leads to {edge.source}"))
                continue
            after[edge.source].append(edge.target)
        kept.append(edge)
    return kept


def _core(edges: Sequence[_Edge]) -> Collection[str]:
    """The lots that are left when those without a way in, and those without a way out, are taken away again and again."""
    left = {name for edge in edges for name in (edge.source, edge.target)}
    for ends in ([(e.source, e.target) for e in edges], [(e.target, e.source) for e in edges]):
        after: dict[str, list[str]] = defaultdict(list)
        ways_in: dict[str, int] = dict.fromkeys(left, 0)
        for source, target in ends:
            if source in left and target in left:
                after[source].append(target)
                ways_in[target] += 1
        free = deque(name for name, ways in ways_in.items() if not ways)
        while free:
            left.discard(name := free.popleft())
            for target in after[name]:
                ways_in[target] -= 1
                if not ways_in[target]:
                    free.append(target)
    return left


def _leads(after: Mapping[str, Sequence[str]], start: str, end: str) -> bool:
    seen, waiting = {start}, [start]
    while waiting:
        for name in after.get(waiting.pop(), ()):
            if name == end:
                return True
            if name not in seen:
                seen.add(name)
                waiting.append(name)
    return False
