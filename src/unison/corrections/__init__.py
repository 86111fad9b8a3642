"""Corrections: what was told wrongly of several streams at once, put right on all of them or on none.

A movement of a lot is also one of its work order, of its sales order or of the other lot of a split. ISA-95 has no word for it;
each side's own rules stay with the side.
"""
