"""How the webhooks of an installation do, for whoever runs it."""

from typing import Any

import psycopg
from psycopg.rows import dict_row

from unison.infrastructure.health import Finding
from unison.infrastructure.sql import statements
from unison.settings import Settings

_sql = statements("unison.webhooks", "status.sql")


def diagnose_webhooks(connection: psycopg.Connection[Any], settings: Settings) -> list[Finding]:
    """What `unison doctor` tells of them. The connection is the owner's."""
    with connection.cursor(row_factory=dict_row) as cursor:
        (counts,) = cursor.execute(_sql["count_webhooks"]).fetchall()
    if not counts["working"] + counts["failing"] + counts["off"]:
        return [Finding("webhooks", "none")]
    told = (
        f"{counts['working']} work, {counts['failing']} fail, {counts['off']} are off; {counts['waiting']} facts wait"
    )
    if counts["waiting"]:
        told += f", the oldest for {counts['oldest_s']:.0f} s"
    found = [Finding("webhooks", told, not counts["failing"])]
    if settings.public_url is None:
        what = f"UNISON_PUBLIC_URL is not set: receivers are told that this server is {settings.address}"
        found.append(Finding("address of this server", what, ok=not counts["working"] + counts["failing"]))
    return found
