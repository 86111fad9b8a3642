"""Equipment: the machines, what they do from when to when, and how fast they could be.

ISA-95 calls it a work unit; its states are those of the time model of ISO 22400-2.
"""
