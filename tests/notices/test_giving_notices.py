"""A notice is given once, to those whom it concerns, and stands until it is over."""

from typing import Any
from uuid import uuid4

import psycopg
import pytest

from tests.conftest import Organization
from tests.notices.giving import add_user, end, give, readers, standing
from unison.infrastructure import database

type Connection = psycopg.Connection[Any]


def test_the_same_is_told_once_while_it_stands(worker: Connection, organization: Organization) -> None:
    give(worker, organization)
    give(worker, organization)
    give(worker, organization, about="work_orders:WO-2")
    assert standing(worker, organization) == [("late_order", "work_orders:WO-1"), ("late_order", "work_orders:WO-2")]


def test_a_notice_of_one_id_is_given_once_though_it_is_over(worker: Connection, organization: Organization) -> None:
    notice = give(worker, organization)
    end(worker, organization, "late_order", "work_orders:WO-1")
    give(worker, organization, notice=notice)
    assert standing(worker, organization) == []


def test_what_begins_again_is_told_again(worker: Connection, organization: Organization) -> None:
    give(worker, organization)
    end(worker, organization, "late_order", "work_orders:WO-1")
    give(worker, organization)
    assert len(standing(worker, organization)) == 1


def test_a_subject_concerns_its_roles_in_their_plants(
    owner: Connection, worker: Connection, organization: Organization
) -> None:
    give(worker, organization)
    boss, elsewhere = (
        add_user(owner, organization, "supervisor"),
        add_user(owner, organization, "supervisor", ["other"]),
    )
    here, operator = add_user(owner, organization, "admin", ["main"]), add_user(owner, organization, "operator")
    assert readers(worker, organization) == {boss, here}
    give(worker, organization, "certificate", "operators:OP-1", told={"person": str(operator)})
    assert readers(worker, organization) == {boss, here, operator}
    assert elsewhere not in readers(worker, organization)


def test_who_is_limited_to_plants_sees_no_row_of_another(
    owner: Connection, worker: Connection, organization: Organization
) -> None:
    give(worker, organization)
    give(worker, organization, about="work_orders:WO-2", plant="other")
    give(worker, organization, "dead_letter", "of no plant", plant=None)
    with owner.transaction(force_rollback=True):
        owner.execute("SET LOCAL ROLE unison_app")
        owner.execute("SELECT set_config('app.organization', %s, true)", (str(organization.id),))
        assert len(owner.execute("SELECT FROM unison.notices").fetchall()) == 3
        owner.execute("SELECT set_config('app.plants', '{main}', true)")
        assert owner.execute("SELECT about FROM unison.notices").fetchall() == [("work_orders:WO-1",)]


def test_the_application_gives_no_notice(owner: Connection, organization: Organization) -> None:
    with owner.transaction(force_rollback=True):
        owner.execute("SET LOCAL ROLE unison_app")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            owner.execute("SELECT unison.give_notice(%s, 'late_order', 'x', '{}')", (organization.id,))


def test_a_parked_stream_is_told_until_it_is_resumed(worker: Connection, organization: Organization) -> None:
    park = """INSERT INTO unison.parked_streams (consumer, organization_id, stream_id, from_version, position, error)
              VALUES ('stock', %s, 'lots:L-1', 2, 7, 'no') ON CONFLICT (organization_id, stream_id, consumer)
              DO UPDATE SET attempts = 2"""
    worker.execute(park, (organization.id,))
    worker.execute(park, (organization.id,))
    assert standing(worker, organization) == [("parked_stream", "stock lots:L-1")]
    worker.execute("DELETE FROM unison.parked_streams WHERE organization_id = %s", (organization.id,))
    assert standing(worker, organization) == []


def test_a_dead_letter_is_told_until_it_is_dropped(
    owner: Connection, worker: Connection, organization: Organization
) -> None:
    worker.execute(
        """INSERT INTO unison.dead_jobs (organization_id, job_id, kind, body, error, attempts, enqueued_at)
           VALUES (%s, gen_random_uuid(), 'webhook', '{}', 'no answer', 3, now())""",
        (organization.id,),
    )
    assert [subject for subject, _ in standing(worker, organization)] == ["dead_letter"]
    with owner.transaction():
        database.act_as_app(owner, organization.id)
        owner.execute("DELETE FROM unison.dead_jobs")
    assert standing(worker, organization) == []


def test_a_webhook_that_was_switched_off_is_told_until_it_is_on_again(
    owner: Connection, worker: Connection, organization: Organization
) -> None:
    webhook = uuid4()
    owner.execute(
        """INSERT INTO unison.webhooks (organization_id, webhook_id, name, url, types, form, start_seq, permission_hash, off_at)
           VALUES (%s, %s, 'SAP', 'https://sap.example', '{lots.LotMoved}', 'batch', 0, '', now())""",
        (organization.id, webhook),
    )
    about = f"webhooks:{webhook}"
    give(worker, organization, "webhook_off", about, told={"webhook": "SAP", "reason": "it is gone"}, plant=None)
    owner.execute("UPDATE unison.webhooks SET off_at = NULL WHERE webhook_id = %s", (webhook,))
    assert standing(worker, organization) == []
