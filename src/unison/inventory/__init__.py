"""Inventory: the storage locations of a plant, and what the organization wants done when stock would fall below zero.

A storage location is what ISA-95 calls a storage zone or a storage unit: an area, or a bin that lies in an area. What lies there
is told by `lots`.

A stream of `storage_locations` holds the storage locations of one plant, `inventory` what the organization wants.
"""
