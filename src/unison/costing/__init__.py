"""Costing: what goes into an order or a stock beside materials and time, at which rates, and by which method stock is costed.

What a piece then cost is a question: the projection `costing` answers it. Money is in the organization's one currency.
"""
