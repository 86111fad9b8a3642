"""What an import would do with a file, told before anything is sent."""

from dataclasses import dataclass
from typing import Any

from unison.imports.importing import Outcome, Plan
from unison.imports.layout import SEPARATORS
from unison.imports.tables import Rejected, Table

SHOWN = 5
"""So many of the first rows are shown as commands."""


@dataclass(frozen=True, slots=True)
class Checked:
    """How a file is read: `written` says how it is written, `columns` what each of its columns is, None where it is not read,
    `commands` what the first rows become, by line, `rejected` every row that cannot be taken, `warned` those that would be
    asked about."""

    written: dict[str, str | None]
    rows: int
    columns: list[tuple[str, str | None]]
    commands: list[tuple[int, str, dict[str, Any]]]
    rejected: list[Rejected]
    warned: list[Rejected]
    would: tuple[int, int] | None = None
    """How many commands would be carried out, and how many were before; None where it was not rehearsed."""

    def as_json(self) -> dict[str, Any]:
        return {
            **self.written,
            "rows": self.rows,
            "columns": [{"column": column, "is": name} for column, name in self.columns],
            "commands": [{"line": line, "command": name, "body": body} for line, name, body in self.commands],
            "rejected": [{"line": each.line, "reason": each.reason} for each in self.rejected],
            "warned": [{"line": each.line, "warning": each.reason} for each in self.warned],
            "would": None if self.would is None else {"carry_out": self.would[0], "know_already": self.would[1]},
        }


def check(table: Table, plan: Plan, rehearsed: Outcome | None = None) -> Checked:
    """With what a rehearsal has shown to be refused, where there was one; else only what cannot be read."""
    grid, dialect = table.grid, table.grid.dialect
    written = {
        "sheet": dialect.sheet,
        "encoding": dialect.encoding or None,
        "separator": SEPARATORS.get(dialect.separator, dialect.separator) or None,
        "decimal": table.sign,
        "dates": table.order or "iso",
    }
    names = {place: name for name, place in table.places.items()}
    return Checked(
        written,
        len(grid.rows),
        [(column, names.get(place)) for place, column in enumerate(grid.columns)],
        _first(plan),
        rehearsed.rejected if rehearsed else plan.unreadable(),
        sorted(rehearsed.warned, key=lambda each: each.line) if rehearsed else [],
        (rehearsed.carried, rehearsed.repeated) if rehearsed else None,
    )


def _first(plan: Plan) -> list[tuple[int, str, dict[str, Any]]]:
    """What follows from a row for others (an order, a machine) is not shown."""
    rows = sorted((planned for planned in plan.commands() if planned.lines), key=lambda planned: planned.lines[0])
    lines = list(dict.fromkeys(planned.lines[0] for planned in rows))[:SHOWN]
    return [
        (planned.lines[0], planned.command.command_name, planned.command.model_dump(mode="json", exclude_defaults=True))
        for planned in rows
        if planned.lines[0] in lines
    ]
