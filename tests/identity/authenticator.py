"""An authenticator app on a phone, beside a server whose clock a test moves on."""

from typing import Any, cast

import httpx
from acting import PASSWORD, Firm
from pyotp.totp import TOTP

from unison.infrastructure.identity.second_factor import STEP_S


class Clock:
    """The server's clock, which a test moves on."""

    def __init__(self) -> None:
        self.at = 1_900_000_000.0

    def time(self) -> float:
        return self.at

    def next_step(self) -> None:
        self.at += STEP_S


class Authenticator:
    """An app on a phone."""

    def __init__(self, secret: str, clock: Clock) -> None:
        self._made, self._clock = cast(Any, TOTP)(secret), clock

    def code(self, steps: int = 0) -> str:
        return str(self._made.at(for_time=int(self._clock.at), counter_offset=steps))


def enrol(client: httpx.Client, headers: dict[str, str], clock: Clock) -> tuple[Authenticator, list[str]]:
    begun = client.post("auth/second-factor/begin", headers=headers, json={"password": PASSWORD})
    assert begun.status_code == 200, begun.text
    app = Authenticator(begun.json()["secret"], clock)
    confirmed = client.post("auth/second-factor/confirm", headers=headers, json={"code": app.code()})
    assert confirmed.status_code == 200, confirmed.text
    clock.next_step()
    return app, confirmed.json()["recovery_codes"]


def sign_in(
    client: httpx.Client, firm: Firm, code: str | None = None, password: str = PASSWORD, login: str = "operator"
) -> httpx.Response:
    body = {"organization": firm.slug, "login": login, "password": password, "code": code}
    return client.post("auth/sign-in", json=body)


def told(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json().get("code", "")
