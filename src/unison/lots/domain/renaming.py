"""Correcting what is known of a lot itself: at any time, with reason, and every view follows."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from unison.lots.domain.about import About
from unison.lots.domain.facts import LotCorrected
from unison.lots.domain.state import Lot
from unison.shared.errors import RuleRefusal


class LotUnchanged(RuleRefusal, code="lot_unchanged"):
    """That is what is known of the lot already. Give what is to be different."""


def correct_lot(lot: Lot, *, number: str, wanted: Mapping[str, Any], clear: Sequence[str], why: str) -> LotCorrected:
    """`number` is the one it bears so far. What is None in `wanted` stays; what `clear` names is known no more."""
    known = replace(lot.about, number=number)
    unknown = About()
    told = {name: value for name, value in wanted.items() if value is not None}
    after = replace(known, **told, **{name: getattr(unknown, name) for name in clear})
    if after == known:
        raise LotUnchanged
    return LotCorrected(why=why, **vars(after))
