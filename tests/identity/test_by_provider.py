"""Signing in by the organization's provider, as a browser does."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import psycopg
import pytest
from acting import As, Firm
from authenticator import Authenticator, Clock
from providers import CLIENT_ID, CLIENT_SECRET, providing, sign_in_there, spoil
from test_people import tell

from unison.infrastructure.identity import providers
from unison.infrastructure.identity.oidc import Provider
from unison.infrastructure.installation_secret import InstallationSecret
from unison.settings import Settings

COOKIE = {"Unison-Session": "cookie"}
CALLBACK = "http://127.0.0.1:9/api/v1/auth/oidc/callback"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"public_url": "http://127.0.0.1:9"})


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with providing(CALLBACK) as address:
        yield address


@pytest.fixture
def plant(firm: Firm, issuer: str, owner: psycopg.Connection[Any], settings: Settings) -> Firm:
    """A firm whose people sign in by the provider, too."""
    provider = Provider(issuer, CLIENT_ID, CLIENT_SECRET)
    providers.set_provider(owner, InstallationSecret.of(settings), firm.id, provider, label="Company account")
    return firm


def has_address(owner: psycopg.Connection[Any], firm: Firm, login: str, email: str) -> None:
    owner.execute(
        "UPDATE unison.users SET email = %s WHERE organization_id = %s AND login = %s", (email, firm.id, login)
    )


def arrive(client: httpx.Client, firm: Firm, login: str) -> httpx.Response:
    """What the callback answers to who has signed in there."""
    client.cookies.clear()
    begun = client.get("auth/oidc/begin", params={"organization": firm.slug})
    assert begun.status_code == 303, begun.text
    back = sign_in_there(begun.headers["location"], login, CALLBACK)
    return client.get(f"auth/oidc/callback?{urlsplit(back).query}")


def refused(answer: httpx.Response) -> str:
    assert answer.status_code == 303
    return parse_qs(urlsplit(answer.headers["location"]).query)["refused"][0]


def who(client: httpx.Client) -> str:
    """Who has signed in by the cookie."""
    tokens = client.post("auth/refresh", headers=COOKIE)
    assert tokens.status_code == 200, tokens.text
    me = client.get("auth/me", headers={"Authorization": f"Bearer {tokens.json()['access_token']}"})
    return me.json()["login"]


def test_the_sign_in_page_learns_of_the_provider(client: httpx.Client, plant: Firm, other_firm: Firm) -> None:
    def label(slug: str) -> Any:
        return client.get("auth/provider", params={"organization": slug}).json()["label"]

    assert label(plant.slug) == "Company account"
    assert label(other_firm.slug) is None
    assert label("no-such-firm") is None
    none = client.get("auth/oidc/begin", params={"organization": other_firm.slug})
    assert (none.status_code, none.json()["code"]) == (404, "no_provider")


def test_who_is_known_by_their_verified_address_is_in_and_linked(
    client: httpx.Client, plant: Firm, owner: psycopg.Connection[Any]
) -> None:
    has_address(owner, plant, "operator", "Ann@plant.example")
    answer = arrive(client, plant, "ann")
    assert answer.headers["location"] == "/?arrived=1"
    assert "unison_way" not in client.cookies
    assert who(client) == "operator"
    has_address(owner, plant, "operator", "elsewhere@plant.example")
    has_address(owner, plant, "admin", "ann@plant.example")
    arrive(client, plant, "ann")
    assert who(client) == "operator", "the provider's name for a person counts, whatever the address"


def test_nobody_is_let_in_whom_no_administrator_has_added(
    client: httpx.Client, plant: Firm, owner: psycopg.Connection[Any]
) -> None:
    assert refused(arrive(client, plant, "stranger")) == "not_linked"
    has_address(owner, plant, "operator", "unverified-bob@plant.example")
    assert refused(arrive(client, plant, "unverified-bob")) == "not_linked"
    has_address(owner, plant, "supervisor", "carl@plant.example")
    has_address(owner, plant, "auditor", "carl@plant.example")
    assert refused(arrive(client, plant, "carl")) == "not_linked", "two people have the address"
    assert "unison_refresh" not in client.cookies


def test_a_link_that_an_administrator_made_counts(
    client: httpx.Client, plant: Firm, owner: psycopg.Connection[Any]
) -> None:
    providers.link(owner, plant.id, "auditor", "unverified-dora")
    arrive(client, plant, "unverified-dora")
    assert who(client) == "auditor"


def test_who_is_disabled_is_not_let_in(client: httpx.Client, plant: Firm, owner: psycopg.Connection[Any]) -> None:
    providers.link(owner, plant.id, "auditor", "emil")
    owner.execute(
        "UPDATE unison.users SET disabled_at = now() WHERE organization_id = %s AND login = 'auditor'", (plant.id,)
    )
    assert refused(arrive(client, plant, "emil")) == "account_disabled"


def test_a_subject_of_one_organization_is_nobody_in_another(
    client: httpx.Client, plant: Firm, other_firm: Firm, owner: psycopg.Connection[Any], settings: Settings, issuer: str
) -> None:
    providers.link(owner, plant.id, "admin", "fred")
    provider = Provider(issuer, CLIENT_ID, CLIENT_SECRET)
    providers.set_provider(owner, InstallationSecret.of(settings), other_firm.id, provider, label="Company account")
    assert refused(arrive(client, other_firm, "fred")) == "not_linked"


def test_a_way_back_that_this_browser_has_not_begun_leads_nowhere(
    client: httpx.Client, plant: Firm, owner: psycopg.Connection[Any]
) -> None:
    providers.link(owner, plant.id, "operator", "gina")
    begun = client.get("auth/oidc/begin", params={"organization": plant.slug})
    back = sign_in_there(begun.headers["location"], "gina", CALLBACK)
    client.cookies.clear()
    assert refused(client.get(f"auth/oidc/callback?{urlsplit(back).query}")) == "sign_in_not_begun"
    assert refused(client.get("auth/oidc/callback?anything=else&anything=more")) == "sign_in_not_begun"


def test_the_client_secret_is_sealed(plant: Firm, owner: psycopg.Connection[Any]) -> None:
    row = owner.execute(
        "SELECT sealed, p::text FROM unison.identity_providers p WHERE organization_id = %s", (plant.id,)
    ).fetchone()
    assert row is not None
    assert CLIENT_SECRET.encode() not in row[0]
    assert CLIENT_SECRET not in row[1]


def test_a_provider_is_removed(client: httpx.Client, plant: Firm, owner: psycopg.Connection[Any]) -> None:
    providers.remove_provider(owner, plant.id)
    assert client.get("auth/provider", params={"organization": plant.slug}).json() == {"label": None}
    with pytest.raises(providers.NoProvider):
        providers.remove_provider(owner, plant.id)


# A second factor that a role demands ------------------------------------------------------------------------------


@pytest.fixture
def careful(client: httpx.Client, plant: Firm, signed: As, owner: psycopg.Connection[Any]) -> Firm:
    """A firm whose operators need a second factor. Hank is one of them at the provider."""
    powers = {"role": "operator", "allow": ["plants.read"], "second_factor": True}
    assert tell(client, signed.headers(plant, "admin"), "roles/change", **powers).status_code == 200
    providers.link(owner, plant.id, "operator", "hank")
    return plant


def token(client: httpx.Client) -> dict[str, str]:
    refreshed = client.post("auth/refresh", headers=COOKIE)
    assert refreshed.status_code == 200, refreshed.text
    return {"Authorization": f"Bearer {refreshed.json()['access_token']}"}


def test_one_that_the_provider_asked_for_is_enough(client: httpx.Client, careful: Firm, issuer: str) -> None:
    spoil(issuer, "mfa")
    arrive(client, careful, "hank")
    assert client.get("plants", headers=token(client)).status_code == 200
    assert client.get("plants", headers=token(client)).status_code == 200, "the session remembers it"


@pytest.mark.parametrize("said", ["", "password", "words"])
def test_a_provider_that_does_not_say_so_is_not_enough(
    client: httpx.Client, careful: Firm, issuer: str, said: str
) -> None:
    """Neither nothing, nor a password with an `acr` of its own, nor a text that is no list."""
    if said:
        spoil(issuer, said)
    arrive(client, careful, "hank")
    refusal = client.get("plants", headers=token(client))
    assert (refusal.status_code, refusal.json()["code"]) == (403, "second_factor_demanded")


def test_who_comes_by_a_provider_sets_one_up_without_a_password_and_shows_it_the_next_time(
    client: httpx.Client, careful: Firm, owner: psycopg.Connection[Any], clock: Clock
) -> None:
    owner.execute(
        "UPDATE unison.users SET password_hash = NULL WHERE organization_id = %s AND login = 'operator'", (careful.id,)
    )
    arrive(client, careful, "hank")
    mine = token(client) | COOKIE
    secret = client.post("auth/second-factor/begin", headers=mine).json()["secret"]
    app = Authenticator(secret, clock)
    confirmed = client.post("auth/second-factor/confirm", headers=mine, json={"code": app.code()})
    assert confirmed.status_code == 200, confirmed.text
    assert client.get("plants", headers=token(client)).status_code == 200
    clock.next_step()
    arrive(client, careful, "hank")
    mine = token(client) | COOKIE
    assert client.get("plants", headers=mine).status_code == 403, "the provider has not asked for it"
    wrong = client.post("auth/second-factor/show", headers=mine, json={"code": "000000"})
    assert (wrong.status_code, wrong.json()["code"]) == (409, "code_wrong")
    assert client.post("auth/second-factor/show", headers=mine, json={"code": app.code()}).status_code == 200
    assert client.get("plants", headers=token(client)).status_code == 200
