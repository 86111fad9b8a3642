"""What is told of time afterwards: recorded, corrected and struck."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from unison.labor.domain.facts import TimeCorrected, TimeRecorded, TimeStruck
from unison.labor.domain.standing import (
    check_interval,
    check_new,
    check_open,
    check_spent,
    in_use,
    known,
    length_s,
    rests_of,
    with_shares,
)
from unison.labor.domain.state import Operator, Spent
from unison.shared.errors import Implausible, RuleRefusal
from unison.shared.events import Fact

RECORDED_ANEW = "recorded anew"
"""Why an entry that was struck stands again."""


def record_time(
    operator: Operator, *, key: str, entry: str, on: Spent, started_at: datetime, ended_at: datetime, breaks_s: Decimal,
    latest: datetime,
) -> tuple[Fact, ...]:  # fmt: skip
    """What was struck is free: told again under its id for the same order, the entry stands as it is told now."""
    in_use(operator, key)
    check_spent(on)
    check_new(operator, key, entry)
    check_interval(started_at, ended_at, breaks_s, latest)
    check_open(operator, key, (started_at, ended_at))
    told: dict[str, Any] = {
        "entry": entry, "role": operator.role, "plant": operator.plant, "started_at": started_at, "ended_at": ended_at,
        "breaks_s": breaks_s, "paid_s": Decimal(0), **vars(on),
    }  # fmt: skip
    struck = operator.entries.get(entry)
    if struck is not None and struck.on.work_order == on.work_order:
        return with_shares(operator, TimeCorrected(why=RECORDED_ANEW, **told))
    return with_shares(operator, TimeRecorded(**told))


LONGEST_PLAUSIBLE = timedelta(hours=12)
"""Nobody is believed to have worked longer than that without a break between, whatever was told."""


class LongerThanAShift(Implausible, code="longer_than_a_shift"):
    """{operator} would have worked {hours} hours in one, from {started_at} to {ended_at}. Check when it really ended."""


def doubts_of_time(
    operator: str, *, started_at: datetime, ended_at: datetime, breaks_s: Decimal
) -> Iterator[Implausible]:
    """Warns of working time, without its breaks, that is longer than `LONGEST_PLAUSIBLE`."""
    worked = ended_at - started_at - timedelta(seconds=float(breaks_s))
    if worked > LONGEST_PLAUSIBLE:
        hours = round(worked.total_seconds() / 3600, 1)
        yield LongerThanAShift(
            operator=operator, hours=hours, started_at=started_at.isoformat(), ended_at=ended_at.isoformat()
        )


_MILLISECOND = Decimal("0.001")


class OtherOrder(RuleRefusal, code="other_order"):
    """The entry is for {work_order}. Strike it, and record the time anew for the other order."""


def correct_time(
    operator: Operator, *, key: str, entry: str, on: Spent, started_at: datetime, ended_at: datetime, breaks_s: Decimal,
    why: str, latest: datetime,
) -> tuple[Fact, ...]:  # fmt: skip
    """The whole entry, as it was; for the order it was for. While there are as many seconds of breaks as on the clock, to the
    millisecond, they are those of the clock."""
    told = known(operator, key, entry)
    if on.work_order != told.on.work_order:
        raise OtherOrder(work_order=told.on.work_order or "no order")
    check_spent(on)
    check_interval(started_at, ended_at, breaks_s, latest)
    check_open(operator, key, (started_at, ended_at))
    off_clock_s = breaks_s - length_s(rests_of(operator, (started_at, ended_at)))
    by_clock = told.by_clock and abs(off_clock_s) < _MILLISECOND
    return with_shares(operator, TimeCorrected(
        entry=entry, why=why, role=told.role, plant=told.plant, started_at=started_at, ended_at=ended_at,
        breaks_s=breaks_s, paid_s=Decimal(0), by_clock=by_clock, **vars(on),
    ))  # fmt: skip


def strike_time(operator: Operator, *, key: str, entry: str, why: str) -> tuple[Fact, ...]:
    told = known(operator, key, entry)
    return with_shares(operator, TimeStruck(
        entry=entry, why=why, role=told.role, plant=told.plant, started_at=told.started_at,
        work_order=told.on.work_order,
    ))  # fmt: skip
