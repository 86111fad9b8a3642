"""What a recalculation found, as rows."""

from typing import Any
from uuid import UUID

from projections.costing.projector.engine import Changes, OrderState, Step, plain
from unison.infrastructure.projection.engine import Tables


def store(tables: Tables, organization: UUID, changes: Changes) -> None:
    """Writes what is not as it was known."""
    _write_entries(tables, organization, changes)
    stocks = [
        (key, {"organization_id": organization, "plant": key[0], "material": key[1]}, stock, last)
        for key, (stock, last) in changes.stocks.items()
    ]
    tables.write("delete_stocks", [row for _, row, _, last in stocks if last is None])
    tables.write(
        "put_stocks",
        [
            {
                **row, "at": last.at, "order_key": last.order_key, "quantity": plain(stock.quantity), "value": plain(stock.value),
                "unit_cost": None if stock.unit_cost is None else plain(stock.unit_cost), "state": stock.as_json(),
            }
            for _, row, stock, last in stocks if last is not None
        ],
    )  # fmt: skip
    _write_orders(tables, organization, changes)


def _write_entries(tables: Tables, organization: UUID, changes: Changes) -> None:
    put, gone, settled = list[dict[str, Any]](), list[dict[str, Any]](), list[dict[str, Any]]()
    unsettled: list[dict[str, Any]] = []
    for ((plant, material), id), (before, after) in changes.entries.items():
        key = {"organization_id": organization, "plant": plant, "material": material, "id": id}
        if after is None:
            gone.append(key)
        else:
            put.append({**key, **after.as_row()})
            settled += ({**key, **row} for row in after.settled_rows())
        if after is None or after.outcome.settlements or (before is not None and before.outcome.settlements):
            unsettled.append(key)
    tables.write("delete_settlements", unsettled)
    tables.write("delete_entries", gone)
    tables.write("put_entries", put)
    tables.write("put_settlements", settled)


def _write_orders(tables: Tables, organization: UUID, changes: Changes) -> None:
    put, gone = list[dict[str, Any]](), list[dict[str, Any]]()
    for (work_order, id), change in changes.order_entries.items():
        key = {"organization_id": organization, "work_order": work_order, "id": id}
        if change.after is None:
            gone.append(key)
        else:
            put.append({**key, **change.after.as_row()})
    tables.write("delete_order_entries", gone)
    tables.write("put_order_entries", put)
    tables.write("put_orders", [_order_row(organization, key, *account) for key, account in changes.orders.items()])


def _order_row(organization: UUID, work_order: str, state: OrderState, last: Step | None) -> dict[str, Any]:
    row: dict[str, Any] = {"organization_id": organization, "work_order": work_order}
    if last is None:
        return row
    return {
        **row, "at": last.at, "order_key": last.order_key, "rank": last.rank, "id": last.id, "charged": plain(state.total_charged),
        "transferred": plain(state.transferred), "variance": plain(state.variance), "in_process": plain(state.in_process),
        "state": state.as_json(),
    }  # fmt: skip
