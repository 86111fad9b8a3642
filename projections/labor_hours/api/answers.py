"""What is answered about labor."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from unison.labor.domain.facts import LaborActivity


class By(StrEnum):
    """What hours are added up by; a shift day begins when the plant's first shift does."""

    ORDER = "order"
    OPERATION = "operation"
    OPERATOR = "operator"
    ROLE = "role"
    ACTIVITY = "activity"
    SHIFT = "shift"


class Hours(BaseModel):
    """Time that stands, and that of jobs that run, up to the moment of the question. Of what was worked on at once each has its
    share: `paid_s` without breaks, and `breaks_s` of the breaks. Over two shift days each day has what was worked in it; a break of
    which only the length was told is shared out by their length.
    """

    work_order: str | None = None
    operation: str | None = None
    operator: str | None = None
    role: str | None = None
    activity: LaborActivity | None = None
    shift_day: date | None = None
    entries: int
    running: Annotated[int, Field(description="How many of the entries are jobs that go on.")]
    paid_s: Decimal
    breaks_s: Decimal


class OperatorShown(BaseModel):
    """An operator. `jobs`: how many run now."""

    operator: str
    role: str
    plant: str
    retired: bool
    jobs: int
    version: int


class JobShown(BaseModel):
    """A job that runs. The operator is on `at_once` of them now, and shares the time among them: `paid_s` and `breaks_s` are the
    share of this one so far. A break is the operator's, on all jobs."""

    operator: str
    role: str
    plant: str
    entry: str
    activity: LaborActivity
    work_order: str | None
    operation: str | None
    equipment: str | None
    started_at: datetime
    override_reason: str | None
    break_kind: str | None
    break_since: datetime | None
    at_once: int
    paid_s: Decimal
    breaks_s: Decimal


class CertificateShown(BaseModel):
    """`revoked_reason` is null unless it was taken away."""

    operator: str
    certificate: str
    valid_from: datetime
    expires_at: datetime | None
    revoked_reason: str | None
    expired: bool


class EntryShown(BaseModel):
    """An entry of time in one of its forms. `stands` is false for one that was corrected or struck; `why` is the correction's.
    `paid_s` is its share of the operator's time, less than it lasted where other time stands beside it."""

    operator: str
    entry: str
    version: int
    role: str
    activity: LaborActivity
    work_order: str | None
    operation: str | None
    equipment: str | None
    started_at: datetime
    ended_at: datetime
    breaks_s: Decimal
    paid_s: Decimal
    struck: bool
    stands: bool
    why: str | None
    by_user: UUID | None
    recorded_at: datetime
    feed_seq: int
