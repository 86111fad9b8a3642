"""Files of other systems, row by row, as commands: nothing is inserted past the rules, and a second import adds nothing."""
