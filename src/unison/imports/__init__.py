"""Files of other systems, row by row, as commands: nothing is inserted past the rules, and no row is booked twice.

All kinds of files share one reader (`tables`, over `delimited` and `workbooks`) and one way to send (`importing`).
"""
