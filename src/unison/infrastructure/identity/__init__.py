"""Who we are: organizations and their accounts, and how people sign in.

Personal data is in `unison.users` and nowhere else: erasing the row erases the person.
"""
