"""An aggregate without refusals for a stream that is missing, or there already, is never loaded as if it had them."""

import pytest

from unison.labor.domain.state import RATES
from unison.lots.domain.state import LOT, LotExists, UnknownLot


def test_a_stream_that_must_exist_is_refused_by_its_own_name() -> None:
    with pytest.raises(UnknownLot, match="L-1"):
        LOT.refuse_unknown("L-1")
    with pytest.raises(LotExists, match="L-1"):
        LOT.refuse_taken("L-1")


def test_the_one_stream_of_an_organization_may_begin_with_any_fact() -> None:
    assert RATES.stream(RATES.only) == "labor:rates"
    for refuse in (RATES.refuse_unknown, RATES.refuse_taken):
        with pytest.raises(TypeError, match="use load_or_none"):
            refuse(RATES.only)
