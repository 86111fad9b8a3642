"""Names: one normal form in Python and in the database, and one stream for all spellings of a name."""

import asyncio
from typing import Any

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from tests.conftest import Organization
from tests.spine import new_command, process, send, tell
from unison.equipment.domain import EquipmentExists
from unison.shared.commands import Key
from unison.shared.names import as_typed, first_typed, normal, same

KEY: TypeAdapter[str] = TypeAdapter(Key)

SPELT = [
    "LOT-7",
    " lot-7 ",
    "Größe  A",
    "GRO\u0308SSE a",
    "GRÖSSE A",
    "İstanbul",
    "ΟΔΟΣ",
    "οδός",
    "ẞ",
    "Ǆ",
    "a\u00a0b",
    "e\u0301",
]


@pytest.mark.parametrize("name", SPELT)
def test_the_database_says_the_same(owner: psycopg.Connection[Any], name: str) -> None:
    typed = KEY.validate_python(name)
    row = owner.execute("SELECT unison.normal_name(%s)", (typed,)).fetchone()
    assert row == (normal(typed),)


@given(st.text())
def test_what_is_normal_stays_so(name: str) -> None:
    assert normal(normal(name)) == normal(name)
    assert as_typed(as_typed(name)) == as_typed(name)
    assert same(name, as_typed(name))


def test_blanks_case_and_composition_tell_no_two_names_apart() -> None:
    assert same("Lot  7", " LOT 7")
    assert same("Gr\u00f6\u00dfe", "gro\u0308\u00dfE")
    assert not same("LOT 7", "LOT7")
    assert same(None, None)
    assert not same(None, "LOT")
    assert first_typed("sAW", ["Saw", "turn"]) == "Saw"
    assert first_typed("mill", ["Saw", "turn"]) == "mill"


def test_a_name_is_kept_as_it_is_read() -> None:
    assert KEY.validate_python("  Lot\u00a0 7 e\u0301 ") == "Lot 7 é"
    for wrong in ("a\tb", "a\nb", " ", "a\u200bb"):
        with pytest.raises(ValidationError):
            KEY.validate_python(wrong)


def test_every_kind_of_stream_is_one_for_all_spellings(database_url: str, organization: Organization) -> None:
    """Made in one process, named otherwise in another one, which has never seen it."""
    tell(database_url, organization.id, new_command("equipment.register", equipment="Saw 1"))

    async def work() -> None:
        async with process(database_url) as other:
            state = new_command("equipment.change_state", equipment="SAW  1", state="production")
            (answer,) = await send(other, organization.id, state)
            assert [position.stream for position in answer.streams] == ["equipment:Saw 1"]
            with pytest.raises(EquipmentExists, match="Saw 1"):
                await send(other, organization.id, new_command("equipment.register", equipment="saw 1"))

    asyncio.run(work())


def test_facts_name_things_as_they_were_first_typed(
    database_url: str, owner: psycopg.Connection[Any], organization: Organization
) -> None:
    told = (
        new_command("materials.register", material="Steel C45", base_unit="kg"),
        new_command("sales.register_customer", customer="Gear AG", name="Gear AG"),
        new_command("lots.receive", lot="L-1", material="STEEL c45", quantity=10, unit="kg"),
        new_command("lots.ship", lot="l-1", quantity=1, customer="GEAR ag"),
    )
    tell(database_url, organization.id, *told)
    query = "SELECT data->>'material', data->>'customer' FROM unison.events WHERE organization_id = %s AND stream_id = 'lots:L-1'"
    rows = owner.execute(query, (organization.id,)).fetchall()
    assert rows == [("Steel C45", None), (None, "Gear AG")]
