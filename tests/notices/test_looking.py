"""What read models and facts say becomes a notice, for as long as it stands."""

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from tests.conftest import Organization
from tests.notices.giving import add_user, end, readers, standing
from tests.scenario import AT
from tests.spine import append, event, new_command, project, sequence, tell
from unison.infrastructure import database
from unison.infrastructure.feed.worker import ConsumerWorker
from unison.infrastructure.jobs.job import INSTALLATION, Job
from unison.infrastructure.jobs.workplace import Workplace
from unison.main import JOB_KINDS, VIEWS
from unison.notices.outbox import OUTBOX
from unison.pending_commands.domain import CommandSetAside, PendingCommandDismissed
from unison.quality.domain.violations import BrokenRule, ControlRuleViolated, SpecificationViolated
from unison.settings import settings
from unison.shared.events import Fact
from unison.shared.time import now

type Connection = psycopg.Connection[Any]

LOOK = next(kind for kind in JOB_KINDS if kind.name == "notices_look")
LOOKED_AT = [view.projection for view in VIEWS if view.looks]


@pytest.fixture
def workplace(database_url: str) -> Any:
    with Workplace(database_url, settings()) as workplace:
        yield workplace


def looked(workplace: Workplace) -> None:
    """Everything that was told stands in the views, and is looked at."""
    project(workplace.url, *LOOKED_AT)
    LOOK.carry_out(Job(uuid4(), LOOK.name, INSTALLATION, {}, 1, now()), workplace)


def give_facts(url: str) -> None:
    """The notices of the facts that were told."""
    sequence(url)
    with database.connect(url, "worker") as connection:
        ConsumerWorker(connection, OUTBOX).catch_up()


def told_of(worker: Connection, organization: Organization) -> dict[str, Any]:
    row = worker.execute(
        "SELECT told FROM unison.notices WHERE organization_id = %s AND over_at IS NULL", (organization.id,)
    ).fetchone()
    assert row
    return row[0]


def test_stock_below_its_reorder_point_is_told_until_there_is_more(
    workplace: Workplace, worker: Connection, organization: Organization
) -> None:
    tell(
        workplace.url, organization.id,
        new_command("materials.register", material="Steel", base_unit="kg"),
        new_command("materials.set_reorder_point", material="Steel", plant="main", quantity=100),
        new_command("lots.receive", lot="S1", material="Steel", quantity=99, unit="kg", plant="main", occurred_at=AT),
    )  # fmt: skip
    looked(workplace)
    looked(workplace)
    assert standing(worker, organization) == [("reorder_point", "materials:Steel")]
    assert told_of(worker, organization)["available"] == "99"
    tell(
        workplace.url, organization.id,
        new_command("lots.receive", lot="S2", material="Steel", quantity=2, unit="kg", plant="main", occurred_at=AT),
    )  # fmt: skip
    looked(workplace)
    assert standing(worker, organization) == []


def test_a_certificate_about_to_run_out_is_told_to_those_who_plan_and_to_whose_it_is(
    workplace: Workplace, owner: Connection, worker: Connection, organization: Organization
) -> None:
    boss = add_user(owner, organization, "supervisor")
    ann, other = add_user(owner, organization, "operator", login="op-1"), add_user(owner, organization, "operator")

    def grant(days: int) -> None:
        certificate = {"certificate": "welding", "valid_from": AT, "expires_at": now() + timedelta(days=days)}
        tell(workplace.url, organization.id, new_command("labor.grant_certificate", operator="OP-1", **certificate))

    register = new_command("labor.register_operator", operator="OP-1", role="welder", plant="main", occurred_at=AT)
    tell(workplace.url, organization.id, register)
    grant(20)
    looked(workplace)
    assert standing(worker, organization) == [("certificate", "operators:OP-1 welding")]
    assert readers(worker, organization) == {boss, ann} != {other}
    grant(400)
    looked(workplace)
    assert standing(worker, organization) == []


def test_late_orders_are_told_until_they_are_done(
    workplace: Workplace, worker: Connection, organization: Organization
) -> None:
    due = AT + timedelta(days=1)
    order = {"product": "Pump", "quantity_pcs": 5, "plant": "main", "occurred_at": AT}
    tell(
        workplace.url, organization.id,
        new_command("work_orders.create", work_order="WO-1", due_at=due, **order),
        new_command("work_orders.create", work_order="WO-2", due_at=now() + timedelta(days=1), **order),
        new_command("sales.register_customer", customer="C1", name="Customer"),
        new_command(
            "sales.create_order", sales_order="SO-1", customer="C1", plant="main", due_on=due.date(), occurred_at=AT,
            lines=[{"line": 1, "product": "Pump", "quantity": 5, "unit": "pcs"}],
        ),
    )  # fmt: skip
    looked(workplace)
    assert standing(worker, organization) == [("late_order", "sales_orders:SO-1"), ("late_order", "work_orders:WO-1")]
    tell(workplace.url, organization.id, new_command("work_orders.cancel", work_order="WO-1", reason="no more wanted"))
    looked(workplace)
    assert standing(worker, organization) == [("late_order", "sales_orders:SO-1")]


# Facts ---------------------------------------------------------------------------------------------------------------


def append_facts(url: str, organization: Organization, *facts: Fact) -> None:
    with database.connect(url, "app") as connection:
        stream = "pending_commands:0190-1"
        append(connection, organization.id, *(event(stream, version, fact) for version, fact in enumerate(facts, 1)))


SET_ASIDE = CommandSetAside(
    command="lots.move", body={"plant": "main"}, made_at=AT, code="lot_is_held", refusal_facts={}
)


def test_a_command_that_waits_for_a_person_is_told_until_somebody_decides(
    database_url: str, worker: Connection, organization: Organization
) -> None:
    append_facts(database_url, organization, SET_ASIDE)
    give_facts(database_url)
    assert standing(worker, organization) == [("pending_command", "0190-1")]
    with database.connect(database_url, "app") as connection:
        append(connection, organization.id, event("pending_commands:0190-1", 2, PendingCommandDismissed(reason="done")))
    give_facts(database_url)
    assert standing(worker, organization) == []


BEYOND = BrokenRule(chart="xbar", rule_set="nelson", rule=1)


def test_a_chart_on_which_rules_are_broken_is_told_once_until_somebody_has_dealt_with_it(
    database_url: str, worker: Connection, organization: Organization
) -> None:
    def violate(version: int) -> None:
        fact = ControlRuleViolated(subgroup=str(version), entry=version, broken=(BEYOND,), plant="main")
        with database.connect(database_url, "app") as connection:
            append(connection, organization.id, event("characteristics:bore", version, fact))
        give_facts(database_url)

    violate(1)
    violate(2)
    assert len(standing(worker, organization)) == 1
    (about,) = [about for _, about in standing(worker, organization)]
    end(worker, organization, "violation", about)
    violate(3)
    assert told_of(worker, organization)["subgroup"] == "3"


def test_a_value_out_of_specification_is_told(
    database_url: str, worker: Connection, organization: Organization
) -> None:
    fact = SpecificationViolated(subgroup="7", entry=7, values=(Decimal("20.10"),), plant="main")
    with database.connect(database_url, "app") as connection:
        append(connection, organization.id, event("characteristics:bore", 1, fact))
    give_facts(database_url)
    assert told_of(worker, organization)["values"] == "20.1"


def test_a_fact_that_comes_twice_is_told_once(
    database_url: str, worker: Connection, organization: Organization
) -> None:
    append_facts(database_url, organization, SET_ASIDE, PendingCommandDismissed(reason="done"))
    give_facts(database_url)
    worker.execute("UPDATE unison.consumers SET position = 0 WHERE name = 'notice_outbox'")
    give_facts(database_url)
    row = worker.execute(
        "SELECT count(*) FROM unison.notices WHERE organization_id = %s", (organization.id,)
    ).fetchone()
    assert row == (1,)
    assert standing(worker, organization) == []
