"""Who gave whom which right, when and why, and who might do what at a moment?

Asked by auditors and administrators, when access is reviewed; fresh within a second.
"""

from projections.rights.projector import PROJECTION

__all__ = ["PROJECTION"]
