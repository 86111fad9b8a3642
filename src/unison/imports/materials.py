"""Materials from a CSV file: one material a row.

Columns: material, base_unit; optional: name, description, tracking (none, lot or serial), units (as `t=1000; sheet=2/3`: how many
base units one of each is), shelf_life_days, gtin, sap_material. Importing the same file again adds nothing.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from unison.imports.importing import Outcome, Planned, Rejected, command_id, read_rows, reason_of, send_in_lanes
from unison.infrastructure.command_handling import CommandHandling
from unison.infrastructure.unit_of_work import Sender
from unison.materials.application import RegisterMaterial

COLUMNS = ("material", "base_unit")
"""The columns a file must have; those of `OPTIONAL` may be there too."""

OPTIONAL = ("name", "description", "tracking", "shelf_life_days", "gtin", "sap_material")

UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
"""The moment in the ids, for a row tells none: the same rows make the same ids whenever they are imported."""


async def import_materials(
    path: Path, commands: CommandHandling, sender: Sender, *, advance: Callable[[int], None] = lambda _: None
) -> Outcome:
    """Imports the file; the outcome has what was carried out, what was known before, and the rejected rows.

    ValueError when a column of `COLUMNS` is missing.
    """
    lanes: list[list[Planned]] = []
    rejected: list[Rejected] = []
    for number, row in read_rows(path, COLUMNS):
        try:
            command = _registering(row)
        except ValueError as error:
            rejected.append(Rejected(number, row, reason_of(error)))
            continue
        made = command_id(UNDATED, command.command_name, command.model_dump_json())
        lanes.append([Planned(made, command, number, row)])
    outcome = await send_in_lanes(commands, sender, lanes, advance=advance)
    outcome.rejected = sorted([*rejected, *outcome.rejected], key=lambda each: each.line)
    return outcome


def _registering(row: Mapping[str, str]) -> RegisterMaterial:
    """ValueError says what is missing or cannot be read."""
    told = {name: text for name in (*COLUMNS, *OPTIONAL) if (text := (row.get(name) or "").strip())}
    if missing := [name for name in COLUMNS if name not in told]:
        raise ValueError(f"{', '.join(missing)} is missing")
    return RegisterMaterial.model_validate({**told, "units": _units(row.get("units") or "")})


def _units(text: str) -> dict[str, str]:
    """Of `t=1000; sheet=2/3`."""
    units: dict[str, str] = {}
    for part in filter(None, map(str.strip, text.split(";"))):
        unit, equals, ratio = part.partition("=")
        if not equals:
            raise ValueError(f"units: {part} should be written as unit=amount, such as t=1000")
        units[unit.strip()] = ratio.strip()
    return units
