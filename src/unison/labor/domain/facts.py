"""What happens to an operator and in an operator's time."""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from unison.shared.events import Fact


class LaborActivity(StrEnum):
    """What time was spent on. Indirect work is for no order."""

    PRODUCTION = "production"
    SETUP = "setup"
    REWORK = "rework"
    INDIRECT = "indirect"


class OperatorRegistered(Fact, topic="operators.OperatorRegistered"):
    role: str
    plant: str


class OperatorChanged(Fact, topic="operators.OperatorChanged"):
    """The role and the plant from now on, whole."""

    role: str
    plant: str


class OperatorRetired(Fact, topic="operators.OperatorRetired"):
    reason: str | None = None


class CertificateGranted(Fact, topic="operators.CertificateGranted"):
    """From `valid_from` to `expires_at`, which is not included; granted again, it is renewed. None: it does not run out."""

    certificate: str
    valid_from: datetime
    expires_at: datetime | None = None


class CertificateRevoked(Fact, topic="operators.CertificateRevoked"):
    certificate: str
    reason: str


class JobStarted(Fact, topic="operators.JobStarted"):
    """`entry` names the time from here to the job's end. `override_reason`: why it was started without a certificate."""

    entry: str
    activity: LaborActivity
    started_at: datetime
    work_order: str | None = None
    operation: str | None = None
    equipment: str | None = None
    override_reason: str | None = None


class BreakStarted(Fact, topic="operators.BreakStarted"):
    """From here on the operator rests, on every job that runs."""

    kind: str
    started_at: datetime


class BreakEnded(Fact, topic="operators.BreakEnded"):
    """The operator goes on, or clocks off from the last job."""

    ended_at: datetime


class JobEnded(Fact, topic="operators.JobEnded"):
    """The whole of the job. `paid_s` is its share of the operator's time and `rested_s` of the breaks (see `sharing`), as far as is
    known when it is told; `breaks_s` are the breaks in it, shared or not. Breaks are in no pay and in no cost."""

    entry: str
    activity: LaborActivity
    role: str
    plant: str
    started_at: datetime
    ended_at: datetime
    breaks_s: Decimal = Decimal(0)
    paid_s: Decimal
    rested_s: Decimal = Decimal(0)
    work_order: str | None = None
    operation: str | None = None
    equipment: str | None = None


class TimeRecorded(Fact, topic="operators.TimeRecorded"):
    """Time that was told afterwards; as a job that has ended."""

    entry: str
    activity: LaborActivity
    role: str
    plant: str
    started_at: datetime
    ended_at: datetime
    breaks_s: Decimal = Decimal(0)
    paid_s: Decimal
    rested_s: Decimal = Decimal(0)
    work_order: str | None = None
    operation: str | None = None
    equipment: str | None = None


class TimeCorrected(Fact, topic="operators.TimeCorrected"):
    """Replaces what `entry` said; the original stays in the store and is shown struck through. `by_clock`: its breaks are those of
    the clock still, at their moments."""

    entry: str
    why: str
    activity: LaborActivity
    role: str
    plant: str
    started_at: datetime
    ended_at: datetime
    breaks_s: Decimal = Decimal(0)
    paid_s: Decimal
    rested_s: Decimal = Decimal(0)
    by_clock: bool = False
    work_order: str | None = None
    operation: str | None = None
    equipment: str | None = None


class TimeShared(Fact, topic="operators.TimeShared"):
    """What `entry` is paid now, since other time of the operator is known: told beside whatever changed its share."""

    entry: str
    breaks_s: Decimal
    paid_s: Decimal
    rested_s: Decimal
    work_order: str | None = None


class TimeStruck(Fact, topic="operators.TimeStruck"):
    """What `entry` said did not happen."""

    entry: str
    why: str
    role: str
    plant: str
    started_at: datetime
    work_order: str | None = None


class RateSet(Fact, topic="labor.RateSet"):
    """What an hour of a role costs from a moment on, in the organization's currency. What one person is paid is nobody's here."""

    role: str
    rate_per_hour: Decimal
    valid_from: datetime
