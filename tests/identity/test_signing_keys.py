"""The secret of the installation, and the keys that it seals."""

import asyncio
import stat
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from unison.infrastructure import signing_keys
from unison.infrastructure.database import Database
from unison.infrastructure.installation_secret import (
    InstallationSecret,
    SealedByAnother,
    SecretTooShort,
    SecretUnreadable,
)
from unison.infrastructure.signing_keys import (
    KeyFileUnreadable,
    SigningKeys,
    UnknownKey,
    keys_of_database,
    keys_of_file,
)
from unison.settings import Settings

ONE, OTHER = InstallationSecret("1" * 32), InstallationSecret("2" * 32)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def no_keys(owner: psycopg.Connection[Any]) -> None:
    owner.execute("DELETE FROM unison.signing_keys")


def test_the_secret_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    sealed = InstallationSecret.of(Settings(data=tmp_path)).seal("test", b"kept")
    assert InstallationSecret.of(Settings(data=tmp_path)).open("test", sealed) == b"kept"
    assert stat.S_IMODE((tmp_path / "secrets.json").stat().st_mode) == 0o600


def test_a_given_secret_leaves_nothing_in_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNISON_SECRET", "1" * 32)
    sealed = InstallationSecret.of(Settings(data=tmp_path)).seal("test", b"kept")
    assert ONE.open("test", sealed) == b"kept"
    assert list(tmp_path.iterdir()) == []


def test_the_first_line_of_the_file_seals_and_the_others_open(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("2" * 32 + "\n\n" + "1" * 32 + "\n")
    both = InstallationSecret.of(Settings(data=tmp_path, secret_file=file))
    assert both.open("test", ONE.seal("test", b"old")) == b"old"
    assert OTHER.open("test", both.seal("test", b"new")) == b"new"
    assert ONE.code("badge", "4711") in both.codes("badge", "4711")


@pytest.mark.parametrize("told", ["", "short", "1" * 32 + "\nshort"])
def test_a_short_secret_is_refused(tmp_path: Path, told: str) -> None:
    file = tmp_path / "secret"
    file.write_text(told)
    with pytest.raises(SecretTooShort):
        InstallationSecret.of(Settings(data=tmp_path, secret_file=file))


def test_a_secret_that_nobody_can_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(SecretUnreadable):
        InstallationSecret.of(Settings(data=tmp_path, secret_file=tmp_path / "absent"))


def test_what_is_sealed_opens_for_its_purpose_alone_and_unchanged() -> None:
    sealed = ONE.seal("test", b"plain")
    assert b"plain" not in sealed
    assert sealed != ONE.seal("test", b"plain")
    for secret, purpose, told in (
        (OTHER, "test", sealed),
        (ONE, "other", sealed),
        (ONE, "test", sealed[:-1] + bytes([sealed[-1] ^ 1])),
        (ONE, "test", b""),
    ):
        with pytest.raises(SealedByAnother):
            secret.open(purpose, told)


def test_a_code_is_of_its_parts_and_its_purpose() -> None:
    codes = {
        ONE.code("a", "x", "y"), ONE.code("a", "xy"), ONE.code("a", "x", "y", ""), ONE.code("b", "x", "y"),
        OTHER.code("a", "x", "y"),
    }  # fmt: skip
    assert len(codes) == 5
    assert ONE.code("a", "x", "y") in codes


type Loaded = Callable[[InstallationSecret], Awaitable[SigningKeys]]


def loaded(url: str, *secrets: InstallationSecret) -> list[SigningKeys]:
    """What processes of these secrets know, all of them asking at once."""

    async def ask() -> list[SigningKeys]:
        database = Database(url, size=4)
        await database.open()
        try:
            return await asyncio.gather(*(keys_of_database(database, secret)() for secret in secrets))
        finally:
            await database.close()

    return asyncio.run(ask())


def test_processes_that_begin_at_once_have_the_same_key(database_url: str) -> None:
    known = loaded(database_url, *[ONE] * 6)
    assert len({keys.kid for keys in known}) == 1
    assert known[0].private.private_bytes_raw() == known[-1].private.private_bytes_raw()


def test_another_secret_does_not_open_the_keys(database_url: str) -> None:
    loaded(database_url, ONE)
    with pytest.raises(SealedByAnother):
        loaded(database_url, OTHER)


def test_a_rotated_key_verifies_until_what_it_signed_has_ended(
    database_url: str, owner: psycopg.Connection[Any]
) -> None:
    (before,) = loaded(database_url, ONE)
    kid = signing_keys.rotate(owner, ONE, DAY)
    (after,) = loaded(database_url, ONE)
    assert after.kid == kid != before.kid
    assert set(after.verifying) == {kid, before.kid}
    assert [row["kid"] for row in signing_keys.list_keys(owner)] == [kid, before.kid]
    owner.execute("UPDATE unison.signing_keys SET until = now() WHERE until IS NOT NULL")
    (later,) = loaded(database_url, ONE)
    assert set(later.verifying) == {kid}


def test_a_revoked_key_verifies_nothing_and_another_one_signs(
    database_url: str, owner: psycopg.Connection[Any]
) -> None:
    (before,) = loaded(database_url, ONE)
    signing_keys.revoke(owner, ONE, before.kid)
    (after,) = loaded(database_url, ONE)
    assert before.kid not in after.verifying
    with pytest.raises(UnknownKey):
        signing_keys.revoke(owner, ONE, before.kid)


def test_keys_are_sealed_anew_by_the_present_secret(database_url: str, owner: psycopg.Connection[Any]) -> None:
    (before,) = loaded(database_url, ONE)
    assert signing_keys.seal_anew(owner, InstallationSecret("2" * 32, "1" * 32)) == 1
    (after,) = loaded(database_url, OTHER)
    assert after.kid == before.kid


def test_the_database_holds_no_key_in_plain(database_url: str, owner: psycopg.Connection[Any]) -> None:
    (keys,) = loaded(database_url, ONE)
    row = owner.execute("SELECT sealed FROM unison.signing_keys").fetchone()
    assert row is not None
    assert keys.private.private_bytes_raw() not in row[0]


def pem(key: Ed25519PrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def test_of_a_file_the_first_key_signs_and_all_verify(tmp_path: Path) -> None:
    file, first, second = tmp_path / "keys.pem", Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    file.write_bytes(pem(first) + b"\n" + pem(second))
    keys = asyncio.run(read(file))
    assert keys.private.private_bytes_raw() == first.private_bytes_raw()
    assert len(keys.verifying) == 2


async def read(file: Path) -> SigningKeys:
    return await keys_of_file(file)()


@pytest.mark.parametrize("told", [b"", b"nothing", b"-----BEGIN PRIVATE KEY-----\nx\n-----END PRIVATE KEY-----\n"])
def test_a_file_without_a_key_is_refused(tmp_path: Path, told: bytes) -> None:
    file = tmp_path / "keys.pem"
    file.write_bytes(told)
    with pytest.raises(KeyFileUnreadable):
        asyncio.run(read(file))


def test_a_key_is_named_by_its_thumbprint() -> None:
    """The example of RFC 8037, appendix A.3."""
    raw = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    keys = SigningKeys.of(Ed25519PrivateKey.from_private_bytes(raw))
    assert keys.kid == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"
    assert keys.jwks()["keys"][0]["x"] == "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
