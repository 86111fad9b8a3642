"""The AsyncAPI document: every fact is in it, and what the feed tells is what it says."""

from typing import Any, cast

import httpx
import jsonschema_rs
import psycopg
from showing import MOVED, Firm, number

from unison.presentation import asyncapi
from unison.shared.events import fact_type, topics

Json = dict[str, Any]


def resolve(document: Json, reference: str) -> Json:
    found = document
    for part in reference.removeprefix("#/").split("/"):
        found = found[part]
    return found


def references(node: Any) -> list[str]:
    if isinstance(node, dict):
        items = cast(Json, node)
        own = [items["$ref"]] if isinstance(items.get("$ref"), str) else []
        return own + [found for value in items.values() for found in references(value)]
    if isinstance(node, list):
        return [found for value in cast(list[Any], node) for found in references(value)]
    return []


def test_it_is_served_and_names_every_fact(client: httpx.Client) -> None:
    document = client.get(str(client.base_url.copy_with(path="/asyncapi.json"))).json()
    assert document["asyncapi"] == "3.0.0"
    assert {"title", "version"} <= document["info"].keys()
    assert set(topics()) <= document["components"]["messages"].keys()
    assert set(document["channels"]["feed"]["messages"]) == set(topics())
    assert document["servers"]["http"]["host"] == "unison.example.com"
    assert document["servers"]["live"]["protocol"] == "wss"
    assert {operation["action"] for operation in document["operations"].values()} == {"send", "receive"}
    asked = document["operations"]["tellFacts"]["bindings"]["http"]["query"]["properties"]
    assert {"after", "limit", "wait_s", "type", "subject", "subject_prefix"} == asked.keys()


def test_every_field_of_every_fact_is_described() -> None:
    """One that is not gets its words in `fact_fields.toml`."""
    components = asyncapi.document()["components"]
    of_tests = {
        name
        for topic in topics()
        if topic.startswith("tests.")
        for name in (fact_type(topic).__name__, topic.replace(".", "_"))
    }
    wordless = [
        f"{name}.{field}"
        for name, schema in components["schemas"].items()
        if name not in of_tests
        for field, form in schema.get("properties", {}).items()
        if not form.get("description")
    ]
    assert wordless == []


def test_every_reference_leads_somewhere() -> None:
    document = asyncapi.document()
    found = references(document)
    assert len(found) > len(topics())
    for reference in found:
        resolve(document, reference)


def test_every_payload_is_a_json_schema_of_its_own_type() -> None:
    document = asyncapi.document()
    for topic in topics():
        payload = document["components"]["messages"][topic]["payload"]
        jsonschema_rs.validator_for({**payload, "components": document["components"]})
        assert payload["allOf"][1]["properties"]["type"]["const"] == f"io.unison.{topic}"


def test_what_the_feed_tells_fits_the_document(
    client: httpx.Client, firm: Firm, worker: psycopg.Connection[Any]
) -> None:
    firm.tell_lots("1")
    firm.tell("lots:1", 2, MOVED)
    number(worker)
    document = asyncapi.document()
    told = client.get("feed", headers=firm.headers()).json()
    assert len(told) == 2
    for event in told:
        topic = event["type"].removeprefix("io.unison.")
        payload = document["components"]["messages"][topic]["payload"]
        schema = jsonschema_rs.validator_for({**payload, "components": document["components"]})
        assert schema.is_valid(event)
        assert not schema.is_valid(event | {"data": {"nothing": 1}})
        assert not schema.is_valid(event | {"type": "io.unison.lots.Other"})
