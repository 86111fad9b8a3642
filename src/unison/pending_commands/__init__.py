"""Pending commands: what was done on a device without a network and, when it arrived, no longer fitted what had happened meanwhile.

Nothing of it is merged silently and nothing is lost: a pending command is open until a person carries the command out, as it was or
amended, or dismisses it with a reason.
"""
