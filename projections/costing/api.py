"""Costing over HTTP."""
