"""What every capability may use: facts, refusals, ports, quantities, time.

Standard library only, but for `commands`, which gives a command its shape with pydantic and is closed to every domain.
"""
