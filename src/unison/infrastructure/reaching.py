"""What `unison doctor` says of how a database server of one's own is reached: by whom the service signs in, and how safely."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any

import psycopg

from unison.infrastructure.database import connect
from unison.infrastructure.health import Finding
from unison.infrastructure.roles import owns_database
from unison.settings import Settings

_WAIT_S = 5


@dataclass(frozen=True, slots=True)
class Reached:
    """A connection by the URL of a setting: `sslmode` is what its URL asks for, `address` is empty for a socket of the file
    system."""

    setting: str
    login: str
    owns: bool
    host: str
    address: str
    tls: bool
    sslmode: str

    @property
    def is_within_this_machine(self) -> bool:
        return not self.address or ip_address(self.address.partition("%")[0]).is_loopback

    @property
    def knows_the_server(self) -> bool:
        """Whether another one, which stands in between, would be refused."""
        return self.tls and self.sslmode in ("verify-ca", "verify-full")


def diagnose_reaching(settings: Settings) -> list[Finding]:
    """Nothing of the embedded database, which is a socket in a closed folder, with logins that Unison makes."""
    if settings.database_url is None:
        return []
    urls = {
        "UNISON_DATABASE_URL": settings.database_url,
        "UNISON_WORKER_URL": settings.worker_url,
        "UNISON_OWNER_URL": settings.owner_url,
        "UNISON_READ_URL": settings.read_url,
    }
    try:
        reached = [_reach(setting, url) for setting, url in urls.items() if url is not None]
    except psycopg.OperationalError as error:
        return [Finding("logins", str(error).strip().partition("\n")[0], ok=False)]
    return [judge_logins(reached), judge_tls(reached)]


def _reach(setting: str, url: str) -> Reached:
    with connect(url, "owner", connect_timeout=_WAIT_S) as connection:
        info = connection.info
        return Reached(
            setting, info.user, owns_database(connection), info.host, info.hostaddr, connection.pgconn.ssl_in_use,
            _options(connection)["sslmode"],
        )  # fmt: skip


def _options(connection: psycopg.Connection[Any]) -> Mapping[str, str]:
    """As they hold: by the URL, the environment, a service file, or by themselves."""
    return {each.keyword.decode(): (each.val or each.compiled or b"").decode() for each in connection.pgconn.info}


def judge_logins(reached: Sequence[Reached]) -> Finding:
    """Whoever steals the password of a login that owns the database can rewrite the past."""
    owners = [each for each in reached if each.owns and each.setting != "UNISON_OWNER_URL"]
    if not owners:
        return Finding("logins", "the service owns nothing")
    names = " and ".join(each.setting for each in owners)
    told = (
        f"{names}: signed in as {owners[0].login}, who owns the database and could change facts. Right for a first look; for work"
        " give the API and the workers URLs of their own, and the owner's as UNISON_OWNER_URL to `unison migrate` alone"
        " (docs/operations.md, A server of your own)"
    )
    return Finding("logins", told, ok=False)


def judge_tls(reached: Sequence[Reached]) -> Finding:
    """What leaves this machine is encrypted, for the right server; or its URL says `sslmode=disable`, for a network that is nobody
    else's."""
    check = "TLS to the database"
    away = [each for each in reached if not each.is_within_this_machine]
    if bare := next((each for each in away if not each.tls and each.sslmode != "disable"), None):
        told = f"none to {bare.host} by {bare.setting}, so passwords and facts can be read on the way: {_ASK_FOR_IT}"
        return Finding(check, told, ok=False)
    if blind := next((each for each in away if each.tls and not each.knows_the_server), None):
        told = (
            f"{blind.host} is not asked by {blind.setting} whether it is the right one, so another could stand in between:"
            f" {_ASK_FOR_IT}"
        )
        return Finding(check, told, ok=False)
    if off := [each.setting for each in away if not each.tls]:
        told = (
            f"none, as {' and '.join(off)} say by sslmode=disable: right where the network is this machine's own alone"
        )
        return Finding(check, told)
    return Finding(
        check, "asked for, and the server is known" if away else "not needed: the database is on this machine"
    )


_ASK_FOR_IT = "say sslmode=verify-full and sslrootcert in the URL (docs/database.md)"
