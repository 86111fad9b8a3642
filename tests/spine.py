"""The spine for tests: commands over the real store, facts appended by hand, the feed, and what stands in a projection."""

import asyncio
import os
import time
from collections.abc import AsyncGenerator, Generator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, LiteralString
from uuid import UUID, uuid4

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from unison.demo.plant import story
from unison.infrastructure import codec, database, migrations
from unison.infrastructure.command_handling import CommandHandling
from unison.infrastructure.database import Database
from unison.infrastructure.embedded_postgres import EmbeddedPostgres
from unison.infrastructure.event_store import EventStore
from unison.infrastructure.feed.worker import ConsumerWorker
from unison.infrastructure.projection.engine import Projection
from unison.infrastructure.sequencer import Sequencer
from unison.infrastructure.unit_of_work import Envelope, Sender
from unison.lots.domain.facts import LotMoved, LotReceived
from unison.main import PROJECTIONS, USE_CASES
from unison.pending_commands.application import set_aside
from unison.shared.commands import Answer, Command, UseCase
from unison.shared.events import Fact

AT = datetime(2026, 3, 2, 8, tzinfo=UTC)
BOB = uuid4()
RECEIVED = LotReceived(material="steel", quantity=Decimal(1000), unit="kg", plant="main")
MOVED = LotMoved(location="rack 7")
COMMANDS = {use_case.command.command_name: use_case.command for use_case in USE_CASES}


def uuid7() -> UUID:
    """As a client makes one."""
    stamp = int(time.time() * 1000).to_bytes(6, "big") + os.urandom(10)
    return UUID(int=int.from_bytes(stamp, "big") & ~(0xF << 76) & ~(0x3 << 62) | 0x7 << 76 | 0x2 << 62)


@contextmanager
def own_database(server: EmbeddedPostgres) -> Generator[str]:
    """The owner's URL of a migrated database that some tests have to themselves: a copy of one that was migrated once."""
    name = f"t_{uuid4().hex[:12]}"
    admin = server.ensure_running().url
    with database.connect(admin, "owner") as connection:
        _make_template(connection, admin)
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy").format(
                sql.Identifier(name), sql.Identifier(_TEMPLATE)
            )
        )
    url = make_conninfo(admin, dbname=name)
    with database.connect(url, "owner") as connection:
        connection.execute("SELECT unison.begin_epoch()")  # a copy is another database than its template
    yield url
    with database.connect(admin, "owner") as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


_TEMPLATE = "t_template"


def _make_template(connection: psycopg.Connection[Any], admin: str) -> None:
    if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (_TEMPLATE,)).fetchone():
        return
    connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(_TEMPLATE)))
    with database.connect(make_conninfo(admin, dbname=_TEMPLATE), "owner") as owner:
        migrations.migrate(owner, PROJECTIONS)


# Commands ---------------------------------------------------------------------------------------------------------


def new_command(name: str, /, **body: Any) -> Command:
    """`new_command("lots.move", lot="L1", location="rack 7")`."""
    return COMMANDS[name].model_validate(body)


def envelope(organization: UUID, command: Command, id: UUID | None = None) -> Envelope:
    return Envelope(id or uuid7(), command, Sender(organization, BOB, device="tablet 3"))


OFFLINE = {
    ("lots.move", "XL-8"): UUID("019cad30-0000-7000-8000-000000000001"),
    ("lots.move", "XL-9"): UUID("019cad30-0000-7000-8000-000000000002"),
    ("work_orders.close", "XW-2"): UUID("019cad30-0000-7000-8000-000000000003"),
}
"""What was done without a network and does not fit: by command and what it is about, with the id it is pending under."""
CARRIED_OUT, DISMISSED, OPEN_PENDING_COMMAND = map(str, OFFLINE.values())


async def _sent(commands: CommandHandling, organization: UUID, command: Command) -> Answer:
    about = getattr(command, "lot", None) or getattr(command, "work_order", None)
    if id := OFFLINE.get((command.command_name, str(about))):
        return await commands.send_or_set_aside(replace(envelope(organization, command, id), device_seq=7))
    return await commands.send(envelope(organization, command))


@asynccontextmanager
async def process(
    url: str, size: int = 8, use_cases: Sequence[UseCase[Any]] = USE_CASES
) -> AsyncGenerator[CommandHandling]:
    """What one API process has: a pool and kept states of its own."""
    pool = Database(url, size=size)
    await pool.open()
    try:
        yield CommandHandling(EventStore(pool.pool), use_cases, set_aside)
    finally:
        await pool.close()


async def send(commands: CommandHandling, organization: UUID, *each_of: Command) -> list[Answer]:
    return [await _sent(commands, organization, each) for each in each_of]


def tell(url: str, organization: UUID, *each_of: Command) -> None:
    """Carries out commands, in order, in a process of their own."""

    async def carry() -> None:
        async with process(url, size=2) as commands:
            await send(commands, organization, *each_of)

    asyncio.run(carry())


def history(until: datetime) -> list[Command]:
    """The demo plant's ten days, and what does not happen there: at least one of every fact of every capability."""
    told = [new_command(each.command, **each.body, occurred_at=each.at) for each in story(until)]
    return [*told, *everything_else(until - timedelta(minutes=2))]


def everything_else(at: datetime) -> Iterator[Command]:
    """What does not happen in the demo plant; it stands for itself."""
    report: dict[str, Any] = {
        "equipment": "X-1",
        "started_at": at - timedelta(hours=2),
        "ended_at": at - timedelta(hours=1),
    }
    hour = {"started_at": at - timedelta(hours=2), "ended_at": at - timedelta(hours=1)}
    later = at + timedelta(days=9)
    burrs = {"good_pcs": 7, "rejected_pcs": 2, "reason": "burr", "scrap_reason": "burr"}
    bore = {"product": "Gear", "subgroup_size": 2, "lsl": "9", "usl": "11"}
    lot = {"material": "steel", "unit": "kg", "quantity": 100, "plant": "main"}
    told: list[tuple[str, dict[str, Any]]] = [
        ("work_orders.define_scrap_reason", {"scrap_reason": "burr", "text": "Burr on the edge"}),
        ("plants.open", {"plant": "main", "name": "Main plant"}),
        ("plants.change", {"plant": "main", "name": "Main site", "valid_from": "2026-03-01"}),
        ("equipment.register", {"equipment": "X-1"}),
        ("equipment.change_state", {"equipment": "X-1", "state": "production"}),
        ("equipment.change_state", {"equipment": "X-1", "state": "breakdown", "reason": "tool"}),
        ("materials.register", {"material": "steel", "base_unit": "kg", "units": {"t": "1000"}}),
        ("materials.register", {"material": "Gear", "base_unit": "pcs"}),
        ("materials.change", {"material": "steel", "name": "Round bar"}),
        ("materials.set_components", {"product": "Gear", "components": [
            {"material": "steel", "quantity": "2", "unit": "kg"},
        ]}),
        ("materials.set_reorder_point", {"material": "steel", "quantity": "9000"}),
        ("materials.register", {"material": "X-OLD", "base_unit": "pcs"}),
        ("materials.retire", {"material": "X-OLD", "reason": "replaced"}),
        ("materials.reinstate", {"material": "X-OLD"}),
        ("inventory.register_place", {"place": "XL-RACK"}),
        ("inventory.register_place", {"place": "XL-BIN", "area": "XL-RACK"}),
        ("inventory.register_place", {"place": "XL-SHELF"}),
        ("inventory.retire_place", {"place": "XL-BIN"}),
        ("inventory.set_negative_stock", {"negative_stock": "refuse"}),
        ("lots.receive", {"lot": "XL-1", **lot}),
        ("lots.receive", {"lot": "XL-2", **lot}),
        ("lots.split", {"lot": "XL-1", "into": "XL-3", "quantity": "12.5"}),
        ("lots.merge", {"into": "XL-4", "lots": ["XL-2", "XL-3"], "location": "XL-RACK"}),
        ("lots.move", {"lot": "XL-1", "location": "XL-RACK"}),
        ("lots.hold", {"lot": "XL-1", "reason": "crack"}),
        ("lots.release", {"lot": "XL-1"}),
        ("lots.adjust", {"lot": "XL-1", "quantity": "80", "reason": "counted"}),
        ("lots.ship", {"lot": "XL-1", "quantity": "10", "customer": "C-1"}),
        ("lots.scrap", {"lot": "XL-1", "quantity": "5", "reason": "rust"}),
        ("lots.ship", {"lot": "XL-1", "quantity": "2", "customer": "C-1", "delivery": "XD-0"}),
        ("lots.return_from_customer", {"lot": "XL-1", "quantity": "2", "customer": "C-1", "reason": "bent"}),
        ("lots.return_to_supplier", {"lot": "XL-1", "quantity": "1", "reason": "rust"}),
        ("corrections.correct_movement", {"lot": "XL-1", "movement": 1, "quantity": "101", "why": "weighed again"}),
        ("work_orders.create", {"work_order": "XW-1", "product": "Gear", "quantity_pcs": 50}),
        ("work_orders.release", {"work_order": "XW-1"}),
        ("work_orders.start", {"work_order": "XW-1"}),
        ("work_orders.pause", {"work_order": "XW-1", "reason": "lunch"}),
        ("work_orders.resume", {"work_order": "XW-1"}),
        ("labor.register_operator", {"operator": "XB-1", "role": "turner"}),
        ("labor.change_operator", {"operator": "XB-1", "role": "fitter"}),
        ("labor.grant_certificate", {"operator": "XB-1", "certificate": "crane", "valid_from": at, "expires_at": later}),
        ("labor.revoke_certificate", {"operator": "XB-1", "certificate": "crane", "reason": "accident"}),
        ("labor.grant_certificate", {"operator": "XB-1", "certificate": "lathe", "valid_from": at, "expires_at": later}),
        ("labor.set_rate", {"role": "fitter", "rate_per_hour": "42", "valid_from": at - timedelta(days=1)}),
        ("labor.start_job", {"operator": "XB-1", "work_order": "XW-1", "operation": "10", "entry": "XT-1"}),
        ("labor.start_break", {"operator": "XB-1"}),
        ("labor.end_break", {"operator": "XB-1"}),
        ("labor.end_job", {"operator": "XB-1"}),
        ("labor.record_time", {"operator": "XB-1", "work_order": "XW-1", "entry": "XT-2", **hour}),
        ("labor.correct_time", {"operator": "XB-1", "work_order": "XW-1", "entry": "XT-2", "breaks_s": 600, "why": "b", **hour}),
        ("labor.strike_time", {"operator": "XB-1", "entry": "XT-2", "why": "typed twice"}),
        ("labor.start_job_with_override", {"operator": "XB-1", "work_order": "XW-1", "override_reason": "alone"}),
        ("labor.register_operator", {"operator": "XB-2", "role": "fitter"}),
        ("labor.retire_operator", {"operator": "XB-2"}),
        ("work_orders.consume_lot", {"work_order": "XW-1", "lot": "XL-4", "quantity": "20"}),
        ("corrections.correct_movement", {"lot": "XL-4", "movement": 3, "quantity": "19", "why": "weighed again"}),
        ("work_orders.return_material", {"work_order": "XW-1", "lot": "XL-4", "quantity": "2", "reason": "left over"}),
        ("work_orders.hold", {"work_order": "XW-1", "reason": "drawing changes"}),
        ("work_orders.unhold", {"work_order": "XW-1"}),
        ("work_orders.reschedule", {"work_order": "XW-1", "priority": 70, "reason": "customer waits"}),
        ("work_orders.log_production", {"work_order": "XW-1", "log": "log-1", "good_pcs": 10, **report}),
        ("work_orders.log_production", {"work_order": "XW-1", "log": "log-2", **burrs, **report}),
        ("work_orders.correct_log", {"work_order": "XW-1", "log": "log-1", "why": "miscounted", "good_pcs": 8, **report}),
        ("work_orders.log_production", {"work_order": "XW-1", "log": "log-3", "rework_pcs": 3, **report}),
        ("work_orders.create", {"work_order": "XW-4", "product": "Gear", "quantity_pcs": 2, "rework_of": "XW-1", "operations": [
            {"operation": "deburring", "sequence": 10, "work_center": "bench", "cycle_time_s": "30"},
        ]}),
        ("work_orders.log_production", {"work_order": "XW-1", "log": "log-4", "good_pcs": 1, **report}),
        ("work_orders.strike_log", {"work_order": "XW-1", "log": "log-4", "why": "typed twice"}),
        ("work_orders.release", {"work_order": "XW-4"}),
        ("work_orders.undo", {"work_order": "XW-4", "why": "too early"}),
        ("work_orders.record_output_lot", {"work_order": "XW-1", "lot": "XO-1", "quantity": 15}),
        ("work_orders.complete", {"work_order": "XW-1"}),
        ("work_orders.close", {"work_order": "XW-1"}),
        ("work_orders.define_scrap_reason", {"scrap_reason": "rust", "text": "Rust"}),
        ("work_orders.retire_scrap_reason", {"scrap_reason": "rust"}),
        ("work_orders.create", {"work_order": "XW-2", "product": "Gear", "quantity_pcs": 50}),
        ("work_orders.cancel", {"work_order": "XW-2", "reason": "not needed"}),
        ("quality.define_characteristic", {"characteristic": "bore", **bore}),
        *(
            ("quality.record_subgroup", {"characteristic": "bore", "subgroup": f"S{n}", "values": ["10.1", f"9.{n}"]})
            for n in range(1, 9)
        ),
        ("quality.correct_subgroup", {"characteristic": "bore", "subgroup": "S2", "values": [10, 10.2], "why": "typo"}),
        ("quality.set_limits_basis", {"characteristic": "bore", "limits_from_subgroups": 6}),
        ("quality.set_control_limits", {"characteristic": "bore", "center": "10", "sigma": "0.2"}),
        ("sales.register_customer", {"customer": "C-1", "name": "Pump maker"}),
        ("sales.change_customer", {"customer": "C-1", "country": "DE"}),
        ("sales.block_customer", {"customer": "C-1", "reason": "unpaid"}),
        ("sales.unblock_customer", {"customer": "C-1"}),
        ("sales.create_order", {"sales_order": "XS-1", "customer": "C-1", "due_on": "2026-03-06", "lines": [
            {"line": 10, "product": "steel", "quantity": "20", "unit": "kg"},
            {"line": 20, "product": "Gear", "quantity": "5"},
        ]}),
        ("sales.change_line", {"sales_order": "XS-1", "line": 10, "quantity": "25"}),
        ("sales.deliver", {"sales_order": "XS-1", "line": 10, "lot": "XL-1", "delivery": "XD-1", "quantity": "20"}),
        ("sales.return_goods", {"sales_order": "XS-1", "line": 10, "delivery": "XD-1", "quantity": "2", "reason": "bent"}),
        ("sales.cancel_line", {"sales_order": "XS-1", "line": 20, "reason": "not needed"}),
        ("sales.close_order", {"sales_order": "XS-1"}),
        ("sales.create_order", {"sales_order": "XS-2", "customer": "C-1"}),
        ("sales.cancel_order", {"sales_order": "XS-2", "reason": "not needed"}),
        ("costing.set_currency", {"currency": "EUR"}),
        ("costing.set_equipment_rate", {"equipment": "X-1", "rate_per_hour": "60", "valid_from": at - timedelta(days=1)}),
        ("costing.set_method", {"material": "Gear", "method": "standard", "standard_cost": "12.5"}),
        ("costing.charge_order", {"work_order": "XW-1", "amount": "180", "reason": "hardened outside"}),
        ("costing.add_cost_to_receipt", {"lot": "XL-2", "amount": "35.2", "reason": "freight"}),
        ("costing.revalue_stock", {"material": "steel", "unit_cost": "1.85", "reason": "market price"}),
        ("lots.move", {"lot": "XL-8", "location": "XL-RACK"}),
        ("lots.move", {"lot": "XL-9", "location": "XL-RACK"}),
        ("work_orders.close", {"work_order": "XW-2"}),
        ("pending_commands.carry_out", {"pending_command": CARRIED_OUT, "body": {"lot": "XL-1", "location": "XL-SHELF"}}),
        ("pending_commands.dismiss", {"pending_command": DISMISSED, "reason": "typed by mistake"}),
    ]  # fmt: skip
    for number, (name, body) in enumerate(told):
        yield new_command(name, **body, occurred_at=at + timedelta(seconds=number))


# Facts by hand ----------------------------------------------------------------------------------------------------


def event(stream: str, version: int, fact: Fact, **other: Any) -> dict[str, Any]:
    """A fact as `unison.append` takes it; `other` replaces what it says."""
    return {
        "stream": stream,
        "version": version,
        "topic": fact.topic,
        "schema_version": fact.schema_version,
        "data": fact,
        "meta": {"user": BOB},
        "occurred_at": AT,
    } | other


def append(connection: psycopg.Connection[Any], organization: UUID, *events: dict[str, Any]) -> None:
    connection.execute("SELECT unison.append(%s, '[]', %s)", (organization, codec.encode(events).decode()))


def register_material(url: str, organization: UUID, material: str, *told: Fact) -> None:
    """A material with these facts of its own."""
    with database.connect(url, "app") as connection:
        append(connection, organization, *(event(f"materials:{material}", n, fact) for n, fact in enumerate(told, 1)))


def lot_moves(lot: str, count: int) -> list[dict[str, Any]]:
    """A lot that was received and then moved until it has so many facts."""
    moves = (event(f"lots:{lot}", n, LotMoved(location=f"rack {n}")) for n in range(2, count + 1))
    return [event(f"lots:{lot}", 1, RECEIVED), *moves]


# Feed and projections ---------------------------------------------------------------------------------------------


def sequence(url: str) -> None:
    """What has committed gets its number. A transaction of somebody else's in the same server may hold it up shortly."""
    with database.connect(url, "worker") as connection:
        deadline = time.monotonic() + 20
        while Sequencer(connection).drain() or not _all_numbered(connection):
            assert time.monotonic() < deadline, "the feed is held up"
            time.sleep(0.01)


def _all_numbered(connection: psycopg.Connection[Any]) -> bool:
    left = """SELECT FROM unison.events e, unison.feed_cursor c
              WHERE (e.epoch, e.tx, e.pos) > (c.last_epoch, c.last_tx, c.last_pos) LIMIT 1"""
    return connection.execute(left).fetchone() is None


def project(url: str, *projections: Projection) -> None:
    sequence(url)
    with database.connect(url, "worker") as connection:
        for projection in projections or PROJECTIONS:
            ConsumerWorker(connection, projection).catch_up()


def contents(url: str, schema: str) -> dict[str, list[str]]:
    """Every row of every table of a schema, in an order that does not depend on how it came there."""
    with database.connect(url, "worker") as connection:
        named = "SELECT table_name FROM information_schema.tables WHERE table_schema = %s AND table_type = 'BASE TABLE'"
        tables = sorted(row[0] for row in connection.execute(named, (schema,)))
        rows = sql.SQL("SELECT to_jsonb(t)::text FROM {} t ORDER BY 1")
        return {
            table: [row[0] for row in connection.execute(rows.format(sql.Identifier(schema, table)))]
            for table in tables
        }


def everything(url: str, projections: Sequence[Projection] = PROJECTIONS) -> dict[str, dict[str, list[str]]]:
    """The contents of the projections."""
    return {projection.name: contents(url, projection.name) for projection in projections}


def count(url: str, query: LiteralString, *parameters: object) -> int:
    with database.connect(url, "worker") as connection:
        row = connection.execute(query, parameters).fetchone()
        assert row is not None
        return row[0]
