"""The functions that answer. They take a cursor of `database.reading(viewer, schema="oee")`."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import accumulate
from typing import Any
from uuid import UUID

from projections.oee.api.answers import (
    By,
    EquipmentReliability,
    EquipmentTimeline,
    OeeAnswer,
    OeeRow,
    ScrapPareto,
    ScrapRow,
    TimelineEntry,
)
from projections.oee.api.going_on import NOTHING, Added, Cursor, calendars, grain_of, what_goes_on, with_what_goes_on
from projections.oee.projector import PROJECTION
from unison.equipment.domain import UnknownEquipment
from unison.infrastructure import analytics
from unison.measures.oee import Elements, reliability
from unison.shared.time import now


async def oee(
    cursor: Cursor,
    by: Sequence[By] = ("equipment",),
    *,
    since: date | None = None,
    until: date | None = None,
    equipment: str | None = None,
    plant: str | None = None,
    limit: int | None = None,
    organization: UUID | None = None,
    at: datetime | None = None,
    going_on: Sequence[Added] | None = None,
) -> OeeAnswer:
    """OEE by one or several of equipment, shift day, order and product; `since` and `until` are shift days, both included.

    Overlapping time on a machine counts once within the group's grain: the whole machine, unless grouped by order or by
    product, where it is the machine's time for that order or product. docs/oee.md has the details. `at` is the
    moment of the question, now when left out: what goes on counts up to it. `organization` is that of the transaction; DuckDB has
    to be told, and also what is `going_on` then.
    """
    at = at or now()
    asked: dict[str, Any] = {
        "organization": organization or await _organization(cursor),
        "grain": grain_of(by),
        "since": since,
        "until": until,
        "equipment": equipment,
        "plant": plant,
        "limit": limit,
    }
    if going_on is None:
        going_on = await what_goes_on(cursor, by, at, since=since, until=until, equipment=equipment, plant=plant)
    await cursor.execute(PROJECTION.queries["sum_elements"], asked | _grouped(by))
    rows = with_what_goes_on(await cursor.fetchall(), going_on, by)[:limit]
    await cursor.execute(PROJECTION.queries["sum_elements"], asked | _grouped(()))
    total = with_what_goes_on(await cursor.fetchall(), going_on, ()) or [NOTHING]
    return OeeAnswer(rows=[_row(found) for found in rows], total=_row(total[0]), at=at)


async def _organization(cursor: Cursor) -> UUID | None:
    await cursor.execute(PROJECTION.queries["find_organization"])
    found = await cursor.fetchone()
    return found["organization"] if found else None


def _grouped(by: Sequence[By]) -> dict[str, bool]:
    groups: tuple[By, ...] = ("equipment", "day", "order", "product")
    return {f"by_{group}": group in by for group in groups}


def _row(found: dict[str, Any]) -> OeeRow:
    made = Elements(
        planned_busy_s=found["breakdown_s"] + found["setup_s"] + found["production_s"] + found["idle_s"],
        production_s=found["production_s"],
        setup_s=found["setup_s"],
        breakdown_s=found["breakdown_s"],
        ideal_s=found["ideal_s"],
        produced_pcs=found["good_pcs"] + found["rejected_pcs"],
        good_pcs=found["good_pcs"],
    )
    return OeeRow(
        **found,
        planned_busy_s=made.planned_busy_s,
        availability_ratio=made.availability_ratio,
        quality_ratio=made.quality_ratio,
        performance_ratio=made.performance_ratio,
        oee_ratio=None if made.ideal_s is None else made.oee_ratio,  # also where a factor is 0: the cycle is not known
    )


async def timeline(
    cursor: Cursor,
    equipment: str,
    *,
    since: date | None = None,
    until: date | None = None,
    limit: int = 5_000,
    at: datetime | None = None,
) -> EquipmentTimeline:
    """One machine: everything it and its operators told, its OEE and its reliability, up to the moment `at`, which is now when left
    out. Refuses `UnknownEquipment`.
    """
    at = at or now()
    await cursor.execute(PROJECTION.queries["find_equipment"], {"equipment": equipment})
    found = await cursor.fetchone()
    if found is None:
        raise UnknownEquipment(key=equipment)
    calendar = (await calendars(cursor, found["plant"]))[found["plant"]]
    asked: dict[str, Any] = {
        "equipment": equipment,
        "since": since and calendar.start(since),
        "until": until and calendar.start(until + timedelta(days=1)),
        "limit": limit,
    }
    await cursor.execute(PROJECTION.queries["list_timeline"], asked)
    told = [TimelineEntry(**row) for row in await cursor.fetchall()]
    await cursor.execute(PROJECTION.queries["list_standing"], asked)
    standing = [(row["started_at"], row["ended_at"], row["kind"]) for row in await cursor.fetchall()]
    entry = _going_on(found, at)
    if entry is not None and (until is None or entry.started_at < asked["until"]):
        if since is None or entry.ended_at >= asked["since"]:
            told.append(entry)
        if since is None or entry.started_at >= asked["since"]:
            standing.append((entry.started_at, entry.ended_at, entry.kind))
    total = (await oee(cursor, (), since=since, until=until, equipment=equipment, at=at)).total
    clock = calendar.clock(at.date())
    return EquipmentTimeline(
        **{name: found[name] for name in ("equipment", "plant", "state", "state_since", "state_reason")},
        time_zone=clock.zone.key,
        day_starts_at=clock.day_start.strftime("%H:%M"),
        at=at,
        total=total,
        reliability=_reliability(standing, goes_on=entry is not None and entry.kind == "breakdown"),
        told=sorted(told, key=lambda each: (each.started_at, each.feed_seq)),
    )


def _going_on(found: dict[str, Any], at: datetime) -> TimelineEntry | None:
    """What the machine is in, as an interval up to now; None when nobody has told, or it begins later."""
    if found["state"] is None or found["state_since"] >= at:
        return None
    nothing = ("work_order", "log", "product", "operator", "operation", "why", "superseded_seq")
    pieces = ("good_pcs", "rejected_pcs", "rework_pcs", "review_pcs")
    told: dict[str, Any] = {
        **dict.fromkeys((*nothing, *pieces)),
        **{
            name: found[f"state_{name}"]
            for name in ("entry", "version", "reason", "by_user", "recorded_at", "feed_seq")
        },
        "kind": found["state"],
        "started_at": found["state_since"],
        "ended_at": at,
    }
    return TimelineEntry(source="interval", stands=True, struck=False, goes_on=True, **told)


def _reliability(standing: list[tuple[datetime, datetime, Any]], *, goes_on: bool) -> EquipmentReliability:
    found = reliability(standing)
    return EquipmentReliability(
        failures=found.failures,
        goes_on=goes_on,
        operating_s=found.operating_s,
        repair_s=found.repair_s,
        mtbf_s=found.mtbf.mean_s,
        mtbf_longer_than_s=found.mtbf.longer_than_s,
        mttr_s=found.mttr_s,
        inherent_availability_ratio=found.inherent_availability_ratio,
    )


def scrap_pareto(count: analytics.ScrapCount, by: analytics.ScrapBy) -> ScrapPareto:
    """Where the rejected pieces come from: shares, and cumulative shares, of what was counted by that."""
    found = count.groups
    total = sum(each.rejected_pcs for each in found)
    sums = accumulate(each.rejected_pcs for each in found)
    return ScrapPareto(
        engine=count.engine,
        sealed_months=count.sealed_months,
        by=by,
        rejected_pcs=total,
        rows=[
            ScrapRow(
                key=each.key,
                rejected_pcs=each.rejected_pcs,
                reports=each.reports,
                share_ratio=each.rejected_pcs / total,
                cumulative_ratio=so_far / total,
            )
            for each, so_far in zip(found, sums, strict=True)
        ],
    )
