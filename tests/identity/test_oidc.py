"""Sign-in by a provider, against one that others wrote."""

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit
from uuid import uuid4

import pytest
from providers import CLIENT_ID, CLIENT_SECRET, providing, sign_in_there, spoil

from unison.infrastructure.identity import oidc, provider_answers
from unison.infrastructure.identity.oidc import (
    IdTokenRefused,
    Provider,
    ProviderAddress,
    ProviderRefused,
    ProviderUnreachable,
    RelyingParty,
    SignInNotBegun,
    Told,
    check_issuer,
)
from unison.infrastructure.installation_secret import InstallationSecret

CALLBACK = "http://127.0.0.1:9/api/v1/auth/oidc/callback"
ORGANIZATION = uuid4()


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with providing(CALLBACK) as address:
        yield address


@pytest.fixture
def provider(issuer: str) -> Provider:
    return Provider(issuer, CLIENT_ID, CLIENT_SECRET)


@pytest.fixture
def party() -> RelyingParty:
    return RelyingParty(InstallationSecret("1" * 32), CALLBACK)


def come_back(party: RelyingParty, provider: Provider, login: str = "ann") -> tuple[str, dict[str, str]]:
    """What the browser kept, and what it came back with."""
    url, kept = asyncio.run(party.begin(ORGANIZATION, provider))
    return kept, dict(parse_qsl(urlsplit(sign_in_there(url, login, CALLBACK)).query))


def finish(party: RelyingParty, provider: Provider, kept: str, answer: dict[str, str]) -> Told:
    return asyncio.run(party.finish(provider, kept, answer))


def test_who_has_signed_in_there_is_told_with_the_verified_address(party: RelyingParty, provider: Provider) -> None:
    kept, answer = come_back(party, provider)
    assert party.organization_of(kept) == ORGANIZATION
    assert finish(party, provider, kept, answer) == Told(provider.issuer, "ann", "ann@plant.example")


def test_an_address_that_is_not_verified_is_nobodys(party: RelyingParty, provider: Provider) -> None:
    assert finish(party, provider, *come_back(party, provider, "unverified-ann")).email is None


@pytest.mark.parametrize(
    "what",
    [
        "nonce",
        "audience",
        "several",
        "party",
        "issuer",
        "expired",
        "future",
        "subject",
        "unsigned",
        "key",
        "algorithm",
        "absent",
    ],
)
def test_an_id_token_that_is_not_whole_ours_and_of_now_is_refused(
    party: RelyingParty, provider: Provider, what: str
) -> None:
    kept, answer = come_back(party, provider)
    spoil(provider.issuer, what)
    with pytest.raises(IdTokenRefused):
        finish(party, provider, kept, answer)


def test_a_code_counts_once(party: RelyingParty, provider: Provider) -> None:
    kept, answer = come_back(party, provider)
    finish(party, provider, kept, answer)
    with pytest.raises(ProviderRefused):
        finish(party, provider, kept, answer)


def test_a_code_counts_with_the_verifier_of_its_own_beginning(party: RelyingParty, provider: Provider) -> None:
    _, stolen = come_back(party, provider)
    kept, own = come_back(party, provider)
    with pytest.raises(ProviderRefused):
        finish(party, provider, kept, own | {"code": stolen["code"]})


def test_an_answer_to_another_beginning_is_refused(party: RelyingParty, provider: Provider) -> None:
    kept, _ = come_back(party, provider)
    _, other = come_back(party, provider)
    for answer in (other, {"code": other["code"]}, {}):
        with pytest.raises(SignInNotBegun):
            finish(party, provider, kept, answer)


@pytest.mark.parametrize("change", [{"iss": "https://another.example"}, {"iss": None}])
def test_an_answer_of_another_provider_is_refused(
    party: RelyingParty, provider: Provider, change: dict[str, Any]
) -> None:
    kept, answer = come_back(party, provider)
    told = {name: value for name, value in (answer | change).items() if value is not None}
    with pytest.raises(IdTokenRefused):
        finish(party, provider, kept, told)


@pytest.mark.parametrize("kept", ["", "00", "zz", "ab" * 60])
def test_what_this_browser_has_not_begun_is_refused(party: RelyingParty, provider: Provider, kept: str) -> None:
    with pytest.raises(SignInNotBegun):
        finish(party, provider, kept, {"code": "x", "state": "y"})


def test_a_beginning_ends_after_ten_minutes(
    party: RelyingParty, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, answer = come_back(party, provider)
    begun = oidc.time.time()
    monkeypatch.setattr(oidc.time, "time", lambda: begun + oidc.FLOW_S + 1)
    with pytest.raises(SignInNotBegun):
        finish(party, provider, kept, answer)


def test_the_way_there_carries_a_challenge_and_no_secret(party: RelyingParty, provider: Provider) -> None:
    url, _ = asyncio.run(party.begin(ORGANIZATION, provider))
    asked = dict(parse_qsl(urlsplit(url).query))
    assert asked["code_challenge_method"] == "S256"
    assert {"state", "nonce", "code_challenge"} <= set(asked)
    assert CLIENT_SECRET not in url
    assert "code_verifier" not in asked


def test_a_refusal_of_the_provider_is_told(party: RelyingParty, provider: Provider) -> None:
    url, kept = asyncio.run(party.begin(ORGANIZATION, provider))
    state = dict(parse_qsl(urlsplit(url).query))["state"]
    answer = {"error": "access_denied", "state": state, "iss": provider.issuer}
    with pytest.raises(ProviderRefused, match="access_denied"):
        finish(party, provider, kept, answer)


def test_a_wrong_client_secret_is_told(party: RelyingParty, provider: Provider) -> None:
    kept, answer = come_back(party, provider)
    with pytest.raises(ProviderRefused):
        finish(party, Provider(provider.issuer, CLIENT_ID, "wrong"), kept, answer)


def test_a_provider_that_is_not_there_is_told(party: RelyingParty, issuer: str) -> None:
    for address in ("http://127.0.0.1:9", f"{issuer}/elsewhere", issuer.replace("127.0.0.1", "localhost")):
        with pytest.raises(ProviderUnreachable):
            asyncio.run(party.begin(ORGANIZATION, Provider(address, CLIENT_ID, CLIENT_SECRET)))


class _Means(BaseHTTPRequestHandler):
    """No good: answers without end, packed, or drop by drop."""

    def do_GET(self) -> None:
        kind = self.path.split("/")[1]
        self.send_response(200)
        if kind == "packed":
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        with suppress(OSError):
            for _ in range(100_000):
                self.wfile.write(b" " if kind == "slow" else b" " * 65536)
                if kind == "slow":
                    self.wfile.flush()
                    time.sleep(0.02)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.mark.parametrize("kind", ["endless", "packed", "slow"])
def test_a_provider_that_means_no_good_is_not_read_to_its_end(
    party: RelyingParty, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(provider_answers, "TOTAL_S", 0.5)
    with ThreadingHTTPServer(("127.0.0.1", 0), _Means) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        issuer = f"http://127.0.0.1:{server.server_port}/{kind}"
        with pytest.raises(ProviderUnreachable) as told:
            asyncio.run(party.begin(ORGANIZATION, Provider(issuer, CLIENT_ID, CLIENT_SECRET)))
        server.shutdown()
    assert told.value.facts["problem"] == "AnswerRefused"


@pytest.mark.parametrize(
    "issuer",
    [
        "http://idp.example",
        "ftp://idp.example",
        "https://",
        "https://a:b@idp.example",
        "https://idp.example?x=1",
        "https://[",
        "x",
    ],
)
def test_an_address_that_others_could_read_or_change_is_refused(issuer: str) -> None:
    with pytest.raises(ProviderAddress):
        check_issuer(issuer)


def test_good_addresses_are_taken() -> None:
    for issuer in (
        "https://idp.example",
        "https://idp.example/realms/plant",
        "http://127.0.0.1:8080",
        "http://[::1]:1",
    ):
        assert check_issuer(issuer) == issuer
    assert urlencode({"issuer": check_issuer("https://idp.example/")}).endswith("%2F"), "its last slash is its own"
