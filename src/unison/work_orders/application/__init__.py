"""What can be asked of a work order. Each use case: load, decide, append."""
