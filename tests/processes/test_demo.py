"""What happens by itself in the demo plant."""

from pathlib import Path
from typing import Any

from tests.infrastructure.reacting import reacted, register
from unison.demo import load_when_empty
from unison.infrastructure import database
from unison.main import REACTIONS, command_handling


def test_rod_out_of_specification_is_held_and_a_mill_that_breaks_down_pauses_its_order(
    own_database_url: str, tmp_path: Path
) -> None:
    register(own_database_url, *REACTIONS)
    load_when_empty(own_database_url, tmp_path / "secrets.json", command_handling, lambda _: None)
    for _ in range(2):  # what is judged leads to what is held
        reacted(own_database_url, *REACTIONS)
    found: dict[tuple[str, str], Any] = {}
    with database.connect(own_database_url, "worker") as connection:
        by_reactions = "SELECT meta->>'reaction', stream_id, data->>'reason' FROM unison.events WHERE meta ? 'reaction'"
        for reaction, stream, reason in connection.execute(by_reactions).fetchall():
            found[reaction, stream] = reason
    assert "20.04" in found.pop(("hold_lot", "lots:BR20-008"))
    assert "spindle bearing is loud" in found.pop(("pause_order", "work_orders:WO-1025"))
    assert {reaction for reaction, _ in found} == {"judge_subgroup"}, "nothing else of the story is touched"
