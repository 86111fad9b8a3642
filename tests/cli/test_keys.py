"""Keys and providers from the command line."""

import json

import pytest

from tests.cli.conftest import Run
from tests.conftest import make_organization
from unison.infrastructure.database import connect
from unison.settings import settings


def kids(run: Run) -> list[str]:
    return [key["kid"] for key in json.loads(run("keys", "--json").output)]


def test_keys_are_made_rotated_revoked_and_sealed_anew(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    first = run("keys", "rotate").output.strip()
    second = run("keys", "rotate").output.strip()
    assert kids(run) == [second, first]
    run("keys", "revoke", first)
    assert kids(run) == [second]
    run("keys", "revoke", first, code=1)
    assert run("keys", "reseal").output.strip() == "1"
    assert second[:20] in run("keys").output


def test_keys_of_a_file_are_not_rotated_here(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNISON_SIGNING_KEYS", "/keys.pem")
    settings.cache_clear()
    assert "/keys.pem" in str(run("keys", "rotate", code=1).exception)


def test_a_provider_is_set_shown_and_removed(run: Run, own_database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with connect(own_database_url, "owner") as owner:
        slug = make_organization(owner).slug
    monkeypatch.setenv("UNISON_OIDC_SECRET", "of-the-client")
    assert "begins with https" not in run("oidc", "--organization", slug, code=1).output
    run("oidc", "set", "http://login.example", "unison", "--organization", slug, code=1)
    said = run("oidc", "set", "https://login.example/realms/plant", "unison", "--organization", slug).output
    assert said.strip().endswith("/api/v1/auth/oidc/callback")
    shown = run("oidc", "--organization", slug, "--json").output
    assert json.loads(shown)["issuer"] == "https://login.example/realms/plant"
    assert "of-the-client" not in shown
    run("oidc", "link", "nobody", "4711", "--organization", slug, code=1)
    run("oidc", "remove", "--organization", slug)
    run("oidc", "--organization", slug, code=1)
