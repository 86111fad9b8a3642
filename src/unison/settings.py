"""Settings: one frozen class, from the environment (`UNISON_*`)."""

import os
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, SecretStr
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

type Network = IPv4Network | IPv6Network


def _networks(told: Any) -> Any:
    return (
        tuple(ip_network(each.strip()) for each in told.split(",") if each.strip()) if isinstance(told, str) else told
    )


def _default_data() -> Path:
    if os.geteuid() == 0:
        return Path("/var/lib/unison")  # root's home is closed to the system user that runs the server
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share") / "unison"


class Settings(BaseSettings):
    """Each field is read from `UNISON_<FIELD>`."""

    model_config = SettingsConfigDict(env_prefix="UNISON_", frozen=True)

    data: Path = Field(default_factory=_default_data, description="Folder of the embedded database and its secrets.")
    port: int = Field(default=8000, ge=1, le=65535, description="Port of the HTTP server, on `host`.")
    host: str = Field(default="127.0.0.1", description="Address the HTTP server listens on.")
    database_url: str | None = Field(default=None, description="A PostgreSQL 17 server instead of the embedded one.")
    read_url: str | None = Field(
        default=None, description="A streaming replica that answers questions: the owner's URL."
    )
    pool_size: int = Field(default=12, ge=2, le=100, description="Database connections of the API process.")
    extensions: str = Field(default="", description="Modules with an EXTENSION to run, separated by commas.")
    access_token_minutes: int = Field(default=15, ge=1, description="Life of an access token, in minutes.")
    refresh_token_days: int = Field(default=30, ge=1, description="Life of a refresh token, in days.")
    public_url: str | None = Field(
        default=None,
        pattern=r"^https?://[^/\s?#]+$",
        description="Where others reach this server, `https://unison.example.com`; without it, `host` and `port`.",
    )
    smtp_url: SecretStr | None = Field(
        default=None,
        description="The server that mail is handed to: `smtp://LOGIN:PASSWORD@HOST:587` begins TLS before anything is said,"
        " `smtps://` speaks it from the start, `smtp+plain://` never does. Without it nobody gets mail.",
    )
    smtp_ca: Path | None = Field(
        default=None, description="Certificates of your own by which the mail server is known, PEM."
    )
    smtp_timeout_s: float = Field(
        default=20, gt=0, le=25, description="A mail server that says nothing for so long hangs, in seconds."
    )
    mail_from: str = Field(
        default="unison@localhost",
        pattern=r"^[^@\s<>]+@[^@\s<>]+$",
        description="The address that mail comes from.",
    )
    webhook_private: Annotated[tuple[IPv4Network | IPv6Network, ...], NoDecode, BeforeValidator(_networks)] = Field(
        default=(),
        description="Networks of your own that webhooks may go to, also by http: `10.20.0.0/16, 192.168.7.5/32`. None by default.",
    )

    @property
    def address(self) -> str:
        """Where others reach this server: scheme, host and, where it is not the usual one, port."""
        return self.public_url or f"http://{self.host}:{self.port}"


@lru_cache(maxsize=1)
def settings() -> Settings:
    return Settings()
