"""That it is still who signed in: asked for by what changes how somebody signs in."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, SecretStr


class StillYou(BaseModel):
    """The password; it may be left out by whoever signed in some minutes ago."""

    model_config = ConfigDict(extra="forbid")
    password: Annotated[SecretStr, Field(min_length=1, max_length=200)] | None = None

    @property
    def told(self) -> str | None:
        return None if self.password is None else self.password.get_secret_value()


NO_PROOF = StillYou()
