"""Every fact of a material reads back as it was written, and its state knows it."""

import pytest

from tests.materials.shelf import STEEL
from tests.scenario import AT, facts_of, is_known_after, reads_back
from unison.materials.domain.state import MATERIAL
from unison.shared.events import Fact


@pytest.mark.parametrize("kind", facts_of(MATERIAL))
def test_every_fact_reads_back_and_is_known(kind: type[Fact]) -> None:
    reads_back(kind)
    is_known_after(STEEL, kind)


def test_an_unknown_fact_raises() -> None:
    for state in (None, MATERIAL.evolve(None, STEEL, AT)):
        with pytest.raises(TypeError):
            MATERIAL.evolve(state, Fact(), AT)
