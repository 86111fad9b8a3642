"""What can be asked of labor. Each use case: load, decide, append."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Self

from pydantic import Field

from unison.equipment.domain import EQUIPMENT
from unison.labor.domain import clocking, decisions, facts, telling
from unison.labor.domain.facts import LaborActivity
from unison.labor.domain.standing import check_spent, doubts_of_overlap
from unison.labor.domain.state import OPERATOR, RATES, Operator, Spent
from unison.shared.commands import MONEY_PLACES, Command, Key, Moment, Text, use_case
from unison.shared.errors import RuleRefusal
from unison.shared.events import Fact
from unison.shared.names import first_typed
from unison.shared.ports import Loaded, Work
from unison.work_orders.domain.operations import names_of
from unison.work_orders.domain.state import LOGGABLE, WORK_ORDER, WorkOrder

Breaks = Annotated[
    Decimal, Field(ge=0, le=86_400, max_digits=8, decimal_places=3, description="Seconds that are not paid.")
]


class RegisterOperator(Command, name="labor.register_operator"):
    """Make a badge known. No name of a person is kept."""

    operator: Annotated[Key, Field(description="The badge, as in B-101.")]
    role: Annotated[Key, Field(description="What the operator does; its hours have a rate.")]
    plant: Key = "main"


class ChangeOperator(Command, name="labor.change_operator"):
    """Give an operator another role or plant. What is left out stays; time that was told keeps its role."""

    operator: Key
    role: Key | None = None
    plant: Key | None = None


class RetireOperator(Command, name="labor.retire_operator"):
    """Take a badge out of use."""

    operator: Key
    reason: Text | None = None


class GrantCertificate(Command, name="labor.grant_certificate"):
    """Say that an operator holds a certificate, or that it was renewed."""

    operator: Key
    certificate: Key
    valid_from: Moment
    expires_at: Annotated[
        Moment | None, Field(description="From then on it is not valid. Left out: it does not run out.")
    ] = None


class RevokeCertificate(Command, name="labor.revoke_certificate"):
    """Take a certificate away before it runs out."""

    operator: Key
    certificate: Key
    reason: Text


class SetRate(Command, name="labor.set_rate"):
    """Say what an hour of a role costs, from a moment on. One in the past costs anew what was done since."""

    role: Key
    rate_per_hour: Annotated[Decimal, Field(ge=0, max_digits=18, decimal_places=MONEY_PLACES)]
    valid_from: Moment


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


async def _role(role: str, work: Work) -> str:
    """As it was first typed, where it has a rate."""
    rates = await work.lookup(RATES, RATES.only)
    return role if rates is None else first_typed(role, rates.told)


async def register(c: RegisterOperator, work: Work) -> None:
    operator = await work.create(OPERATOR, c.operator)
    work.append(operator, facts.OperatorRegistered(role=await _role(c.role, work), plant=c.plant))


async def change(c: ChangeOperator, work: Work) -> None:
    operator = await work.load(OPERATOR, c.operator)
    role = None if c.role is None else await _role(c.role, work)
    work.append(operator, decisions.change(operator.state, key=operator.key, role=role, plant=c.plant))


async def retire(c: RetireOperator, work: Work) -> None:
    operator = await work.load(OPERATOR, c.operator)
    work.append(operator, decisions.retire(operator.state, key=operator.key, reason=c.reason))


async def grant(c: GrantCertificate, work: Work) -> None:
    operator = await work.load(OPERATOR, c.operator)
    certificate = first_typed(c.certificate, operator.state.certificates)
    fact = decisions.grant(
        operator.state, key=operator.key, certificate=certificate, valid_from=c.valid_from, expires_at=c.expires_at
    )
    work.append(operator, fact)


async def revoke(c: RevokeCertificate, work: Work) -> None:
    operator = await work.load(OPERATOR, c.operator)
    certificate = first_typed(c.certificate, operator.state.certificates)
    work.append(operator, decisions.revoke(operator.state, key=operator.key, certificate=certificate, reason=c.reason))


async def set_rate(c: SetRate, work: Work) -> None:
    rates = await work.load_or_none(RATES, RATES.only)
    work.append(
        rates, facts.RateSet(role=await _role(c.role, work), rate_per_hour=c.rate_per_hour, valid_from=c.valid_from)
    )


class OperationUnknown(RuleRefusal, code="operation_unknown"):
    """The order {work_order} has no operation {operation}. Choose one of: {operations}."""


async def _order(c: _OnSomething, work: Work) -> WorkOrder | None:
    """The order that the time is for, with the operation that is named. It gets no fact."""
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
    work.concerns(operator.state.entries[entry].started_at)
    work.append(operator, *told)


USE_CASES = (
    use_case(RegisterOperator, register),
    use_case(ChangeOperator, change),
    use_case(RetireOperator, retire),
    use_case(GrantCertificate, grant),
    use_case(RevokeCertificate, revoke),
    use_case(SetRate, set_rate),
    use_case(StartJob, start_job),
    use_case(StartJobWithOverride, start_job_with_override),
    use_case(StartBreak, start_break),
    use_case(EndBreak, end_break),
    use_case(EndJob, end_job),
    use_case(RecordTime, record_time),
    use_case(CorrectTime, correct_time),
    use_case(StrikeTime, strike_time),
)
