"""Machine accounts over HTTP: programs with a key, and by OAuth 2.0 as a client library of others speaks it."""

import time
import warnings
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from tests.api.conftest import NO_TLS, Served, done, send
from tests.conftest import Organization

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it would rather have the next generation of httpx
    from authlib.integrations.base_client import OAuthError
    from authlib.integrations.httpx_client import OAuth2Client


@dataclass(frozen=True)
class Program:
    """A machine account that may read the feed and hold lots, and a key of it."""

    served: Served
    organization: Organization
    admin: httpx.Client
    key: str
    whole: str
    client_id: str

    def asking(self, token: str | None = None) -> httpx.Client:
        headers = {"Authorization": f"Bearer {token or self.whole}"}
        base = f"http://{self.served.address}"
        return httpx.Client(base_url=base, headers=headers, timeout=30, trust_env=False, verify=NO_TLS)

    def oauth(self, secret: str | None = None, **settings: Any) -> Any:
        client: Any = OAuth2Client(
            self.client_id,
            secret or self.whole,
            token_endpoint=f"http://{self.served.address}/api/v1/oauth/token",
            trust_env=False,
            **settings,
        )
        return client


def add_key(admin: httpx.Client, **told: Any) -> dict[str, str]:
    answer = admin.post("/api/v1/machine-accounts/add-key", json={"machine_account": "ERP", **told})
    assert answer.status_code == 201, answer.text
    return answer.json()


def revoke(program: Program) -> None:
    done(
        program.admin, "machine-accounts/revoke-key", machine_account="ERP", machine_key=program.key, reason="replaced"
    )


@pytest.fixture
def program(served: Served, mine: Organization, client: httpx.Client) -> Program:
    done(client, "machine-accounts/create", machine_account="ERP", permissions=["feed.read", "lots.hold"])
    made = add_key(client)
    return Program(served, mine, client, made["key"], made["secret"], made["client_id"])


def refused(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def soon(script: httpx.Client, status: int, code: str = "") -> None:
    """What is changed behind the server's back it is told within moments."""
    deadline = time.monotonic() + 30
    while (answer := script.get("/api/v1/feed")).status_code != status or code not in answer.text:
        assert time.monotonic() < deadline, answer.text
        time.sleep(0.02)


def test_a_script_with_a_key_alone_reads_the_feed_and_no_more(program: Program) -> None:
    with program.asking() as script:
        assert script.get("/api/v1/feed").status_code == 200
        assert refused(script.get("/api/v1/stock")) == (403, "not_allowed")
        assert refused(send(script, "lots/release", lot="L")) == (403, "not_permitted")


def test_a_command_of_a_program_bears_its_account(program: Program) -> None:
    received = {"lot": "L-1", "material": "steel", "quantity": "1", "unit": "kg", "plant": "main"}
    done(program.admin, "lots/receive", **received)
    with program.asking() as script:
        done(script, "lots/hold", lot="L-1", reason="asked by the ERP")
    row = program.served.owner.execute(
        "SELECT meta->>'user' FROM unison.events WHERE organization_id = %s AND topic = 'lots.LotHeld'",
        (program.organization.id,),
    ).fetchone()
    assert row == (program.client_id,)


def test_a_key_ends_when_it_is_revoked_and_others_go_on(program: Program) -> None:
    another = add_key(program.admin, note="the next one")
    revoke(program)
    with program.asking() as script, program.asking(another["secret"]) as renewed:
        assert refused(script.get("/api/v1/feed")) == (401, "machine_key_refused")
        assert renewed.get("/api/v1/feed").status_code == 200


def test_a_disabled_account_is_let_in_no_more_until_it_is_enabled(program: Program) -> None:
    with program.asking() as script:
        done(program.admin, "machine-accounts/disable", machine_account="ERP")
        assert refused(script.get("/api/v1/feed")) == (401, "account_disabled")
        done(program.admin, "machine-accounts/enable", machine_account="ERP")
        assert script.get("/api/v1/feed").status_code == 200


def test_what_it_may_do_changes_with_the_next_request(program: Program) -> None:
    with program.asking() as script:
        assert script.get("/api/v1/feed").status_code == 200
        done(program.admin, "machine-accounts/change", machine_account="ERP", permissions=["stock.read"])
        assert refused(script.get("/api/v1/feed")) == (403, "not_allowed")
        assert script.get("/api/v1/stock").status_code == 200


def test_a_key_and_an_account_expire_by_themselves(program: Program) -> None:
    owner, mine = program.served.owner, program.organization.id
    with program.asking() as script:
        owner.execute(
            "UPDATE unison.machine_keys SET expires_at = now() - interval '1 s' WHERE organization_id = %s", (mine,)
        )
        soon(script, 401, "machine_key_refused")
        owner.execute("UPDATE unison.machine_keys SET expires_at = NULL WHERE organization_id = %s", (mine,))
        soon(script, 200)
        owner.execute(
            "UPDATE unison.machine_accounts SET expires_at = now() - interval '1 s' WHERE organization_id = %s", (mine,)
        )
        soon(script, 401, "account_expired")


@pytest.mark.parametrize("spoilt", ["x", "unison_", "unison_aaaaaaaaaaaa_", "unison_aaaaaaaaaaaa_AAAA", "unison_ä_ö"])
def test_what_is_no_key_is_refused(program: Program, spoilt: str) -> None:
    with program.asking(program.whole[:-5] + "AAAA=") as changed:
        assert refused(changed.get("/api/v1/feed")) == (401, "machine_key_refused")
    with httpx.Client(base_url=f"http://{program.served.address}", trust_env=False, verify=NO_TLS) as client:
        told = client.get("/api/v1/feed", headers=[(b"Authorization", b"Bearer " + spoilt.encode())])
        assert told.status_code == 401, told.text


def test_a_key_is_told_once_and_what_is_kept_opens_nothing(program: Program) -> None:
    (account,) = program.admin.get("/api/v1/machine-accounts").json()
    assert account["account_id"] == program.client_id
    (key,) = account["keys"]
    assert (key["key"], key["revoked_at"]) == (program.key, None)
    secret = program.whole.rpartition("_")[2]
    assert secret not in str(account)
    stored = program.served.owner.execute(
        "SELECT string_agg(data::text, '') FROM unison.events WHERE organization_id = %s", (program.organization.id,)
    ).fetchone()
    assert stored is not None
    assert secret not in stored[0]
    assert program.key in stored[0]


def test_when_a_key_was_used_last_is_told(program: Program, served: Served) -> None:
    with program.asking() as script:
        script.get("/api/v1/feed")
    waited = "SELECT last_used_at FROM unison.machine_keys WHERE organization_id = %s AND key = %s"
    deadline = time.monotonic() + 30
    while served.owner.execute(waited, (program.organization.id, program.key)).fetchone() == (None,):
        assert time.monotonic() < deadline, "its use is not noted"
        time.sleep(0.02)
    (account,) = program.admin.get("/api/v1/machine-accounts").json()
    assert account["last_used_at"] is not None


def test_only_an_administrator_makes_accounts_and_keys(program: Program) -> None:
    for role in ("operator", "supervisor", "auditor"):
        with program.served.client(program.organization, role) as other:
            created = send(other, "machine-accounts/create", machine_account="X", permissions=["feed.read"])
            assert refused(created) == (403, "not_permitted")
            added = other.post("/api/v1/machine-accounts/add-key", json={"machine_account": "ERP"})
            assert refused(added) == (403, "not_permitted")


def test_a_program_of_some_plants_sees_those(program: Program) -> None:
    done(program.admin, "plants/open", plant="north", name="North")
    told = {"machine_account": "ERP", "permissions": ["stock.read"], "plants_allowed": ["north"]}
    done(program.admin, "machine-accounts/change", **told)
    received = {"material": "steel", "quantity": "1", "unit": "kg"}
    done(program.admin, "lots/receive", lot="S-1", plant="main", **received)
    after = f"lots:S-2@{done(program.admin, 'lots/receive', lot='S-2', plant='north', **received)['lots:S-2']}"
    with program.asking() as script:
        shown = script.get("/api/v1/stock", params={"after": after})
        assert shown.status_code == 200, shown.text
        assert "north" in shown.text
        assert "main" not in shown.text


# OAuth 2.0 --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["client_secret_basic", "client_secret_post"])
def test_a_client_of_others_gets_a_token_and_asks_with_it(program: Program, method: str) -> None:
    with program.oauth(token_endpoint_auth_method=method) as client:
        token = client.fetch_token(grant_type="client_credentials")
        assert (token["token_type"], set(token["scope"].split())) == ("Bearer", {"feed.read", "lots.hold"})
        assert client.get(f"http://{program.served.address}/api/v1/feed").status_code == 200


def test_a_token_of_less_scope_may_do_no_more_than_that(program: Program) -> None:
    with program.oauth(scope="feed.read") as client:
        token = client.fetch_token(grant_type="client_credentials")
        assert token["scope"] == "feed.read"
        with program.asking(token["access_token"]) as script:
            assert script.get("/api/v1/feed").status_code == 200
            assert refused(send(script, "lots/hold", lot="L-1", reason="r")) == (403, "not_permitted")


def test_a_token_ends_with_the_key_that_it_was_got_by(program: Program) -> None:
    with program.oauth() as client:
        token = client.fetch_token(grant_type="client_credentials")["access_token"]
    revoke(program)
    with program.asking(token) as script:
        assert refused(script.get("/api/v1/feed")) == (401, "session_ended")


def test_what_is_wrong_is_told_as_the_standard_says(program: Program) -> None:
    def error(client: Any, **form: Any) -> str:
        with client, pytest.raises(OAuthError) as told:
            client.fetch_token(**{"grant_type": "client_credentials", **form})
        return str(told.value.error)

    assert error(program.oauth(secret="unison_aaaaaaaaaaaa_AAAA")) == "invalid_client"
    assert error(program.oauth(scope="stock.read")) == "invalid_scope"
    assert error(program.oauth(), grant_type="refresh_token", refresh_token="x") == "unsupported_grant_type"
    another = OAuth2Client(
        "someone-else",
        program.whole,
        token_endpoint=f"http://{program.served.address}/api/v1/oauth/token",
        trust_env=False,
    )
    assert error(another) == "invalid_client"


@pytest.mark.parametrize(
    ("form", "status", "error"),
    [
        ("", 401, "invalid_client"),
        ("client_id=a&client_secret=b", 400, "invalid_request"),
        ("client_id=a&client_secret=b&grant_type=client_credentials", 401, "invalid_client"),
        ("grant_type=client_credentials&grant_type=client_credentials", 400, "invalid_request"),
        ("x" * 20_000, 400, "invalid_request"),
    ],
)
def test_a_form_that_is_no_request_for_a_token(program: Program, form: str, status: int, error: str) -> None:
    with httpx.Client(base_url=f"http://{program.served.address}", trust_env=False, verify=NO_TLS) as client:
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        answer = client.post("/api/v1/oauth/token", content=form, headers=kind)
        assert (answer.status_code, answer.json()["error"]) == (status, error)
        assert answer.headers["cache-control"] == "no-store"
        basic = client.post("/api/v1/oauth/token", content=form, headers=kind | {"Authorization": "Basic !!!"})
        assert basic.status_code in (400, 401)
        if basic.status_code == 401:
            assert basic.headers["www-authenticate"].startswith("Basic")


def test_where_a_token_is_got_is_told_where_programs_look(program: Program) -> None:
    told = program.admin.get("/.well-known/oauth-authorization-server").json()
    assert told["token_endpoint"].endswith("/api/v1/oauth/token")
    assert "feed.read" in told["scopes_supported"]
