"""The other side of a movement is found among what the same command told, or the correction is refused."""

from decimal import Decimal

import pytest

from tests.scenario import AT
from unison.corrections.domain import CounterpartMissing, counterpart
from unison.lots.domain.facts import LotMoved
from unison.shared.events import Fact, Meta
from unison.shared.ports import StoredFact
from unison.work_orders.domain.facts import LotConsumed


def stored(stream: str, version: int, fact: Fact) -> StoredFact:
    return StoredFact(stream, version, fact, Meta(), AT, AT)


def consumed(lot: str) -> LotConsumed:
    return LotConsumed(lot=lot, material="STEEL", quantity=Decimal(2), unit="kg")


MOVEMENT = stored("lots:L-2", 4, LotMoved(location="Rack 7"))
BESIDE = (
    stored("work_orders:W-1", 7, consumed("L-1")),
    stored("work_orders:W-2", 8, consumed("L-2")),
    stored("work_orders:W-1", 9, consumed("L-2")),
)


def test_it_is_the_fact_of_its_kind_on_the_other_stream_that_fits() -> None:
    found = counterpart(MOVEMENT, BESIDE, (LotConsumed,), stream="work_orders:W-1", fits=lambda fact: fact.lot == "L-2")
    assert found == (9, consumed("L-2"))


def test_without_it_nothing_is_corrected() -> None:
    with pytest.raises(CounterpartMissing, match="Movement 4"):
        counterpart(MOVEMENT, BESIDE[:2], (LotConsumed,), stream="work_orders:W-1", fits=lambda fact: fact.lot == "L-2")
