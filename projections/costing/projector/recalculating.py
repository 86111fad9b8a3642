"""What depends on what a batch of facts touched is put right at its end, in the same transaction."""

import gc
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import Any
from uuid import UUID

from projections.costing.projector.engine import (
    ChangedFrom,
    Changes,
    Step,
    differences_of_counts,
    plain,
    recalculate,
)
from projections.costing.projector.storing import store
from unison.infrastructure.projection.engine import Tables


def recalculate_touched(tables: Tables, touched: Sequence[tuple[UUID, str]]) -> None:
    """Puts right what lies downstream of what a batch touched, one organization after another."""
    with _without_collector():
        for organization, keys in groupby(sorted(touched), key=lambda each: each[0]):
            changed = _changed(tables, organization, [key for _, key in keys])
            store(tables, organization, _drive(tables, organization, changed))


@contextmanager
def _without_collector() -> Generator[None]:
    """A recalculation holds hundreds of thousands of rows without a cycle among them: looking for cycles again and again
    finds none and takes time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


_COLUMNS = {
    "movement": ("fact",),
    "valuing": ("fact",),
    "posting": ("work_order", "name"),
    "rate": ("kind", "who", "valid_from"),
    "currency": (),
}


def _changed(tables: Tables, organization: UUID, keys: Sequence[str]) -> list[ChangedFrom]:
    rows: dict[str, list[dict[str, Any]]] = {}
    for kind, *values in (key.split("\n") for key in keys):
        named = zip(_COLUMNS[kind], values, strict=True)
        rows.setdefault(kind, []).append({"organization_id": organization, **dict(named)})
    rows["movement"] = rows.get("movement", []) + rows.get("valuing", [])
    tables.write("fill_in_movements", rows["movement"])
    _weigh_counts(tables, organization, rows["movement"])
    tables.write("fill_in_postings", rows.get("posting", []))
    questions = (
        ("movement", "find_changed_stocks"),
        ("valuing", "find_changed_outputs"),
        ("posting", "find_changed_postings"),
        ("rate", "find_changed_times"),
        ("currency", "find_changed_receipts"),
    )
    return [
        changed_from(row) for kind, question in questions if rows.get(kind) for row in tables.read(question, rows[kind])
    ]


def _weigh_counts(tables: Tables, organization: UUID, touched: Sequence[dict[str, Any]]) -> None:
    """What a count found stands; what it is beyond what was there before it is another where anything before it is. Then the
    recalculation begins before the count, and comes to it."""
    if not touched or not (lots := tables.read("find_counted_lots", touched)):
        return
    asked = [{"organization_id": organization, "lot": each["lot"]} for each in lots]
    for _, movements in groupby(tables.read("read_movements_of_lots", asked), key=lambda row: row["lot"]):
        told = list(movements)
        differences = differences_of_counts(told)
        known = {row["fact"]: row["quantity"] for row in told}
        weighed = [
            {"organization_id": organization, "fact": fact, "quantity": plain(difference)}
            for fact, difference in differences.items()
            if known[fact] != difference
        ]
        tables.write("weigh_counts", weighed)


def changed_from(row: Mapping[str, Any]) -> ChangedFrom:
    """A step that is not as it was, from a row that names a stock or an order."""
    if "work_order" in row:
        return ChangedFrom(Step(row["at"], row["order_key"], row["rank"], row["id"]), order=row["work_order"])
    return ChangedFrom(Step(row["at"], row["order_key"], 1, row["id"]), stock=(row["plant"], row["material"]))


def _drive(tables: Tables, organization: UUID, changed: Sequence[ChangedFrom]) -> Changes:
    asking = recalculate(changed)
    try:
        question = next(asking)
        while True:
            asked = [{"organization_id": organization, **row} for row in question.rows]
            question = asking.send(tables.read(question.name, asked) if asked else [])
    except StopIteration as done:
        return done.value
