"""How a person proves who they are: by a password and, where they have one, a second factor; or by the organization's provider.

Guessing is slowed by login and place, so that nobody can lock out another: see `_bounds`.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from hmac import compare_digest
from uuid import UUID

from psycopg.rows import DictRow

from unison.infrastructure.access import AccountDisabled, Principal
from unison.infrastructure.database import Database
from unison.infrastructure.identity import throttling
from unison.infrastructure.identity.guessing import PasswordSame, refuse_guessable
from unison.infrastructure.identity.second_factor import CodeWrong, SecondFactors
from unison.infrastructure.identity.sessions import Device, Sessions, SignedIn
from unison.infrastructure.identity.throttling import Bound, TooManyAttempts, source_of
from unison.infrastructure.identity.writing import known, within
from unison.infrastructure.installation_secret import InstallationSecret
from unison.infrastructure.security_log import Kind, note
from unison.infrastructure.sql import statements
from unison.infrastructure.tokens import Passwords, SecondFactor
from unison.shared.errors import RuleRefusal, UnauthenticatedRefusal

MARKS = 8
"""So many people's marks one device keeps: a tablet on the shop floor has many."""

_sql = statements("unison.infrastructure.identity", "signing_in.sql")


YOUNG_MINUTES = 15
"""So long after its beginning a session counts as proof of who bears it, in minutes."""


class WrongLogin(UnauthenticatedRefusal, code="wrong_login"):
    """Organization, login or password is wrong."""


class SecondFactorNeeded(UnauthenticatedRefusal, code="second_factor_needed"):
    """The password is right. Send the code of your authenticator, or a recovery code, with it as `code`."""


class SecondFactorWrong(UnauthenticatedRefusal, code="second_factor_wrong"):
    """The code is wrong, or was used already. Wait for the next one; see that the clock of your device is right."""


class ProofNeeded(RuleRefusal, code="proof_needed"):
    """You signed in more than {minutes} minutes ago, and this changes how you sign in. Send your `password` with it, or sign in
    again."""


class WrongPassword(RuleRefusal, code="wrong_password"):
    """The current password is wrong."""


@dataclass(frozen=True, slots=True)
class _Login:
    """Somebody, or nobody, who tries to sign in: the organization, what the login is counted by, and the account where there is
    one."""

    organization: UUID
    subject: str
    found: DictRow | None


class SigningIn:
    """Signs people in. One per process."""

    def __init__(
        self,
        database: Database,
        passwords: Passwords,
        sessions: Sessions,
        factors: SecondFactors,
        secret: InstallationSecret,
    ) -> None:
        self._database, self._passwords, self._sessions = database, passwords, sessions
        self._factors, self._secret = factors, secret

    async def sign_in(
        self, slug: str, login: str, password: str, device: Device, code: str | None = None
    ) -> tuple[SignedIn, str]:
        """Tokens, and the mark by which the device is known again.

        Refuses `WrongLogin` whatever was wrong, after as long a time; `TooManyAttempts`; and, of somebody who knows the password,
        `AccountDisabled`, `SecondFactorNeeded` and `SecondFactorWrong`.
        """
        tried = await self._find(slug, login.lower(), device)
        mark = self._mark_of(tried, device)
        bounds = self._bounds(tried, device, mark)
        await self._claim(tried, bounds)
        found = tried.found
        right = await self._passwords.matches(found["password_hash"] if found else None, password)
        if found is None or not right:
            account = found["user_id"] if found else None
            await note(Kind.sign_in_failed, organization=tried.organization, account=account, reason="password")
            raise WrongLogin
        if not found["disabled"] and found["has_factor"]:
            await self._check_code(tried, found["user_id"], bounds, code)
        async with within(self._database, tried.organization) as cursor:
            await throttling.take_back(cursor, bounds)
        if found["disabled"]:
            raise AccountDisabled
        shown: SecondFactor | None = "own" if found["has_factor"] else None
        signed_in = await self._sessions.begin(
            tried.organization, found["user_id"], device, "password", second_factor=shown
        )
        return signed_in, mark or self._new_mark(tried.organization, found["user_id"])

    async def _find(self, slug: str, login: str, device: Device) -> _Login:
        async with self._database.pool.connection() as connection:
            asked = {"slug": slug.lower()}
            row = await (await connection.execute(_sql["find_organization_of_slug"], asked)).fetchone()
        # every organization that does not exist is one, so that guessing at those is slowed down the same way
        organization = row[0] if row and row[0] else UUID(int=0)
        async with within(self._database, organization) as cursor:
            asked = {"login": login, "network": device.network}
            found = await (await cursor.execute(_sql["find_login"], asked)).fetchone()
        # what was typed may be a password: it is not kept
        return _Login(organization, self._secret.code("login", slug.lower(), login)[:32], found)

    def _bounds(self, tried: _Login, device: Device, mark: str | None) -> list[Bound]:
        """Who waits after failures. A device where this person has signed in before is counted alone: what others do, even beside
        it behind one address, does not slow it. Else it is this login from this network; this network whatever the login; and,
        but for networks where this person has signed in before, this login from anywhere, a little, against many networks."""
        if mark is not None:
            return [Bound(tried.subject, f"device {mark.partition('.')[0]}")]
        bounds = [Bound(tried.subject, device.network), Bound("any login", device.network, free=50, longest_s=30)]
        if tried.found is None or not tried.found["knows_network"]:
            bounds.append(Bound(tried.subject, "anywhere", free=100, longest_s=10))
        return bounds

    async def _claim(self, tried: _Login, bounds: Sequence[Bound]) -> None:
        try:
            async with within(self._database, tried.organization) as cursor:
                await throttling.claim(cursor, bounds)
                await throttling.forget_old(cursor)
        except TooManyAttempts:
            account = tried.found["user_id"] if tried.found else None
            await note(Kind.sign_in_throttled, organization=tried.organization, account=account)
            raise

    async def _check_code(self, tried: _Login, account: UUID, bounds: Sequence[Bound], code: str | None) -> None:
        """Wrong codes are counted wherever they come from: only who knows the password comes so far."""
        if not code:
            async with within(self._database, tried.organization) as cursor:
                await throttling.take_back(cursor, bounds)
            raise SecondFactorNeeded
        bound = [_codes_of(account)]
        await self._claim(tried, bound)
        if not await self._factors.matches(tried.organization, account, code):
            await note(Kind.sign_in_failed, organization=tried.organization, account=account, reason="second factor")
            raise SecondFactorWrong
        async with within(self._database, tried.organization) as cursor:
            await throttling.take_back(cursor, bound)

    # Devices that are known ---------------------------------------------------------------------------------------

    def _mark_of(self, tried: _Login, device: Device) -> str | None:
        """The mark that this device has of this account."""
        if tried.found is None:
            return None
        return next(
            (mark for mark in device.marks if self._is_ours(mark, tried.organization, tried.found["user_id"])), None
        )

    def _is_ours(self, mark: str, organization: UUID, account: UUID) -> bool:
        name, _, told = mark.partition(".")
        codes = self._secret.codes("device", str(organization), str(account), name)
        return any(compare_digest(code, told) for code in codes) if told.isascii() else False

    def _new_mark(self, organization: UUID, account: UUID) -> str:
        name = secrets.token_hex(16)
        return f"{name}.{self._secret.code('device', str(organization), str(account), name)}"

    # That it is still who signed in -------------------------------------------------------------------------------

    async def me(self, who: Principal) -> DictRow:
        async with within(self._database, who.organization_id) as cursor:
            return await known(await cursor.execute(_sql["show_me"], {"user_id": who.account_id}))

    async def check_password(self, who: Principal, password: str) -> None:
        """That whoever bears the token knows the password, too. Refuses `WrongPassword`, `TooManyAttempts`."""
        bound = [Bound(f"password of {who.account_id}", source_of(who))]
        async with within(self._database, who.organization_id) as cursor:
            await throttling.claim(cursor, bound)
            stored = await known(await cursor.execute(_sql["find_password"], {"user_id": who.account_id}))
        if not await self._passwords.matches(stored["password_hash"], password):
            raise WrongPassword
        async with within(self._database, who.organization_id) as cursor:
            await throttling.take_back(cursor, bound)

    async def prove(self, who: Principal, password: str | None) -> None:
        """That whoever bears the token is still who signed in: the password, or a session that has just begun. Refuses
        `ProofNeeded`, and what `check_password` refuses."""
        if password is not None:
            await self.check_password(who, password)
            return
        asked = {"session": who.session_id, "minutes": YOUNG_MINUTES}
        async with within(self._database, who.organization_id) as cursor:
            young = await (await cursor.execute(_sql["find_young_session"], asked)).fetchone()
        if young is None:
            raise ProofNeeded(minutes=YOUNG_MINUTES)

    async def check_code(self, who: Principal, code: str) -> None:
        """That whoever bears the token has the second factor, too. Refuses `CodeWrong`, `TooManyAttempts`."""
        bound = [_codes_of(who.account_id)]
        async with within(self._database, who.organization_id) as cursor:
            await throttling.claim(cursor, bound)
        if not await self._factors.matches(who.organization_id, who.account_id, code):
            await note(
                Kind.sign_in_failed, organization=who.organization_id, account=who.account_id, reason="second factor"
            )
            raise CodeWrong
        async with within(self._database, who.organization_id) as cursor:
            await throttling.take_back(cursor, bound)

    # One's own second factor --------------------------------------------------------------------------------------

    async def show_factor(self, who: Principal, code: str) -> SignedIn:
        """This session has shown the second factor from now on, by other tokens. Refuses what `check_code` refuses."""
        await self.check_code(who, code)
        return await self._sessions.has_shown_factor(who.organization_id, who.session_id)

    async def confirm_factor(self, who: Principal, code: str) -> tuple[list[str], SignedIn]:
        """The factor that was begun counts, and this session has shown it; every other one of this person ends. Answers the
        recovery codes, and other tokens. Refuses what `SecondFactors.confirm` refuses, and `TooManyAttempts`."""
        bound = [_codes_of(who.account_id)]
        async with within(self._database, who.organization_id) as cursor:
            await throttling.claim(cursor, bound)
        codes = await self._factors.confirm(who.organization_id, who.account_id, code)
        async with within(self._database, who.organization_id) as cursor:
            await throttling.take_back(cursor, bound)
        await self._factor_changed(who, "set up")
        return codes, await self._sessions.has_shown_factor(who.organization_id, who.session_id)

    async def remove_factor(self, who: Principal, code: str) -> None:
        """The factor counts no more; every other session of this person ends. Refuses what `check_code` refuses."""
        await self.check_code(who, code)
        await self._factors.remove(who.organization_id, who.account_id)
        await self._factor_changed(who, "removed")

    async def _factor_changed(self, who: Principal, what: str) -> None:
        await self._sessions.end_all(who.organization_id, who.account_id, by=who.account_id, but=who.session_id)
        await note(Kind.second_factor_changed, organization=who.organization_id, account=who.account_id, what=what)

    async def renew_recovery_codes(self, who: Principal, code: str) -> list[str]:
        """Others instead of those that are left. Refuses what `check_code` refuses."""
        await self.check_code(who, code)
        codes = await self._factors.renew_recovery_codes(who.organization_id, who.account_id)
        await note(
            Kind.second_factor_changed, organization=who.organization_id, account=who.account_id,
            what="recovery codes renewed",
        )  # fmt: skip
        return codes

    # One's own account --------------------------------------------------------------------------------------------

    async def change_password(self, who: Principal, current: str, new: str) -> None:
        """One's own, proved by the current one. Every other session of this person ends. Refuses `WrongPassword`, `PasswordSame`
        and `PasswordGuessable`."""
        await self.check_password(who, current)
        if new == current:
            raise PasswordSame
        me = await self.me(who)
        told = (me["login"], me["name"], me["email"] or "", me["organization"], me["organization_name"])
        await self._passwords.run(lambda: refuse_guessable(new, told))
        hashed = await self._passwords.hash(new)
        async with within(self._database, who.organization_id) as cursor:
            await cursor.execute(_sql["change_password"], {"user_id": who.account_id, "password_hash": hashed})
        await self._sessions.end_all(who.organization_id, who.account_id, by=who.account_id, but=who.session_id)
        await note(Kind.password_changed, organization=who.organization_id, account=who.account_id)

    async def change_email(self, who: Principal, email: str | None) -> None:
        """One's own address for mail; None: nowhere."""
        told = {"user_id": who.account_id, "email": email}
        async with within(self._database, who.organization_id) as cursor:
            await known(await cursor.execute(_sql["change_email"], told))


def _codes_of(account: UUID) -> Bound:
    return Bound(f"code of {account}", "anywhere")
