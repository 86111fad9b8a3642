"""Costing: what is the stock worth, what did an order and a piece cost, and what lies in the orders now?

Asked by whoever keeps the books and calculates, as of any moment; fresh within a quarter of a second.
"""

from projections.costing.projector import PROJECTION

__all__ = ["PROJECTION"]
