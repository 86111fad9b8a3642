"""Books: up to which day nothing is told or corrected any more, until they are opened again.

Accounting calls it a closed period. A stream of `books` holds the organization's closings and openings.
"""
