"""What has the organization decided for everybody: what it is called, how it
numbers, which warnings are refused, up to which day the books are closed?

Asked by supervisors and auditors, now and then; fresh within a second.
"""

from projections.house_rules.projector import PROJECTION

__all__ = ["PROJECTION"]
