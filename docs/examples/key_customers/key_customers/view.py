"""What key customers wait for: rows of one organization. `unison.organization()` is whose transaction it is."""

from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from psycopg import Cursor
from psycopg.rows import DictRow

from unison.extensions.view import View
from unison.sales.domain.facts import LineAdded, LineChanged, SalesOrderCreated

PUT_ORDER = """
INSERT INTO orders (organization_id, sales_order, customer, plant, due_on)
VALUES (unison.organization(), %(order)s, %(customer)s, %(plant)s, %(due_on)s)
ON CONFLICT (organization_id, sales_order) DO UPDATE
SET customer = excluded.customer, plant = excluded.plant, due_on = excluded.due_on"""

PUT_LINE = """
INSERT INTO lines (organization_id, sales_order, line, customer, plant, due_on, ordered)
SELECT organization_id, sales_order, %(line)s, customer, plant, coalesce(%(due_on)s, due_on), %(quantity)s
FROM orders WHERE sales_order = %(order)s
ON CONFLICT (organization_id, sales_order, line) DO UPDATE
SET due_on = excluded.due_on, ordered = excluded.ordered,
    told_on = CASE WHEN lines.due_on IS DISTINCT FROM excluded.due_on THEN NULL ELSE lines.told_on END"""

ADD_DELIVERED = """
UPDATE lines SET delivered = delivered + %(quantity)s WHERE sales_order = %(order)s AND line = %(line)s"""

TELL_DONE = """
UPDATE lines SET told_on = NULL WHERE told_on IS NOT NULL AND sales_order = %(order)s AND delivered >= ordered
RETURNING sales_order, line, plant"""

DROP_LINES = """
DELETE FROM lines WHERE sales_order = %(order)s AND (%(line)s::int IS NULL OR line = %(line)s)
RETURNING sales_order, line, plant"""

TELL_LATE = """
UPDATE lines SET told_on = %(today)s WHERE told_on IS NULL AND due_on < %(today)s AND delivered < ordered
RETURNING customer, sales_order, line, plant, due_on, ordered - delivered AS missing"""


class KeyCustomersView(View):
    def put_order(self, rows: Cursor[DictRow], order: str, fact: SalesOrderCreated) -> None:
        told = {"order": order, "customer": fact.customer, "plant": fact.plant, "due_on": fact.due_on}
        rows.execute(PUT_ORDER, told)

    def put_line(self, rows: Cursor[DictRow], order: str, fact: LineAdded | LineChanged) -> None:
        told = {"order": order, "line": fact.line, "due_on": fact.due_on, "quantity": fact.quantity}
        rows.execute(PUT_LINE, told)

    def add_delivered(self, rows: Cursor[DictRow], order: str, line: int, quantity: Decimal) -> None:
        rows.execute(ADD_DELIVERED, {"order": order, "line": line, "quantity": quantity})
        for done in rows.execute(TELL_DONE, {"order": order}).fetchall():
            self.end_notice(rows, about=about(done), plant=done["plant"])

    def drop_lines(self, rows: Cursor[DictRow], order: str, line: int | None = None) -> None:
        for gone in rows.execute(DROP_LINES, {"order": order, "line": line}).fetchall():
            self.end_notice(rows, about=about(gone), plant=gone["plant"])

    def tell_late(self, rows: Cursor[DictRow], today: date) -> None:
        """Gives a notice of each line that was due before today; of each once."""
        for late in rows.execute(TELL_LATE, {"today": today}).fetchall():
            self.give_notice(
                rows,
                about=about(late),
                title=f"{late['customer']} waits for {late['sales_order']}",
                text=f"Line {late['line']} was due on {_day(late['due_on'])}. Still missing: {late['missing'].normalize():f}.",
                link=f"/sales-order?{urlencode({'id': late['sales_order']})}",
                plant=late["plant"],
            )


def _day(at: date) -> str:
    return f"{at.day} {at:%B %Y}"


def about(line: dict[str, Any]) -> str:
    return f"{line['sales_order']} line {line['line']}"
