"""Passwords that are guessed first: common ones, keyboard walks, dates, repetitions, and what everybody knows of the person.

zxcvbn counts how many guesses a password stands; its lists of common passwords, words and names come with the package. No rule says
what a password must be made of: a long one of plain words is good, `Password1234!` is not.
"""

import re
from collections.abc import Iterable

from unison.shared.errors import RuleRefusal

SHORTEST = 12
"""Of a new password, in characters. ASVS 5.0 asks for 8 and recommends 15; what is guessed first is refused besides."""

LONGEST = 200
_OWN = 5  # characters, apart from what everybody knows
_LOOKED_AT = 72  # as many as zxcvbn takes; what stands no guessing up to there does not stand it further on
_GUESSES = 10**8  # what a guesser tries within a day who is throttled nowhere but by the cost of argon2


class PasswordGuessable(RuleRefusal, code="password_guessable"):
    """This password is guessed among the first: {reason} Choose another one; some unrelated words in a row are good."""


class PasswordSame(RuleRefusal, code="password_same"):
    """The new password is the current one. Choose another one."""


def refuse_guessable(password: str, known: Iterable[str]) -> None:
    """Refuses `PasswordGuessable`. `known`: what everybody knows of the person, such as login and organization. Takes some ms of
    CPU, 0.1 s at most."""
    from zxcvbn import zxcvbn  # its lists take long to load, and few processes ask  # noqa: PLC0415

    told = sorted({part for name in known for part in _parts(name) if len(part) > 2}, key=len, reverse=True)
    if len(set(_without(password, told))) < _OWN:
        raise PasswordGuessable(reason="it is made of your login, your name or your organization's.")
    found = zxcvbn(password[:_LOOKED_AT], user_inputs=told)
    if found["guesses"] < _GUESSES:
        raise PasswordGuessable(reason=found["feedback"]["warning"] or "it is short for how regular it is.")


def _parts(name: str) -> tuple[str, ...]:
    return name.casefold(), *re.split(r"[\W_]+", name.casefold())


def _without(password: str, told: Iterable[str]) -> str:
    left = password.casefold()
    for part in told:
        left = left.replace(part, "")
    return re.sub(r"[\W_]", "", left)
