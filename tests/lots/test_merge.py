from decimal import Decimal

import pytest

from tests.lots.stock import COPPER, HELD, STEEL, TONNES
from tests.scenario import AT, given, state_after
from unison.lots.domain import moving
from unison.lots.domain.facts import LotMergedFrom, LotMergedInto, LotReceived, LotScrapped
from unison.lots.domain.moving import MaterialDiffers, NothingLeft, PlantDiffers, SameLot
from unison.lots.domain.taking import OnHold
from unison.shared.errors import Refusal
from unison.shared.events import Fact
from unison.shared.quantities import UnitMismatch

MORE = LotReceived(material="STEEL", quantity=Decimal("0.5"), unit="kg", plant="main", location="Rack 2")
ELSEWHERE = LotReceived(material="STEEL", quantity=Decimal(1), unit="kg", plant="north")
LOTS = [("S-1", state_after(STEEL)), ("S-2", state_after(MORE))]
GONE = [LotMergedInto(into="S-9", quantity=STEEL.quantity), LotMergedInto(into="S-9", quantity=MORE.quantity)]


def come(location: str) -> list[Fact]:
    return [
        LotMergedFrom(
            source=source, material="STEEL", quantity=lot.quantity, unit="kg", plant="main", location=location
        )
        for source, lot in LOTS
    ]


def test_a_new_lot_gets_all_that_is_left_of_its_sources_and_begins_where_the_first_is() -> None:
    given().when(moving.merge, key="S-9", sources=LOTS, location=None, at=AT).then(*GONE, *come("Rack 1"))
    assert state_after(*come("Rack 1")).quantity == Decimal("100.5")
    assert state_after(STEEL, GONE[0]).quantity == 0


def test_an_existing_lot_stays_where_it_is() -> None:
    there = LotReceived(material="STEEL", quantity=Decimal(1), unit="kg", plant="main", location="Rack 3")
    given(there).when(moving.merge, key="S-9", sources=LOTS, location=None, at=AT).then(*GONE, *come("Rack 3"))
    assert state_after(there, *come("Rack 3")).location == "Rack 3"


def test_the_storage_location_may_be_told_and_an_existing_lot_is_there_then() -> None:
    given(STEEL).when(moving.merge, key="S-9", sources=LOTS, location="Rack 4", at=AT).then(*GONE, *come("Rack 4"))
    assert state_after(STEEL, *come("Rack 4")).location == "Rack 4"


@pytest.mark.parametrize(
    ("source", "refusal"),
    [
        ((COPPER,), MaterialDiffers),
        ((ELSEWHERE,), PlantDiffers),
        ((TONNES,), UnitMismatch),
        ((STEEL, HELD), OnHold),
        ((STEEL, LotScrapped(quantity=Decimal(100), reason="rust")), NothingLeft),
    ],
)
@pytest.mark.parametrize("into", [(), (STEEL,)])
def test_a_source_must_be_of_one_material_and_unit_free_and_not_empty(
    source: tuple[Fact, ...], refusal: type[Refusal], into: tuple[Fact, ...]
) -> None:
    sources = [*LOTS, ("S-3", state_after(*source))]
    given(*into).when(moving.merge, key="S-9", sources=sources, location=None, at=AT).then_refused(refusal)


def test_a_lot_is_not_merged_with_itself() -> None:
    given(STEEL).when(moving.merge, key="S-1", sources=LOTS, location=None, at=AT).then_refused(SameLot)
