"""Generated requests in three roles: none is a fault of the server, none is reset, and nothing is half written."""

import asyncio

from tests import accounts
from tests.api.conftest import Served
from tests.hostile import requests, send_all

EACH, CLIENTS = 500, 6


def test_whatever_strangers_send_is_answered(served: Served) -> None:
    mine = served.organization()
    tokens = [
        accounts.token(served.owner, served.signer, mine.id, role) for role in ("operator", "supervisor", "admin")
    ]
    document = served.app.openapi()
    host, _, port = served.address.partition(":")
    told = asyncio.run(send_all(host, int(port), [requests(document, tokens, seed) for seed in range(CLIENTS)], EACH))
    assert told.wrong == []
    assert told.statuses.total() == EACH * CLIENTS
    assert told.statuses[422] > 0
    half = """SELECT c.command_id FROM unison.commands c
              WHERE c.organization_id = %s AND NOT EXISTS (SELECT FROM unison.events e WHERE e.command_id = c.command_id)"""
    with served.owner.transaction():
        served.owner.execute("SET LOCAL ROLE unison_worker")
        assert served.owner.execute(half, (mine.id,)).fetchall() == []
