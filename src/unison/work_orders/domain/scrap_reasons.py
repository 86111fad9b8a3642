"""Why pieces are scrapped: the organization's own list. Once there is one, rejected pieces name a reason of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from unison.shared.errors import RuleRefusal, UnknownRefusal
from unison.shared.events import Fact
from unison.shared.names import first_typed
from unison.shared.ports import Aggregate


class ScrapReasonDefined(Fact, topic="scrap_reasons.ScrapReasonDefined"):
    """`reason` is a short code that reports name; defined again, it is called otherwise or used again."""

    reason: str
    text: str


class ScrapReasonRetired(Fact, topic="scrap_reasons.ScrapReasonRetired"):
    reason: str


@dataclass(frozen=True, kw_only=True)
class ScrapReasons:
    """The reasons in use, with what they are called."""

    in_use: Mapping[str, str] = field(default_factory=dict[str, str])


class UnknownScrapReasons(UnknownRefusal, code="unknown_scrap_reasons"):
    """There is no list of scrap reasons yet. Define a reason first."""


class UnknownScrapReason(RuleRefusal, code="unknown_scrap_reason"):
    """There is no scrap reason {reason}. Choose one of: {reasons}."""


class ScrapReasonUnchanged(RuleRefusal, code="scrap_reason_unchanged"):
    """The scrap reason {reason} is called that already. Give what is to be different."""


def evolve(reasons: ScrapReasons | None, fact: Fact, _at: datetime) -> ScrapReasons:
    """The list after a fact. Never refuses; an unknown fact raises."""
    reasons = reasons or ScrapReasons()
    match fact:
        case ScrapReasonDefined():
            return replace(reasons, in_use={**reasons.in_use, fact.reason: fact.text})
        case ScrapReasonRetired():
            left = {reason: text for reason, text in reasons.in_use.items() if reason != fact.reason}
            return replace(reasons, in_use=left)
        case _:
            raise TypeError(f"scrap reasons know nothing of {type(fact).__name__}")


SCRAP_REASONS = Aggregate("scrap_reasons", ScrapReasons, evolve, UnknownScrapReasons, only="all")


def define(reasons: ScrapReasons | None, *, reason: str, text: str) -> ScrapReasonDefined:
    if reasons is not None:
        reason = first_typed(reason, reasons.in_use)
        if reasons.in_use.get(reason) == text:
            raise ScrapReasonUnchanged(reason=reason)
    return ScrapReasonDefined(reason=reason, text=text)


def retire(reasons: ScrapReasons, *, reason: str) -> ScrapReasonRetired:
    return ScrapReasonRetired(reason=_known(reasons, reason))


class ScrapReasonNeeded(RuleRefusal, code="scrap_reason_needed"):
    """Rejected pieces need a scrap_reason here. Choose one of: {reasons}."""


def checked(reasons: ScrapReasons | None, *, reason: str | None, rejected_pcs: int) -> str | None:
    """The reason as the list has it. Refuses rejected pieces without one, once there is a list, and a reason that is not in it."""
    known = ScrapReasons() if reasons is None else reasons
    if reason is not None:
        return _known(known, reason)
    if rejected_pcs and known.in_use:
        raise ScrapReasonNeeded(reasons=_listed(known))
    return None


def _known(reasons: ScrapReasons, reason: str) -> str:
    if (found := first_typed(reason, reasons.in_use)) not in reasons.in_use:
        raise UnknownScrapReason(reason=reason, reasons=_listed(reasons))
    return found


def _listed(reasons: ScrapReasons) -> str:
    return ", ".join(sorted(reasons.in_use)) or "none is defined"
