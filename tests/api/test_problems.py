"""Bad input gets a clear problem: which field, what is wrong, what to do; and nothing is half written."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from psycopg import sql

from tests.api.conftest import Served, send
from tests.conftest import Organization
from tests.spine import uuid7
from unison.infrastructure import database
from unison.shared.errors import RuleRefusal, refusals

ORDER: dict[str, Any] = {"work_order": "WO-1", "product": "P", "quantity_pcs": 10}


def problem(answer: httpx.Response, status: int) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    told: dict[str, Any] = answer.json()
    assert told["status"] == status
    return told


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"quantity_pcs": 0}, "quantity_pcs"),
        ({"quantity_pcs": "ten"}, "quantity_pcs"),
        ({"product": ""}, "product"),
        ({"product": "a\tb"}, "product"),
        ({"work_order": "x" * 121}, "work_order"),
        ({"due_at": "2026-03-02T08:00:00"}, "due_at"),
        ({"occurred_at": "yesterday"}, "occurred_at"),
        ({"quantity": 5}, "quantity"),
    ],
)
def test_a_malformed_field_is_named(client: httpx.Client, change: dict[str, Any], field: str) -> None:
    told = problem(send(client, "work-orders/create", **(ORDER | change)), 422)
    assert [error["field"] for error in told["errors"]] == [field]
    assert field in told["detail"]
    assert client.get("/api/v1/work-orders").json() == []


def test_a_missing_field_is_named(client: httpx.Client) -> None:
    told = problem(send(client, "work-orders/create", work_order="WO-1"), 422)
    assert {error["field"] for error in told["errors"]} == {"product", "quantity_pcs"}


@pytest.mark.parametrize("key", [None, "7", "323662f7-6f47-49a7-a055-dec1558afa96"])
def test_a_command_needs_a_uuid_of_version_7(client: httpx.Client, key: str | None) -> None:
    headers = {} if key is None else {"Idempotency-Key": key}
    told = problem(client.post("/api/v1/work-orders/create", json=ORDER, headers=headers), 422)
    assert [error["field"] for error in told["errors"]] == ["idempotency-key"]


def test_what_is_no_json_is_told(client: httpx.Client) -> None:
    headers = {"Idempotency-Key": str(uuid7()), "Content-Type": "application/json"}
    problem(client.post("/api/v1/work-orders/create", content=b"{", headers=headers), 422)


def test_nothing_has_happened_in_the_future(client: httpx.Client) -> None:
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    told = problem(send(client, "work-orders/create", **ORDER, occurred_at=tomorrow), 422)
    assert told["code"] == "occurred_in_future"
    assert "clock" in told["detail"]


def test_a_refused_rule_and_an_unknown_thing_have_codes_of_their_own(client: httpx.Client) -> None:
    assert send(client, "work-orders/create", **ORDER).status_code == 201
    told = problem(send(client, "work-orders/start", work_order="WO-1"), 409)
    assert (told["code"], told["facts"]) == ("not_released", {"status": "planned"})
    told = problem(send(client, "work-orders/start", work_order="WO-2"), 404)
    assert (told["code"], "WO-2" in told["detail"]) == ("unknown_work_order", True)


def test_the_same_command_again_is_answered_as_the_first_time_and_another_under_its_id_is_refused(
    client: httpx.Client,
) -> None:
    key = str(uuid7())
    first = send(client, "work-orders/create", key, **ORDER).json()
    again = send(client, "work-orders/create", key, **ORDER).json()
    assert again == first | {"repeated": True}
    told = problem(send(client, "work-orders/create", key, **(ORDER | {"quantity_pcs": 11})), 409)
    assert told["code"] == "command_reused"


def test_what_does_not_exist_is_a_problem_too(client: httpx.Client) -> None:
    assert problem(client.get("/api/v1/nothing"), 404)["code"] == "unknown_route"
    assert problem(client.get("/api/v1/work-orders/create"), 405)["code"] == "method_not_allowed"


def test_a_role_may_not_what_it_may_not(served: Served, mine: Organization) -> None:
    with served.client(mine, "auditor") as auditor:
        told = problem(send(auditor, "work-orders/create", **ORDER), 403)
    assert "auditor" in told["detail"]


@pytest.mark.parametrize(
    ("moved_to", "told"), [(None, "this server"), ("https://other.example", "https://other.example")]
)
def test_an_organization_that_moves_is_not_written_to(
    served: Served, client: httpx.Client, mine: Organization, moved_to: str | None, told: str
) -> None:
    with database.connect(served.url, "owner") as owner:
        owner.execute("INSERT INTO unison.frozen (organization_id, moved_to) VALUES (%s, %s)", (mine.id, moved_to))
    refused = problem(send(client, "work-orders/create", **ORDER), 421)
    assert (refused["code"], told in refused["detail"]) == ("organization_moved", True)


def test_what_nobody_foresaw_is_a_problem_too(served: Served, client: httpx.Client, mine: Organization) -> None:
    """Here a constraint that no code knows of."""
    with database.connect(served.url, "owner") as owner:
        owner.execute(
            sql.SQL(
                "ALTER TABLE unison.commands ADD CONSTRAINT unknown CHECK (organization_id <> {}) NOT VALID"
            ).format(sql.Literal(mine.id))
        )
        key = str(uuid7())
        try:
            told = problem(send(client, "work-orders/create", key, **ORDER), 500)
        finally:
            owner.execute("ALTER TABLE unison.commands DROP CONSTRAINT unknown")
    assert told["code"] == "unforeseen"
    with served.client(mine) as again:  # the server closes the connection after such a failure
        assert send(again, "work-orders/create", key, **ORDER).json()["repeated"] is False


def test_every_refusal_has_a_message_that_ends() -> None:
    assert len(refusals()) > 190
    for kind in refusals().values():
        assert (kind.__doc__ or "").strip().endswith((".", "?")), kind


def test_a_code_is_given_once() -> None:
    with pytest.raises(TypeError, match="needs a code"):
        type("Nameless", (RuleRefusal,), {})
    with pytest.raises(TypeError, match=r"'command_reused' of Other is taken by CommandReused"):
        type("Other", (RuleRefusal,), {}, code="command_reused")
