"""What is true of every fact of a pending command."""

import pytest

from tests.pending_commands.test_pending_commands import ASIDE
from tests.scenario import AT, facts_of, is_known_after, reads_back
from unison.pending_commands.domain import PENDING_COMMAND
from unison.shared.events import Fact


@pytest.mark.parametrize("kind", facts_of(PENDING_COMMAND))
def test_every_fact_reads_back_as_it_was_written(kind: type[Fact]) -> None:
    reads_back(kind)


@pytest.mark.parametrize("kind", facts_of(PENDING_COMMAND))
def test_every_fact_is_known_to_the_state_and_its_snapshot_reads_back(kind: type[Fact]) -> None:
    is_known_after(ASIDE, kind)


def test_an_unknown_fact_raises() -> None:
    for state in (None, PENDING_COMMAND.evolve(None, ASIDE, AT)):
        with pytest.raises(TypeError):
            PENDING_COMMAND.evolve(state, Fact(), AT)
