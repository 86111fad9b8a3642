"""Reactions: the kind of consumer that leads from a fact of one capability to commands of another, each once.

A page of the feed is decided together and stored in one append, with the positions (`reactor`). They run in the worker alone, never
in a rebuild.
"""
