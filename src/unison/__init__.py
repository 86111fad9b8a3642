"""Unison: a manufacturing execution service whose every number can be traced to the facts that made it."""
