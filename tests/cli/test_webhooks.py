"""Webhooks from the command line."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.conftest import make_organization
from tests.spine import append, lot_moves, sequence
from tests.webhooks.receiver import receiving
from unison.cli.app import app
from unison.infrastructure import database
from unison.settings import settings
from unison.webhooks.delivering import send_waiting


@pytest.fixture
def at_home(database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setenv("UNISON_DATABASE_URL", database_url)
    monkeypatch.setenv("UNISON_DATA", str(tmp_path))
    monkeypatch.setenv("UNISON_WEBHOOK_PRIVATE", "127.0.0.0/8")
    settings.cache_clear()
    yield
    settings.cache_clear()


def run(*arguments: str, code: int = 0) -> Result:
    result = CliRunner().invoke(app, list(arguments))
    assert result.exit_code == code, (result.output, result.exception)
    return result


@pytest.mark.usefixtures("at_home")
def test_a_webhook_is_added_tried_replayed_switched_and_looked_at(database_url: str) -> None:
    with database.connect(database_url, "owner") as owner, receiving() as receiver:
        organization = make_organization(owner)
        append(owner, organization.id, *lot_moves("A", 3))
        sequence(database_url)
        where = ("--organization", organization.slug)
        secret = run("webhooks", "add", "to SAP", receiver.url, "--type", "lots.LotMoved", *where).output.strip()
        assert secret.startswith("whsec_")
        run("webhooks", "try", "to SAP", *where)
        assert "from 2 to 3" in run("webhooks", "replay", "to SAP", "2", *where).output
        (shown,) = json.loads(run("webhooks", *where, "--json").output)
        with database.connect(database_url, "worker") as worker:
            send_waiting(worker, shown["webhook_id"], settings())
        told = json.loads(run("webhooks", "deliveries", "to SAP", *where, "--json").output)
        assert [(each["number"], each["state"]) for each in told] == [(3, "accepted"), (2, "accepted"), (0, "accepted")]
        assert all(each.is_signed_by(secret) for each in receiver.posts)
        assert "trial" in run("webhooks", "deliveries", "to SAP", *where).output
        run("webhooks", "switch-off", "to SAP", *where)
        assert "off:" in run("webhooks", *where).output
        run("webhooks", "switch-on", "to SAP", "--skip", *where)
        unknown = CliRunner().invoke(app, ["webhooks", "try", "nobody", *where])
        assert "there is to SAP" in str(unknown.exception)
        found = {each["check"]: each["finding"] for each in json.loads(run("doctor", "--json", code=1).output)}
        assert found["webhooks"].startswith("1 work, 0 fail, 0 are off")
        assert "UNISON_PUBLIC_URL" in found["address of this server"]
