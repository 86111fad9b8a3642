"""Machines from a file: one machine a row.

Columns: equipment; optional: name, work_center, plant. Importing the same file again adds nothing.
"""

from collections.abc import Callable
from pathlib import Path

from unison.equipment.application import RegisterEquipment
from unison.imports.importing import Outcome, Plan, plan_each_row
from unison.imports.layout import Layout
from unison.imports.options import Options
from unison.imports.sending import Carry, carry_out
from unison.imports.tables import Row, Table, table_of
from unison.infrastructure.command_handling import CommandHandling
from unison.infrastructure.unit_of_work import Sender

LAYOUT = Layout(required=("equipment",), optional=("name", "work_center", "plant"))


async def import_equipment(
    file: Path | Table,
    commands: CommandHandling,
    sender: Sender,
    *,
    options: Options | None = None,
    carry: Carry = carry_out,
    advance: Callable[[int], None] = lambda _: None,
) -> Outcome:
    """Imports the file; the outcome has what was carried out, what was known before, and the rejected rows. Unreadable when
    the file cannot be read."""
    return await carry(plan(table_of(file, LAYOUT, options)), commands, sender, advance=advance)


def plan(table: Table) -> Plan:
    """A registration for each row that can be taken."""
    return plan_each_row(table, _registering)


def _registering(row: Row) -> RegisterEquipment:
    return RegisterEquipment.model_validate({name: text for name in LAYOUT.columns if (text := row.key(name))})
