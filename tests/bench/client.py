"""A lean HTTP client over keep-alive sockets, for a process of its own: it must not be what is measured."""

import json
import socket
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it goes over the wire. `command_id` names the command it carries, where it carries one."""

    wire: bytes
    command_id: str | None = None


type Task = Sequence[Request]
"""Requests that one client sends one after the other; its time is that of all of them."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What each client sends. With `interval_s` a task is due that long after the one before it, over all clients, whether
    or not that one is answered; without it each client sends as soon as it can."""

    port: int
    clients: Sequence[Sequence[Task]]
    interval_s: float | None = None


@dataclass(slots=True)
class Outcome:
    """Times are of the monotonic clock, in seconds, the same for all processes of the machine. A task's time runs from when
    it was due."""

    began_s: float = 0.0
    ended_s: float = 0.0
    times_s: list[float] = field(default_factory=list[float])
    due_s: dict[str, float] = field(default_factory=dict[str, float])
    failed: int = 0
    first_failure: str | None = None

    @property
    def per_second(self) -> float:
        """Tasks that succeeded, for each second."""
        return (len(self.times_s) - self.failed) / (self.ended_s - self.began_s)


def drive(plan: Plan) -> Outcome:
    """Connects every client, then lets all of them go at once."""
    outcome, lock = Outcome(), threading.Lock()
    start = threading.Barrier(len(plan.clients), action=lambda: setattr(outcome, "began_s", time.monotonic()))
    threads = [
        threading.Thread(target=_client, args=(plan, number, start, outcome, lock))
        for number in range(len(plan.clients))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if len(outcome.times_s) != sum(map(len, plan.clients)):
        raise RuntimeError("a client has given up")
    outcome.ended_s = max(outcome.ended_s, time.monotonic())
    return outcome


def _client(plan: Plan, number: int, start: threading.Barrier, outcome: Outcome, lock: threading.Lock) -> None:
    with socket.create_connection(("127.0.0.1", plan.port), timeout=60) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        start.wait()
        for place, task in enumerate(plan.clients[number]):
            due = time.monotonic()
            if plan.interval_s is not None:
                due = outcome.began_s + (place * len(plan.clients) + number) * plan.interval_s
                time.sleep(max(0.0, due - time.monotonic()))
            failure = next((said for request in task if (said := _failure(*exchange(connection, request.wire)))), None)
            took = time.monotonic() - due
            with lock:
                outcome.times_s.append(took)
                outcome.due_s.update((r.command_id, due) for r in task if r.command_id)
                if failure:
                    outcome.failed += 1
                    outcome.first_failure = outcome.first_failure or failure


def exchange(connection: socket.socket, wire: bytes) -> tuple[int, bytes]:
    """Sends a request; answers the status and the body. ConnectionError when the server hangs up."""
    connection.sendall(wire)
    answer = b""
    while (end := answer.find(b"\r\n\r\n")) < 0:
        answer += _received(connection)
    head = answer[:end].lower()
    length = int(head.partition(b"content-length:")[2].split(b"\r\n", 1)[0])
    body = bytearray(answer[end + 4 :])
    while len(body) < length:
        body += _received(connection)
    return int(head[9:12]), bytes(body)


def _received(connection: socket.socket) -> bytes:
    received = connection.recv(1 << 18)
    if not received:
        raise ConnectionError("the server has hung up")
    return received


def _failure(status: int, body: bytes) -> str | None:
    """What went wrong, None when nothing did. A batch has a status for each of its commands."""
    if status >= 300:
        return f"{status} {body[:500].decode(errors='replace')}"
    if body.startswith(b'[{"id"'):
        return next((json.dumps(each["problem"]) for each in json.loads(body) if each["status"] >= 300), None)
    return None
