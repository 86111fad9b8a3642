"""What can be asked of a lot. Each use case: load, decide, append."""
