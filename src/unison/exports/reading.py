"""A question asked of our own routes, without a network, by somebody whose rights are known: its rows, page by page."""

from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import httpx
import orjson
from starlette.types import ASGIApp, Receive, Scope, Send

from unison.exports.columns import Json
from unison.exports.questions import Question
from unison.exports.snapshot import Snapshot
from unison.infrastructure.feed.cursor import START, number_of
from unison.presentation.context import Context

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


@dataclass(frozen=True, slots=True)
class Asker:
    """Asks the routes of `app`, which reach what `context` has; `token` is whose rights they go by."""

    app: ASGIApp
    context: Context
    token: str

    async def ask(self, asked: str) -> httpx.Response:
        """The answer of an address. Raises `Refused` when it is a problem."""
        headers = {"Authorization": f"Bearer {self.token}"}
        transport = httpx.ASGITransport(app=self._answer)
        async with httpx.AsyncClient(transport=transport, base_url="http://exports", headers=headers) as client:
            answer = await client.get(asked, timeout=None)
        if answer.status_code >= 300:
            raise Refused(orjson.loads(answer.content))
        return answer

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope["app"] = SimpleNamespace(state=SimpleNamespace(context=self.context))
        await self.app(scope, receive, send)

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
        rows = question.table.rows(orjson.loads(answer.content))
        if (
            snapshot.total is None and len(rows) >= size
        ):  # the route asks in a way of its own, and answers no more than this
            return await self._at_once(question)
        return Page(rows, snapshot.total)

    async def _at_once(self, question: Question) -> Page:
        at_most = question.at_most
        answer = await self.ask(question.asked(limit=at_most) if at_most else question.asked())
        rows = question.table.rows(orjson.loads(answer.content))
        if at_most and len(rows) >= at_most:
            raise TooLong(f"The report has {at_most} rows or more, which is as many as it can tell at once. Narrow it.")
        return Page(rows, len(rows))

    async def _feed(self, question: Question) -> AsyncGenerator[Page]:
        """Up to where the feed ended when it was begun."""
        told = dict(question.parameters)
        after = first = told.pop("after", START)
        while True:
            answer = await self.ask(question.asked(after=after, limit=1000))
            end, then = answer.headers["Unison-Feed-End"], answer.headers["Unison-Feed-Next"]
            yield Page(orjson.loads(answer.content), None if told else number_of(end) - number_of(first))
            if then in (after, end):
                return
            after = then
