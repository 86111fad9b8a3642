"""The two addresses for those who keep the service running, asked by nobody who is signed in."""

import httpx

from tests.api.conftest import Served


def stranger(served: Served) -> httpx.Client:
    return httpx.Client(base_url=f"http://{served.address}", timeout=30, trust_env=False)


def test_a_process_that_answers_lives(served: Served) -> None:
    with stranger(served) as client:
        answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"ok": True})


def test_what_is_not_done_by_anybody_is_told_with_the_way_out(served: Served) -> None:
    """The server of these tests has no reactions."""
    with stranger(served) as client:
        answer = client.get("/readyz")
        metrics = client.get("/metrics").text.splitlines()
    told = {check["check"]: check for check in answer.json()["checks"]}
    assert answer.status_code == 503
    assert (answer.json()["ready"], answer.headers["cache-control"]) == (False, "no-store")
    assert told["worker"]["finding"].startswith("none works: nobody does reactions. Start `unison serve`")
    assert told["database"] == {"check": "database", "ok": True, "finding": "answers"}
    assert 'unison_check{check="worker"} 0.0' in metrics
    assert 'unison_check{check="database"} 1.0' in metrics
