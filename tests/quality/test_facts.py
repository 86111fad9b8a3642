"""What is true of every fact of a characteristic."""

import pytest

from tests.scenario import AT, facts_of, is_known_after, reads_back
from unison.quality.domain import CHARACTERISTIC, CharacteristicDefined, ChartKind
from unison.shared.events import Fact

FIRST = CharacteristicDefined(kind=ChartKind.XBAR_R, plant="main")


@pytest.mark.parametrize("kind", facts_of(CHARACTERISTIC))
def test_every_fact_reads_back_as_it_was_written(kind: type[Fact]) -> None:
    reads_back(kind)


@pytest.mark.parametrize("kind", facts_of(CHARACTERISTIC))
def test_every_fact_is_known_to_the_state_and_its_snapshot_reads_back(kind: type[Fact]) -> None:
    is_known_after(FIRST, kind)


def test_an_unknown_fact_raises() -> None:
    for state in (None, CHARACTERISTIC.evolve(None, FIRST, AT)):
        with pytest.raises((TypeError, KeyError)):
            CHARACTERISTIC.evolve(state, Fact(), AT)
