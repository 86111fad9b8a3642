"""Statistical process control: is this characteristic's process in control, and is it capable?

Asked by quality engineers who live in control charts, and by the operator who has just measured. Fresh within a quarter
of a second. Every form of a subgroup is kept: the latest stands, the others are shown struck through.
"""

from projections.spc.projector import PROJECTION

__all__ = ["PROJECTION"]
