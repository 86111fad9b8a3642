"""The job that makes an export: asks the question as whoever wants it, and writes its rows."""

import asyncio
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from fastapi import FastAPI
from starlette.types import ASGIApp

from unison.exports.files import Making, TooLarge, Void
from unison.exports.questions import Question, Questions
from unison.exports.reading import Asker, Refused, TooLong
from unison.exports.snapshot import Snapshot
from unison.exports.writing import FORMATS, NotWritten, Sink
from unison.infrastructure.database import Database
from unison.infrastructure.jobs.job import TRIES, Job
from unison.infrastructure.jobs.kind import JobKind
from unison.infrastructure.jobs.workplace import Workplace
from unison.infrastructure.tokens import TokenSigner
from unison.presentation.context import Context
from unison.settings import Settings
from unison.shared.errors import Refusal

LIMIT_S = 3600.0
"""How long one export may take, in seconds."""

_NOBODY = UUID(int=0)

FAULTS = (Refused, Refusal, TooLong, TooLarge, NotWritten)
"""What no further try would change; the message is for whoever asked."""


@dataclass(frozen=True)
class House:
    """What an export needs of the application: its routes, and what they reach."""

    make_app: Callable[[], FastAPI]
    context: Callable[[Settings, Database, TokenSigner, UUID | None], Context]

    @cached_property
    def app(self) -> FastAPI:
        """Made when the first export needs it."""
        return self.make_app()

    @cached_property
    def answering(self) -> ASGIApp:
        return self.app.build_middleware_stack()

    @cached_property
    def questions(self) -> Questions:
        return Questions(self.app)


@dataclass(frozen=True, slots=True)
class Rights:
    """By whose rights a question is asked; without a user it is whoever runs the command line, who may read everything."""

    organization: UUID
    user: UUID | None


type Progress = Callable[[int, int | None], object]
"""Is told how many rows are written, and how many there are, where that is known."""


def write_export(
    house: House,
    settings: Settings,
    url: str,
    rights: Rights,
    question: Question,
    format: str,
    sink: Sink,
    tell: Progress,
) -> int:
    """Writes all rows of a question; answers how many. Raises what is in `FAULTS`."""
    signer = TokenSigner.of_key(Ed25519PrivateKey.generate(), life_s=int(LIMIT_S))
    token, _ = signer.sign(rights.organization, rights.user or _NOBODY, uuid4())

    async def write(folder: Path) -> int:
        snapshot = Snapshot(url)
        await snapshot.open()
        try:
            asker = Asker(house.answering, house.context(settings, snapshot, signer, rights.user), token)
            writer = FORMATS[format](question.table.columns, sink, folder)
            rows = 0
            async for page in asker.pages(question, snapshot):
                writer.expect(page.total or 0)
                writer.write(page.rows)
                rows += len(page.rows)
                tell(rows, page.total)
        finally:
            await snapshot.close()
        writer.finish()
        return rows

    with tempfile.TemporaryDirectory(prefix="unison-export-") as folder:
        return asyncio.run(write(Path(folder)))


def export_kind(house: House) -> JobKind:
    """The kind of the jobs that make exports."""

    def carry_out(job: Job, workplace: Workplace) -> None:
        with workplace.connection() as connection:
            making = Making.begin(connection, job.organization_id, UUID(job.body["export"]))
            if making is not None:
                _make(house, workplace, making, is_last_try=job.attempt >= TRIES)

    return JobKind("export", carry_out, limit_s=LIMIT_S)


def _make(house: House, workplace: Workplace, making: Making, *, is_last_try: bool) -> None:
    if not making.may_sign_in:
        making.fail("Whoever asked for it may sign in no more.", again=False)
        return
    rights = Rights(making.organization, making.user)
    try:
        question = house.questions.find(making.question, making.part)
        making.rows = write_export(
            house, workplace.settings, workplace.url, rights, question, making.format, making.add, making.tell
        )
        making.finish()
    except Void:
        return
    except FAULTS as fault:
        making.fail(str(fault), again=False)
    except Exception:
        making.fail("It could not be made; the server's log says why.", again=not is_last_try)
        raise
