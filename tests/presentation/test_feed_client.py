"""The client that a generator makes from the AsyncAPI document: its types check, and it reads every fact that the feed tells."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
from pydantic import TypeAdapter
from showing import MOVED, RECEIVED, Firm, number

from unison.presentation import asyncapi
from unison.shared.events import fact_type

EXAMPLES = Path(__file__).parents[1] / "contracts" / "events"


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As a reader of the feed would do it, from the document that the server answers."""
    folder = tmp_path_factory.mktemp("client")
    (folder / "asyncapi.json").write_text(json.dumps(asyncapi.document()))
    subprocess.run(
        [
            *(sys.executable, "-m", "datamodel_code_generator"),
            *("--input", folder / "asyncapi.json", "--input-file-type", "asyncapi"),
            *("--output", folder / "unison_feed.py", "--output-model-type", "pydantic_v2.BaseModel"),
            *("--target-python-version", "3.12", "--formatters", "builtin", "--deserialize-default-values", "decimal"),
            *("--field-constraints", "--set-default-enum-member", "--capitalise-enum-members"),
        ],
        check=True,
        timeout=60,
    )
    return folder / "unison_feed.py"


@pytest.fixture(scope="module")
def event(generated: Path) -> TypeAdapter[Any]:
    """Any event of the feed, by the generated classes."""
    spec = importlib.util.spec_from_file_location("unison_feed", generated)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["unison_feed"] = module
    spec.loader.exec_module(module)
    kinds = [kind for name, kind in vars(module).items() if name.endswith("Payload") and "type" in kind.model_fields]
    anyone = kinds[0]
    for kind in kinds[1:]:
        anyone |= kind
    return TypeAdapter(anyone)


def test_the_generated_client_checks(generated: Path) -> None:
    found = subprocess.run(
        [Path(sys.executable).parent / "pyright", "--pythonpath", sys.executable, generated],
        check=False,
        capture_output=True,
        text=True,
        cwd=generated.parent,
        timeout=120,
    )
    assert found.returncode == 0, found.stdout


def test_it_reads_what_the_feed_tells(
    client: httpx.Client, firm: Firm, worker: psycopg.Connection[Any], event: TypeAdapter[Any]
) -> None:
    firm.tell_lots("1")
    firm.tell("lots:1", 2, MOVED)
    number(worker)
    told = [event.validate_python(each) for each in client.get("feed", headers=firm.headers()).json()]
    assert [type(each).__name__ for each in told] == ["LotsLotReceivedPayload", "LotsLotMovedPayload"]
    assert told[0].data.quantity == RECEIVED.quantity
    assert told[1].data.location == MOVED.location


def test_it_has_a_class_for_every_fact(event: TypeAdapter[Any]) -> None:
    envelope = {"specversion": "1.0", "id": "1", "source": "/", "subject": "x:1", "time": "2026-03-02T08:00:00Z"}
    for topic in asyncapi.document()["channels"]["feed"]["messages"]:
        example = EXAMPLES / f"{topic}.v{fact_type(topic).schema_version}.json"
        if example.exists():  # a test may define facts of its own
            told = envelope | {"type": f"io.unison.{topic}", "data": json.loads(example.read_text())}
            assert event.validate_python(told).type == told["type"]
