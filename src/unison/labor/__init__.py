"""Labor: who may do what, who works on what now, and how long it took.

ISA-95 calls it personnel. An operator is known by a badge, never by a name, and is in use or retired; has one job at a time, with
breaks; certificates that run out; and a role, whose hours have a rate.

A stream of `operators` is one person, `labor` holds the rates of the organization.
"""
