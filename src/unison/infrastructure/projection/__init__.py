"""The projection engine: facts of the feed in, rows out, each fact once, whatever crashes.

A projection says what it writes (`Write`) for each fact; the engine groups the writes into set-based statements, keeps
each key's order, moves the position and deletes the queue's messages in one transaction.
"""
