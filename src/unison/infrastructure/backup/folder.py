"""The folder of backups: what lies in it, whether it still is what was put there, and what may go."""

import gzip
import json
import os
import shutil
import zlib
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import file_digest
from pathlib import Path
from typing import Any

from unison.infrastructure.backup.refusals import BackupDamaged, NoBackup
from unison.infrastructure.embedded_postgres.secrets_file import locked

MANIFEST = "backup.json"
_FORM = 1
_DRAFT = ".unfinished-"
_NAME = "%Y%m%dT%H%M%SZ"
_TIMELINE_DIGITS = 8
SEGMENT_BYTES = 16 * 2**20
_PER_NAME = 2**32 // SEGMENT_BYTES


@dataclass(frozen=True, slots=True)
class Backup:
    """A base backup. One can go back to any moment from `ended_at` on that the log of changes reaches."""

    folder: Path
    release: str
    postgresql: str
    system: str
    began_at: datetime
    ended_at: datetime
    first_segment: str
    files: dict[str, dict[str, Any]]

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def bytes(self) -> int:
        return sum(file["bytes"] for file in self.files.values())


@dataclass(frozen=True, slots=True)
class BackupFolder:
    """The backups of one installation."""

    path: Path

    @property
    def wal(self) -> Path:
        return self.path / "wal"

    @contextmanager
    def alone(self) -> Generator[None]:
        """Nobody else makes or removes a backup here meanwhile."""
        with locked(self.path / ".lock"):
            yield

    def backups(self) -> list[Backup]:
        """Those that are whole, the oldest first. One whose `backup.json` cannot be read is passed over here, and raises
        BackupDamaged when it is asked for by name."""
        return [backup for folder in self._folders() if (backup := _read(folder)) is not None]

    def named(self, name: str) -> Backup:
        """Refuses NoBackup and BackupDamaged."""
        if self.path / name not in self._folders():
            raise NoBackup(folder=self.path)
        if (found := _read(self.path / name)) is None:
            raise BackupDamaged(name=name, folder=self.path, what=f"its {MANIFEST} is missing or cannot be read")
        return found

    def newest(self) -> Backup:
        """The last that was finished, readable or not. Refuses NoBackup and BackupDamaged."""
        if not (folders := self._folders()):
            raise NoBackup(folder=self.path)
        return self.named(folders[-1].name)

    def _folders(self) -> list[Path]:
        found = self.path.glob("2*T*Z") if self.path.is_dir() else ()
        return sorted(each for each in found if each.is_dir())

    @contextmanager
    def draft(self, began_at: datetime) -> Generator[Path]:
        """A folder to make a backup in, removed unless `finish` has given it its name. Those that were cut short go first."""
        for left in self.path.glob(f"{_DRAFT}*"):
            shutil.rmtree(left)
        named = began_at
        while (self.path / f"{named:{_NAME}}").exists():  # another of the same second
            named += timedelta(seconds=1)
        draft = self.path / f"{_DRAFT}{named:{_NAME}}"
        draft.mkdir(mode=0o700)
        try:
            yield draft
        finally:
            shutil.rmtree(draft, ignore_errors=True)

    def finish(self, draft: Path, **told: Any) -> Backup:
        """Writes what the draft holds into its `backup.json`, waits for the disk, and gives it its name."""
        files = {path.name: _described(path) for path in sorted(draft.iterdir())}
        (draft / MANIFEST).write_text(json.dumps({"form": _FORM, **told, "files": files}, indent=1, default=str))
        for path in (*draft.iterdir(), draft):
            _wait_for_disk(path)
        finished = self.path / draft.name.removeprefix(_DRAFT)
        draft.rename(finished)
        _wait_for_disk(self.path)
        return self.named(finished.name)

    def clean(self, keep: int) -> list[str]:
        """Removes all but the last `keep` backups, and the log of changes before the first of these. Answers which backups went."""
        backups = self.backups()
        gone, stay = backups[:-keep], backups[-keep:]
        for backup in gone:
            # out of sight at once: half of a backup never looks like one
            shutil.rmtree(backup.folder.rename(self.path / f"{_DRAFT}{backup.name}"))
        for segment in (*self.segments(), *self.wal.glob("*.backup.gz")):
            if _place(segment.name) < _place(stay[0].first_segment):
                segment.unlink()
        return [backup.name for backup in gone]

    def segments(self) -> list[Path]:
        """The pieces of the log of changes, in their order."""
        return sorted(self.wal.glob(f"{'[0-9A-F]' * 24}.gz"), key=lambda path: _place(path.name))


def check_files(backup: Backup) -> None:
    """Reads every file again. Raises BackupDamaged for one that is missing or is not what it was."""
    for name, told in backup.files.items():
        path = backup.folder / name
        if not path.is_file():
            raise BackupDamaged(name=backup.name, folder=backup.folder.parent, what=f"{name} is missing")
        if _described(path) != told:
            raise BackupDamaged(name=backup.name, folder=backup.folder.parent, what=f"{name} is not what it was")


def log_fault(folder: BackupFolder, backup: Backup) -> str | None:
    """What is first missing or damaged in the log of changes behind a backup; None where it is whole. Reads all of it.

    PostgreSQL takes a piece that it does not get for the end of the log: without this a restore would end there and look well.
    """
    timeline = backup.first_segment[:_TIMELINE_DIGITS]
    found = {path.name.removesuffix(".gz"): path for path in folder.segments() if path.name.startswith(timeline)}
    behind = [name for name in found if name >= backup.first_segment]
    expected = backup.first_segment
    for name in behind:
        if name != expected:
            return f"the log of changes lacks {expected}"
        if not _is_whole(found[name]):
            return f"{name} of the log of changes is not what it was"
        expected = _next_segment(name)
    return None


def _is_whole(segment: Path) -> bool:
    """By the sum that gzip keeps."""
    try:
        with gzip.open(segment) as file:
            return sum(len(part) for part in iter(lambda: file.read(2**20), b"")) == SEGMENT_BYTES
    except (OSError, EOFError, zlib.error):
        return False


def segment_of(timeline: int, place: int) -> str:
    """The piece of the log with a place in it, in bytes."""
    number = place // SEGMENT_BYTES
    return f"{timeline:08X}{number // _PER_NAME:08X}{number % _PER_NAME:08X}"


def _next_segment(name: str) -> str:
    timeline, high, low = (int(name[at : at + 8], 16) for at in (0, 8, 16))
    return segment_of(timeline, (high * _PER_NAME + low + 1) * SEGMENT_BYTES)


def _place(segment: str) -> str:
    """Where a piece of the log stands, on whatever timeline."""
    return segment[_TIMELINE_DIGITS : _TIMELINE_DIGITS + 16]


def _described(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return {"bytes": path.stat().st_size, "sha256": file_digest(file, "sha256").hexdigest()}


def _wait_for_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _read(folder: Path) -> Backup | None:
    try:
        told: dict[str, Any] = json.loads((folder / MANIFEST).read_text())
        if told.pop("form") != _FORM:
            return None
        moments = {name: datetime.fromisoformat(told.pop(name)).astimezone(UTC) for name in ("began_at", "ended_at")}
        return Backup(folder=folder, **moments, **told)
    except (OSError, ValueError, KeyError, TypeError):
        return None
