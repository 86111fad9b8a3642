"""The pending commands: facts in, rows out; twice is once; rebuilt is the same; and the hard cases."""

from datetime import timedelta
from typing import Any

import psycopg
import pytest

from projections.pending_command_list import PROJECTION
from projections.pending_command_list import api as view
from tests.conftest import Organization
from tests.spine import AT, BOB, RECEIVED, append, ask, contents, event, project, uuid7
from unison.infrastructure import database
from unison.infrastructure.projection.engine import apply
from unison.infrastructure.projection.rebuild import rebuild
from unison.lots.domain.facts import LotHeld
from unison.pending_commands.domain import (
    CommandSetAside,
    Met,
    PendingCommandCarriedOut,
    PendingCommandDismissed,
    PendingCommandStatus,
    UnknownPendingCommand,
)
from unison.shared.events import Meta, Recorded

BODY = {"lot": "L-1", "location": "rack 7"}
FIRST, SECOND, THIRD = (str(uuid7()) for _ in range(3))


def aside(lot: str = "L-1", **other: Any) -> CommandSetAside:
    told: dict[str, Any] = {
        "command": "lots.move",
        "body": BODY,
        "made_at": AT,
        "code": "on_hold",
        "refusal_facts": {"lot": lot},
    }
    told["met"] = (Met(stream=f"lots:{lot}", version=1),)
    told |= other
    return CommandSetAside(**told)


STORY = [
    event("lots:L-1", 1, RECEIVED),
    event(f"pending_commands:{FIRST}", 1, aside(), meta={"user": BOB, "device": "phone 3", "device_seq": 7}),
    event(
        f"pending_commands:{SECOND}", 1, aside("L-2", made_at=AT - timedelta(hours=1), body=BODY | {"plant": "north"})
    ),
    event(f"pending_commands:{THIRD}", 1, aside(made_at=AT + timedelta(hours=1)), meta={"user": BOB, "plant": "north"}),
    event(f"pending_commands:{FIRST}", 2, PendingCommandCarriedOut(amended=BODY | {"lot": "L-2"})),
    event(
        f"pending_commands:{THIRD}",
        2,
        PendingCommandDismissed(reason="typed twice"),
        occurred_at=AT + timedelta(hours=2),
    ),
    *(event("lots:L-1", n, LotHeld(reason=f"crack {n}")) for n in range(2, 9)),
]


@pytest.fixture
def told(database_url: str, owner: psycopg.Connection[Any], organization: Organization) -> str:
    append(owner, organization.id, *STORY)
    project(database_url, PROJECTION)
    return database_url


def test_facts_in_rows_out(told: str, organization: Organization) -> None:
    found = ask(told, organization, PROJECTION.name, view.pending_commands)
    assert [(str(r.pending_command), r.status, r.plant) for r in found] == [
        (SECOND, PendingCommandStatus.OPEN, "north"),
        (FIRST, PendingCommandStatus.CARRIED_OUT, None),
        (THIRD, PendingCommandStatus.DISMISSED, "north"),
    ]
    assert (found[1].amended, found[1].device, found[1].device_seq) == (BODY | {"lot": "L-2"}, "phone 3", 7)
    assert (found[2].reason, found[2].settled_by, found[2].settled_at) == ("typed twice", BOB, AT + timedelta(hours=2))
    assert ask(told, organization, PROJECTION.name, view.open_pending_commands) == 1


def test_the_other_side_is_what_stands_now_the_newest_first(told: str, organization: Organization) -> None:
    found = ask(told, organization, PROJECTION.name, lambda cursor: view.pending_command_in_full(cursor, FIRST))
    (stream,) = found.streams
    assert (stream.stream, stream.met_version) == ("lots:L-1", 1)
    assert [fact.version for fact in stream.facts] == [8, 7, 6, 5, 4]
    assert all(fact.unknown_then for fact in stream.facts), "they were recorded after the command was made"
    (empty,) = ask(
        told, organization, PROJECTION.name, lambda cursor: view.pending_command_in_full(cursor, SECOND)
    ).streams
    assert (empty.stream, empty.facts) == ("lots:L-2", [])


def test_an_unknown_pending_command_is_refused(told: str, organization: Organization) -> None:
    with pytest.raises(UnknownPendingCommand):
        ask(told, organization, PROJECTION.name, lambda cursor: view.pending_command_in_full(cursor, str(uuid7())))


def test_twice_is_once(told: str, organization: Organization) -> None:
    before = contents(told, PROJECTION.name)
    again = [
        Recorded(n, organization.id, e["stream"], e["version"], e["data"], Meta(user=BOB), e["occurred_at"], AT)
        for n, e in enumerate(STORY, 1)
        if type(e["data"]) in PROJECTION.on
    ]
    with database.connect(told, "worker") as connection, connection.transaction(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('search_path', %s, true)", (f"{PROJECTION.name}, unison",))
        apply(cursor, PROJECTION, again)
    assert contents(told, PROJECTION.name) == before
    assert len(before["pending_commands"]) >= 3


def test_rebuilt_is_the_same(told: str) -> None:
    before = contents(told, PROJECTION.name)
    with database.connect(told, "owner") as connection:
        rebuild(connection, PROJECTION)
    assert contents(told, PROJECTION.name) == before


def test_who_sees_one_plant_sees_its_pending_commands_alone(told: str, organization: Organization) -> None:
    for plant, expected in (("north", [SECOND, THIRD]), ("south", [])):
        viewer = Organization(organization.id, organization.slug, (plant,))
        assert [str(r.pending_command) for r in ask(told, viewer, PROJECTION.name, view.pending_commands)] == expected
