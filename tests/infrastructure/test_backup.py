"""A plant goes back to any moment: what was told before it is there, what was told after is not, and everything holds."""

import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from tests.conftest import Organization, make_organization
from tests.shop_floor import Floor, open_floor
from tests.spine import ask, everything, new_command, project, sequence, tell
from unison.infrastructure import analytics, database
from unison.infrastructure.backup.folder import MANIFEST, BackupFolder
from unison.infrastructure.backup.refusals import (
    BackupDamaged,
    BackupFolderOfAnother,
    BackupInside,
    NoBackup,
    NotEmpty,
    NothingLater,
    TooEarly,
)
from unison.infrastructure.backup.restoring import restore
from unison.infrastructure.backup.scheduled import KIND, diagnose_backup, schedules
from unison.infrastructure.backup.taking import take
from unison.infrastructure.embedded_postgres import EmbeddedPostgres
from unison.infrastructure.jobs.job import INSTALLATION, Job
from unison.infrastructure.jobs.workplace import Workplace
from unison.infrastructure.projection.parallel import rebuild_all
from unison.main import PROJECTIONS
from unison.presentation.positions import known_place
from unison.settings import Settings
from unison.shared.commands import Command
from unison.shared.errors import Refusal


@dataclass(frozen=True)
class Plant:
    """One with sealed months and a backup; then came `before`, the moment, and `after`."""

    room: Path
    server: EmbeddedPostgres
    organization: Organization
    moment: datetime
    cursor_after: str

    @property
    def backups(self) -> Path:
        return self.room / "backups"


def unison(data: Path, *words: str | Path, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("UNISON_")}
    return subprocess.run(
        [sys.executable, "-m", "unison.cli", *map(str, words)],
        env=environment | {"UNISON_DATA": str(data)} | settings,
        check=False, capture_output=True, text=True, timeout=120,
    )  # fmt: skip


@pytest.fixture(scope="module")
def room() -> Iterator[Path]:
    """A folder that the server's user can reach."""
    made = Path(tempfile.mkdtemp(prefix="unison-test-", dir="/tmp"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


@pytest.fixture(scope="module")
def plant(room: Path) -> Iterator[Plant]:
    server = EmbeddedPostgres(room / "data")
    try:
        server.ensure_running()
        told = unison(server.data, "migrate")
        assert told.returncode == 0, told.stderr
        with database.connect(server.url(), "owner") as owner:
            organization = make_organization(owner)
            with open_floor(server.url(), organization) as floor:
                seal_three_months(floor, owner, server)
            told = unison(server.data, "backup", room / "backups")
            assert told.returncode == 0, told.stderr
            tell(server.url(), organization.id, receive("BEFORE"))
            moment = owner.execute("SELECT clock_timestamp()").fetchall()[0][0]
            time.sleep(0.01)
            tell(server.url(), organization.id, receive("AFTER"))
            project(server.url())
            cursor = end_of_feed(server.url(), organization)
            archive(owner, room / "backups")
        yield Plant(room, server, organization, moment, cursor)
    finally:
        server.stop(immediate=True)


def seal_three_months(floor: Floor, owner: psycopg.Connection[tuple[object, ...]], server: EmbeddedPostgres) -> None:
    floor.machine("M1")
    floor.order("W1")
    for month in (1, 2, 3):
        floor.send(
            floor.log(f"2026-0{month}-10T07:00", f"2026-0{month}-10T08:00", good=9, rejected=month, reason="burr")
        )
    floor.project()
    assert len(analytics.seal(owner, server.data, date(2026, 4, 1))) == 3


def receive(lot: str) -> Command:
    return new_command("lots.receive", lot=lot, material="STEEL", quantity="10", unit="kg")


def archive(owner: psycopg.Connection[tuple[object, ...]], backups: Path) -> None:
    """Has the piece of the log that is written to now handed over: an empty one would not be."""
    owner.execute("SELECT pg_create_restore_point('something to hand over')")
    (piece,) = owner.execute("SELECT pg_walfile_name(pg_switch_wal())").fetchone() or (None,)
    deadline = time.monotonic() + 60
    while not (backups / "wal" / f"{piece}.gz").exists():
        assert time.monotonic() < deadline, owner.execute("SELECT * FROM pg_stat_archiver").fetchall()
        time.sleep(0.05)


def end_of_feed(url: str, organization: Organization) -> str:
    with database.connect(url, "worker") as connection:
        told = connection.execute(
            "SELECT seq || '.' || left(encode(hash, 'hex'), 16) FROM unison.chain_heads WHERE organization_id = %s",
            (organization.id,),
        ).fetchone()
        assert told is not None
        return told[0]


def lots(url: str) -> set[str]:
    with database.connect(url, "worker") as connection:
        return {row[0] for row in connection.execute("SELECT stream_id FROM unison.feed WHERE stream_id LIKE 'lots:%'")}


def views(url: str) -> dict[str, dict[str, list[str]]]:
    """What is sealed is no part of a view: one that is made anew begins without."""
    return {
        name: {table: rows for table, rows in tables.items() if table not in ("sealed_months", "scrap_by_day")}
        for name, tables in everything(url).items()
    }


def refused_at(url: str, organization: Organization, cursor: str) -> str:
    with pytest.raises(Refusal) as refused:
        ask(url, organization, "unison", lambda asked: known_place(asked, cursor))
    return refused.value.code


@pytest.fixture
def empty(room: Path) -> Iterator[EmbeddedPostgres]:
    """The server of an empty data folder."""
    server = EmbeddedPostgres(room / f"data-{uuid4().hex[:6]}")
    yield server
    server.stop(immediate=True)
    shutil.rmtree(server.data, ignore_errors=True)


# There and back ---------------------------------------------------------------------------------------------------


def test_the_plant_as_it_was_between_two_commands(plant: Plant, empty: EmbeddedPostgres) -> None:
    told = unison(empty.data, "restore", plant.backups, "--to", plant.moment.isoformat())
    assert told.returncode == 0, told.stderr
    assert "the chain holds" in told.stdout
    url = empty.ensure_running().url
    assert lots(url) == {"lots:BEFORE"}

    with open_floor(url, plant.organization) as floor:
        answer = floor.pareto("reason", since=datetime(2000, 1, 1, 0, 0, 1, tzinfo=UTC))
        assert (answer.engine, answer.sealed_months, answer.rejected_pcs) == ("duckdb", 3, 6)

    project(url)
    kept = views(url)
    assert kept["stock"] != views(plant.server.url())["stock"]
    rebuild_all(url, PROJECTIONS, lambda _projection: lambda _reached, _end: None)
    assert views(url) == kept

    assert refused_at(url, plant.organization, plant.cursor_after) == "history_differs"
    assert refused_at(url, plant.organization, plant.cursor_after.partition(".")[0]) == "beyond_feed"
    tell(url, plant.organization.id, receive("INSTEAD"), receive("MORE"))
    sequence(url)
    assert refused_at(url, plant.organization, plant.cursor_after) == "history_differs"
    with database.connect(url, "owner") as owner:
        assert owner.execute("SELECT count(*) FROM unison.epochs").fetchone() == (2,)


def test_everything_that_was_kept(plant: Plant, empty: EmbeddedPostgres) -> None:
    restore(BackupFolder(plant.backups), empty, to=None)
    assert lots(empty.url()) == {"lots:BEFORE", "lots:AFTER"}
    with pytest.raises(NotEmpty):
        restore(BackupFolder(plant.backups), empty, to=None)


def test_a_backup_is_checked_in_a_scratch_server(plant: Plant) -> None:
    told = unison(plant.server.data, "backups", plant.backups, "--check")
    assert told.returncode == 0, told.stderr
    assert "can be restored" in told.stdout
    assert "the chain holds" in told.stdout
    assert not [
        each for each in Path(tempfile.gettempdir()).glob("unison-check-*") if each.stat().st_mtime > time.time() - 60
    ]


def test_moments_that_no_backup_reaches_are_refused(plant: Plant, empty: EmbeddedPostgres) -> None:
    folder = BackupFolder(plant.backups)
    with pytest.raises(TooEarly, match=folder.newest().ended_at.isoformat()[:19]):
        restore(folder, empty, to=plant.moment - timedelta(days=1))
    with pytest.raises(NothingLater, match="--latest"):
        restore(folder, empty, to=plant.moment + timedelta(days=1))
    assert is_as_empty_as_before(empty)
    with pytest.raises(NoBackup, match="unison backup"):
        restore(BackupFolder(plant.room / "nowhere"), empty, to=None)


def is_as_empty_as_before(server: EmbeddedPostgres) -> bool:
    return not server.cluster.exists() and not server.secrets_path.exists() and not (server.data / "sealed").exists()


# What is not as it was ----------------------------------------------------------------------------------------------


def flip(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        byte = file.read(1)
        file.seek(-1, os.SEEK_CUR)
        file.write(bytes([byte[0] ^ 1]))


def newest(backups: Path) -> Path:
    return BackupFolder(backups).newest().folder


def piece(backups: Path, at: int) -> Path:
    """Of the log behind the last backup."""
    first = BackupFolder(backups).newest().first_segment
    return [path for path in BackupFolder(backups).segments() if path.name >= first][at]


DAMAGE: dict[str, tuple[Callable[[Path], None], str]] = {
    "a byte of the cluster": (lambda backups: flip(newest(backups) / "base.tar.gz"), "base.tar.gz is not what it was"),
    "a byte of the history": (lambda backups: flip(newest(backups) / "sealed.tar"), "sealed.tar is not what it was"),
    "a file is gone": (lambda backups: (newest(backups) / "secrets.json").unlink(), "secrets.json is missing"),
    "its list is gone": (lambda backups: (newest(backups) / MANIFEST).unlink(), "cannot be read"),
    "half of its list": (lambda backups: os.truncate(newest(backups) / MANIFEST, 200), "cannot be read"),
    "a byte of the log": (lambda backups: flip(piece(backups, -1)), "of the log of changes is not what it was"),
    "the log has a hole": (lambda backups: piece(backups, 0).unlink(), "the log of changes lacks 0000"),
}


@pytest.mark.parametrize("what", DAMAGE)
def test_a_damaged_backup_is_told(what: str, plant: Plant, empty: EmbeddedPostgres, room: Path) -> None:
    backups = room / f"damaged-{uuid4().hex[:6]}"
    shutil.copytree(plant.backups, backups)
    damage, told = DAMAGE[what]
    damage(backups)
    with pytest.raises(BackupDamaged, match=told):
        restore(BackupFolder(backups), empty, to=None)
    assert is_as_empty_as_before(empty)
    shutil.rmtree(backups)


def test_a_hole_in_the_log_is_no_end_of_it(plant: Plant, empty: EmbeddedPostgres, room: Path) -> None:
    backups = room / "hole"
    shutil.copytree(plant.backups, backups)
    flip(piece(backups, 1))  # the second has the moment in it
    with pytest.raises(BackupDamaged, match="of the log of changes is not what it was"):
        restore(BackupFolder(backups), empty, to=plant.moment)
    assert is_as_empty_as_before(empty)
    shutil.rmtree(backups)


# Cut short ----------------------------------------------------------------------------------------------------------


def test_a_full_disk_leaves_no_half_backup(plant: Plant, room: Path) -> None:
    """No file may become larger than a megabyte: what is written beyond fails as on a disk that is full."""
    before = listed(plant.backups)
    program = (
        "import resource, sys; from unison.cli.app import main;"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (2**20, resource.RLIM_INFINITY)); main()"
    )
    told = subprocess.run(
        [sys.executable, "-c", program, "backup", plant.backups, "--keep", "1"],
        env=os.environ | {"UNISON_DATA": str(plant.server.data)},
        check=False, capture_output=True, text=True, timeout=120,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CORE, (0, 0)),
    )  # fmt: skip
    assert told.returncode == 2
    assert "The backup was not made, and those before it stay" in told.stderr
    assert listed(plant.backups) == before


def listed(backups: Path) -> set[str]:
    return {path.name for path in backups.iterdir()}


def test_one_that_was_killed_is_no_backup_and_goes_with_the_next(plant: Plant, room: Path) -> None:
    before = listed(plant.backups)
    killed = subprocess.Popen(
        [sys.executable, "-m", "unison.cli", "backup", plant.backups],
        env=os.environ | {"UNISON_DATA": str(plant.server.data)},
        start_new_session=True,
    )
    try:
        deadline = time.monotonic() + 60
        while not (left := listed(plant.backups) - before):
            assert time.monotonic() < deadline
            time.sleep(0.005)
    finally:
        os.killpg(killed.pid, signal.SIGKILL)
        killed.wait()
    assert all(name.startswith(".unfinished-") for name in left)
    assert [each.name for each in BackupFolder(plant.backups).backups()] == sorted(
        n for n in before if n.startswith("2")
    )

    made = take(plant.server, plant.backups, keep=9).backup
    assert listed(plant.backups) == before | {made.name}


# Kept, and not ------------------------------------------------------------------------------------------------------


def test_old_ones_go_after_a_good_new_one(room: Path) -> None:
    server, backups = EmbeddedPostgres(room / "data-kept"), room / "kept"
    try:
        server.ensure_running()
        first = take(server, backups, keep=2).backup
        with database.connect(server.url(), "owner") as owner:
            archive(owner, backups)
        second = take(server, backups, keep=2)
        assert (second.removed, len(BackupFolder(backups).backups())) == ([], 2)
        third = take(server, backups, keep=2)
        assert third.removed == [first.name]
        assert [each.name for each in BackupFolder(backups).backups()] == [second.backup.name, third.backup.name]
        assert not (backups / first.name).exists()
        assert all(path.name >= second.backup.first_segment for path in (backups / "wal").iterdir())

        other = EmbeddedPostgres(room / "data-other")
        try:
            other.ensure_running()
            with pytest.raises(BackupFolderOfAnother):
                take(other, backups, keep=1)
            with pytest.raises(BackupInside):
                take(other, other.data / "backups", keep=1)
        finally:
            other.stop(immediate=True)
        assert len(BackupFolder(backups).backups()) == 2
    finally:
        server.stop(immediate=True)


def test_every_day_by_a_job_and_the_doctor_looks_after_it(plant: Plant, room: Path) -> None:
    settings = Settings(data=plant.server.data, backup=room / "daily", backup_keep=1)
    assert [(each.kind, each.at) for each in schedules(settings)] == [("backup", settings.backup_at)]
    assert schedules(Settings(data=plant.server.data)) == ()
    job = Job(uuid4(), "backup", INSTALLATION, {}, 1, datetime.now(UTC))
    with Workplace(plant.server.url(), settings) as workplace:
        KIND.carry_out(job, workplace)
    with database.connect(plant.server.url(), "owner") as owner:
        found = diagnose_backup(owner, settings)
        assert found.ok, found.finding
        assert newest(room / "daily").name in found.finding
        shutil.rmtree(newest(room / "daily"))
        assert not diagnose_backup(owner, settings).ok
    take(plant.server, plant.backups, keep=9)  # the log goes to where it went before


def test_with_a_server_of_ones_own_the_commands_are_told(room: Path) -> None:
    own = {"UNISON_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing"}
    for words in (("backup", "/b"), ("restore", "/b", "--to", "2026-03-02T14:30:00+01:00")):
        told = unison(room / "none", *words, **own)
        assert told.returncode == 0, told.stderr
    assert "recovery_target_time = '2026-03-02T14:30:00+01:00'" in told.stdout
