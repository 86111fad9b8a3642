"""Every refusal by its code: what a problem's `type` leads to, the codes of the OpenAPI document, docs/refusals.md."""

from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, Field

from unison.presentation import errors
from unison.shared.errors import Implausible, UnknownRefusal, refusals

router = APIRouter(tags=["problems"])


class Meaning(BaseModel):
    """What a problem's code says. Words in braces are the facts of the case, answered under `facts` too."""

    code: str
    status: int
    meaning: str
    warning: bool = Field(
        default=False, description="It is told with the answer, and refused only where the organization wants it so."
    )
    of: str = Field(description="The room whose rule it is: a capability, a view, or the way in.")


class UnknownCode(UnknownRefusal, code="unknown_code"):
    """No problem has the code {code}. GET /problems lists those there are."""


def meanings() -> Iterator[Meaning]:
    """Every code that a problem can have, by room and code."""
    known = [
        Meaning(
            code=code,
            status=errors.status_of_kind(kind),
            meaning=" ".join((kind.__doc__ or "").split()),
            warning=issubclass(kind, Implausible),
            of=_room(kind),
        )
        for code, kind in refusals().items()
    ]
    known += [
        Meaning(code=code, status=status, meaning=text, of="http")
        for code, (status, text) in errors.OTHER_CODES.items()
    ]
    yield from sorted(known, key=lambda each: (each.of, each.code))


def _room(kind: type[Any]) -> str:
    root, _, rest = kind.__module__.partition(".")
    return rest.partition(".")[0] if root in ("unison", "projections") else root


def code_schema() -> dict[str, Any]:
    """The JSON schema of a problem's `code`."""
    told = sorted(meanings(), key=lambda each: each.code)
    return {"type": "string", "oneOf": [{"const": each.code, "description": each.meaning} for each in told]}


@router.get("/problems")
async def list_problems() -> list[Meaning]:
    """Every code that a problem can have, with what it means. Needs no sign-in."""
    return list(meanings())


@router.get("/problems/{code}")
async def explain_problem(code: str) -> Meaning:
    """What a problem's `type` leads to. Needs no sign-in."""
    for each in meanings():
        if each.code == code:
            return each
    raise UnknownCode(code=code)
