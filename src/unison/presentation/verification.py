"""Routes of verification: whether an organization's feed still says what it said, its signed head, and the proof of a lot."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field

from unison.infrastructure.sql import statements
from unison.infrastructure.verification.proofs import prove
from unison.presentation.auth import Principal, may
from unison.presentation.context import Reached
from unison.presentation.naming import Streams
from unison.presentation.permissions import ROLES, deny
from unison.shared.errors import ForbiddenRefusal, UnknownRefusal

router = APIRouter(tags=["verification"])

RULES = (
    *deny("supervisor", "feed.verify"),
    *(rule for role in ROLES if role not in ("operator", "auditor", "admin") for rule in deny(role, "verify.read")),
)
"""For auditors and administrators: what is proven are whole records, of every plant."""

_sql = statements("unison.presentation", "verification.sql")


class VerifiesEveryPlant(ForbiddenRefusal, code="verifies_every_plant"):
    """The feed that is verified is of every plant, and you may see only {plants}. Ask somebody who may see all of them."""


class NothingProven(UnknownRefusal, code="nothing_proven"):
    """No signed head has facts of the lot {lot} below it. Verify the feed first (POST /api/v1/verify), which signs its head."""


async def _reader(
    who: Annotated[Principal, Depends(may("verify.read", "See whether history was checked, and fetch proofs of it."))],
) -> Principal:
    return _of_all(who)


async def _verifier(
    who: Annotated[Principal, Depends(may("feed.verify", "Have the whole history checked."))],
) -> Principal:
    return _of_all(who)


def _of_all(who: Principal) -> Principal:
    if who.plants:
        raise VerifiesEveryPlant(plants=", ".join(who.plants))
    return who


Reader = Annotated[Principal, Depends(_reader)]
Verifier = Annotated[Principal, Depends(_verifier)]


class Head(BaseModel):
    """That the feed was so long and said this, signed when all of it had been verified."""

    seq: int = Field(description="The last number that is signed.")
    note: str = Field(description="What is signed, with the signature; docs/verify.md has its form.")
    key: str = Field(
        description="The key that checks the signature. Keep it elsewhere: who gives it with the proof could give another."
    )
    signed_at: datetime


class Verification(BaseModel):
    """What the last verification found. `holds` is null before the first one has ended."""

    running: bool
    holds: bool | None
    checked: int | None = Field(description="So many facts were read.")
    fault_seq: int | None = Field(description="The first number that does not hold.")
    fault: str | None = Field(description="What is wrong with it.")
    ended_at: datetime | None
    head: Head | None


class ProvenFact(BaseModel):
    """A fact as it is hashed, every value a text; `previous` is the hash of the number before, and `path` leads to the root that
    the head has."""

    seq: str
    organization: str
    stream: str
    version: str
    topic: str
    schema_version: str
    occurred_us: str
    recorded_us: str
    data: str
    meta: str
    previous: str
    path: list[str]


class Proof(BaseModel):
    """What shows offline that a lot's facts stood in the feed when its head was signed (docs/verify.md)."""

    form: str
    stream: str
    head: str
    key: str
    facts: list[ProvenFact]
    more: bool = Field(
        description="Whether more facts of the lot come behind the last of these: ask again with `after`."
    )


@router.get("/verify")
async def read_verification(who: Reader, reached: Reached) -> Verification:
    """What the last verification of the organization's feed found, and its signed head."""
    async with reached.database.reading(who, primary=True) as cursor:
        await cursor.execute(_sql["find_verification"])
        found = await cursor.fetchone() or {}
        await cursor.execute(_sql["list_heads"], {"before": None, "limit": 1})
        head = await cursor.fetchone()
    return _shown(found, head)


def _shown(found: dict[str, Any], head: dict[str, Any] | None) -> Verification:
    ended = found.get("ended_at")
    return Verification(
        running=found.get("running", False),
        holds=None if ended is None else found["fault"] is None,
        checked=found.get("checked"),
        fault_seq=found.get("fault_seq"),
        fault=found.get("fault"),
        ended_at=ended,
        head=None if head is None else Head(**head),
    )


@router.post("/verify", status_code=202)
async def start_verification(who: Verifier, reached: Reached) -> Verification:
    """Have the whole feed read again by a worker, unless one is at it. When all of it holds its head is signed."""
    async with reached.database.writing(who) as cursor:
        await cursor.execute(_sql["ask_for_verification"])
    return await read_verification(who, reached)


@router.get("/verify/heads")
async def list_signed_heads(
    who: Reader,
    reached: Reached,
    before: Annotated[int | None, Query(ge=1, le=2**62, description="Only heads before this number.")] = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 20,
) -> list[Head]:
    """The heads that were signed, the latest first: each is kept for ever, and every verification holds the feed against all."""
    async with reached.database.reading(who, primary=True) as cursor:
        await cursor.execute(_sql["list_heads"], {"before": before, "limit": limit})
        return [Head(**row) for row in await cursor.fetchall()]


@router.get("/verify/proof")
async def prove_lot(
    who: Reader,
    reached: Reached,
    lot: Annotated[str, Query(description="The lot, by its number or as MATERIAL/NUMBER.", max_length=200)],
    after: Annotated[int, Query(ge=0, le=2**62, description="Only facts behind this number of the feed.")] = 0,
) -> Proof:
    """What shows offline that a lot's facts stood in the feed when its head was signed."""
    key = await reached.naming.key(Streams(reached.database, who.organization_id), "lot", lot)
    async with reached.database.reading(who, primary=True) as cursor:
        proof = await prove(cursor, f"lots:{key}", after)
    if proof is None:
        raise NothingProven(lot=lot)
    return Proof(**proof)
