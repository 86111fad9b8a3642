"""People from a file: one person a row.

Columns: login; optional: name (else the login), email, roles (as `operator; planner`), plants (as `north; south`, where all of
the roles are had; none: every plant). A person whose login is there already is left as they are. Nobody has a password by it.
Ids are made at random, not of what a row says: what is made of a name could be guessed from it after the person is erased.
"""

from collections.abc import Callable
from pathlib import Path

from uuid_utils.compat import uuid7

from unison.imports.importing import Outcome, Plan, Planned, reason_of
from unison.imports.layout import Layout
from unison.imports.options import Options
from unison.imports.sending import Carry, carry_out
from unison.imports.tables import Row, Table, table_of
from unison.infrastructure.command_handling import CommandHandling
from unison.infrastructure.unit_of_work import Sender
from unison.people.application import AddPerson
from unison.people.domain import LoginTaken

LAYOUT = Layout(required=("login",), optional=("name", "email", "roles", "plants"))


async def import_people(
    file: Path | Table,
    commands: CommandHandling,
    sender: Sender,
    *,
    options: Options | None = None,
    carry: Carry = carry_out,
    advance: Callable[[int], None] = lambda _: None,
) -> Outcome:
    """Imports the file; the outcome has who was let in, who was there before, and the rejected rows. Unreadable when the file
    cannot be read."""
    return await carry(plan(table_of(file, LAYOUT, options)), commands, sender, advance=advance)


def plan(table: Table) -> Plan:
    """Letting in whom each row names that can be taken; a login that stands twice is taken once."""
    made = Plan(rejected=[*table.unfit])
    lanes: list[list[Planned]] = []
    lines: dict[str, int] = {}
    for row in table.rows():
        try:
            command = _adding(row)
        except ValueError as error:
            made.reject([row.line], reason_of(error))
            continue
        if (first := lines.setdefault(command.login, row.line)) != row.line:
            made.reject([row.line], f"login: {command.login} stands in line {first} already")
        else:
            lanes.append([Planned(uuid7(), command, (row.line,), there=(LoginTaken,))])
    made.waves = [[*lanes]]
    return made


def _adding(row: Row) -> AddPerson:
    """ValueError says what is missing or cannot be read."""
    if not (login := row.text("login").strip()):
        raise ValueError("login is missing")
    plants = _listed(row.text("plants"))
    return AddPerson.model_validate(
        {
            "person": uuid7(),
            "login": login,
            "name": row.text("name").strip() or login,
            "email": row.text("email").strip() or None,
            "assignments": [{"role": role, "plants": plants} for role in _listed(row.text("roles"))],
        }
    )


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]
