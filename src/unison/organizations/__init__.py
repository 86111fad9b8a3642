"""Organizations: what one is called, in which languages it works, and how it numbers its orders.

What else an organization decides for itself lies where it takes effect: warnings in `plausibility`, closed books in `books`, stock
below zero in `inventory`, the currency in `costing`, scrap reasons in `work_orders`, lot numbers in `materials`. The view
`house_rules` shows all of it together. A stream of `organizations` holds the settings, one of `numbers` counts the numbers given to
orders that nobody named.
"""
