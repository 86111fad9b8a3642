"""OEE: how much of the planned time was good production, by equipment, shift day, order and product?

Asked by supervisors through the shift and by managers over years; fresh within a quarter of a second. The time model is
that of ISO 22400-2, the ratios are those of `unison.measures.oee`. docs/oee.md says what each number is.
"""

from projections.oee.projector import PROJECTION

__all__ = ["PROJECTION"]
