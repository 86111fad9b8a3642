"""Every stored form of every fact can be read, for ever: one committed example for each topic and schema version."""

import dataclasses
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import pytest

import unison.main
from tests.scenario import product_facts
from unison.infrastructure import codec
from unison.infrastructure.recorder import FactMapper
from unison.shared.events import Fact, Meta, Recorded, fact_type

EXAMPLES = Path(__file__).parent / "events"
AT = datetime(2026, 3, 2, 8, tzinfo=UTC)


def _forms() -> list[Any]:
    """Every form that a fact has ever been stored in."""
    return [
        pytest.param(kind, form, id=f"{kind.topic}.v{form}")
        for kind in product_facts()
        for form in range(1, kind.schema_version + 1)
    ]


def _example(topic: str, form: int) -> str:
    return (EXAMPLES / f"{topic}.v{form}.json").read_text()


def contradictions(kind: type[Fact], form: int, example: str) -> Iterator[str]:
    """Why the fact's class does not stand by a committed example."""
    try:
        fact = codec.decode_fact(kind.topic, form, example)
    except (msgspec.MsgspecError, TypeError, KeyError, ValueError) as error:
        yield f"it cannot be read any more: {error}"
        return
    if form < kind.schema_version:
        return
    told: dict[str, Any] = json.loads(example)
    again: dict[str, Any] = json.loads(codec.encode(fact))
    for name in told.keys() | again.keys():
        if name not in told or name not in again or told[name] != again[name]:
            yield f"{name}: {told.get(name, 'absent')!r} became {again.get(name, 'absent')!r}"
        elif told[name] is None:
            yield f"{name}: an example that holds null shows nothing"


def test_the_facts_of_every_capability_are_here() -> None:
    assert vars(unison.main)["USE_CASES"]
    assert {kind.topic.partition(".")[0] for kind in product_facts()} >= {"work_orders", "lots", "equipment", "quality"}


def test_there_is_an_example_for_every_form_and_for_nothing_else() -> None:
    """A new topic, or a new form of one, comes with its example; an example goes with no topic: facts stay in stores."""
    wanted = {f"{kind.topic}.v{form}.json" for kind in product_facts() for form in range(1, kind.schema_version + 1)}
    assert {path.name for path in EXAMPLES.iterdir()} == wanted


def test_a_new_topic_without_an_example_would_be_missed() -> None:
    class Painted(Fact, topic="tests.Painted"):
        colour: str

    assert fact_type("tests.Painted") is Painted
    with pytest.raises(FileNotFoundError):
        _example(Painted.topic, Painted.schema_version)


@pytest.mark.parametrize(("kind", "form"), _forms())
def test_it_is_read_and_written_as_it_was(kind: type[Fact], form: int) -> None:
    assert list(contradictions(kind, form, _example(kind.topic, form))) == []


@pytest.mark.parametrize(("kind", "form"), _forms())
def test_the_library_s_mapper_reads_it_back(kind: type[Fact], form: int) -> None:
    fact = codec.decode_fact(kind.topic, form, _example(kind.topic, form))
    assert _through_the_mapper(fact) == fact


def _through_the_mapper(fact: Fact) -> Any:
    mapper = FactMapper()
    recorded = Recorded(1, UUID(int=1), "tests:A", 1, fact, Meta(), AT, AT)
    return mapper.to_domain_event(mapper.to_stored_event(recorded))


# What would break the contract is noticed -------------------------------------------------------------------------


class Weighed(Fact, topic="tests.Weighed"):
    lot: str
    mass_kg: int
    scale: str | None = None


WEIGHED = '{"lot": "L1", "mass_kg": 12, "scale": "S1"}'


def test_a_class_that_stands_by_its_example_contradicts_nothing() -> None:
    assert list(contradictions(Weighed, 1, WEIGHED)) == []


@pytest.mark.parametrize(
    ("example", "noticed"),
    [
        ('{"lot": "L1", "mass_kg": 12, "scale": "S1", "box": "B1"}', "box: 'B1' became 'absent'"),
        ('{"lot": "L1", "mass_kg": 12}', "scale: 'absent' became None"),
        ('{"lot": "L1", "scale": "S1"}', "it cannot be read any more: Object missing required field `mass_kg`"),
        ('{"lot": "L1", "mass_kg": "12", "scale": "S1"}', "it cannot be read any more: Expected `int`, got `str`"),
        ('{"lot": "L1", "mass_kg": 12, "scale": null}', "scale: an example that holds null shows nothing"),
    ],
    ids=["a field removed", "a field added", "a required field added", "a field's type changed", "an empty example"],
)
def test_a_class_that_has_moved_away_from_its_example_is_caught(example: str, noticed: str) -> None:
    assert any(text.startswith(noticed) for text in contradictions(Weighed, 1, example))


@pytest.mark.parametrize("kind", [kind for kind in product_facts() if kind.field_names], ids=lambda kind: kind.topic)
def test_every_field_of_an_example_counts(kind: type[Fact]) -> None:
    """Each taken away alone is noticed, so each field of the class is under contract."""
    example: dict[str, Any] = json.loads(_example(kind.topic, kind.schema_version))
    assert set(example) == set(kind.field_names)
    for name in example:
        without = {other: value for other, value in example.items() if other != name}
        assert list(contradictions(kind, kind.schema_version, json.dumps(without))), name


# Older forms ------------------------------------------------------------------------------------------------------


class Packed(Fact, topic="tests.Packed", schema_version=3):
    """Was {box, weight} in grams at first, then {box, weight_g}."""

    box: str
    mass_kg: float
    by: str

    @staticmethod
    def upcast_v1_v2(state: dict[str, Any]) -> None:
        state["weight_g"] = state.pop("weight")

    @staticmethod
    def upcast_v2_v3(state: dict[str, Any]) -> None:
        state["mass_kg"] = state.pop("weight_g") / 1000
        state["by"] = "unknown"


PACKED = Packed(box="B1", mass_kg=1.5, by="unknown")


@pytest.mark.parametrize(
    ("form", "stored"),
    [
        (1, '{"box": "B1", "weight": 1500}'),
        (2, '{"box": "B1", "weight_g": 1500}'),
        (3, '{"box": "B1", "mass_kg": 1.5, "by": "unknown"}'),
    ],
)
def test_an_older_form_is_read_as_the_present_one(form: int, stored: str) -> None:
    assert codec.decode_fact("tests.Packed", form, stored) == PACKED
    assert list(contradictions(Packed, form, stored)) == []


def test_a_field_added_with_a_default_is_there_in_facts_that_were_stored_before() -> None:
    """Projectors take a fact's fields by `vars`."""
    fact = codec.decode_fact("tests.Weighed", 1, '{"lot": "L1", "mass_kg": 12}')
    assert vars(fact) == {"lot": "L1", "mass_kg": 12, "scale": None}
    assert vars(codec.decode_fact("work_orders.WorkOrderCreated", 1, CREATED_LONG_AGO))["priority"] == 50


CREATED_LONG_AGO = '{"product": "Gear", "quantity_pcs": 5, "plant": "main"}'


def test_an_older_form_without_a_way_up_is_noticed() -> None:
    class Sealed(Fact, topic="tests.Sealed", schema_version=2):
        box: str

    assert Sealed.schema_version == 2
    with pytest.raises(AttributeError, match=re.escape("upcast_v1_v2")):
        codec.decode_fact("tests.Sealed", 1, '{"box": "B1"}')


def test_a_form_of_a_later_version_is_not_guessed() -> None:
    """After a step back to older code: what it does not know it must not read as something else."""
    with pytest.raises(ValueError, match="stored in form 4; this version knows 3"):
        codec.decode_fact("tests.Packed", 4, '{"box": "B1", "mass_kg": 1.5, "by": "unknown", "net": true}')


def test_the_library_s_mapper_keeps_and_lifts_the_form() -> None:
    mapper = FactMapper()
    assert _through_the_mapper(PACKED) == PACKED
    stored = mapper.to_stored_event(Recorded(1, UUID(int=1), "tests:A", 1, PACKED, Meta(), AT, AT))
    assert json.loads(stored.state)["class_version"] == 3
    first = dataclasses.replace(stored, state=b'{"box": "B1", "weight": 1500}')
    assert mapper.to_domain_event(first) == PACKED


def test_a_topic_that_nobody_defines_is_not_guessed() -> None:
    with pytest.raises(KeyError):
        codec.decode_fact("tests.Nobody", 1, "{}")


def test_a_name_that_is_taken_does_not_load() -> None:
    with pytest.raises(TypeError, match="is taken by"):
        type("WeighedAgain", (Fact,), {}, topic="tests.Weighed")


def test_a_fact_without_a_name_does_not_load() -> None:
    with pytest.raises(TypeError, match="needs a topic"):
        type("Nameless", (Fact,), {})
