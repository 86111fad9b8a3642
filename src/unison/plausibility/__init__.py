"""Plausibility: what is hard to believe of a command or looks doubled, and whether the organization takes such a command.

A command that is warned of is carried out, and its answer says so; where the organization wants it refused, it is. A stream of
`plausibility` holds what the organization wants.
"""
