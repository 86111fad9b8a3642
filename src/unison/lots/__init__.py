"""Lots: a quantity of one material that shares an origin, and where it goes.

ISA-95 calls it a material lot. A lot is available or on hold; its quantity never goes below zero.
"""
