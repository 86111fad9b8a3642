"""What a pending command allows."""

from typing import Any

from tests.scenario import AT, given
from unison.pending_commands import domain
from unison.pending_commands.domain import (
    CommandSetAside,
    Met,
    NotOpen,
    PendingCommandCarriedOut,
    PendingCommandDismissed,
)
from unison.shared.errors import message_of

BODY = {"lot": "L-1", "location": "rack 7"}
ASIDE = CommandSetAside(command="lots.move", body=BODY, made_at=AT, code="lot_used_up", refusal_facts={"lot": "L-1"})


def test_what_is_set_aside_says_what_was_looked_at() -> None:
    told: dict[str, Any] = {
        "command": "lots.move",
        "body": BODY,
        "made_at": AT,
        "code": "lot_used_up",
        "refusal_facts": {"lot": "L-1"},
    }
    met = (Met(stream="lots:L-1", version=3), Met(stream="lots:L-2", version=0))
    given().when(domain.set_aside, **told, met={"lots:L-2": 0, "lots:L-1": 3}).then(CommandSetAside(**told, met=met))


def test_why_it_was_set_aside_is_said_from_the_facts_of_the_refusal() -> None:
    refusal = domain.UnknownPendingCommand(key="R-1")
    assert message_of(refusal.code, {"key": "R-1"}) == refusal.message
    assert message_of("a_code_of_long_ago", {}) == "a_code_of_long_ago"


def test_carried_out_as_it_was() -> None:
    given(ASIDE).when(domain.carry_out).then(PendingCommandCarriedOut())


def test_an_amended_body_is_kept_where_it_differs() -> None:
    other = BODY | {"lot": "L-2"}
    given(ASIDE).when(domain.carry_out, amended=other).then(PendingCommandCarriedOut(amended=other))
    given(ASIDE).when(domain.carry_out, amended=dict(BODY)).then(PendingCommandCarriedOut())


def test_dismissed_with_a_reason() -> None:
    given(ASIDE).when(domain.dismiss, reason="typed twice").then(PendingCommandDismissed(reason="typed twice"))


def test_a_settled_pending_command_is_not_settled_again() -> None:
    for settled in (PendingCommandCarriedOut(), PendingCommandDismissed(reason="typed twice")):
        given(ASIDE, settled).when(domain.carry_out).then_refused(NotOpen)
        given(ASIDE, settled).when(domain.body_to_carry_out, amended=None).then_refused(NotOpen)
        given(ASIDE, settled).when(domain.dismiss, reason="x").then_refused(NotOpen, "a command of its own")
