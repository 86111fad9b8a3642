"""Reactions: a fact of one capability leads to commands of another. One file each, named for what it does;
`unison.main` lists them.

A function looks at its fact alone, so that it says the same again whenever it is asked.
"""
