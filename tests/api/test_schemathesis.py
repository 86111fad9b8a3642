"""Schemathesis over the OpenAPI document, as somebody who may do everything: no 5xx, nothing that is not in the document."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import checks

from tests.api.conftest import Served
from unison.main import application
from unison.settings import Settings

EXAMPLES = 15
"""For each operation; the same ones at every run."""

checks.load_all_checks()
_NAMES = ["not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance"]
CHECKED = cast(list[Any], checks.CHECKS.get_by_names(_NAMES))  # pyright: ignore[reportUnknownMemberType]


def _operations() -> Iterator[Any]:
    """The document alone is needed to know what to try: no database is opened for it."""
    document = application(Settings(data=Path("/nowhere")), "").openapi()
    for found in cast(Iterator[Any], schemathesis.openapi.from_dict(document).get_all_operations()):
        yield pytest.param(found.ok(), id=found.ok().label)


OPERATIONS = list(_operations())


@pytest.fixture(scope="module")
def token(served: Served) -> str:
    with served.client(served.organization()) as client:
        return client.headers["Authorization"]


def test_every_route_is_tried() -> None:
    document = application(Settings(data=Path("/nowhere")), "").openapi()
    assert len(OPERATIONS) == sum(len(methods) for methods in document["paths"].values()) >= 55


@pytest.mark.parametrize("operation", OPERATIONS)
def test_whatever_is_sent_is_answered_as_the_document_says(operation: Any, served: Served, token: str) -> None:
    @settings(
        max_examples=EXAMPLES, deadline=None, derandomize=True, database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )  # fmt: skip
    @given(st.data())
    def sent(data: st.DataObject) -> None:
        case: Any = data.draw(operation.as_strategy())
        if (case.query or {}).get("wait_s") in range(2, 61):
            case.query["wait_s"] = 1  # how long is asked for is no other answer, only a later one
        case.call_and_validate(base_url=f"http://{served.address}", headers={"Authorization": token}, checks=CHECKED)

    sent()
