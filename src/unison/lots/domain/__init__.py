"""The rules of a lot: its facts, its state, what is done with it, and how what was told is corrected."""
