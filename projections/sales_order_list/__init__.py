"""The sales orders: what did customers order, what is delivered, what is late?

Asked by whoever sells, plans and ships, all day; fresh within a quarter of a second.
"""

from projections.sales_order_list.projector import PROJECTION

__all__ = ["PROJECTION"]
