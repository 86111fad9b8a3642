"""Unison: a manufacturing execution service whose every number can be traced to the facts that made it."""

__version__ = "0.2.0"
"""The release, said here alone: the package, the HTTP and event documents, `--version` and each database take it from here."""
