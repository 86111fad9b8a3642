"""A question asked of our own routes, without a network, by somebody whose rights are known: its rows, page by page."""

from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote

import orjson
from starlette.types import ASGIApp, Message

from unison.exports.columns import Json
from unison.exports.questions import Question
from unison.exports.snapshot import Snapshot
from unison.infrastructure.feed.cursor import START, number_of
from unison.presentation.context import Context
from unison.presentation.door import UNHURRIED

PAGE = 2000
"""Rows that are read at a time, where the route takes as many."""


class Refused(Exception):
    """The question was refused; the message is what a person reads. `answer` is the problem as it was answered."""

    def __init__(self, answer: Mapping[str, Any]) -> None:
        super().__init__(str(answer.get("detail", "")))
        self.answer = answer


class TooLong(Exception):
    """The report is longer than one answer of it may be."""


@dataclass(frozen=True, slots=True)
class Page:
    """Rows, in their order; `total` is how many the whole list has, where that is known."""

    rows: Sequence[Json]
    total: int | None


@dataclass(slots=True)
class Answer:
    """What the routes answer, by ASGI. An HTTP client's response is part of a ring, and a page would stay until it is collected."""

    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    body: bytearray = field(default_factory=bytearray)

    async def take(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = {name.decode().lower(): value.decode() for name, value in message["headers"]}
        else:
            self.body += message.get("body", b"")


async def _nothing_more() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}


@dataclass(frozen=True, slots=True)
class Asker:
    """Asks the routes of `app`, which reach what `context` has; `token` is whose rights they go by."""

    app: ASGIApp
    context: Context
    token: str

    async def ask(self, asked: str) -> Answer:
        """The answer of an address. Raises `Refused` when it is a problem."""
        path, _, query = asked.partition("?")
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
            "path": unquote(path), "raw_path": path.encode(), "query_string": query.encode(), "root_path": "",
            "headers": [(b"host", b"exports"), (b"authorization", f"Bearer {self.token}".encode())],
            "client": None, "server": ("exports", 80), "extensions": {UNHURRIED: True},
            "app": SimpleNamespace(state=SimpleNamespace(context=self.context)),
        }  # fmt: skip
        answer = Answer()
        await self.app(scope, _nothing_more, answer.take)
        if answer.status >= 300:
            raise Refused(orjson.loads(answer.body))
        return answer

    async def pages(self, question: Question, snapshot: Snapshot) -> AsyncGenerator[Page]:
        """All rows of the question. Raises `Refused`, and `TooLong`."""
        if question.is_feed:
            async for page in self._feed(question):
                yield page
        elif question.is_paged:
            size = snapshot.page = min(PAGE, question.at_most or PAGE)
            yield await self._page(question, snapshot, size)
            while snapshot.has_more:
                yield await self._page(question, snapshot, size)
        else:
            yield await self._at_once(question)

    async def _page(self, question: Question, snapshot: Snapshot, size: int) -> Page:
        answer = await self.ask(question.asked(limit=size))
        rows = question.table.rows(orjson.loads(answer.body))
        if (
            snapshot.total is None and len(rows) >= size
        ):  # the route asks in a way of its own, and answers no more than this
            return await self._at_once(question)
        return Page(rows, snapshot.total)

    async def _at_once(self, question: Question) -> Page:
        at_most = question.at_most
        answer = await self.ask(question.asked(limit=at_most) if at_most else question.asked())
        rows = question.table.rows(orjson.loads(answer.body))
        if at_most and len(rows) >= at_most:
            raise TooLong(f"The report has {at_most} rows or more, which is as many as it can tell at once. Narrow it.")
        return Page(rows, len(rows))

    async def _feed(self, question: Question) -> AsyncGenerator[Page]:
        """Up to where the feed ended when it was begun."""
        told = dict(question.parameters)
        after = first = told.pop("after", START)
        while True:
            answer = await self.ask(question.asked(after=after, limit=1000))
            end, then = answer.headers["unison-feed-end"], answer.headers["unison-feed-next"]
            yield Page(orjson.loads(answer.body), None if told else number_of(end) - number_of(first))
            if then in (after, end):
                return
            after = then
