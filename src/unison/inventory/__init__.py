"""Inventory: the places of a plant, and what the organization wants done when stock would fall below zero.

ISA-95 calls a place a storage zone or a storage unit: an area, or a bin that lies in an area. What lies there is told by `lots`.

A stream of `places` holds the storage locations of one plant, `inventory` what the organization wants.
"""
