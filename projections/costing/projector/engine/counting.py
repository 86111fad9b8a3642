"""What the counts of a lot had to explain."""

from collections.abc import Iterable
from decimal import Decimal

from projections.costing.projector.engine.reading import Row
from unison.measures.money import EXACT, ZERO

_INTO_THE_LOT = frozenset({"received", "produced", "returned", "split_off", "merged_from"})


def differences_of_counts(movements: Iterable[Row]) -> dict[str, Decimal]:
    """Of each count, by its fact, what it found beyond what was there before it.

    `movements` are those of one lot as they stand, in the order in which they happened. A count is a level: it stands, whatever
    is told later of the time before it, and only the difference is another.
    """
    on_hand, differences = ZERO, dict[str, Decimal]()
    for row in movements:
        if row["kind"] == "counted":
            differences[row["fact"]] = EXACT.subtract(row["found"], on_hand)
            on_hand = row["found"]
        else:
            change = EXACT.add if row["kind"] in _INTO_THE_LOT else EXACT.subtract
            on_hand = change(on_hand, row["quantity"])
    return differences
