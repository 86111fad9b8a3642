"""An organization's feed is verified by a worker, its head is signed, and a lot is proven below it, to those who may ask."""

from datetime import UTC, datetime
from uuid import uuid4

import httpx

from tests.api.conftest import Served, done
from tests.conftest import Organization
from tests.spine import sequence
from unison.infrastructure.jobs.job import Job
from unison.infrastructure.jobs.workplace import Workplace
from unison.infrastructure.verification.job import KIND
from unison.settings import Settings


def carry_out(served: Served, organization: Organization) -> None:
    settings: Settings = served.app.state.context.settings
    with Workplace(served.url, settings) as workplace:
        KIND.carry_out(Job(uuid4(), "verify", organization.id, {}, 1, datetime.now(UTC)), workplace)


def test_a_feed_is_verified_signed_and_a_lot_proven(served: Served, client: httpx.Client, mine: Organization) -> None:
    done(client, "lots/receive", lot="P-1", material="STEEL", quantity="1", unit="kg")
    sequence(served.url)
    assert client.get("/api/v1/verify").json()["holds"] is None
    refused = client.get("/api/v1/verify/proof", params={"lot": "P-1"})
    assert (refused.status_code, refused.json()["code"]) == (404, "nothing_proven")

    asked = client.post("/api/v1/verify")
    assert (asked.status_code, asked.json()["running"]) == (202, True)
    carry_out(served, mine)
    found = client.get("/api/v1/verify").json()
    assert (found["running"], found["holds"], found["fault"]) == (False, True, None)
    assert found["head"]["seq"] == found["checked"]
    proof = client.get("/api/v1/verify/proof", params={"lot": "P-1"}).json()
    assert (proof["stream"], proof["head"], proof["key"]) == ("lots:P-1", found["head"]["note"], found["head"]["key"])
    assert [fact["version"] for fact in proof["facts"]] == ["1"]


def test_auditors_may_and_others_may_not(served: Served, mine: Organization) -> None:
    asked = {}
    for role in ("operator", "supervisor", "planner", "auditor", "admin"):
        with served.client(mine, role) as client:
            asked[role] = (client.get("/api/v1/verify").status_code, client.post("/api/v1/verify").status_code)
    may, may_not = (200, 202), (403, 403)
    assert asked == {"operator": may_not, "supervisor": may_not, "planner": may_not, "auditor": may, "admin": may}
