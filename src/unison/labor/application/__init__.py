"""What can be asked of labor. Each use case: load, decide, append."""
