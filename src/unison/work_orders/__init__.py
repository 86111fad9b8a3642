"""Work orders: an order to make so many pieces of a product, and everything that was done for it.

ISA-95 calls it a job order. States: planned, released, running, paused, on hold, completed, closed, cancelled.

    planned -> released -> running <-> paused -> completed -> closed
    released, running, paused <-> on hold
    planned, released, running, paused, on hold -> cancelled
    completed, closed -> running, when it is reopened

A stream of `work_orders` is one order, `scrap_reasons` holds the organization's reasons for which pieces are rejected.
"""
