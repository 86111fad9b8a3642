"""Notices for tests: given, ended, and who is there to read them."""

from typing import Any
from uuid import UUID, uuid4

import psycopg
from psycopg.types.json import Jsonb

from tests.conftest import Organization
from unison.infrastructure.identity.accounts import create_user

type Connection = psycopg.Connection[Any]

LATE = {"work_order": "WO-1", "product": "Pump", "due_at": "2026-03-02T08:00:00+00:00"}


def give(
    worker: Connection,
    organization: Organization,
    subject: str = "late_order",
    about: str = "work_orders:WO-1",
    *,
    told: dict[str, Any] | None = None,
    plant: str | None = "main",
    notice: UUID | None = None,
) -> UUID:
    made = notice or uuid4()
    worker.execute(
        "SELECT unison.give_notice(%s, %s, %s, %s, %s, %s)",
        (organization.id, subject, about, Jsonb(LATE if told is None else told), plant, made),
    )
    return made


def end(worker: Connection, organization: Organization, subject: str, about: str, plant: str | None = "main") -> None:
    worker.execute("SELECT unison.end_notices(%s, %s, %s, %s)", (organization.id, subject, about, plant))


def add_user(
    owner: Connection,
    organization: Organization,
    role: str,
    plants: list[str] | None = None,
    *,
    login: str | None = None,
    email: str | None = None,
) -> UUID:
    user = create_user(
        owner, organization.id, login or str(uuid4()), name="Somebody", password="correct horse", role=role,
        plants=plants or [],
    )  # fmt: skip
    owner.execute(
        "UPDATE unison.users SET email = %s WHERE organization_id = %s AND user_id = %s", (email, organization.id, user)
    )
    return user


def wish(owner: Connection, organization: Organization, user: UUID, mail: str, *, subject: str = "late_order") -> None:
    owner.execute(
        "INSERT INTO unison.notice_wishes VALUES (%s, %s, %s, true, %s)", (organization.id, user, subject, mail)
    )


def standing(worker: Connection, organization: Organization) -> list[tuple[str, str]]:
    return worker.execute(
        "SELECT subject, about FROM unison.notices WHERE organization_id = %s AND over_at IS NULL ORDER BY 1, 2",
        (organization.id,),
    ).fetchall()


def readers(worker: Connection, organization: Organization) -> set[UUID]:
    found = worker.execute(
        "SELECT user_id FROM unison.notice_readers WHERE organization_id = %s", (organization.id,)
    ).fetchall()
    return {user for (user,) in found}
