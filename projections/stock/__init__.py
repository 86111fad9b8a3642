"""The stock: what lies where, may it be used, how did it come to be, for whom is it, which lot goes first, what has to be ordered?

Asked by whoever fetches, counts, buys and plans, all day; fresh within a quarter of a second.
"""

from projections.stock.projector import PROJECTION

__all__ = ["PROJECTION"]
