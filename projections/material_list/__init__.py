"""The materials: what is known of each, of what is it made, and what is made of it?

Asked by whoever plans, buys and costs, daily; fresh within a quarter of a second.
"""

from projections.material_list.projector import PROJECTION

__all__ = ["PROJECTION"]
