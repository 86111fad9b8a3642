"""What is true of every fact of a work order."""

import pytest

from tests.scenario import AT, facts_of, is_known_after, reads_back
from unison.shared.events import Fact
from unison.work_orders.domain.facts import WorkOrderCreated
from unison.work_orders.domain.state import WORK_ORDER

FIRST = WorkOrderCreated(product="P-1", quantity_pcs=100, plant="main")


@pytest.mark.parametrize("kind", facts_of(WORK_ORDER))
def test_every_fact_reads_back_as_it_was_written(kind: type[Fact]) -> None:
    reads_back(kind)


@pytest.mark.parametrize("kind", facts_of(WORK_ORDER))
def test_every_fact_is_known_to_the_state_and_its_snapshot_reads_back(kind: type[Fact]) -> None:
    is_known_after(FIRST, kind)


def test_an_unknown_fact_raises() -> None:
    for state in (None, WORK_ORDER.evolve(None, FIRST, AT)):
        with pytest.raises((TypeError, KeyError)):
            WORK_ORDER.evolve(state, Fact(), AT)
