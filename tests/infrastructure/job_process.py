"""A worker process for the crash tests: it carries out jobs of one kind, and each effect is a row, written once by the job's id.

`python -m tests.infrastructure.job_process URL KIND MARKS`: in the folder MARKS a job finds out whether its process is to be
killed, and at which step; the mark is taken away first, so that the next process lives.
A job that has its effect ends when nothing holds it.
"""

import os
import signal
import sys
import time
from pathlib import Path

from tests.infrastructure.jobs_at_work import at_work
from unison.infrastructure.jobs.job import Job
from unison.infrastructure.jobs.kind import JobKind
from unison.infrastructure.jobs.workplace import Workplace


def main(url: str, kind: str, marks: Path) -> None:
    def die(at: str, job: Job) -> None:
        always, once = marks / f"{at} always {job.body['what']}", marks / f"{at} {job.body['what']}"
        if once.exists() or always.exists():
            once.unlink(missing_ok=True)
            os.kill(os.getpid(), signal.SIGKILL)

    def carry_out(job: Job, workplace: Workplace) -> None:
        die("begun", job)
        with workplace.connection() as connection, connection.transaction():
            if workplace.once(connection, job):
                connection.execute("INSERT INTO public.effects VALUES (%s)", (job.body["what"],))
                die("written", job)
        die("committed", job)
        while (marks / f"hold {job.body['what']}").exists():
            time.sleep(0.01)
        if job.body.get("act") == "fail":
            raise ValueError("full")

    with at_work(url, [JobKind(kind, carry_out)], visible_s=1):
        while os.getppid() == PARENT:
            time.sleep(0.1)


PARENT = os.getppid()

if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
