"""Plants: opened, changed, and what is true of their facts."""

from datetime import date, time
from typing import Any

import pytest

from tests.scenario import AT, facts_of, given, is_known_after, reads_back
from unison.plants import domain
from unison.plants.domain import PLANT, PlantChanged, PlantOpened
from unison.shared.events import Fact

OPENED = PlantOpened(name="Hall north", time_zone="Europe/Berlin", day_starts_at=time(6))
FROM = date(2026, 3, 2)


@pytest.mark.parametrize("kind", facts_of(PLANT))
def test_every_fact_reads_back_and_is_known(kind: type[Fact]) -> None:
    reads_back(kind)
    is_known_after(OPENED, kind)


def test_what_a_change_leaves_out_stays() -> None:
    unchanged: dict[str, Any] = {"name": None, "time_zone": None, "day_starts_at": None}
    changes: list[dict[str, Any]] = [
        {},
        {"name": "Hall south"},
        {"time_zone": "Asia/Tokyo"},
        {"day_starts_at": time(0)},
    ]
    for told in changes:
        changed = PlantChanged(**{**vars(OPENED), **told}, valid_from=FROM)
        given(OPENED).when(domain.change, **{**unchanged, **told}, valid_from=FROM).then(changed)


def test_an_unknown_fact_raises() -> None:
    with pytest.raises(TypeError):
        PLANT.evolve(None, Fact(), AT)
