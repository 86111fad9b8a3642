"""A fact's data is as its schema says, at an address that anybody may ask."""

import json
from pathlib import Path

import httpx
import jsonschema_rs
import pytest

from tests.scenario import product_facts
from unison.main import CAPABILITIES
from unison.presentation.schemas import schema_of

_ = CAPABILITIES  # whose facts these are
EXAMPLES = Path(__file__).parents[1] / "contracts" / "events"


def test_a_schema_is_complete_in_itself_and_needs_no_sign_in(client: httpx.Client) -> None:
    answer = client.get("schemas/lots.LotReceived/1")
    assert answer.headers["content-type"] == "application/schema+json"
    told = answer.json()
    assert told["$id"] == "http://127.0.0.1:8000/api/v1/schemas/lots.LotReceived/1"
    assert "material" in told["properties"]


@pytest.mark.parametrize(("topic", "version"), [("lots.LotReceived", 99), ("lots.LotVanished", 1)])
def test_what_nobody_tells_has_no_schema(client: httpx.Client, topic: str, version: int) -> None:
    refused = client.get(f"schemas/{topic}/{version}")
    assert (refused.status_code, refused.json()["code"]) == (404, "unknown_schema")


def test_every_stored_example_is_as_its_schema_says() -> None:
    for kind in product_facts():
        validator = jsonschema_rs.Draft202012Validator(schema_of(kind, "https://unison.example/x"))
        example = EXAMPLES / f"{kind.topic}.v{kind.schema_version}.json"
        validator.validate(json.loads(example.read_text()))
