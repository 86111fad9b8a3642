"""The feed of all organizations, in the server's order, as the `eventsourcing` library follows it."""

import threading
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

import psycopg
from eventsourcing.application import Application
from eventsourcing.persistence import InfrastructureFactory, Mapper, Notification, StoredEvent
from eventsourcing.popo import POPOFactory
from eventsourcing.utils import Environment

from unison.extensions.view import SQL
from unison.infrastructure import database
from unison.infrastructure.feed.reading import feed_end
from unison.infrastructure.recorder import FeedRecorder, notification


class ServerFeed(FeedRecorder):
    """Read by one runner for every organization, so that it takes as many threads and connections for fifty as for one.

    A notification's number is that of the server's order; its row has the organization's own. Nothing is recorded by it.
    """

    def __init__(self, url: str, on_passed: Callable[[int], None]) -> None:
        self.url = url
        self._on_passed = on_passed
        self._connection = database.connect(url, "worker")
        self._one_at_a_time = threading.Lock()

    def close(self) -> None:
        self._connection.close()

    def passed(self, number: int) -> None:
        self._on_passed(number)

    def max_notification_id(self) -> int | None:
        with self._one_at_a_time, self._connection.cursor() as cursor:
            return feed_end(cursor)

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        after = (start or 0) - (1 if inclusive_of_start else 0)
        asked = {"after": after, "up_to": stop, "limit": limit, "topics": list(topics)}
        with self._one_at_a_time:
            rows = self._connection.execute(SQL["read_server_feed"], asked).fetchall()
        return [notification(row, row[0]) for row in rows]

    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> NoReturn:  # noqa: ARG002
        raise psycopg.NotSupportedError("the feed of a server is read only: facts belong to an organization")

    def select_events(self, originator_id: Any, **kwargs: Any) -> NoReturn:  # noqa: ARG002
        raise psycopg.NotSupportedError("the feed of a server has no streams: they belong to an organization")


class _AsItIs(Mapper[str]):
    """Hands notifications on unread: a fact that cannot be read is one extension's trouble, and not the runner's end."""

    def __init__(self) -> None:
        """Nothing is coded."""

    def to_domain_event(self, stored_event: StoredEvent) -> Any:
        return stored_event


def application_over(feed: ServerFeed) -> type[Application[str]]:
    """The library makes applications of their classes; this one's follow the feed."""

    class Unison(Application[str]):
        name = "unison"

        def construct_factory(self, env: Environment) -> InfrastructureFactory[Any]:
            return POPOFactory(env)

        def construct_mapper(self) -> Mapper[str]:
            return _AsItIs()

        def construct_recorder(self) -> ServerFeed:
            return feed

    return Unison
