"""Settings: one frozen class, from the environment (`UNISON_*`)."""

import os
from datetime import time
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Annotated, Any

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict
from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

type Network = IPv4Network | IPv6Network


def _networks(told: Any) -> Any:
    return (
        tuple(ip_network(each.strip()) for each in told.split(",") if each.strip()) if isinstance(told, str) else told
    )


def _database(url: str) -> str:
    try:
        conninfo_to_dict(url)
    except ProgrammingError:  # whose words may have a piece of the password
        raise ValueError(
            "cannot be read as the URL of a database. It is like postgresql://LOGIN:PASSWORD@HOST:5432/DATABASE, where %20 stands"
            " for a space, %40 for @, %2F for / and %3A for : in a name or a password"
        ) from None
    return url


type DatabaseUrl = Annotated[str, AfterValidator(_database)]


class SettingsUnreadable(ValueError):
    """A variable of the environment has what its setting cannot be. The message has no value of any: one may be a password."""


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
    tls_cert: Path | None = Field(
        default=None, description="The server's certificate with its chain, PEM: it speaks TLS itself. With `tls_key`."
    )
    tls_key: Path | None = Field(default=None, description="The key of that certificate, PEM, without a password.")
    database_url: DatabaseUrl | None = Field(
        default=None,
        description="A PostgreSQL 17 server instead of the embedded one: the URL by which the API signs in.",
    )
    worker_url: DatabaseUrl | None = Field(
        default=None, description="The URL of the same database by which the workers sign in."
    )
    owner_url: DatabaseUrl | None = Field(
        default=None, description="The URL of the same database by which its owner signs in, who migrates it."
    )
    read_url: DatabaseUrl | None = Field(
        default=None, description="A streaming replica that answers questions: the URL by which the API signs in."
    )
    first_run: bool = Field(
        default=True,
        description="Whether the first page of a server without people makes an organization, with the setup code.",
    )
    pool_size: int = Field(default=12, ge=2, le=100, description="Database connections of the API process.")
    extensions: str = Field(default="", description="Modules with an EXTENSION to run, separated by commas.")
    access_token_minutes: int = Field(default=15, ge=1, description="Life of an access token, in minutes.")
    session_idle_days: int = Field(default=7, ge=1, description="So long a sign-in may lie unused, in days.")
    session_days: int = Field(default=30, ge=1, description="So long a sign-in lasts at most, in days.")
    secret: SecretStr | None = Field(
        default=None,
        description="The secret of the installation, 32 characters or more, the same for every process: it seals the keys in the"
        " database. Without it one is kept in `secrets.json` of the data folder.",
    )
    secret_file: Path | None = Field(
        default=None,
        description="A file with the secret of the installation instead: its first line seals, further lines open what they"
        " sealed before.",
    )
    signing_keys: Path | None = Field(
        default=None,
        description="A PEM file of Ed25519 keys that sign tokens instead of those in the database; the first signs.",
    )
    backup: Path | None = Field(
        default=None, description="A folder in which the embedded database is backed up every day."
    )
    backup_at: time = Field(default=time(1), description="When that is done, in UTC.")
    backup_keep: int = Field(default=7, ge=1, description="So many backups stay.")
    station_idle_minutes: int = Field(
        default=5,
        ge=1,
        le=60,
        description="So long somebody stays identified at a station without touching it, in minutes.",
    )
    public_url: str | None = Field(
        default=None,
        pattern=r"^https?://[^/\s?#]+$",
        description="Where others reach this server, `https://unison.example.com`; without it, `host` and `port`.",
    )
    trusted_proxies: Annotated[tuple[IPv4Network | IPv6Network, ...], NoDecode, BeforeValidator(_networks)] = Field(
        default=(ip_network("127.0.0.0/8"), ip_network("::1/128")),
        description="Networks of proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed: this machine by default.",
    )
    docs: bool = Field(default=True, description="Whether /docs, /openapi.json and /asyncapi.json are told.")
    metrics_token: SecretStr | None = Field(
        default=None, description="Who sends it as a bearer token reads /metrics; without it this machine alone does."
    )
    connections: int = Field(default=2000, ge=10, le=100_000, description="Connections that may be open at a time.")
    connections_per_address: int = Field(
        default=200, ge=5, le=100_000, description="Connections from one address, unless it is a trusted proxy's."
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
        return self.public_url or f"{'https' if self.tls_cert else 'http'}://{self.host}:{self.port}"


@lru_cache(maxsize=1)
def settings() -> Settings:
    """Raises `SettingsUnreadable`."""
    try:
        return Settings()
    except ValidationError as wrong:
        told = (
            ("_".join(map(str, each["loc"])).upper(), each["msg"].removeprefix("Value error, "))
            for each in wrong.errors(include_input=False)
        )
        raise SettingsUnreadable("\n".join(f"UNISON_{name}: {said}." for name, said in told)) from None
