"""The fields by which people are known and sign in, wherever they are sent."""

from typing import Annotated

from pydantic import Field, SecretStr, StringConstraints

from unison.infrastructure.identity.guessing import LONGEST, SHORTEST

Slug = Annotated[
    str, StringConstraints(strip_whitespace=True, to_lower=True, pattern=r"^[A-Za-z0-9][A-Za-z0-9-]{0,62}$")
]
Password = Annotated[SecretStr, Field(min_length=1, max_length=LONGEST)]
NewPassword = Annotated[
    SecretStr,
    Field(
        min_length=SHORTEST,
        max_length=LONGEST,
        description=f"{SHORTEST} characters or more, whatever they are; not one that is guessed first.",
    ),
]
Email = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True,
        max_length=254,
        pattern=r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+$",
    ),
    Field(description="An address for mail.", examples=["ann@plant.example"]),
]
