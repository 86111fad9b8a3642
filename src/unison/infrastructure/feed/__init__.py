"""Consumers of the feed: what reads every fact once, in the feed's order, each from a position of its own.

A projection is one kind of them. Consumers share the reader of their lane (`lane`); one that is behind catches up by itself
(`worker`). What a consumer cannot apply parks its own stream for that consumer alone (`parking`).
"""
