"""What is true of every fact of costing."""

from decimal import Decimal

import pytest

from tests.scenario import facts_of, is_known_after, reads_back
from unison.costing.domain import COSTING, StockRevalued
from unison.shared.events import Fact

FIRST = StockRevalued(material="STEEL", plant="main", unit_cost=Decimal(3), reason="price list")


@pytest.mark.parametrize("kind", facts_of(COSTING))
def test_it_is_read_as_it_was_written(kind: type[Fact]) -> None:
    reads_back(kind)


@pytest.mark.parametrize("kind", facts_of(COSTING))
def test_the_state_knows_it(kind: type[Fact]) -> None:
    is_known_after(FIRST, kind)
