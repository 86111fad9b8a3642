"""The secret of the installation: what it seals in the database, nobody reads who has the database alone.

It is `UNISON_SECRET`, or the lines of the file `UNISON_SECRET_FILE` (the first seals, the others still open what they sealed),
or it is made at the first start and kept in `secrets.json` of the data folder. Every process of an installation needs the same.
"""

import hmac
import secrets
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from unison.infrastructure.embedded_postgres.secrets_file import make_secret, remember
from unison.settings import Settings
from unison.shared.errors import RuleRefusal

_NAME = "installation_secret"
_SHORTEST = 32
_NONCE_BYTES = 12


class SecretTooShort(RuleRefusal, code="secret_too_short"):
    """The secret of the installation in {where} has fewer than 32 characters. Make one with `openssl rand -base64 32`."""


class SecretUnreadable(RuleRefusal, code="secret_unreadable"):
    """The secret of the installation cannot be kept or read in {where}. Make that folder writable for Unison, or give the secret
    by UNISON_SECRET or UNISON_SECRET_FILE."""


class SealedByAnother(RuleRefusal, code="sealed_by_another"):
    """What stands in the database was sealed by another secret of the installation than the one given here. Give every process
    the same UNISON_SECRET, or the `secrets.json` of the folder that this database began with."""


class InstallationSecret:
    """Seals, opens and makes codes, each for one purpose: what was sealed for one does not open for another."""

    def __init__(self, *told: str) -> None:
        """`told`: the secrets, of which the first seals."""
        self._told = tuple(each.encode() for each in told)

    @classmethod
    def of(cls, settings: Settings) -> "InstallationSecret":
        """By the settings. Refuses `SecretTooShort` and `SecretUnreadable`."""
        if settings.secret is not None:
            return cls(*_long_enough([settings.secret.get_secret_value()], "UNISON_SECRET"))
        if settings.secret_file is not None:
            return cls(*_long_enough(_lines(settings.secret_file), str(settings.secret_file)))
        try:
            settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
            return cls(remember(settings.data / "secrets.json", _NAME, make_secret))
        except OSError as error:
            raise SecretUnreadable(where=settings.data) from error

    def seal(self, purpose: str, plain: bytes) -> bytes:
        """Unreadable and unchangeable without the secret."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        key = _derived(self._told[0], f"seal/{purpose}")
        return nonce + AESGCM(key).encrypt(nonce, plain, purpose.encode())

    def open(self, purpose: str, sealed: bytes) -> bytes:
        """What was sealed for the purpose. Refuses `SealedByAnother`, also what was changed since."""
        for told in self._told:
            try:
                key = _derived(told, f"seal/{purpose}")
                return AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], purpose.encode())
            except (InvalidTag, ValueError):
                continue
        raise SealedByAnother

    def code(self, purpose: str, *parts: str) -> str:
        """What only the secret can make of these parts, 64 characters: to look something up by, or to tell our own again."""
        return self.codes(purpose, *parts)[0]

    def codes(self, purpose: str, *parts: str) -> Sequence[str]:
        """The code by each secret, the present one first."""
        said = b"".join(b"%d:%s" % (len(part.encode()), part.encode()) for part in parts)
        return [hmac.digest(_derived(told, f"code/{purpose}"), said, sha256).hex() for told in self._told]


def _derived(secret: bytes, info: str) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=b"unison/" + info.encode()).derive(secret)


def _lines(file: Path) -> list[str]:
    try:
        return [line.strip() for line in file.read_text().splitlines() if line.strip()]
    except OSError as error:
        raise SecretUnreadable(where=file) from error


def _long_enough(told: list[str], where: str) -> list[str]:
    if not told or any(len(each) < _SHORTEST for each in told):
        raise SecretTooShort(where=where)
    return told
