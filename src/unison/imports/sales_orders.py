"""Sales orders from a CSV file: one line of an order a row.

Columns: order, customer, line, product, quantity, unit; optional: due (YYYY-MM-DD), price (of one unit), currency (ISO 4217),
reference (the customer's own number), customer_name. Rows of one order stand anywhere in the file and agree on customer,
currency and reference. A customer nobody knows is registered. Importing the same file again adds nothing.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from pydantic import ValidationError

from unison.imports.importing import Outcome, Planned, Rejected, command_id, read_rows, reason_of, send_in_lanes
from unison.infrastructure.command_handling import CommandHandling
from unison.infrastructure.unit_of_work import Sender
from unison.sales.application import AddLine, CreateOrder, RegisterCustomer
from unison.sales.domain.customers import CustomerExists
from unison.shared.commands import Command

COLUMNS = ("order", "customer", "line", "product", "quantity", "unit")
"""The columns a file must have; those of `OPTIONAL` may be there too."""

OPTIONAL = ("due", "price", "currency", "reference", "customer_name")

OF_ORDER = ("customer", "currency", "reference")
"""What the rows of one order have to agree on."""

UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
"""The moment in the ids, for a row tells none: the same rows make the same ids whenever they are imported."""

_KNOWN_BEFORE = f"{CustomerExists.code}:"


@dataclass(frozen=True, slots=True)
class _Row:
    """A row whose line can be ordered, without the spaces around its texts."""

    number: int
    row: Mapping[str, str]
    text: Mapping[str, str]
    add: AddLine


async def import_sales_orders(
    path: Path,
    commands: CommandHandling,
    sender: Sender,
    *,
    plant: str = "main",
    advance: Callable[[int], None] = lambda _: None,
) -> Outcome:
    """Imports the file; the outcome has what was carried out, what was known before, and the rejected rows.

    An order that is refused takes all its rows to the rejects. One that the same rows made before gets the lines it lacks:
    what was rejected can be corrected in the file and imported again. ValueError when a column of `COLUMNS` is missing.
    """
    rejected: list[Rejected] = []
    found = _collect(path, rejected)
    customers = await _send(commands, sender, [[each] for each in _customers(found)], advance)
    known = [each for each in customers.rejected if each.reason.startswith(_KNOWN_BEFORE)]
    opening = [_opening(rows[0], plant, rejected) for rows in found.values()]
    orders = await _send(commands, sender, [[each] for each in opening if each], advance)
    refused = {each.line: each.reason for each in (*orders.rejected, *rejected)}
    lanes: list[list[Planned]] = []
    for rows in found.values():
        if (reason := refused.get(rows[0].number)) is None:
            lanes.append([_line(each) for each in rows])
        else:
            rejected += [Rejected(each.number, each.row, reason) for each in rows if each.number not in refused]
    lines = await _send(commands, sender, lanes, advance)
    every = [*rejected, *orders.rejected, *lines.rejected, *(each for each in customers.rejected if each not in known)]
    return Outcome(
        customers.carried + orders.carried + lines.carried,
        customers.repeated + len(known) + orders.repeated + lines.repeated,
        sorted(every, key=lambda each: each.line),
    )


async def _send(
    commands: CommandHandling, sender: Sender, lanes: Sequence[Sequence[Planned]], advance: Callable[[int], None]
) -> Outcome:
    return await send_in_lanes(commands, sender, lanes, advance=advance)


def _collect(path: Path, rejected: list[Rejected]) -> dict[str, list[_Row]]:
    """The file's rows by order, without those that cannot be read or that contradict the order's first."""
    found: defaultdict[str, list[_Row]] = defaultdict(list)
    for number, row in read_rows(path, COLUMNS):
        text = {name: (row.get(name) or "").strip() for name in (*COLUMNS, *OPTIONAL)}
        try:
            line = _Row(number, row, text, _add(text))
            _agree(line, found.get(line.add.sales_order, ()))
        except ValueError as error:
            rejected.append(Rejected(number, row, reason_of(error)))
        else:
            found[line.add.sales_order].append(line)
    return found


def _add(text: Mapping[str, str]) -> AddLine:
    """ValueError says what is missing or cannot be read."""
    if missing := [name for name in COLUMNS if not text[name]]:
        raise ValueError(f"{', '.join(missing)} is missing")
    return AddLine.model_validate(
        {
            "sales_order": text["order"],
            **{name: text[name] for name in ("line", "product", "quantity", "unit")},
            "due_on": date.fromisoformat(text["due"]) if text["due"] else None,
            "unit_price": text["price"] or None,
        }
    )


def _agree(line: _Row, others: Sequence[_Row]) -> None:
    """ValueError names what differs from the order's first row."""
    for name in OF_ORDER if others else ():
        if line.text[name] != others[0].text[name]:
            first = others[0].text[name] or "none"
            raise ValueError(
                f"{name} is {line.text[name] or 'none'}, and {first} in line {others[0].number} of the same order"
            )


def _customers(found: Mapping[str, Sequence[_Row]]) -> list[Planned]:
    """A registration for each customer, by its number where the file gives no name."""
    first: dict[str, _Row] = {}
    for rows in found.values():
        for row in rows:
            known = first.setdefault(row.text["customer"], row)
            if row.text["customer_name"] and not known.text["customer_name"]:
                first[row.text["customer"]] = row
    planned: list[Planned] = []
    for customer, row in first.items():
        name = row.text["customer_name"] or customer
        try:
            command = RegisterCustomer(customer=customer, name=name)
        except ValidationError:
            continue  # the order itself is rejected with the reason
        planned.append(_planned(command, row))
    return planned


def _opening(first: _Row, plant: str, rejected: list[Rejected]) -> Planned | None:
    """The order's header by its first row; None, and the row among the rejected, when it makes none."""
    try:
        command = CreateOrder(
            sales_order=first.add.sales_order,
            customer=first.text["customer"],
            reference=first.text["reference"] or None,
            currency=first.text["currency"] or None,
            plant=plant,
        )
    except ValidationError as malformed:
        rejected.append(Rejected(first.number, first.row, reason_of(malformed)))
        return None
    return _planned(command, first)


def _line(row: _Row) -> Planned:
    return _planned(row.add, row)


def _planned(command: Command, row: _Row) -> Planned:
    made = command_id(UNDATED, command.command_name, command.model_dump_json())
    return Planned(made, command, row.number, row.row)
