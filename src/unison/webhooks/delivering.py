"""Sending what waits for a webhook: the job `webhook`, one at a time for each of them.

A fact that is not accepted holds back those that follow in its stream, and no other. Where nothing of a round is accepted the
receiver is left alone for a while, longer each time. What is accepted is noted after the answer has come, so that a
crash in between has it sent again, under the same id.
"""

import asyncio
import ssl
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

import psycopg

from unison.infrastructure.jobs.job import Job
from unison.infrastructure.jobs.kind import JobKind
from unison.infrastructure.jobs.workplace import Workplace
from unison.presentation.feed import cloud_event
from unison.settings import Settings
from unison.shared.errors import Refusal
from unison.shared.time import now
from unison.webhooks.addresses import Target, resolve
from unison.webhooks.calling import Answer, call, new_client, trusted
from unison.webhooks.forms import Event, content_of
from unison.webhooks.pauses import GIVEN_UP_AFTER, pause_s, wanted_pause_s
from unison.webhooks.permission import callback_of, key_of, origin_of, permission_of, request_headers
from unison.webhooks.signing import signed_headers
from unison.webhooks.trial import trial_event
from unison.webhooks.waiting import Due, Outcome, Waiting, Webhook

type Clock = Callable[[], datetime]

PARALLEL = 8
"""Requests to one receiver at a time, each of another stream."""
BATCH = 100
"""Events of one request in the form `batch`, at most."""
TURN_S = 30.0
"""After so many seconds another job goes on: no webhook keeps a thread for itself."""
RESOLVE_S = 10.0
PACED_S = 2.0
"""A receiver that allows a request only every so many seconds or more is not waited for with a thread."""


@dataclass(frozen=True, slots=True)
class _Tried:
    """One request: what it told, and what came back."""

    told: tuple[Due, ...]
    answer: Answer


def carry_out(job: Job, place: Workplace) -> None:
    with place.connection() as connection:
        send_waiting(connection, UUID(job.body["webhook"]), place.settings)


KIND = JobKind("webhook", carry_out, limit_s=120.0)


def send_waiting(
    connection: psycopg.Connection[Any],
    webhook: UUID,
    settings: Settings,
    *,
    clock: Clock = now,
    turn_s: float = TURN_S,
) -> None:
    """Sends what waits for a webhook until nothing is due, and has its next job run when something is.

    The connection is in autocommit, of the role `unison_worker`. Somebody else who sends for the webhook goes on instead.
    """
    waiting = Waiting(connection, webhook)
    deadline = time.monotonic() + turn_s
    while waiting.take_turn():
        try:
            with _Turn(waiting, settings, clock, deadline) as turn:
                turn.run()
        finally:
            waiting.end_turn()
        at = clock()
        next_at = waiting.next_at(at)
        if next_at is None:
            return
        if next_at > at or time.monotonic() >= deadline:
            waiting.wake(next_at)
            return


class _Turn:
    """One's time to send: a client whose connections are used again, and the receiver as it was found."""

    def __init__(self, waiting: Waiting, settings: Settings, clock: Clock, deadline: float) -> None:
        self._waiting = waiting
        self._settings = settings
        self._clock = clock
        self._deadline = deadline
        self._runner = asyncio.Runner()
        self._client = new_client(_trust())
        self._target: Target | None = None

    def __enter__(self) -> "_Turn":
        return self

    def __exit__(self, *_: object) -> None:
        self._runner.run(self._client.aclose())
        self._runner.close()

    def run(self) -> None:
        while time.monotonic() < self._deadline:
            webhook = self._waiting.begin()  # each time: it may have been switched off, or its secret replaced
            if webhook is None or (webhook.next_at is not None and webhook.next_at > self._clock()):
                return
            if not self._step(webhook):
                return

    def _step(self, webhook: Webhook) -> bool:
        """Asks for permission, sends a round or notes what is to be told again. Whether there may be more to do now."""
        off = webhook.off_at is not None
        due = self._due(webhook)
        if not due and (off or (webhook.permitted_at is not None and webhook.replay_next is None)):
            return False
        if self._target is None:
            self._target = self._found(webhook)
        if self._target is None:
            return False
        if webhook.permitted_at is None:
            return self._asked(webhook, self._target)
        if due:
            return self._send(webhook, self._target, due)
        self._waiting.replay()
        return True

    def _due(self, webhook: Webhook) -> list[Due]:
        """A batch that was refused is sent in halves, until the event that is to blame is alone."""
        batch = webhook.form == "batch"
        due = self._waiting.due(
            at=self._clock(),
            before=webhook.replay_next,
            only_trial=webhook.off_at is not None,
            limit=BATCH if batch else min(PARALLEL, max(1, (webhook.permitted_per_minute or BATCH * 60) // 60)),
            batch=batch,
        )
        return due[: max(1, BATCH >> due[0].attempts)] if batch and due else due

    def _found(self, webhook: Webhook) -> Target | None:
        """Where the webhook leads now. A name may lead elsewhere than when it was subscribed."""

        async def found() -> Target:
            async with asyncio.timeout(RESOLVE_S):
                return await asyncio.to_thread(resolve, webhook.url, self._settings.webhook_private)

        try:
            return self._runner.run(found())
        except Refusal as refused:
            self._failed(webhook, refused.message)
        except TimeoutError:
            self._failed(webhook, "its host could not be resolved in time")
        return None

    def _asked(self, webhook: Webhook, target: Target) -> bool:
        """Asks the receiver whether it wants to be sent to."""
        address, origin = self._settings.address, origin_of(self._settings.address)
        key = key_of(webhook.organization_id, webhook.webhook_id, self._waiting.secrets(self._clock())[0])
        headers = request_headers(origin, callback_of(address, webhook.webhook_id, key))
        answer = self._runner.run(call(self._client, "OPTIONS", target, headers))
        permission = permission_of(answer.headers, origin)
        if permission is None:
            self._failed(webhook, answer.error or "it does not agree to be sent to: no header WebHook-Allowed-Origin")
            return False
        self._waiting.note_permission(permission.per_minute, self._clock())
        return True

    def _send(self, webhook: Webhook, target: Target, due: Sequence[Due]) -> bool:
        """Sends a round and notes what came of it. Whether the next may follow at once."""
        began = self._clock()
        events = self._events(webhook, due)
        if missing := [each for each in due if each.seq not in events]:
            self._waiting.note([_missing(each) for each in missing], began)
            return True
        requests = [tuple(due)] if webhook.form == "batch" else [(each,) for each in due]
        tried = self._runner.run(self._round(webhook, target, requests, events))
        return self._settle(webhook, tried, began)

    def _events(self, webhook: Webhook, due: Sequence[Due]) -> dict[int, Event]:
        facts = self._waiting.facts(webhook.organization_id, [each.seq for each in due])
        events = {seq: cloud_event(row, self._settings.address) for seq, row in facts.items()}
        events |= {each.seq: trial_event(webhook, each.created_at) for each in due if each.seq == 0}
        return events

    async def _round(
        self, webhook: Webhook, target: Target, requests: Sequence[tuple[Due, ...]], events: dict[int, Event]
    ) -> list[_Tried]:
        secrets = self._waiting.secrets(self._clock())
        origin = {"webhook-request-origin": origin_of(self._settings.address)}

        async def sent(told: tuple[Due, ...]) -> _Tried:
            headers, body = content_of(webhook.form, [events[each.seq] for each in told])
            signed = signed_headers(events[told[0].seq]["id"], self._clock(), body, secrets)
            return _Tried(told, await call(self._client, "POST", target, {**headers, **signed, **origin}, body))

        return await asyncio.gather(*map(sent, requests))

    def _settle(self, webhook: Webhook, tried: Sequence[_Tried], began: datetime) -> bool:
        at = self._clock()
        answers = [each.answer for each in tried]
        accepted = any(answer.accepted for answer in answers)
        wanted_s = max(wanted_pause_s(answer.headers.get("retry-after"), at) for answer in answers)
        self._waiting.note([o for each in tried for o in _outcomes(each, webhook, at, others=accepted)], at)
        if any(answer.status == 410 for answer in answers):
            self._waiting.switch_off(webhook, "it answered 410: it is gone for good", at)
            return False
        if not accepted:
            self._failed(webhook, answers[0].error or "", wanted_s=wanted_s)
            return False
        per_minute = webhook.permitted_per_minute
        paced_s = 60 * len(tried) / per_minute - (at - began).total_seconds() if per_minute else 0.0
        return self._rest(at, max(paced_s, wanted_s))

    def _rest(self, at: datetime, rest_s: float) -> bool:
        """Keeps to what the receiver allows. Whether the next request may follow then."""
        self._waiting.note_success(at + timedelta(seconds=rest_s) if rest_s > 0 else None)
        if rest_s > PACED_S:
            return False
        time.sleep(rest_s)
        return True

    def _failed(self, webhook: Webhook, error: str, wanted_s: float = 0.0) -> None:
        """Leaves the receiver alone for a while; after a day of failures, for good."""
        at = self._clock()
        if (
            webhook.off_at is None
            and webhook.failing_since is not None
            and at - webhook.failing_since >= GIVEN_UP_AFTER
        ):
            self._waiting.switch_off(webhook, f"it has failed for a day: {error}", at)
            return
        rest_s = max(pause_s(webhook.failures + 1), wanted_s)
        self._waiting.note_failure(error, at=at, next_at=at + timedelta(seconds=rest_s))


def _missing(due: Due) -> Outcome:
    """A number that the feed does not have: the database was restored from before it."""
    return Outcome(due.seq, "dropped", None, None, 0, "", "the feed has no such fact")


def _outcomes(tried: _Tried, webhook: Webhook, at: datetime, *, others: bool) -> list[Outcome]:
    return [_outcome(each, tried.answer, webhook, at, others=others) for each in tried.told]


def _outcome(due: Due, answer: Answer, webhook: Webhook, at: datetime, *, others: bool) -> Outcome:
    """A fact that was refused for a day while others were accepted is dropped, or it would hold back its stream for ever."""
    state, next_at = "accepted", None
    if not answer.accepted:
        works = others or webhook.failing_since is None
        given_up = due.seq == 0 or (works and due.first_at is not None and at - due.first_at >= GIVEN_UP_AFTER)
        state = "dropped" if given_up else "waiting"
        next_at = None if given_up else at + timedelta(seconds=pause_s(due.attempts + 1))
    return Outcome(due.seq, state, next_at, answer.status, answer.duration_ms, answer.text, answer.error)


@cache
def _trust() -> ssl.SSLContext:
    """Made once: it takes longer than most requests."""
    return trusted()
