"""What has the organization decided for everybody: which warnings are refused, and up to which day the books are closed?

Asked by supervisors and auditors, now and then; fresh within a second.
"""

from projections.house_rules.projector import PROJECTION

__all__ = ["PROJECTION"]
