"""What notices are about."""

from enum import StrEnum


class Subject(StrEnum):
    """The subjects, as `unison.notice_subjects` has them with the roles that each concerns."""

    REORDER_POINT = "reorder_point"
    CERTIFICATE = "certificate"
    LATE_ORDER = "late_order"
    PENDING_COMMAND = "pending_command"
    VIOLATION = "violation"
    DEAD_LETTER = "dead_letter"
    PARKED_STREAM = "parked_stream"
    WEBHOOK_OFF = "webhook_off"
    VERIFICATION = "verification"
    EXTENSION = "extension"
