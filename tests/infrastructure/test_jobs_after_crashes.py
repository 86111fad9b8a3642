"""Killed at any step, workers lose no job, do each at least once, and a receiver that knows ids has its effect once."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.conftest import Organization
from tests.infrastructure.jobs_at_work import Bench, dead, enqueue, left, make_queues
from unison.infrastructure.jobs.kind import JobKind

type Connection = psycopg.Connection[Any]

KIND = "crashing"
waited_for = Bench().waited_for


@dataclass
class Crew:
    """Worker processes, one at a time: whoever is killed is followed by another."""

    url: str
    marks: Path
    deaths: int = 0
    ending: bool = False
    process: subprocess.Popen[bytes] | None = None

    def keep(self) -> None:
        while not self.ending:
            command = [sys.executable, "-m", "tests.infrastructure.job_process", self.url, KIND, str(self.marks)]
            self.process = subprocess.Popen(command)
            self.process.wait()
            self.deaths += not self.ending

    def kill(self) -> None:
        assert self.process
        self.process.kill()

    def end(self) -> None:
        self.ending = True
        if self.process:
            self.process.kill()


@pytest.fixture
def crew(database_url: str, owner: Connection, tmp_path: Path) -> Iterator[Crew]:
    """A test begins it when its marks and jobs are there."""
    make_queues(owner, [JobKind(KIND, lambda _job, _workplace: None)])
    owner.execute("CREATE TABLE IF NOT EXISTS public.effects (what text)")
    owner.execute("GRANT ALL ON public.effects TO unison_worker")
    crew = Crew(database_url, tmp_path)
    yield crew
    crew.end()


def begin(crew: Crew) -> None:
    threading.Thread(target=crew.keep, daemon=True).start()


def effects(owner: Connection) -> list[str]:
    return [what for (what,) in owner.execute("SELECT what FROM public.effects ORDER BY what").fetchall()]


def test_a_worker_that_is_killed_leaves_its_jobs_to_the_next(
    crew: Crew, owner: Connection, worker: Connection, organization: Organization
) -> None:
    """Once at each step, with others read along that are lost with it."""
    steps = ["begun", "committed", "written"]
    others = [f"other {number}" for number in range(8)]
    for step in steps:
        (crew.marks / f"{step} {step}").touch()
    for what in (*steps, *others):
        enqueue(worker, KIND, organization, what=what)
    begin(crew)
    assert waited_for(lambda: left(worker, KIND) == 0, within_s=60)
    assert (effects(owner), dead(worker, organization)) == ([*steps[:2], *others, "written"], [])
    assert 2 <= crew.deaths <= 3


def test_a_job_that_ends_every_worker_is_dead_after_three_and_no_other_is(
    crew: Crew, owner: Connection, worker: Connection, organization: Organization
) -> None:
    owner.execute("DELETE FROM public.effects")
    (crew.marks / "begun always killer").touch()
    others = [f"other {number}" for number in range(8)]
    for what in (*others[:4], "killer", *others[4:]):
        enqueue(worker, KIND, organization, what=what)
    begin(crew)
    assert waited_for(lambda: left(worker, KIND) == 0, within_s=60)
    assert effects(owner) == others
    ended = "The worker process ended while it was carried out, 3 times."
    assert (dead(worker, organization), crew.deaths) == ([("killer", 3, ended)], 3)


def test_a_worker_that_is_killed_while_it_deletes_what_is_done_has_it_done_again(
    crew: Crew, owner: Connection, worker: Connection, organization: Organization
) -> None:
    owner.execute("DELETE FROM public.effects")
    (held := crew.marks / "hold answered").touch()
    enqueue(worker, KIND, organization, what="answered")
    begin(crew)
    assert waited_for(lambda: effects(owner) == ["answered"])
    with worker.transaction():
        worker.execute("LOCK TABLE pgmq.q_jobs_crashing IN SHARE ROW EXCLUSIVE MODE")
        held.unlink()
        assert waited_for(lambda: has_waiting(owner, "pgmq.q_jobs_crashing"))
        crew.kill()
    assert waited_for(lambda: left(worker, KIND) == 0)
    assert (crew.deaths, effects(owner), dead(worker, organization)) == (1, ["answered"], [])


def test_a_worker_that_is_killed_while_it_writes_a_dead_letter_has_it_written_once(
    crew: Crew, owner: Connection, worker: Connection, organization: Organization
) -> None:
    enqueue(worker, KIND, organization, what="failing", act="fail")
    with owner.transaction():
        owner.execute("LOCK TABLE unison.dead_jobs IN ACCESS EXCLUSIVE MODE")
        begin(crew)
        assert waited_for(lambda: has_waiting(worker, "unison.dead_jobs"), within_s=20)
        crew.kill()
    assert waited_for(lambda: left(worker, KIND) == 0)
    assert [(what, tries) for what, tries, _ in dead(worker, organization)] == [("failing", 3)]
    assert crew.deaths == 1


def has_waiting(connection: Connection, table: str) -> bool:
    """Whether somebody waits for a lock of the table."""
    waiting = "SELECT FROM pg_locks WHERE NOT granted AND relation = %s::regclass"
    return connection.execute(waiting, (table,)).fetchone() is not None
