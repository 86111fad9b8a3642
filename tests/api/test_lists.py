"""Every list is paged: what a route answers as a list has a `limit` with a maximum, or is said here to be short by nature."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from unison.main import application
from unison.settings import Settings

SHORT = {
    "/api/v1/auth/accounts/{account_id}/sessions": "200 at most",
    "/api/v1/auth/sessions": "200 at most",
    "/api/v1/machine-accounts/permissions": "one row for each permission that the product knows",
    "/api/v1/genealogy/balance": "one row for each unit of a material",
    "/api/v1/house-rules/warnings": "one row for each warning that the product knows",
    "/api/v1/people": "those who work here",
    "/api/v1/people/accounts": "those who work here",
    "/api/v1/people/permissions": "one row for each permission that the product knows",
    "/api/v1/people/roles": "what an administrator has set up by hand",
    "/api/v1/plants": "an organization's plants",
    "/api/v1/reactions": "one row for each reaction that the product knows",
    "/api/v1/rights/holders": "those who work here",
    "/api/v1/rights/roles": "what an administrator has set up by hand",
    "/api/v1/schedules": "one row for each schedule that the product knows",
    "/api/v1/webhooks": "what an administrator has set up by hand",
    "/api/v1/webhooks/types": "one row for each kind of fact",
    "/api/v1/work-orders/scrap-reasons": "a list that people choose from",
    "/problems": "one row for each problem that the product knows",
}

MOST = 100_000


def _lists() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    document = application(Settings(data=Path("/nowhere")), "").openapi()
    for path, methods in document["paths"].items():
        content = methods.get("get", {}).get("responses", {}).get("200", {}).get("content", {})
        if any(told.get("schema", {}).get("type") == "array" for told in content.values()):
            yield path, methods["get"].get("parameters", [])


LISTS = dict(_lists())


def test_there_are_lists() -> None:
    assert len(LISTS) >= 25
    assert set(SHORT) <= set(LISTS), "what is said to be short is there, and has no limit"


@pytest.mark.parametrize("path", sorted(LISTS))
def test_a_list_has_an_end(path: str) -> None:
    limits = [each for each in LISTS[path] if each["name"] == "limit"]
    if not limits:
        assert path in SHORT, f"{path} answers a list without a limit: give it one, or say here why it is short"
        return
    schema = limits[0]["schema"]
    assert 1 <= schema["default"] <= schema["maximum"] <= MOST
