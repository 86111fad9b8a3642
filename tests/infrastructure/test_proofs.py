"""What a lot's facts were can be shown to somebody who has nothing of ours, and a changed byte cannot."""

import asyncio
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg.rows import dict_row

from tests.infrastructure.test_verify_elsewhere import exported
from tests.spine import RECEIVED, append, event, own_database, sequence
from unison.infrastructure import database
from unison.infrastructure.embedded_postgres import EmbeddedPostgres
from unison.infrastructure.installation_secret import InstallationSecret
from unison.infrastructure.verification import verify
from unison.infrastructure.verification.heads import SignedHead, key_text, sign_head
from unison.infrastructure.verification.proofs import prove
from unison.infrastructure.verification.tree import Frontier, path, root
from unison.lots.domain.facts import LotMoved

SCRIPT = Path(__file__).parents[2] / "docs" / "verify.mjs"
NODE = shutil.which("node") or str(Path(sys.executable).with_name("node"))
SECRET = InstallationSecret("a secret of this installation, long enough")
LOTS = 300
"""With three facts each: whole subtrees of 256 leaves, and a rest."""


@dataclass(frozen=True)
class Store:
    url: str
    organization: UUID
    head: SignedHead
    proof: dict[str, Any]


@pytest.fixture(scope="module")
def store(server: EmbeddedPostgres) -> Iterator[Store]:
    ours = uuid4()
    with own_database(server) as url:
        with database.connect(url, "owner") as connection:
            append(connection, uuid4(), event("lots:A", 1, RECEIVED))
            for number in (1, 2, 3):
                fact = RECEIVED if number == 1 else LotMoved(location=f'shelf "ü\\\n\u2028\U0001f529", row {number}.50')
                append(connection, ours, *(event(f"lots:L{lot}", number, fact) for lot in range(LOTS)))
        sequence(url)
        yield Store(url, ours, signed(url, ours), proven(url, ours, "lots:L7"))


def signed(url: str, organization: UUID) -> SignedHead:
    with database.connect(url, "worker") as connection, connection.transaction():
        head = sign_head(connection, SECRET, organization)
    assert head is not None
    return head


def proven(url: str, organization: UUID, stream: str, after: int = 0) -> Any:
    async def ask() -> Any:
        connection = await psycopg.AsyncConnection[Any].connect(database.conninfo(url, "app"))
        async with connection, connection.transaction(), connection.cursor(row_factory=dict_row) as cursor:
            await cursor.execute("SELECT set_config('app.organization', %s, true)", (str(organization),))
            return await prove(cursor, stream, after)

    return asyncio.run(ask())


def checked(proof: object, room: Path, *more: str) -> subprocess.CompletedProcess[str]:
    (room / "proof.json").write_text(json.dumps(proof))
    return node("--proof", str(room / "proof.json"), *more)


def node(*arguments: str, feed: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [NODE, str(SCRIPT), *arguments], input=feed, check=False, capture_output=True, text=True, timeout=60
    )


def test_the_tree_is_that_of_rfc_9162() -> None:
    """Its own recursion against one that grows leaf by leaf, at every size around the kept nodes; each path leads to the root."""
    leaves = [bytes([number % 251]) * 32 for number in range(600)]
    kept: dict[tuple[int, int], bytes] = {(0, number): leaf for number, leaf in enumerate(leaves)}
    for number in (0, 1):
        tile = Frontier()
        for leaf in leaves[number * 256 : number * 256 + 256]:
            tile.add(leaf)
        kept[1, number] = tile.root()
    grown = Frontier()
    for size, leaf in enumerate(leaves, start=1):
        grown.add(leaf)
        if size < 10 or size in (255, 256, 257, 511, 512, 513, 600):
            assert root(size, kept.__getitem__) == grown.root()
            assert all(len(path(at, size, kept.__getitem__)) <= size.bit_length() for at in (0, size // 2, size - 1))


def test_a_proof_is_checked_with_nothing_of_ours(store: Store, tmp_path: Path) -> None:
    assert [fact["version"] for fact in store.proof["facts"]] == ["1", "2", "3"]
    assert max(len(fact["path"]) for fact in store.proof["facts"]) <= 10
    told = checked(store.proof, tmp_path, "--key", store.head.key)
    assert told.stdout.startswith(f"3 facts of lots:L7 proven by the head of number {3 * LOTS}"), told.stderr
    assert proven(store.url, store.organization, "lots:none") is None
    assert proven(store.url, uuid4(), "lots:L7") is None
    assert [f["version"] for f in proven(store.url, store.organization, "lots:L7", after=LOTS)["facts"]] == ["2", "3"]


CHANGES = {
    "a value": ("row 2.50", "row 2.51"),
    "a number": ('"version": "2"', '"version": "3"'),
    "the hash before": ('"previous": "', '"previous": "0'),
    "the path": ('"path": ["', '"path": ["00'),
    "the head": (f"\\n{3 * LOTS}\\n", f"\\n{3 * LOTS + 1}\\n"),
    "the stream": ('"stream": "lots:L7"', '"stream": "lots:L8"'),
    "when it was signed": ("\\nat 2", "\\nat 1"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_changed_byte_is_no_proof(what: str, store: Store, tmp_path: Path) -> None:
    old, new = CHANGES[what]
    text = json.dumps(store.proof)
    assert old in text
    told = checked(json.loads(text.replace(old, new, 1)), tmp_path, "--key", store.head.key)
    assert (told.returncode, told.stdout) == (1, ""), told.stdout


def test_a_proof_by_another_key_is_none(store: Store, tmp_path: Path) -> None:
    other = key_text(bytes(32))
    assert checked(store.proof, tmp_path, "--key", other).returncode == 1
    left_out = store.proof | {"facts": store.proof["facts"][::2]}
    assert "is left out" in checked(left_out, tmp_path, "--key", store.head.key).stderr


def test_a_feed_is_held_against_its_signed_head(store: Store, tmp_path: Path) -> None:
    feed = exported(store.url, store.organization)
    (tmp_path / "head").write_text(store.head.note)
    arguments = ("--head", str(tmp_path / "head"), "--key", store.head.key)
    told = node(*arguments, feed=feed)
    assert "is of this feed" in told.stdout, told.stderr
    shorter = "\n".join(feed.strip().split("\n")[:-1])
    assert "the feed ends at" in node(*arguments, feed=shorter).stderr
    (tmp_path / "head").write_text(re.sub(r"chain ..", "chain 00", store.head.note))
    assert node(*arguments, feed=feed).returncode == 1


def test_a_head_is_signed_once_and_goes_on(own_database_url: str) -> None:
    ours = uuid4()
    with database.connect(own_database_url, "owner") as owner:
        append(owner, ours, event("lots:A", 1, RECEIVED))
        sequence(own_database_url)
        first = signed(own_database_url, ours)
        assert signed(own_database_url, ours) == first
        append(owner, ours, event("lots:A", 2, LotMoved(location="r")))
    sequence(own_database_url)
    second = signed(own_database_url, ours)
    assert (first.seq, second.seq, first.key) == (1, 2, second.key)


# Who rewrites the chain has not the key ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("UPDATE unison.signed_heads SET seq = 2 WHERE seq = 3", "it is not what was signed"),
        ("UPDATE unison.signed_heads SET chain = sha256(chain)", "it is not what was signed"),
        ("UPDATE unison.signed_heads SET note = replace(note, 'chain ', 'chain 0')", "its signature is not"),
        ("UPDATE unison.signed_heads SET seq = 9", "a head was signed of number 9"),
        ("DELETE FROM unison.feed WHERE seq = 3; DELETE FROM unison.chain_heads", "the head of the chain is gone"),
    ],
)
def test_what_was_signed_is_verified_too(statement: Any, what: str, own_database_url: str) -> None:
    ours = uuid4()
    with database.connect(own_database_url, "owner") as owner:
        for version in (1, 2, 3):
            append(owner, ours, event("lots:A", version, RECEIVED if version == 1 else LotMoved(location="r")))
        sequence(own_database_url)
        signed(own_database_url, ours)
        with database.connect(own_database_url, "worker") as worker:
            assert verify(worker).fault is None
            assert verify(worker, organization=ours).checked == 3
        for table in ("feed", "signed_heads", "chain_heads"):
            owner.execute(f"ALTER TABLE unison.{table} NO FORCE ROW LEVEL SECURITY")
        owner.execute("ALTER TABLE unison.feed DISABLE TRIGGER USER")
        owner.execute(statement)
        with database.connect(own_database_url, "worker") as worker:
            fault = verify(worker).fault
    assert fault is not None
    assert what in fault.what
