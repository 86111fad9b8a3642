"""A process that sends mail, as `unison work` does, with jobs that are seen again after a second."""

import sys
import time

from unison.infrastructure.jobs.pool import JobPool
from unison.notices.mailing import MAIL
from unison.settings import Settings

if __name__ == "__main__":
    jobs = JobPool(sys.argv[1], Settings(), [MAIL], threads=1, visible_s=1, pause_s=0.05)
    jobs.start()
    jobs.hear("")
    time.sleep(60)
