"""Another program, in another language, checks an exported feed by what docs/verify.md says."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import LiteralString, cast
from uuid import UUID, uuid4

import pytest

from tests.spine import RECEIVED, append, event, own_database, sequence
from unison.infrastructure import codec, database
from unison.infrastructure.embedded_postgres import EmbeddedPostgres
from unison.lots.domain.facts import LotMoved

DOCS = Path(__file__).parents[2] / "docs"
NODE = shutil.which("node") or str(Path(sys.executable).with_name("node"))


def exported(url: str, organization: UUID) -> str:
    """By the statement of the page."""
    found = re.search(r"```sql\n(.*?)```", (DOCS / "verify.md").read_text(), re.DOTALL)
    assert found is not None
    statement = cast(LiteralString, found[1].replace("ORGANIZATION", str(organization)))
    with database.connect(url, "worker") as connection, connection.cursor().copy(statement) as copy:
        return b"".join(bytes(part) for part in copy).decode()


def checked(feed: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [NODE, str(DOCS / "verify.mjs")], input=feed, check=False, capture_output=True, text=True, timeout=60
    )


@pytest.fixture(scope="module")
def feed(server: EmbeddedPostgres) -> Iterator[str]:
    """Three facts, with what JSON may write in several ways."""
    ours, other = uuid4(), uuid4()
    with own_database(server) as url:
        with database.connect(url, "owner") as connection:
            append(connection, other, event("lots:A", 1, RECEIVED))
            moved = LotMoved(location='shelf "ü\\\n\u2028\U0001f529", row 1.50')
            append(connection, ours, event("lots:Ä 1", 1, RECEIVED), event("lots:Ä 1", 2, moved))
            meta = codec.raw(b'{"n": 1.50, "large": 1e30, "bb": 1, "a": null}')
            append(connection, ours, event("lots:B", 1, RECEIVED, meta=meta))
        sequence(url)
        yield exported(url, ours)


def test_an_exported_feed_holds(feed: str) -> None:
    told = checked(feed)
    assert told.stdout.startswith("3 facts verified"), told.stderr


@pytest.mark.parametrize(
    ("old", "new"), [("row 1.50", "row 1.51"), ("1.50,", "1.5,"), ('"version" : "2"', '"version" : "3"')]
)
def test_what_was_changed_is_found(feed: str, old: str, new: str) -> None:
    assert old in feed
    told = checked(feed.replace(old, new, 1))
    assert (told.returncode, "does not hold" in told.stderr) == (1, True)
