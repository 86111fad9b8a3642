"""A review, told by its facts. Its key is the id of the command that it is about."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from unison.shared.errors import MalformedRefusal, RuleRefusal, UnknownRefusal
from unison.shared.events import Fact
from unison.shared.ports import Aggregate


class ReviewStatus(StrEnum):
    OPEN = "open"
    CARRIED_OUT = "carried_out"
    DISMISSED = "dismissed"


# Refusals --------------------------------------------------------------------------------------------------------


class UnknownReview(UnknownRefusal, code="unknown_review"):
    """There is no review {key}. See `unison reviews` for those there are."""


class ReviewExists(RuleRefusal, code="review_exists"):
    """The command {key} is under review already."""


class NotOpen(RuleRefusal, code="not_open"):
    """This review was settled before: {status}. Record what is still missing as a command of its own."""


class BodyMalformed(MalformedRefusal, code="body_malformed"):
    """This is no body for {command}: {problem}. Correct it and send it again."""


# Facts -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Met:
    """A stream that was looked at when the command was refused, and the version it had then: 0 when it did not exist."""

    stream: str
    version: int


class CommandSetAside(Fact, topic="reviews.CommandSetAside"):
    """A command that was refused when it arrived; device and sender stand in the fact's meta. `made_at` is when it was done,
    by the device; `code` and `refusal_facts` say why it was refused."""

    command: str
    body: Mapping[str, Any]
    made_at: datetime
    code: str
    refusal_facts: Mapping[str, str]
    met: tuple[Met, ...] = ()


class ReviewCarriedOut(Fact, topic="reviews.ReviewCarriedOut"):
    """The command's own facts were stored with this one. `amended` is the body as it was carried out, where it differs."""

    amended: Mapping[str, Any] | None = None


class ReviewDismissed(Fact, topic="reviews.ReviewDismissed"):
    reason: str


# State -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Review:
    command: str
    body: Mapping[str, Any]
    made_at: datetime
    status: ReviewStatus = ReviewStatus.OPEN


def evolve(state: Review | None, fact: Fact) -> Review:
    match state, fact:
        case None, CommandSetAside():
            return Review(command=fact.command, body=fact.body, made_at=fact.made_at)
        case Review(), CommandSetAside():
            return state
        case Review(), ReviewCarriedOut():
            return replace(state, status=ReviewStatus.CARRIED_OUT)
        case Review(), ReviewDismissed():
            return replace(state, status=ReviewStatus.DISMISSED)
        case _:
            raise TypeError(f"{type(fact).__name__} cannot follow {state}")


REVIEW = Aggregate("reviews", Review, evolve, UnknownReview, ReviewExists)


# Decisions -------------------------------------------------------------------------------------------------------


def set_aside(
    *,
    command: str,
    body: Mapping[str, Any],
    made_at: datetime,
    code: str,
    refusal_facts: Mapping[str, str],
    met: Mapping[str, int],
) -> CommandSetAside:
    looked_at = tuple(Met(stream=stream, version=version) for stream, version in sorted(met.items()))
    return CommandSetAside(
        command=command, body=body, made_at=made_at, code=code, refusal_facts=refusal_facts, met=looked_at
    )


def body_to_carry_out(review: Review, amended: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """The body that is tried now: the amended one, or the one that was sent. Refuses `NotOpen`."""
    _check_open(review)
    return review.body if amended is None else amended


def carry_out(review: Review, *, amended: Mapping[str, Any] | None = None) -> ReviewCarriedOut:
    """For when the command's own facts are staged. Refuses `NotOpen`."""
    _check_open(review)
    return ReviewCarriedOut(amended=None if amended == review.body else amended)


def dismiss(review: Review, *, reason: str) -> ReviewDismissed:
    """Refuses `NotOpen`."""
    _check_open(review)
    return ReviewDismissed(reason=reason)


def _check_open(review: Review) -> None:
    if review.status is not ReviewStatus.OPEN:
        raise NotOpen(status=review.status.value.replace("_", " "))
