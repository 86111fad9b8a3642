"""Genealogy: where did a lot come from, and where did it go, to any depth and with quantities?

Asked by auditors and quality engineers, above all in a recall; fresh within a quarter of a second.
"""

from projections.genealogy.projector import PROJECTION

__all__ = ["PROJECTION"]
