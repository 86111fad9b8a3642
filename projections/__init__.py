"""The read models: each answers one question from the feed, in a schema of its own, and can be rebuilt at any time."""
