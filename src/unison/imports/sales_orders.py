"""Sales orders from a file: one line of an order a row.

Columns: order, customer, line, product, quantity, unit; optional: due, price (of one unit), currency (ISO 4217), reference (the
customer's own number), customer_name. Rows of one order stand anywhere in the file and agree on customer, currency and
reference. A customer nobody knows is registered. Importing the same file again adds nothing.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from unison.imports.importing import Identities, Outcome, Plan, Planned, reason_of
from unison.imports.layout import Layout
from unison.imports.options import Options
from unison.imports.sending import Carry, carry_out
from unison.imports.tables import Row, Table, table_of
from unison.infrastructure.command_handling import CommandHandling
from unison.infrastructure.unit_of_work import Sender
from unison.sales.application import AddLine, CreateOrder, RegisterCustomer
from unison.sales.domain.customers import CustomerExists

LAYOUT = Layout(
    required=("order", "customer", "line", "product", "quantity", "unit"),
    optional=("due", "price", "currency", "reference", "customer_name"),
    numbers=("line", "quantity", "price"),
    times=("due",),
)

OF_ORDER = ("customer", "currency", "reference")
"""What the rows of one order have to agree on."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A row whose line can be ordered."""

    row: Row
    add: AddLine
    customer: RegisterCustomer
    """By its number where the row gives no name."""


async def import_sales_orders(
    file: Path | Table,
    commands: CommandHandling,
    sender: Sender,
    *,
    options: Options | None = None,
    carry: Carry = carry_out,
    advance: Callable[[int], None] = lambda _: None,
) -> Outcome:
    """Imports the file; the outcome has what was carried out, what was known before, and the rejected rows.

    An order that is refused takes all its rows to the rejects. One that the same rows made before gets the lines it lacks:
    what was rejected can be corrected and imported again. Unreadable when the file cannot be read.
    """
    return await carry(plan(table_of(file, LAYOUT, options)), commands, sender, advance=advance)


def plan(table: Table) -> Plan:
    """The customers, then a lane for each order: the order itself, and its lines."""
    made, identities = Plan(rejected=[*table.unfit]), Identities()
    lanes: list[list[Planned]] = []
    taken: list[_Line] = []
    for lines in _collect(table, made).values():
        try:
            opening = _opening(lines[0])
        except ValidationError as malformed:
            made.reject((each.row.line for each in lines), reason_of(malformed))
            continue
        first = Planned(identities.once(opening), opening, opens=True)
        lanes.append([first, *(Planned(identities.once(each.add), each.add, (each.row.line,)) for each in lines)])
        taken += lines
    made.waves = [_customers(taken, identities), [*lanes]]
    return made


def _collect(table: Table, made: Plan) -> Mapping[str, Sequence[_Line]]:
    """The file's rows by order, without those that cannot be read or that contradict the order's first."""
    found: defaultdict[str, list[_Line]] = defaultdict(list)
    for row in table.rows():
        try:
            line = _Line(row, _add(row), _customer(row))
            _agree(line, found.get(line.add.sales_order, ()))
        except ValueError as error:
            made.reject([row.line], reason_of(error))
        else:
            found[line.add.sales_order].append(line)
    return found


def _add(row: Row) -> AddLine:
    """ValueError says what is missing or cannot be read."""
    if missing := [name for name in LAYOUT.required if not row.text(name)]:
        raise ValueError(f"{', '.join(missing)} is missing")
    return AddLine.model_validate(
        {
            "sales_order": row.key("order"),
            "line": row.number("line"),
            "product": row.key("product"),
            "quantity": row.number("quantity"),
            "unit": row.text("unit"),
            "due_on": row.day("due"),
            "unit_price": row.number("price"),
        }
    )


def _agree(line: _Line, others: Sequence[_Line]) -> None:
    """ValueError names what differs from the order's first row."""
    for name in OF_ORDER if others else ():
        mine, first = line.row.text(name), others[0].row.text(name)
        if mine != first:
            raise ValueError(
                f"{name} is {mine or 'none'}, and {first or 'none'} in line {others[0].row.line} of the same order"
            )


def _customer(row: Row) -> RegisterCustomer:
    customer = row.key("customer")
    return RegisterCustomer(customer=customer, name=row.text("customer_name") or customer)


def _customers(lines: Sequence[_Line], identities: Identities) -> list[list[Planned]]:
    """A registration for each customer, by the first row that gives it a name."""
    named: dict[str, RegisterCustomer] = {}
    for line in sorted(lines, key=lambda line: not line.row.text("customer_name")):
        named.setdefault(line.customer.customer, line.customer)
    return [[Planned(identities.once(each), each, there=(CustomerExists,))] for each in named.values()]


def _opening(first: _Line) -> CreateOrder:
    """The order's header by its first row."""
    return CreateOrder(
        sales_order=first.add.sales_order,
        customer=first.customer.customer,
        reference=first.row.text("reference") or None,
        currency=first.row.text("currency") or None,
    )
