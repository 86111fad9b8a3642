"""The rules of a material: its facts, its state, exact units, its component list, its trade number."""
