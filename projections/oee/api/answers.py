"""What is answered of OEE."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from unison.equipment.domain import EquipmentState
from unison.infrastructure import analytics

type By = Literal["equipment", "day", "order", "product"]
Ratio = Annotated[float | None, Field(description="Null without data, never 0 for it; not capped at 1.")]


class OeeRow(BaseModel):
    """The elements of OEE of one group, and the ratios of them. `day` is a shift day: the plant's date it began on."""

    equipment: str | None = None
    day: date | None = None
    work_order: str | None = None
    product: str | None = None
    planned_busy_s: float = Field(
        description="PBT: breakdown, setup, production and idle, each moment once, without planned stops."
    )
    production_s: float = Field(description="APT")
    setup_s: float
    breakdown_s: float = Field(description="ADET")
    planned_stop_s: float = Field(
        description="Not part of planned_busy_s; by order and by product what it takes out of the reports."
    )
    idle_s: float
    good_pcs: int
    rejected_pcs: int
    rework_pcs: int
    review_pcs: int
    ideal_s: float | None = Field(
        description="Ideal cycle x (good + rejected), summed; null while the ideal cycle of a product made is unknown."
    )
    availability_ratio: Ratio
    quality_ratio: Ratio
    performance_ratio: Ratio
    oee_ratio: Ratio


class OeeAnswer(BaseModel):
    """The groups, and the total: elements summed over all groups, ratios of the sums. What goes on now is counted up to `at`."""

    rows: list[OeeRow]
    total: OeeRow
    at: datetime = Field(description="The moment of the question.")


class AnalyticsOee(OeeAnswer):
    engine: analytics.Engine


class ScrapRow(BaseModel):
    key: str | None = Field(description="Null where the reports do not name one.")
    rejected_pcs: int
    reports: int
    share_ratio: float
    cumulative_ratio: float = Field(description="The share of this group and of all before it.")


class ScrapPareto(BaseModel):
    """Rejected pieces by group, the most first."""

    engine: analytics.Engine
    sealed_months: int = Field(description="How many months were read from what is sealed.")
    by: analytics.ScrapBy
    rejected_pcs: int
    rows: list[ScrapRow]


class TimelineEntry(BaseModel):
    """A report, or an interval the machine told of itself, in one of its forms. Struck through where `stands` is false.

    What the machine is in now `goes_on`: it has ended at the moment of the question, for the time being.
    """

    source: Literal["report", "interval"]
    entry: int | None = Field(
        description="Of an interval: the version of the fact that told it first; by this it is corrected, or struck."
    )
    work_order: str | None
    log: str | None
    version: int
    product: str | None
    kind: str
    started_at: datetime
    ended_at: datetime
    good_pcs: int | None
    rejected_pcs: int | None
    rework_pcs: int | None
    review_pcs: int | None
    operator: str | None
    operation: str | None
    reason: str | None
    why: str | None = Field(description="Why this form corrected the one before.")
    by_user: UUID | None
    recorded_at: datetime
    feed_seq: int
    stands: bool
    superseded_seq: int | None = Field(description="The feed number of the form that took its place.")
    struck: bool = Field(description="This form says that it was not so, and `why`.")
    goes_on: bool = False


class EquipmentReliability(BaseModel):
    """Convention: MTBF = production time / failures, MTTR = time under breakdown / failures."""

    failures: int = Field(description="Breakdowns, with the one that goes on; those that overlap or touch are one.")
    goes_on: bool = Field(description="The last of them has not ended: its repair is counted so far.")
    operating_s: float
    repair_s: float
    mtbf_s: float | None
    mtbf_longer_than_s: float | None = Field(
        description="Without a failure yet: the time observed, mtbf_s is null then."
    )
    mttr_s: float | None
    inherent_availability_ratio: float | None
    convention: str = (
        "MTBF = production time / failures; MTTR = time under breakdown / failures; breakdowns that overlap or touch are "
        "one failure; a breakdown counts in the shift day it began; what goes on now counts so far; time in a planned stop is "
        "neither."
    )


class EquipmentTimeline(BaseModel):
    equipment: str
    plant: str
    time_zone: str
    day_starts_at: str
    state: EquipmentState | None = Field(description="What it is in now; that time counts up to `at`.")
    state_since: datetime | None
    state_reason: str | None
    at: datetime = Field(description="The moment of the question.")
    total: OeeRow
    reliability: EquipmentReliability
    told: list[TimelineEntry]
