"""The second factor: a code of six digits that an authenticator makes every 30 s (TOTP, RFC 6238), or a recovery code, once each.

The secret that both sides know is sealed by the secret of the installation. A code counts once: the last step that was taken is
kept, and none before it is taken again.
"""

import secrets
import time
from dataclasses import dataclass
from datetime import datetime
from hmac import compare_digest
from typing import Any, cast
from uuid import UUID

import psycopg
import segno
from psycopg.rows import DictRow
from pyotp import random_base32
from pyotp.totp import TOTP

from unison.infrastructure.database import Database
from unison.infrastructure.identity.writing import within
from unison.infrastructure.installation_secret import InstallationSecret
from unison.infrastructure.sql import statements
from unison.shared.errors import RuleRefusal

RECOVERY_CODES = 10
STEP_S = 30
_DRIFT = 1  # steps before and after: clocks differ, and typing takes time
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that look alike
_sql = statements("unison.infrastructure.identity", "second_factor.sql")


class CodeWrong(RuleRefusal, code="code_wrong"):
    """The code is wrong, or was used already. Wait for the next one; see that the clock of your device is right."""


class SecondFactorKept(RuleRefusal, code="second_factor_kept"):
    """You have a second factor already. Remove it first."""


class NoSecondFactor(RuleRefusal, code="no_second_factor"):
    """You have no second factor, or have not begun one. Begin with POST /api/v1/auth/second-factor/begin."""


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What an authenticator has to know: scanned as a QR code of `rows`, dark where 1, or typed."""

    secret: str
    uri: str
    rows: list[str]


class SecondFactors:
    """Keeps and checks the second factors of people. One per process."""

    def __init__(self, database: Database, secret: InstallationSecret) -> None:
        self._database, self._secret = database, secret

    async def begin(self, organization: UUID, account: UUID, *, login: str, of: str) -> Enrolment:
        """A new secret, which counts when `confirm` has shown that the authenticator has it. Refuses `SecondFactorKept`."""
        secret = random_base32()
        row = {"account_id": account, "sealed": self._secret.seal(_purpose(organization, account), secret.encode())}
        async with within(self._database, organization) as cursor:
            if await (await cursor.execute(_sql["begin_factor"], row)).fetchone() is None:
                raise SecondFactorKept
        uri: str = _totp(secret).provisioning_uri(name=login, issuer_name=f"Unison {of}")
        return Enrolment(secret, uri, qr_rows(uri))

    async def confirm(self, organization: UUID, account: UUID, code: str) -> list[str]:
        """From now on it is asked for at sign-in. Answers the recovery codes, which are not told again.

        Refuses `NoSecondFactor`, `SecondFactorKept` and `CodeWrong`.
        """
        async with within(self._database, organization) as cursor:
            factor = await self._factor(cursor, account)
            if factor is None:
                raise NoSecondFactor
            if factor["confirmed_at"] is not None:
                raise SecondFactorKept
            if not await self._take_step(cursor, organization, account, factor, code):
                raise CodeWrong
            await cursor.execute(_sql["confirm_factor"], {"account_id": account})
            return await self._new_recovery_codes(cursor, organization, account)

    async def matches(self, organization: UUID, account: UUID, code: str) -> bool:
        """Whether the code is one of now that was not used, or a recovery code, which is used up."""
        said = "".join(code.split()).replace("-", "").lower()
        async with within(self._database, organization) as cursor:
            factor = await self._factor(cursor, account)
            if factor is None or factor["confirmed_at"] is None:
                return False
            if len(said) == 6 and said.isdecimal() and said.isascii():
                return await self._take_step(cursor, organization, account, factor, said)
            codes = self._recovery(organization, account, said)
            used = await cursor.execute(_sql["use_recovery_code"], {"account_id": account, "codes": codes})
            return used.rowcount == 1

    async def renew_recovery_codes(self, organization: UUID, account: UUID) -> list[str]:
        """Others instead of those that are left."""
        async with within(self._database, organization) as cursor:
            return await self._new_recovery_codes(cursor, organization, account)

    async def state(self, organization: UUID, account: UUID) -> tuple[datetime | None, int]:
        """Since when there is one, None where there is none; and how many recovery codes are left."""
        async with within(self._database, organization) as cursor:
            row = await (await cursor.execute(_sql["show_factor"], {"account_id": account})).fetchone()
        return (row["confirmed_at"], row["codes"]) if row else (None, 0)

    async def remove(self, organization: UUID, account: UUID) -> bool:
        """Whether there was one."""
        async with within(self._database, organization) as cursor:
            return (await cursor.execute(_sql["remove_factor"], {"account_id": account})).rowcount == 1

    async def _factor(self, cursor: psycopg.AsyncCursor[DictRow], account: UUID) -> DictRow | None:
        return await (await cursor.execute(_sql["find_factor"], {"account_id": account})).fetchone()

    async def _take_step(
        self, cursor: psycopg.AsyncCursor[DictRow], organization: UUID, account: UUID, factor: DictRow, code: str
    ) -> bool:
        secret = self._secret.open(_purpose(organization, account), factor["sealed"]).decode()
        now = int(time.time()) // STEP_S
        made = _totp(secret)
        for step in range(now - _DRIFT, now + _DRIFT + 1):
            if compare_digest(made.generate_otp(step).encode(), code.encode()):
                taken = await cursor.execute(_sql["take_step"], {"account_id": account, "step": step})
                return taken.rowcount == 1
        return False

    async def _new_recovery_codes(
        self, cursor: psycopg.AsyncCursor[DictRow], organization: UUID, account: UUID
    ) -> list[str]:
        codes = ["".join(secrets.choice(_LETTERS) for _ in range(10)) for _ in range(RECOVERY_CODES)]
        kept = [self._recovery(organization, account, code)[0] for code in codes]
        await cursor.execute(_sql["replace_recovery_codes"], {"account_id": account})
        await cursor.execute(_sql["add_recovery_codes"], {"account_id": account, "codes": kept})
        return [f"{code[:5]}-{code[5:]}" for code in codes]

    def _recovery(self, organization: UUID, account: UUID, code: str) -> list[str]:
        """What is kept of a recovery code: nobody who has the database alone can search for it."""
        return list(self._secret.codes("recovery code", str(organization), str(account), code))


def _totp(secret: str) -> Any:
    return cast(Any, TOTP)(secret)  # its types say that it takes nothing


def _purpose(organization: UUID, account: UUID) -> str:
    return f"second factor of {organization} {account}"


def qr_rows(text: str) -> list[str]:
    """The QR code of a text, a row each, 1 where it is dark; without its quiet zone."""
    return ["".join("1" if dark else "0" for dark in row) for row in segno.make_qr(text, error="m").matrix]
