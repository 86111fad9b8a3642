"""Beginning: an organization with its first plant and its first administrator, from the command line or the first page.

What is told of it is told in commands like any other. `docs/first_hour.md` is the way from an empty folder to a logged piece.
"""
