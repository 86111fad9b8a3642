"""Lots: a quantity of one material that shares an origin, and where it goes.

ISA-95 calls it a material lot. A lot is available or on hold; its quantity goes below zero only where that is allowed. A stream of
`lots` is one lot, one of `lot_numbers` counts the own numbers that a material's lots are given by its rule.
"""
