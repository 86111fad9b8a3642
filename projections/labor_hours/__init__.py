"""Labor: who works on what now, how many hours went where, whose certificates run out?

Asked by supervisors, all day; fresh within a quarter of a second.
"""

from projections.labor_hours.projector import PROJECTION

__all__ = ["PROJECTION"]
