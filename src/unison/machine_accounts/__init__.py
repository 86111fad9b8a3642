"""Machine accounts: programs that ask and tell as an account of their own, by keys that are shown once.

An account holds a role or a plain list of permissions, for some plants or all, and may end at a moment. It has several keys, so
that one can be replaced by the next while both work; of a key only its beginning is told, and what verifies it stands beside the
facts.
"""
