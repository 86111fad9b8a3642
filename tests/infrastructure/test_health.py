"""What is not well turns red, each with a sentence on what to do; and the measuring of it, against a real database."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
import trustme
from cryptography import x509

from tests.conftest import make_organization
from tests.spine import append, lot_moves
from unison.infrastructure import database, health
from unison.infrastructure.health import Finding, Health
from unison.infrastructure.leading import take_lead
from unison.infrastructure.sequencer import Sequencer


def well() -> Health:
    return Health(
        moment=datetime.now(UTC), unled=[], unnumbered_s=None, unapplied_s=None, late=[], ahead_s=None, aside=0, parked=0,
        stopped=[], rebuilding=[], late_job_s=None, dead_jobs=0, faulty=0,
    )  # fmt: skip


FAULTS: dict[str, tuple[dict[str, Any], str, bool]] = {
    "worker": ({"unled": ["sequencer"]}, "unison work", True),
    "feed": ({"unnumbered_s": 11.0}, "end it", True),
    "facts that cannot be numbered": ({"aside": 1}, "restore a backup", True),
    "stopped consumers": ({"stopped": ["oee"]}, "unison rebuild", False),
    "consumers of the feed": ({"unapplied_s": 61.0, "late": ["oee"]}, "worker's log", True),
    "parked streams": ({"parked": 2}, "unison parked --retry", False),
    "jobs": ({"late_job_s": 301.0}, "unison jobs", False),
    "dead jobs": ({"dead_jobs": 3}, "unison jobs retry", False),
    "verification": ({"faulty": 1}, "unison verify", False),
    "clock": ({"ahead_s": 6.0}, "NTP", True),
}


@pytest.mark.parametrize("check", FAULTS)
def test_a_fault_is_red_alone_and_says_what_to_do(check: str) -> None:
    measured, way_out, stops = FAULTS[check]
    red = [found for found in health.findings(replace(well(), **measured), None) if not found.ok]
    assert [(found.check, found.stops) for found in red] == [(check, stops)]
    assert way_out in red[0].finding


def test_all_is_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "SHORT_OF_DISK_BYTES", 0)
    found = health.findings(well(), tmp_path)
    assert [each for each in found if not each.ok] == []
    assert {"worker", "feed", "disk"} <= {each.check for each in found}


def test_a_disk_that_is_nearly_full_and_a_clock_that_is_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "SHORT_OF_DISK_BYTES", 2**60)
    monkeypatch.setattr(health, "SHORT_OF_DISK_SHARE", 1.1)
    measured = replace(well(), moment=datetime.now(UTC) - timedelta(minutes=1))
    red = {found.check: found.finding for found in health.findings(measured, tmp_path) if not found.ok}
    assert red.keys() == {"disk", "clock"}
    assert str(tmp_path) in red["disk"]
    assert "60 s apart" in red["clock"]


def test_a_certificate_that_is_about_to_expire_and_one_that_has(tmp_path: Path) -> None:
    certificate = tmp_path / "chain.pem"
    trustme.CA().issue_cert("plant.example").cert_chain_pems[0].write_to_path(certificate)
    (issued,) = x509.load_pem_x509_certificates(certificate.read_bytes())
    told = [
        (found.ok, found.stops)
        for moment in (
            issued.not_valid_before_utc,
            issued.not_valid_after_utc - timedelta(days=3),
            issued.not_valid_after_utc,
        )
        for found in health.findings(replace(well(), moment=moment), None, certificate)
        if found.check == "certificate"
    ]
    assert told == [(True, False), (False, False), (False, True)]


def test_a_view_that_is_rebuilt_answers_and_is_well() -> None:
    found = {each.check: each for each in health.findings(replace(well(), rebuilding=["oee"]), None)}
    assert found["consumers of the feed"] == Finding("consumers of the feed", "to be rebuilt: oee")


def test_a_database_that_does_not_answer_is_the_only_finding() -> None:
    (found,) = health.unreachable(psycopg.OperationalError("connection refused\nIs it running?"))
    assert (found.ok, found.stops) == (False, True)
    assert found.finding.startswith("does not answer (connection refused): ")


@pytest.mark.parametrize("role", ["app", "worker", "owner"])
def test_what_is_measured(own_database_url: str, role: database.Role) -> None:
    """By the role of the API too, whom row security shows nothing."""
    with (
        database.connect(own_database_url, role) as asking,
        database.connect(own_database_url, "worker") as worker,
        database.connect(own_database_url, "owner") as owner,
    ):
        assert health.measure(asking).unled == ["lane fast", "lane slow", "reactions", "sequencer"]
        assert take_lead(worker, "lane slow")
        assert health.measure(asking).unled == ["lane fast", "reactions", "sequencer"]
        before = health.measure(asking)
        assert (before.unnumbered_s, before.unapplied_s, before.ahead_s) == (None, None, None)
        append(owner, make_organization(owner).id, *lot_moves("A", 1))
        assert (health.measure(asking).unnumbered_s or 0) > 0
        Sequencer(worker).drain()
        numbered = health.measure(asking)
        assert numbered.unnumbered_s is None
        assert (numbered.unapplied_s or 0) > 0
        assert numbered.late
        assert (numbered.ahead_s or 0) < 0
        assert (numbered.aside, numbered.parked, numbered.dead_jobs, numbered.faulty) == (0, 0, 0, 0)
