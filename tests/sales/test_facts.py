"""What is true of every fact of a customer and of a sales order."""

from typing import Any

import pytest

from tests.sales.selling import CREATED, LINE_10, REGISTERED, delivered
from tests.scenario import AT, facts_of, is_known_after, reads_back, state_after
from unison.infrastructure import codec
from unison.sales.domain.customers import CUSTOMER
from unison.sales.domain.orders import SALES_ORDER
from unison.shared.events import Fact
from unison.shared.ports import Aggregate

KINDS = [*((REGISTERED, kind) for kind in facts_of(CUSTOMER)), *((CREATED, kind) for kind in facts_of(SALES_ORDER))]


@pytest.mark.parametrize(("_first", "kind"), KINDS)
def test_every_fact_reads_back_as_it_was_written(_first: Fact, kind: type[Fact]) -> None:
    reads_back(kind)


@pytest.mark.parametrize(("first", "kind"), KINDS)
def test_every_fact_is_known_to_the_state_and_its_snapshot_reads_back(first: Fact, kind: type[Fact]) -> None:
    is_known_after(first, kind)


def test_lines_and_what_was_sent_of_them_read_back_from_a_snapshot() -> None:
    state = state_after(CREATED, LINE_10, delivered("3"), delivered("2", lot=None))
    assert [each.quantity for each in state.lines[10].sent] == [3, 2]
    assert codec.decode_state(SALES_ORDER.state, codec.encode(state)) == state


@pytest.mark.parametrize(("aggregate", "first"), [(CUSTOMER, REGISTERED), (SALES_ORDER, CREATED)])
def test_an_unknown_fact_raises(aggregate: Aggregate[Any], first: Fact) -> None:
    for state in (None, aggregate.evolve(None, first, AT)):
        with pytest.raises(TypeError):
            aggregate.evolve(state, Fact(), AT)
