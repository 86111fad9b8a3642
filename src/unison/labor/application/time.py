"""Time of operators: jobs by the clock, and what is told afterwards."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Self

from pydantic import Field

from unison.equipment.domain import EQUIPMENT
from unison.labor.domain import clocking, decisions, facts, telling
from unison.labor.domain.facts import LaborActivity
from unison.labor.domain.standing import check_spent, doubts_of_overlap
from unison.labor.domain.state import OPERATOR, Operator, Spent, stands_for
from unison.shared.commands import Command, Key, Moment, Text, use_case
from unison.shared.errors import RuleRefusal
from unison.shared.events import Fact
from unison.shared.names import first_typed
from unison.shared.ports import Loaded, Work
from unison.work_orders.application.mentioning import mention_order, withdraw_mention
from unison.work_orders.domain.operations import names_of
from unison.work_orders.domain.state import LOGGABLE, WORK_ORDER, WorkOrder

Breaks = Annotated[
    Decimal, Field(ge=0, le=86_400, max_digits=8, decimal_places=3, description="Seconds that are not paid.")
]


class _OnSomething(Command):
    operator: Key
    activity: LaborActivity = LaborActivity.PRODUCTION
    work_order: Key | None = None
    operation: Key | None = None
    equipment: Key | None = None

    def spent(self) -> Spent:
        return Spent(**{name: getattr(self, name) for name in Spent.__dataclass_fields__})

    async def of(self, operator: Loaded[Operator], work: Work) -> Self:
        """With every name as it was first typed."""
        named = {
            "operator": operator.key,
            "work_order": await work.name("work_orders", self.work_order),
            "equipment": await work.name("equipment", self.equipment),
        }
        if self.work_order is not None and self.operation is not None:
            order = await work.load_fresh(WORK_ORDER, self.work_order)
            named["operation"] = first_typed(self.operation, names_of(order.state))
        if isinstance(entry := getattr(self, "entry", None), str):
            named["entry"] = first_typed(entry, [*operator.state.jobs, *operator.state.entries])
        return self.model_copy(update=named)


class _OfEntry(_OnSomething):
    entry: Annotated[Key | None, Field(description="The entry's own id. Left out: the command id.")] = None


class StartJob(_OfEntry, name="labor.start_job"):
    """Clock on to a job: of an order, or indirect. Several at once share the time; an order may have several operators."""


class StartJobWithOverride(_OfEntry, name="labor.start_job_with_override"):
    """Clock an operator on without a certificate that the operation needs, and say why."""

    override_reason: Text


class StartBreak(Command, name="labor.start_break"):
    """Begin a break, on all jobs that run. Breaks are not paid."""

    operator: Key
    kind: Key = "break"


class EndBreak(Command, name="labor.end_break"):
    """Go on after a break."""

    operator: Key


class EndJob(Command, name="labor.end_job"):
    """Clock off from a job, or from all. A break that goes on ends with the last."""

    operator: Key
    entry: Annotated[Key | None, Field(description="Of the job that ends. Left out: the only one that runs.")] = None
    all: Annotated[bool, Field(description="All jobs end that run.")] = False


class RecordTime(_OfEntry, name="labor.record_time"):
    """Tell time afterwards, with its breaks."""

    started_at: Moment
    ended_at: Moment
    breaks_s: Breaks = Decimal(0)


class CorrectTime(_OnSomething, name="labor.correct_time"):
    """Replace what an entry said. The original stays visible, struck through, with the reason."""

    entry: Key
    started_at: Moment
    ended_at: Moment
    breaks_s: Breaks = Decimal(0)
    why: Text


class StrikeTime(Command, name="labor.strike_time"):
    """Say that what an entry told did not happen."""

    operator: Key
    entry: Key
    why: Text


class OperationUnknown(RuleRefusal, code="operation_unknown"):
    """The order {work_order} has no operation {operation}. Choose one of: {operations}."""


async def _order(c: _OnSomething, work: Work) -> WorkOrder | None:
    """The order that the time is for, with the operation that is named. It hears once of each operator who worked for it."""
    check_spent(c.spent())
    began = c.started_at if isinstance(c, RecordTime | CorrectTime) else work.at
    if c.equipment is not None:
        machine = await work.load(EQUIPMENT, c.equipment)
        work.check_begun(EQUIPMENT, machine.key, machine.state, began)
    if c.work_order is None:
        return None
    order = (await work.load_fresh(WORK_ORDER, c.work_order)).state
    work.check_begun(WORK_ORDER, c.work_order, order, began)
    names = [each.operation for each in order.operations]
    if names and c.operation is not None and c.operation not in names:
        raise OperationUnknown(work_order=c.work_order, operation=c.operation, operations=", ".join(names))
    await mention_order(work, c.work_order, by=OPERATOR.stream(c.operator))
    return order


class OrderNotInProgress(RuleRefusal, code="order_not_in_progress"):
    """The order {work_order} is {status}, so nobody works on it. Release it, take it off hold, or choose another."""


async def _open_order(c: _OnSomething, work: Work) -> WorkOrder | None:
    """That order, in progress or just completed."""
    order = await _order(c, work)
    if order is not None and order.status not in LOGGABLE:
        raise OrderNotInProgress(work_order=c.work_order, status=order.status.value)
    return order


def _check_certificates(c: _OnSomething, operator: Operator, order: WorkOrder | None, at: datetime) -> None:
    for each in order.operations if order is not None else ():
        if each.operation == c.operation:
            decisions.check_certificates(
                operator, key=c.operator, operation=each.operation, needed=each.certificates, at=at
            )


async def start_job(c: StartJob, work: Work) -> None:
    operator = await work.load(OPERATOR, c.operator)
    c = await c.of(operator, work)
    _check_certificates(c, operator.state, await _open_order(c, work), work.at)
    _begin(c, operator, work)


async def start_job_with_override(c: StartJobWithOverride, work: Work) -> None:
    operator = await work.load(OPERATOR, c.operator)
    c = await c.of(operator, work)
    await _open_order(c, work)
    _begin(c, operator, work, c.override_reason)


def _begin(
    c: StartJob | StartJobWithOverride, operator: Loaded[Operator], work: Work, override_reason: str | None = None
) -> None:
    told = clocking.start_job(
        operator.state,
        key=operator.key,
        entry=c.entry or str(work.id),
        on=c.spent(),
        at=work.at,
        override_reason=override_reason,
    )
    work.warn(*clocking.doubts_of_job(operator.state, operator.key, work.at))
    work.append(operator, *told)


async def start_break(c: StartBreak, work: Work) -> None:
    operator = await work.load(OPERATOR, c.operator)
    work.append(operator, *clocking.start_break(operator.state, key=operator.key, kind=c.kind, at=work.at))


async def end_break(c: EndBreak, work: Work) -> None:
    operator = await work.load(OPERATOR, c.operator)
    work.append(operator, *clocking.end_break(operator.state, key=operator.key, at=work.at))


async def end_job(c: EndJob, work: Work) -> None:
    operator = await work.load(OPERATOR, c.operator)
    entry = c.entry and first_typed(c.entry, operator.state.jobs)
    _append_time(
        work, operator, clocking.end_job(operator.state, key=operator.key, at=work.at, entry=entry, all_jobs=c.all)
    )


def _append_time(work: Work, operator: Loaded[Operator], told: Sequence[Fact]) -> None:
    for fact in told:
        if isinstance(fact, facts.JobEnded | facts.TimeRecorded | facts.TimeCorrected):
            times = {"started_at": fact.started_at, "ended_at": fact.ended_at}
            work.warn(*telling.doubts_of_time(operator.key, **times, breaks_s=fact.breaks_s))
    work.append(operator, *told)


def _interval(c: RecordTime | CorrectTime, work: Work) -> dict[str, Any]:
    times = {"started_at": c.started_at, "ended_at": c.ended_at, "breaks_s": c.breaks_s}
    return {"key": c.operator, "on": c.spent(), "latest": work.latest, **times}


async def record_time(c: RecordTime, work: Work) -> None:
    operator = await work.load(OPERATOR, c.operator)
    c = await c.of(operator, work)
    _check_certificates(c, operator.state, await _open_order(c, work), c.started_at)
    told = telling.record_time(operator.state, entry=c.entry or str(work.id), **_interval(c, work))
    work.warn(*doubts_of_overlap(operator.state, operator.key, (c.started_at, c.ended_at)))
    _append_time(work, operator, told)


async def correct_time(c: CorrectTime, work: Work) -> None:
    operator = await work.load(OPERATOR, c.operator)
    c = await c.of(operator, work)
    await _order(c, work)
    told = telling.correct_time(operator.state, entry=c.entry, why=c.why, **_interval(c, work))
    work.warn(*doubts_of_overlap(operator.state, operator.key, (c.started_at, c.ended_at), but=c.entry))
    work.concerns(operator.state.entries[c.entry].started_at)
    _append_time(work, operator, told)


async def strike_time(c: StrikeTime, work: Work) -> None:
    operator = await work.load(OPERATOR, c.operator)
    entry = first_typed(c.entry, operator.state.entries)
    told = telling.strike_time(operator.state, key=operator.key, entry=entry, why=c.why)
    before = operator.state.entries[entry]
    work.concerns(before.started_at)
    work.append(operator, *told)
    await _let_order_go(work, operator.key, before.on.work_order)


async def _let_order_go(work: Work, operator: str, work_order: str | None) -> None:
    """Once no time of the operator stands for the order: the order hears of that, too, where all since it was created is known."""
    if work_order is not None:
        left = (await work.load(OPERATOR, operator)).state
        created_at = (await work.load(WORK_ORDER, work_order)).state.created_at
        if not stands_for(left, work_order, since=created_at):
            await withdraw_mention(work, work_order, by=OPERATOR.stream(operator))


USE_CASES = (
    use_case(StartJob, start_job),
    use_case(StartJobWithOverride, start_job_with_override),
    use_case(StartBreak, start_break),
    use_case(EndBreak, end_break),
    use_case(EndJob, end_job),
    use_case(RecordTime, record_time),
    use_case(CorrectTime, correct_time),
    use_case(StrikeTime, strike_time),
)
