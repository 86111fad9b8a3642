"""The work-order board: what is on the shop floor, and how far is each order?

Asked by supervisors and operators all day; fresh within a quarter of a second.
"""

from projections.work_order_board.projector import PROJECTION

__all__ = ["PROJECTION"]
