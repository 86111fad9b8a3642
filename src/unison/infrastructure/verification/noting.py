"""What was found when the feed was verified last: kept for its organization until it is verified again."""

from typing import Any
from uuid import UUID

import psycopg

from unison.infrastructure.sql import statements
from unison.infrastructure.verification.chain import Verified

_sql = statements("unison.infrastructure.verification", "noting.sql")


def note_begun(connection: psycopg.Connection[Any], organization: UUID) -> None:
    """The connection is a worker's, here as below."""
    connection.execute(_sql["note_begun"], {"organization": organization})


def note_result(connection: psycopg.Connection[Any], result: Verified, organization: UUID | None = None) -> None:
    """Of a verification of one organization, or of all. Where there is a fault nothing is known of the others."""
    fault = result.fault
    told = {"seq": fault and fault.seq, "what": fault and fault.what}
    verified = [organization] if organization else [fault.organization_id] if fault else result.of
    for each in verified:
        of = {"organization": each, "checked": result.of.get(each, 0)}
        connection.execute(_sql["note_ended"], of | told)
    if organization is None and fault is None:
        connection.execute(_sql["end_faults"])
