"""Passwords that are guessed first."""

import pytest

from unison.infrastructure.identity.guessing import PasswordGuessable, refuse_guessable

KNOWN = ("operator", "Ann Smith", "ann@plant.example", "demo", "Demo plant")


@pytest.mark.parametrize(
    "password",
    [
        "password1234", "Password1234!", "Passwort123456", "123456789012", "qwertyuiop12", "aaaaaaaaaaaaaaaa",
        "operator operator", "demo-operator-1", "AnnSmith2026", "ann@plant.example", "demo plant demo plant",
    ],
)  # fmt: skip
def test_what_everybody_tries_is_refused(password: str) -> None:
    with pytest.raises(PasswordGuessable):
        refuse_guessable(password, KNOWN)


@pytest.mark.parametrize(
    "password",
    [
        "kiosk tram violet", "correct horse battery staple", "x7#kPq2!vLm9z", "Дом у дороги 1917", "операторы-всё-знают-41",
        "éàüézvkwpqüü",
    ],
)  # fmt: skip
def test_a_good_one_is_taken_whatever_it_is_made_of(password: str) -> None:
    refuse_guessable(password, KNOWN)


def test_the_longest_is_looked_at_in_time() -> None:
    refuse_guessable("".join(chr(97 + (i * i * 7) % 26) for i in range(200)), KNOWN)
