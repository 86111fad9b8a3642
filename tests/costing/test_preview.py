"""What a preview says is what then happens, whatever has happened before; and it writes nothing."""

from decimal import Decimal
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from projections.costing import PROJECTION
from projections.costing import api as view
from projections.costing.api.answers import Preview
from projections.costing.api.staging import NotPreviewed
from projections.costing.projector.engine import rows
from tests.conftest import Organization, make_organization
from tests.costing.plain_books import Telling, minute
from tests.costing.test_any_story import (
    CORRECTABLE,
    COSTS,
    MINUTES,
    QUANTITIES,
    Story,
    correction,
    cost_fact,
    example,
    log_of,
    put_in,
    stock_fact,
    stories,
)  # fmt: skip
from tests.scenario import AT
from tests.spine import append, ask, contents, event, project
from unison.costing import domain as c
from unison.infrastructure import database
from unison.inventory.domain import CurrencySet
from unison.lots.domain import facts as d
from unison.measures.money import ZERO
from unison.shared.events import Fact, Meta
from unison.shared.ports import Staged
from unison.work_orders.domain import facts as w


@pytest.fixture(autouse=True)
def many_kept_states(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "SPACING", 2)


def previewed(url: str, organization: Organization, *facts: Staged) -> Preview:
    return ask(url, organization, PROJECTION.name, lambda cursor: view.preview(cursor, organization.id, facts))


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


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
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
    fact = d.MovementCorrected(
        movement=wrong.version, kind=d.Movement.RECEIVED, change=ZERO, why="typo", struck=struck, **change
    )
    then_it_happens(database_url, organization, story, Telling(0, wrong.stream, 0, fact, AT))


def test_a_preview_writes_nothing(database_url: str, owner: psycopg.Connection[Any]) -> None:
    story, organization = example(1), make_organization(owner)
    put_in(database_url, story, organization, [])
    before = contents(database_url, PROJECTION.name)
    (first, *_) = story.of(d.LotReceived)
    fact = d.MovementCorrected(
        movement=first.version, kind=d.Movement.RECEIVED, change=ZERO, why="typo", quantity=Decimal(77)
    )
    assert previewed(database_url, organization, Staged(first.stream, 99, fact, AT, Meta())).entries > 0
    assert contents(database_url, PROJECTION.name) == before


def late_facts(draw: st.DrawFn, story: Story) -> list[Telling]:
    """A fact of any kind that a preview knows, at any time; or several that one command tells."""
    later = Story(list(story.told))
    for _ in range(draw(st.integers(1, 2))):
        tell = draw(st.sampled_from([stock_fact, stock_fact, cost_fact, log_struck, correction]))
        tell(draw, later, draw(MINUTES))
    return later.told[len(story.told) :]


def log_struck(draw: st.DrawFn, story: Story, at: int) -> None:
    for each in story.of(w.ProductionLogged)[:1]:
        change: dict[str, Any] = log_of(draw, vars(each.fact)["log"]) | {"why": "typo"}
        known = {name: change[name] for name in w.ProductionLogStruck.__dataclass_fields__ if name in change}
        story.tell(each.stream, w.ProductionLogStruck(**known), at)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(story=stories(), late=st.data())
def test_late_facts_do_what_their_preview_said(
    story: Story, late: st.DataObject, database_url: str, owner: psycopg.Connection[Any]
) -> None:
    organization = make_organization(owner)
    put_in(database_url, story, organization, [])
    told = late.draw(st.composite(late_facts)(story))
    assume(told and not any(isinstance(each.fact, VALUES_OTHERS) for each in told))
    then_it_happens(database_url, organization, story, *told)


VALUES_OTHERS = (c.CostingMethodSet, c.StockRevalued, c.EquipmentRateSet)


@pytest.mark.parametrize(
    ("fact", "rule"),
    [
        (c.CostingMethodSet(material="rod", plant="main", method=c.CostingMethod.FIFO), "costing method"),
        (
            c.StockRevalued(material="rod", plant="main", unit_cost=ZERO, reason="market"),
            "standard cost or revaluation",
        ),
        (c.EquipmentRateSet(equipment="M-1", rate_per_hour=ZERO, valid_from=AT), "rate"),
        (CurrencySet(currency="USD"), "currency"),
    ],
)
def test_what_values_others_is_not_previewed(
    fact: Fact, rule: str, database_url: str, owner: psycopg.Connection[Any]
) -> None:
    with pytest.raises(NotPreviewed, match=f"A {rule} values many facts anew"):
        previewed(database_url, make_organization(owner), Staged("costing:any", 1, fact, AT, Meta()))


def then_it_happens(url: str, organization: Organization, story: Story, *told: Telling) -> None:
    """Facts are previewed, and told, which does what the preview said."""
    before = standing(url, organization)
    facts: list[Staged] = []
    for each in told:
        version = 1 + sum(other.stream == each.stream for other in (*story.told, *facts))
        facts.append(Staged(each.stream, version, each.fact, each.at, Meta()))
    seen = previewed(url, organization, *facts)
    with database.connect(url, "app") as connection:
        for each in facts:
            append(
                connection, organization.id, event(each.stream, each.version, each.fact, occurred_at=each.occurred_at)
            )
    project(url, PROJECTION)
    assert_stands(url, organization, foretold(before, seen))


def assert_stands(url: str, organization: Organization, expected: dict[str, tuple[Decimal, ...]]) -> None:
    after = {name: values for name, values in expected.items() if any(values)}
    assert {name: values for name, values in standing(url, organization).items() if any(values)} == after
