"""What a preview says is what then happens, whatever has happened before; and it writes nothing."""

import asyncio
from datetime import datetime
from decimal import Decimal
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from projections.costing import PROJECTION
from projections.costing import api as view
from projections.costing.api.answers import Preview
from projections.costing.projector.engine import rows
from tests.conftest import Organization, make_organization
from tests.costing.plain_books import minute
from tests.costing.test_any_story import (
    CORRECTABLE,
    COSTS,
    LOTS,
    MATERIALS,
    MINUTES,
    QUANTITIES,
    Story,
    log_of,
    put_in,
    received,
    stories,
)  # fmt: skip
from tests.scenario import AT
from tests.spine import append, contents, event, project
from unison.infrastructure import database
from unison.infrastructure.database import Database
from unison.lots.domain import facts as d
from unison.measures.money import ZERO
from unison.shared.events import Fact
from unison.work_orders.domain import facts as w


@pytest.fixture(autouse=True)
def many_kept_states(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "SPACING", 2)


def ask(url: str, organization: Organization, proposed: dict[str, Any]) -> Preview:
    async def answer() -> Preview:
        pool = Database(url, size=1)
        await pool.open()
        try:
            async with pool.reading(organization, schema=PROJECTION.name) as cursor:
                return await view.preview(cursor, organization.id, view.ProposedChange.model_validate(proposed))
        finally:
            await pool.close()

    return asyncio.run(answer())


def standing(url: str, organization: Organization) -> dict[str, tuple[Decimal, ...]]:
    """Quantity and value of stocks, and the accounts of orders."""
    with database.connect(url, "worker") as connection:
        stocks = connection.execute(
            "SELECT material, quantity, value FROM costing.stocks WHERE organization_id = %s", (organization.id,)
        ).fetchall()
        orders = connection.execute(
            "SELECT work_order, coalesce(charged, 0), coalesce(transferred, 0), coalesce(variance, 0),"
            " coalesce(in_process, 0) FROM costing.orders WHERE organization_id = %s",
            (organization.id,),
        ).fetchall()
    return {row[0]: tuple(row[1:]) for row in (*stocks, *orders)}


def foretold(before: dict[str, tuple[Decimal, ...]], seen: Preview) -> dict[str, tuple[Decimal, ...]]:
    after = dict(before)
    for stock in seen.stocks:
        assert before.get(stock.material, (ZERO, ZERO)) == (stock.quantity.before, stock.value.before)
        after[stock.material] = (stock.quantity.after, stock.value.after)
    for order in seen.orders:
        account = (order.charged, order.transferred, order.variance, order.in_process)
        assert before[order.work_order] == tuple(each.before for each in account)
        after[order.work_order] = tuple(each.after for each in account)
    return after


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(story=stories(), data=st.data())
def test_a_correction_does_what_its_preview_said(
    story: Story, data: st.DataObject, database_url: str, owner: psycopg.Connection[Any]
) -> None:
    organization = make_organization(owner)
    put_in(database_url, story, organization, [])
    wrong = data.draw(st.sampled_from(story.of(*CORRECTABLE)))
    corrections = [each for each in story.of(d.MovementCorrected) if each.stream == wrong.stream]
    assume(all(vars(each.fact)["movement"] != wrong.version for each in corrections))
    struck, receipt = data.draw(st.booleans()), isinstance(wrong.fact, d.LotReceived)
    change: dict[str, Any] = {} if struck else {
        "quantity": data.draw(QUANTITIES), "unit_cost": data.draw(COSTS) if receipt else None,
        "happened_at": minute(data.draw(MINUTES)),
    }  # fmt: skip
    before = standing(database_url, organization)
    rows_before = contents(database_url, PROJECTION.name)
    proposal = {"lot": wrong.key, "movement": wrong.version, "strike": struck, **change}
    seen = ask(database_url, organization, {"correct_movement": proposal})
    assert contents(database_url, PROJECTION.name) == rows_before
    fact = d.MovementCorrected(
        movement=wrong.version, kind=d.Movement.RECEIVED, change=ZERO, why="typo", struck=struck, **change
    )
    tell(database_url, organization, story, wrong.stream, fact, AT)
    assert_stands(database_url, organization, foretold(before, seen))


def late_fact(draw: st.DrawFn, story: Story) -> tuple[dict[str, Any], str, Fact, datetime]:
    """What is asked, and the fact that is then told, with when it happened."""
    lot, order = draw(st.sampled_from(sorted(LOTS))), draw(st.sampled_from(sorted(MATERIALS)))
    quantity, at, cost = draw(QUANTITIES), minute(draw(MINUTES)), draw(st.none() | COSTS)
    moved = {"quantity": quantity, "occurred_at": at}
    made = next(name for name, material in LOTS.items() if material == MATERIALS[order])
    log = log_of(draw, "late")
    known = {name: log[name] for name in ("equipment", "started_at", "ended_at")}
    told: list[tuple[dict[str, Any], str, Fact, datetime]] = [
        ({"receive": moved | {"material": LOTS[lot], "unit_cost": cost}}, f"lots:{lot}", received(lot, quantity, cost), at),
        ({"consume": moved | {"lot": lot, "work_order": order}}, f"lots:{lot}",
            d.LotConsumed(work_order=order, quantity=quantity), at),
        ({"take": moved | {"lot": lot}}, f"lots:{lot}", d.LotScrapped(quantity=quantity, reason="rust"), at),
        ({"put_out": moved | {"work_order": order}}, f"lots:{made}",
            d.LotProduced(work_order=order, material=MATERIALS[order], quantity=quantity, unit="kg", plant="main"), at),
        ({"log": known | {"work_order": order}}, f"work_orders:{order}", w.ProductionLogged(**log), AT),
    ]  # fmt: skip
    for each in story.of(w.ProductionLogged):
        of = {"work_order": each.key, "log": vars(each.fact)["log"]}
        change: dict[str, Any] = log | {"log": of["log"], "why": "typo"}
        told += [
            ({"correct_log": known | of}, each.stream, w.ProductionLogCorrected(**change), AT),
            ({"strike_log": of}, each.stream, struck(change), AT),
        ]
    return draw(st.sampled_from(told))


def struck(change: dict[str, Any]) -> w.ProductionLogStruck:
    return w.ProductionLogStruck(
        **{name: change[name] for name in w.ProductionLogStruck.__dataclass_fields__ if name in change}
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(story=stories(), late=st.data())
def test_a_late_fact_does_what_its_preview_said(
    story: Story, late: st.DataObject, database_url: str, owner: psycopg.Connection[Any]
) -> None:
    organization = make_organization(owner)
    put_in(database_url, story, organization, [])
    proposed, stream, fact, at = late.draw(st.composite(late_fact)(story))
    before = standing(database_url, organization)
    seen = ask(database_url, organization, proposed)
    tell(database_url, organization, story, stream, fact, at)
    assert_stands(database_url, organization, foretold(before, seen))


def tell(url: str, organization: Organization, story: Story, stream: str, fact: Fact, at: datetime) -> None:
    version = 1 + sum(each.stream == stream for each in story.told)
    with database.connect(url, "app") as connection:
        append(connection, organization.id, event(stream, version, fact, occurred_at=at))
    project(url, PROJECTION)


def assert_stands(url: str, organization: Organization, expected: dict[str, tuple[Decimal, ...]]) -> None:
    after = {name: values for name, values in expected.items() if any(values)}
    assert {name: values for name, values in standing(url, organization).items() if any(values)} == after
