"""A small store of each release, and what it answered: every later release starts on it and answers the same.

`python -m tests.releases.make` makes the one of the present release, when it is released.
"""
