"""The rules of a work order: its facts, its state, how it goes on, and what it takes from stock and puts into it."""
