"""Stations and machine accounts from the command line."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from typer.testing import CliRunner, Result

from tests.cli.conftest import Run
from tests.conftest import Organization, make_organization
from unison.cli.app import app
from unison.infrastructure import database
from unison.infrastructure.identity.accounts import create_user
from unison.infrastructure.identity.machine_accounts import fingerprint_of
from unison.infrastructure.tokens import hasher


@pytest.fixture
def firm(run: Run, own_database_url: str) -> Iterator[Organization]:
    with database.connect(own_database_url, "owner") as owner:
        firm = make_organization(owner)
        for login in ("ann", "bea"):
            create_user(owner, firm.id, login, name=login, password="battery staple 7", role="operator")
        yield firm


def typed(firm: Organization, text: str, *arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments, "--organization", firm.slug], input=text)


def kept(url: str, firm: Organization) -> list[tuple[str | None, bytes | None]]:
    with database.connect(url, "owner") as owner:
        return owner.execute(
            """SELECT pin_hash, badge_hash FROM unison.identifications JOIN unison.users u USING (organization_id)
               WHERE organization_id = %s AND account_id = u.user_id ORDER BY u.login""",
            (firm.id,),
        ).fetchall()


def test_a_pin_and_a_badge_are_set_without_being_shown_and_removed(
    run: Run, own_database_url: str, firm: Organization
) -> None:
    told = typed(firm, "4719\n4719\n", "stations", "set-pin", "Ann")
    assert told.exit_code == 0, told.output
    assert "4719" not in told.output
    told = typed(firm, "0400A1B2\n", "stations", "set-badge", "ann")
    assert told.exit_code == 0, told.output
    assert "0400A1B2" not in told.output
    ((pin, badge),) = kept(own_database_url, firm)
    assert pin is not None
    assert badge is not None
    assert hasher.verify(pin, "4719")
    where = ("--organization", firm.slug)
    run("stations", "remove-pin", "ann", *where)
    run("stations", "remove-badge", "ann", *where)
    assert kept(own_database_url, firm) == [(None, None)]
    assert "Nobody signs in as" in str(typed(firm, "4719\n4719\n", "stations", "set-pin", "carl").exception)


@pytest.mark.parametrize(
    ("pin", "said"), [("1234", "tried first"), ("12", "at least 4"), ("12a4", "must be digits"), ("1" * 9, "at most 8")]
)
def test_a_pin_that_is_none_is_refused_and_not_told(run: Run, firm: Organization, pin: str, said: str) -> None:
    told = typed(firm, f"{pin}\n{pin}\n", "stations", "set-pin", "ann")
    assert said in str(told.exception)
    assert pin not in told.output + str(told.exception)


def test_two_people_have_no_badge_in_common(run: Run, firm: Organization) -> None:
    assert typed(firm, "0400A1B2\n", "stations", "set-badge", "ann").exit_code == 0
    assert "badge" in str(typed(firm, "0400A1B2\n", "stations", "set-badge", "bea").exception)


def test_stations_are_listed(run: Run, firm: Organization) -> None:
    assert json.loads(run("stations", "--organization", firm.slug, "--json").stdout) == []


def test_a_program_is_let_in_until_a_moment_by_a_key_that_is_shown_once(
    run: Run, own_database_url: str, firm: Organization
) -> None:
    where = ("--organization", firm.slug)
    permissions = ("--permission", "feed.read", "--permission", "lots.hold")
    run("machine-accounts", "create", "ERP", *permissions, "--purpose", "posting", *where)
    made = json.loads(run("machine-accounts", "add-key", "ERP", "--note", "SAP", "--json", *where).stdout)
    again = run("machine-accounts", "add-key", "erp", *where).stdout.splitlines()[0]
    assert again.startswith("unison_")
    later = datetime.now(UTC) + timedelta(days=9)
    run("machine-accounts", "expire", "erp", later.isoformat(), *where)
    run("machine-accounts", "revoke-key", "ERP", made["key"], "--reason", "replaced", *where)
    (account,) = json.loads(run("machine-accounts", "--json", *where).stdout)
    assert (account["machine_account"], account["purpose"]) == ("ERP", "posting")
    assert (account["permissions"], account["account_id"]) == (["feed.read", "lots.hold"], made["client_id"])
    assert datetime.fromisoformat(account["expires_at"]) == later
    assert {key["key"]: key["revoked_at"] is None for key in account["keys"]} == {
        made["key"]: False,
        again.split("_")[1]: True,
    }
    assert made["secret"] not in run("machine-accounts", *where).stdout
    with database.connect(own_database_url, "owner") as owner:
        row = owner.execute(
            "SELECT key_hash FROM unison.machine_keys WHERE organization_id = %s AND key = %s",
            (firm.id, again.split("_")[1]),
        ).fetchone()
    assert row == (fingerprint_of(again),)
    run("machine-accounts", "expire", "ERP", "never", *where)
    run("machine-accounts", "disable", "ERP", *where)
    (account,) = json.loads(run("machine-accounts", "--json", *where).stdout)
    assert account["expires_at"] is None
    assert account["disabled_at"] is not None
    run("machine-accounts", "enable", "ERP", *where)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("create", "X"), "either a `role` or a list of `permissions`"),
        (("create", "X", "--permission", "lots.burn"), "lots.burn"),
        (("create", "X", "--role", "nobody"), "nobody"),
        (("add-key", "X"), "no machine account"),
        (("expire", "X", "never"), "There is no machine account 'X'"),
        (("revoke-key", "X", "no key"), "machine_key"),
    ],
)
def test_what_is_wrong_with_a_program_is_told(run: Run, firm: Organization, words: tuple[str, ...], said: str) -> None:
    assert said in str(typed(firm, "", "machine-accounts", *words).exception)


def test_a_moment_has_its_zone(run: Run, firm: Organization) -> None:
    told = typed(firm, "", "machine-accounts", "create", "X", "--permission", "feed.read", "--until", "2027-01-31")
    assert told.exit_code == 2
    assert "no moment with a time zone" in told.output
