"""Published formulas as pure functions on plain data: control charts, run rules, capability, the ISO 22400 time model.

Nothing here reads, writes, asks the time or knows the rest of the house.
"""
