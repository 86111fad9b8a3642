"""The job that verifies an organization's feed, and signs its head when all of it holds."""

from datetime import time

import structlog

from unison.infrastructure.installation_secret import InstallationSecret
from unison.infrastructure.jobs.job import Job
from unison.infrastructure.jobs.kind import JobKind
from unison.infrastructure.jobs.schedule import Schedule
from unison.infrastructure.jobs.workplace import Workplace
from unison.infrastructure.verification.chain import verify
from unison.infrastructure.verification.heads import sign_head
from unison.infrastructure.verification.noting import note_begun, note_result

log = structlog.get_logger()

_LONGEST_S = 6 * 3600


def _carry_out(job: Job, workplace: Workplace) -> None:
    with workplace.connection() as connection:
        note_begun(connection, job.organization_id)
        result = verify(connection, organization=job.organization_id)
        note_result(connection, result, job.organization_id)
        if (fault := result.fault) is not None:
            log.error("verify.does_not_hold", organization=str(job.organization_id), seq=fault.seq, what=fault.what)
            return
        with connection.transaction():
            sign_head(connection, InstallationSecret.of(workplace.settings), job.organization_id)


KIND = JobKind("verify", _carry_out, limit_s=_LONGEST_S)
SCHEDULE = Schedule("verify", "verify", at=time(2, 30))
