"""The pending commands: what was done without a network and no longer fitted when it arrived, and what became of it?

Asked by supervisors, several times a shift; fresh within a quarter of a second.
"""

from projections.pending_command_list.projector import PROJECTION

__all__ = ["PROJECTION"]
