"""What is true of every fact of a review."""

import pytest

from tests.reviews.test_reviews import ASIDE
from tests.scenario import facts_of, is_known_after, reads_back
from unison.reviews.domain import REVIEW
from unison.shared.events import Fact


@pytest.mark.parametrize("kind", facts_of(REVIEW))
def test_every_fact_reads_back_as_it_was_written(kind: type[Fact]) -> None:
    reads_back(kind)


@pytest.mark.parametrize("kind", facts_of(REVIEW))
def test_every_fact_is_known_to_the_state_and_its_snapshot_reads_back(kind: type[Fact]) -> None:
    is_known_after(ASIDE, kind)


def test_an_unknown_fact_raises() -> None:
    for state in (None, REVIEW.evolve(None, ASIDE)):
        with pytest.raises(TypeError):
            REVIEW.evolve(state, Fact())
