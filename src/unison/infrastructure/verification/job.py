"""The job that verifies an organization's feed, and signs its head when all of it holds."""

from datetime import time

import structlog

from unison.infrastructure.installation_secret import InstallationSecret
from unison.infrastructure.jobs.job import Job
from unison.infrastructure.jobs.kind import JobKind
from unison.infrastructure.jobs.schedule import Schedule
from unison.infrastructure.jobs.workplace import Workplace
from unison.infrastructure.sql import statements
from unison.infrastructure.verification.chain import verify
from unison.infrastructure.verification.heads import sign_head

log = structlog.get_logger()

_sql = statements("unison.infrastructure.verification", "job.sql")
_LONGEST_S = 6 * 3600


def _carry_out(job: Job, workplace: Workplace) -> None:
    of = {"organization": job.organization_id}
    with workplace.connection() as connection:
        connection.execute(_sql["note_begun"], of)
        result = verify(connection, organization=job.organization_id)
        fault = result.fault
        told = {"seq": fault.seq if fault else None, "what": fault.what if fault else None}
        connection.execute(_sql["note_ended"], of | told | {"checked": result.checked})
        if fault is not None:
            log.error("verify.does_not_hold", organization=str(job.organization_id), seq=fault.seq, what=fault.what)
            return
        with connection.transaction():
            sign_head(connection, InstallationSecret.of(workplace.settings), job.organization_id)


KIND = JobKind("verify", _carry_out, limit_s=_LONGEST_S)
SCHEDULE = Schedule("verify", "verify", at=time(2, 30))
