"""One function for each fact of a characteristic."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from unison.infrastructure.projection.engine import Projection, Write
from unison.infrastructure.sql import statements
from unison.measures.chart_constants import c4, d2
from unison.measures.descriptive import mean, sample_sd
from unison.quality import domain as d
from unison.quality.domain.violations import ViolationResponseSet
from unison.shared.events import Recorded

LARGEST = 25
"""So many values of one subgroup a chart takes at most."""


def defined(fact: d.CharacteristicDefined, event: Recorded[Any]) -> Iterator[Write]:
    yield Write(
        "define_characteristic",
        event.key,
        {**vars(fact), "characteristic": event.key, "version": event.version},
        touches=event.key,
    )


def recorded(fact: d.SubgroupRecorded, event: Recorded[Any]) -> Iterator[Write]:
    yield _form(fact, event, event.occurred_at, None)


def corrected(fact: d.SubgroupCorrected, event: Recorded[Any]) -> Iterator[Write]:
    """Measured when the correction says; otherwise when the form before it was, never when the correction was told."""
    yield _form(fact, event, fact.measured_at, fact.why)


def struck(fact: d.SubgroupStruck, event: Recorded[Any]) -> Iterator[Write]:
    yield _form(fact, event, None, fact.why)


def _form(
    fact: d.SubgroupRecorded | d.SubgroupCorrected | d.SubgroupStruck,
    event: Recorded[Any],
    measured_at: datetime | None,
    why: str | None,
) -> Write:
    values = () if isinstance(fact, d.SubgroupStruck) else fact.values
    row = {
        **statistics([float(value) for value in values]),
        "characteristic": event.key,
        "entry": fact.entry,
        "version": event.version,
        "subgroup": fact.subgroup,
        "values": values,
        "struck": isinstance(fact, d.SubgroupStruck),
        "why": why,
        "by_user": event.meta.user,
        "recorded_at": event.recorded_at,
        "feed_seq": event.seq,
        "measured_at": measured_at,
    }
    return Write("add_form", (event.key, event.version), row, touches=event.key)


def limits_set(fact: d.LimitsBasisSet | d.ControlLimitsSet, event: Recorded[Any]) -> Iterator[Write]:
    """The latest basis counts: the first so many subgroups, all of them, or a given centre and sigma."""
    row = {
        "characteristic": event.key,
        "version": event.version,
        "limits_from_subgroups": getattr(fact, "limits_from_subgroups", None),
        "given_center": getattr(fact, "center", None),
        "given_sigma": getattr(fact, "sigma", None),
    }
    yield Write("set_limits_basis", event.key, row, touches=event.key)


def response_set(fact: ViolationResponseSet, event: Recorded[Any]) -> Iterator[Write]:
    row = {"characteristic": event.key, "version": event.version, "response": fact.response}
    yield Write("set_response", event.key, row)


def statistics(values: Sequence[float]) -> dict[str, float | int | None]:
    """What the charts take from one subgroup; of a single value there is no spread, and of more than 25 no chart takes any."""
    n = len(values)
    width = max(values) - min(values) if n else None
    sd = sample_sd(values) if n > 1 else None
    charted = 1 < n <= LARGEST
    return {
        "n": n,
        "mean": mean(values) if n else None,
        "range": width,
        "sd": sd,
        "sigma_by_range": width / d2(n) if charted and width is not None else None,
        "sigma_by_sd": sd / c4(n) if charted and sd is not None else None,
    }


PROJECTION = Projection(
    "spc",
    __package__ or "",
    statements("projections.spc"),
    on={
        d.CharacteristicDefined: defined,
        d.SubgroupRecorded: recorded,
        d.SubgroupCorrected: corrected,
        d.SubgroupStruck: struck,
        d.LimitsBasisSet: limits_set,
        d.ControlLimitsSet: limits_set,
        ViolationResponseSet: response_set,
    },
    after=("settle_forms", "settle_limits"),
)
