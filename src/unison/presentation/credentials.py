"""The fields by which people are known and sign in, wherever they are sent."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, StringConstraints

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


def _digits(pin: SecretStr) -> SecretStr:
    told = pin.get_secret_value()
    if not (told.isascii() and told.isdigit()):
        raise ValueError("must be digits")
    return pin


Pin = Annotated[SecretStr, Field(min_length=4, max_length=8, description="4 to 8 digits."), AfterValidator(_digits)]
Badge = Annotated[SecretStr, Field(min_length=4, max_length=200, description="What a scanner reads from the badge.")]


class Body(BaseModel):
    """What is sent with something secret: no field is taken for another."""

    model_config = ConfigDict(extra="forbid")
