"""What docs/feed.md tells a reader of the feed to do, done as it stands there."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
from showing import Firm, number

from unison.shared.errors import refusals

PAGE = Path(__file__).parents[2] / "docs" / "feed.md"

type Follow = Callable[[httpx.Client, str, Callable[[list[dict[str, Any]], str], None]], None]


class Enough(Exception):
    """The reader has what it wanted."""


@pytest.fixture
def follow() -> Follow:
    (block,) = re.findall(r"^```python\n(.*?)^```", PAGE.read_text(), re.DOTALL | re.MULTILINE)
    told: dict[str, Any] = {}
    exec(compile(block, str(PAGE), "exec"), told)  # noqa: S102
    return told["follow"]


class Reader:
    """Keeps facts and the cursor together, and stops after so many."""

    def __init__(self, enough: int) -> None:
        self.kept: list[str] = []
        self.cursor = "0"
        self.enough = enough

    def keep(self, events: list[dict[str, Any]], cursor: str) -> None:
        self.kept += [event["subject"] for event in events]
        self.cursor = cursor
        if len(self.kept) >= self.enough:
            raise Enough


def test_a_reader_goes_on_where_it_was_and_is_told_of_another_history(
    client: httpx.Client, firm: Firm, worker: psycopg.Connection[Any], follow: Follow
) -> None:
    client.headers.update(firm.headers())
    client.base_url = client.base_url.copy_with(path="/")
    reader = Reader(2)
    for lots in (("1", "2"), ("3", "4")):
        firm.tell_lots(*lots)
        number(worker)
        with pytest.raises(Enough):
            follow(client, reader.cursor, reader.keep)
        reader.enough = 4
    assert reader.kept == ["lots:1", "lots:2", "lots:3", "lots:4"]
    with pytest.raises(LookupError, match="its feed ends at 4"):
        follow(client, f"3.{'0' * 16}", reader.keep)
    with pytest.raises(LookupError, match="restored from before 9"):
        follow(client, f"9.{'0' * 16}", reader.keep)


def test_every_parameter_and_answer_of_the_page_is_one_of_the_route(client: httpx.Client) -> None:
    page = PAGE.read_text()
    document = client.get(str(client.base_url.copy_with(path="/openapi.json"))).json()
    asked = {parameter["name"] for parameter in document["paths"]["/api/v1/feed"]["get"]["parameters"]}
    assert set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)) == asked
    told = re.findall(r"^\| \d{3} `(\w+)` \|", page, re.MULTILINE)
    assert len(told) == 5
    assert set(told) <= refusals().keys()
