"""One function for each fact of a characteristic."""

from collections.abc import Iterator, Sequence
from typing import Any

from unison.infrastructure.projection.engine import Projection, Write
from unison.infrastructure.sql import statements
from unison.measures.chart_constants import c4, d2
from unison.measures.descriptive import mean, sample_sd
from unison.quality import domain as d
from unison.shared.events import Recorded


def defined(fact: d.CharacteristicDefined, event: Recorded[Any]) -> Iterator[Write]:
    yield Write(
        "define_characteristic",
        event.key,
        {**vars(fact), "characteristic": event.key, "version": event.version},
        touches=event.key,
    )


def recorded(fact: d.SubgroupRecorded | d.SubgroupCorrected, event: Recorded[Any]) -> Iterator[Write]:
    row = {
        **vars(fact),
        **statistics([float(value) for value in fact.values]),
        "characteristic": event.key,
        "version": event.version,
        "measured_at": event.occurred_at,
        "by_user": event.meta.user,
        "recorded_at": event.recorded_at,
        "feed_seq": event.seq,
    }
    yield Write("add_subgroup", (event.key, event.version), row, touches=event.key)


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


def statistics(values: Sequence[float]) -> dict[str, float | int | None]:
    """What the charts take from one subgroup; of a single value there is no spread."""
    n = len(values)
    width = max(values) - min(values)
    sd = sample_sd(values) if n > 1 else None
    return {
        "n": n,
        "mean": mean(values),
        "range": width,
        "sd": sd,
        "sigma_by_range": width / d2(n) if n > 1 else None,
        "sigma_by_sd": None if sd is None else sd / c4(n),
    }


PROJECTION = Projection(
    "spc",
    __package__ or "",
    statements("projections.spc"),
    on={
        d.CharacteristicDefined: defined,
        d.SubgroupRecorded: recorded,
        d.SubgroupCorrected: recorded,
        d.LimitsBasisSet: limits_set,
        d.ControlLimitsSet: limits_set,
    },
    after=("settle_limits",),
)
