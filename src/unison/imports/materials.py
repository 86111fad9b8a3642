"""Materials from a file: one material a row.

Columns: material, base_unit; optional: name, description, tracking (none, lot or serial), units (as `t=1000; sheet=2/3`: how many
base units one of each is), shelf_life_days, gtin, sap_material. Importing the same file again adds nothing.
"""

from collections.abc import Callable
from pathlib import Path

from unison.imports.importing import Outcome, Plan, plan_each_row
from unison.imports.layout import Layout
from unison.imports.options import Options
from unison.imports.sending import Carry, carry_out
from unison.imports.tables import Row, Table, table_of
from unison.infrastructure.command_handling import CommandHandling
from unison.infrastructure.unit_of_work import Sender
from unison.materials.application import RegisterMaterial

LAYOUT = Layout(
    required=("material", "base_unit"),
    optional=("name", "description", "tracking", "units", "shelf_life_days", "gtin", "sap_material"),
    numbers=("shelf_life_days",),
)


async def import_materials(
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


def _registering(row: Row) -> RegisterMaterial:
    """ValueError says what is missing or cannot be read."""
    texts = {name: row.key(name) for name in LAYOUT.columns if name not in ("units", "shelf_life_days")}
    if missing := [name for name in LAYOUT.required if not texts[name]]:
        raise ValueError(f"{', '.join(missing)} is missing")
    told: dict[str, object] = {name: text for name, text in texts.items() if text}
    if (days := row.number("shelf_life_days")) is not None:
        told["shelf_life_days"] = days
    return RegisterMaterial.model_validate({**told, "units": _units(row)})


def _units(row: Row) -> dict[str, str]:
    """Of `t=1000; sheet=2/3`."""
    units: dict[str, str] = {}
    for part in filter(None, map(str.strip, row.text("units").split(";"))):
        unit, equals, ratio = part.partition("=")
        if not equals:
            raise ValueError(f"units: {part} should be written as unit=amount, such as t=1000")
        ratio = ratio.strip()
        units[unit.strip()] = ratio if "/" in ratio else str(row.told_number("units", ratio))
    return units
