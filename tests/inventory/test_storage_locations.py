"""Storage locations of a plant: registered, retired, and what may be put there."""

from typing import Any

import pytest

from tests.scenario import AT, facts_of, given, is_known_after, reads_back, state_after
from unison.inventory import domain
from unison.inventory.domain import (
    STOCKKEEPING,
    STORAGE_LOCATIONS,
    AreaHasBins,
    AreaIsABin,
    NegativeStock,
    NegativeStockSet,
    StorageLocationExists,
    StorageLocationIsRetired,
    StorageLocationNotRegistered,
    StorageLocationRegistered,
    StorageLocationRetired,
    UnknownStorageLocation,
)
from unison.shared.events import Fact
from unison.shared.ports import Aggregate

AREA = StorageLocationRegistered(location="Rack A")
BIN = StorageLocationRegistered(location="A-01", area="Rack A")
BIN_RETIRED = StorageLocationRetired(location="A-01")
HERE = {"plant": "main"}


@pytest.mark.parametrize("kind", facts_of(STORAGE_LOCATIONS))
def test_every_fact_reads_back_and_is_known(kind: type[Fact]) -> None:
    reads_back(kind)
    is_known_after(AREA, kind)


@pytest.mark.parametrize("kind", facts_of(STOCKKEEPING))
def test_every_setting_reads_back_and_is_known(kind: type[Fact]) -> None:
    reads_back(kind)
    is_known_after(NegativeStockSet(negative_stock=NegativeStock.FLAG), kind)


@pytest.mark.parametrize("aggregate", [STORAGE_LOCATIONS, STOCKKEEPING])
def test_an_unknown_fact_raises(aggregate: Aggregate[Any]) -> None:
    with pytest.raises(TypeError):
        aggregate.evolve(None, Fact(), AT)


def test_a_bin_lies_in_an_area_that_is_in_use() -> None:
    given(AREA).when(domain.register_storage_location, location="A-01", area="Rack A", **HERE).then(BIN)
    given().when(domain.register_storage_location, location="A-01", area="Rack A", **HERE).then_refused(
        UnknownStorageLocation, saying="Rack A"
    )
    gone = StorageLocationRetired(location="Rack A")
    given(AREA, gone).when(domain.register_storage_location, location="A-01", area="Rack A", **HERE).then_refused(
        StorageLocationIsRetired
    )
    given(AREA, BIN).when(domain.register_storage_location, location="A-01-1", area="A-01", **HERE).then_refused(
        AreaIsABin
    )


def test_a_storage_location_is_registered_once_and_again_after_it_was_retired() -> None:
    given(AREA, BIN).when(domain.register_storage_location, location="A-01", area=None, **HERE).then_refused(
        StorageLocationExists
    )
    given(AREA, BIN, BIN_RETIRED).when(domain.register_storage_location, location="A-01", area="Rack A", **HERE).then(
        BIN
    )
    assert not state_after(AREA, BIN, BIN_RETIRED, BIN).locations["A-01"].retired


def test_an_area_is_retired_after_its_bins() -> None:
    area = {"location": "Rack A", "reason": None, **HERE}
    given(AREA, BIN).when(domain.retire_storage_location, **area).then_refused(AreaHasBins, saying="A-01")
    given(AREA, BIN, BIN_RETIRED).when(domain.retire_storage_location, **area).then(
        StorageLocationRetired(location="Rack A")
    )
    given(AREA, BIN, BIN_RETIRED).when(
        domain.retire_storage_location, location="A-01", reason=None, **HERE
    ).then_refused(StorageLocationIsRetired)
    given(AREA).when(domain.retire_storage_location, location="A-02", reason=None, **HERE).then_refused(
        UnknownStorageLocation
    )


def test_where_storage_locations_are_registered_nothing_is_put_anywhere_else() -> None:
    domain.check_location(None, plant="main", location="anywhere")
    there = state_after(
        AREA, BIN, StorageLocationRegistered(location="Rack B"), StorageLocationRetired(location="Rack B")
    )
    domain.check_location(there, plant="main", location="A-01")
    assert domain.check_location(there, plant="main", location=" a-01") == "A-01"
    with pytest.raises(StorageLocationNotRegistered, match="Choose one of: A-01, Rack A"):
        domain.check_location(there, plant="main", location="anywhere")
    with pytest.raises(StorageLocationIsRetired):
        domain.check_location(there, plant="main", location="Rack B")


def test_a_refusal_names_a_few_storage_locations_of_many() -> None:
    there = state_after(*(StorageLocationRegistered(location=f"R{n}") for n in range(20)))
    with pytest.raises(StorageLocationNotRegistered) as refused:
        domain.check_location(there, plant="main", location="X")
    assert refused.value.message.count("R") == 8


def test_below_zero_nothing_goes_until_that_is_set() -> None:
    flag = NegativeStockSet(negative_stock=NegativeStock.FLAG)
    assert not domain.may_go_below_zero(None)
    assert domain.may_go_below_zero(state_after(flag))
    refuse = domain.set_negative_stock(negative_stock=NegativeStock.REFUSE)
    assert not domain.may_go_below_zero(state_after(flag, refuse))
