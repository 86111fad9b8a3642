"""A full disk: commands are refused with a sentence, nothing is half written, and all goes on by itself once there is room."""

import os
import time
from collections.abc import Callable

import httpx
import pytest

from tests.crashing import (
    CLIENTS,
    PATIENCE_S,
    House,
    Load,
    differing_views,
    fill,
    free_port,
    lost_and_doubled,
    small_disk,
)
from unison.infrastructure import database


@pytest.mark.skipif(os.geteuid() != 0, reason="only root makes a disk of its own")
def test_a_full_disk_costs_time_and_nothing_else() -> None:
    with small_disk(500) as disk:
        house = House(disk / "data", free_port())
        try:
            house.start_server()
            house.wait_until_ready()
            load = Load.over(house)
            load.rounds, load.rest_s = None, 0.02
            load.begin()
            load.wait_for(CLIENTS * 10)
            ballast = fill(disk)
            _wait(lambda: load.statuses[503] >= 3 * CLIENTS, f"nothing was refused: {load.statuses}")
            ready = f"http://127.0.0.1:{house.port}/readyz"
            _wait(lambda: httpx.get(ready, timeout=30).status_code == 503, "a full disk is no reason to be unready")
            told = httpx.get(ready, timeout=30)
            red = {check["check"]: check["finding"] for check in told.json()["checks"] if not check["ok"]}
            assert "database" in red or "make room" in red["disk"]
            ballast.unlink()
            load.wait_for(len(load.acknowledged) + CLIENTS * 10)
            load.ending.set()
            load.end()
            assert set(load.statuses) <= {0, 200, 201, 503}, load.refused[:3]
            house.wait_until_ready()
            with database.connect(house.url, "owner") as owner:
                assert lost_and_doubled(owner, load) == (0, 0)
                assert differing_views(owner, house.url) == []
        finally:
            house.end()


def _wait(true: Callable[[], bool], otherwise: str) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < deadline, otherwise
        time.sleep(0.05)
