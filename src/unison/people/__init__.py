"""People: who is let in, and which roles they have in which plants; and what each role may do.

Of a person the facts hold an id and what they may do. What is personal (login, name, address, password) stands in `unison.users`
under that id, is written in the transaction of the fact, and goes when the person is erased. An organization begins with eight
roles; what it says of its own comes before what they were.

A stream of `people` is one person, one of `roles` one role.
"""
