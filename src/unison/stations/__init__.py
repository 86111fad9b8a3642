"""Stations: devices on the shop floor, each bound to a plant and to machines, and how people identify there.

A station is an account of its own: it is paired with one device at a time by a code, and unpairing voids what that device holds.
What people identify by, a PIN or a badge, stands beside the facts and goes with the person; it works at paired stations alone.

A stream of `stations` is one station, one of `identifications` tells what one person can identify by.
"""
