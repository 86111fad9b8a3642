"""For those who keep the service running: does this process live, and does the service do its work?

Both are open without sign-in, and tell nothing of an organization.
"""

import asyncio
import time
from pathlib import Path
from typing import Any

import orjson
from fastapi import APIRouter, Depends, Response
from psycopg import Error
from psycopg_pool import PoolTimeout

from unison.infrastructure import health
from unison.infrastructure.database import Database
from unison.infrastructure.health import Finding
from unison.presentation.context import Reached
from unison.presentation.parameters import known_only

router = APIRouter(dependencies=[Depends(known_only)])

ASKED_EVERY_S = 2.0
"""However often it is asked, the database is asked once in so many seconds."""

PATIENCE_S = 5.0
"""How long the database may take before it counts as not answering, in seconds."""


class Checks:
    """What was found a moment ago, for this process. `data` is the folder of an embedded database, `certificate` the
    server's own."""

    def __init__(self, database: Database, data: Path | None, certificate: Path | None = None) -> None:
        self._database, self._data, self._certificate = database, data, certificate
        self._turn = asyncio.Lock()
        self._found: list[Finding] = []
        self._at = float("-inf")

    async def findings(self) -> list[Finding]:
        async with self._turn:
            if time.monotonic() - self._at > ASKED_EVERY_S:
                self._found = await self._ask()
                self._at = time.monotonic()
            return self._found

    async def _ask(self) -> list[Finding]:
        try:
            async with asyncio.timeout(PATIENCE_S), self._database.pool.connection() as connection:
                return health.findings(await health.measure_async(connection), self._data, self._certificate)
        except (Error, PoolTimeout, TimeoutError) as error:
            return health.unreachable(error)


@router.get("/healthz", include_in_schema=False)
async def alive() -> Response:
    """Whether this process answers. Nothing else is asked."""
    return _told(200, {"ok": True})


@router.get("/readyz", include_in_schema=False)
async def ready(reached: Reached) -> Response:
    """503 when the service does not do its work. What only waits for a person is told, and no reason to send requests elsewhere."""
    found = await reached.service(Checks).findings()
    is_ready = all(each.ok or not each.stops for each in found)
    told = [{"check": each.check, "ok": each.ok, "finding": each.finding} for each in found]
    return _told(200 if is_ready else 503, {"ready": is_ready, "ok": all(each.ok for each in found), "checks": told})


def _told(status: int, body: dict[str, Any]) -> Response:
    return Response(orjson.dumps(body), status, {"Cache-Control": "no-store"}, "application/json")
