"""What may be told of an operator: functions on frozen data. What may be told of time stands in `clocking` and `telling`."""

from collections.abc import Sequence
from datetime import datetime

from unison.labor.domain.facts import (
    CertificateGranted,
    CertificateRevoked,
    OperatorChanged,
    OperatorRetired,
)
from unison.labor.domain.standing import in_use, on_no_job
from unison.labor.domain.state import Operator
from unison.shared.errors import RuleRefusal
from unison.shared.names import first_typed


class OperatorUnchanged(RuleRefusal, code="operator_unchanged"):
    """The operator has that role and plant already. Give what is to be different."""


def change(operator: Operator, *, key: str, role: str | None, plant: str | None) -> OperatorChanged:
    """What is None stays as it is."""
    in_use(operator, key)
    wanted = (role or operator.role, plant or operator.plant)
    if wanted == (operator.role, operator.plant):
        raise OperatorUnchanged
    return OperatorChanged(role=wanted[0], plant=wanted[1])


def retire(operator: Operator, *, key: str, reason: str | None) -> OperatorRetired:
    in_use(operator, key)
    on_no_job(operator, key)
    return OperatorRetired(reason=reason)


class ExpiresBeforeValid(RuleRefusal, code="expires_before_valid"):
    """It would expire at {expires_at}, before it is valid at {valid_from}. Exchange them, or correct one."""


def grant(
    operator: Operator, *, key: str, certificate: str, valid_from: datetime, expires_at: datetime | None
) -> CertificateGranted:
    """Again: renewed."""
    in_use(operator, key)
    if expires_at is not None and expires_at <= valid_from:
        raise ExpiresBeforeValid(expires_at=expires_at.isoformat(), valid_from=valid_from.isoformat())
    return CertificateGranted(certificate=certificate, valid_from=valid_from, expires_at=expires_at)


class NotHeld(RuleRefusal, code="not_held"):
    """{operator} does not hold the certificate {certificate}, so there is nothing to revoke."""


def revoke(operator: Operator, *, key: str, certificate: str, reason: str) -> CertificateRevoked:
    if certificate not in operator.certificates:
        raise NotHeld(operator=key, certificate=certificate)
    return CertificateRevoked(certificate=certificate, reason=reason)


class CertificateMissing(RuleRefusal, code="certificate_missing"):
    """{operator} does not hold {certificate}, which {operation} needs. Somebody who holds it can, or a supervisor says why not."""


class CertificateExpired(RuleRefusal, code="certificate_expired"):
    """The certificate {certificate} of {operator}, which {operation} needs, was valid until {expires_at}. Renew it first."""


def check_certificates(operator: Operator, *, key: str, operation: str, needed: Sequence[str], at: datetime) -> None:
    """Refuses the first certificate that the operation needs and that is not valid at the moment."""
    for certificate in needed:
        held = operator.certificates.get(first_typed(certificate, operator.certificates))
        if held is None or held.valid_from > at:
            raise CertificateMissing(operator=key, certificate=certificate, operation=operation)
        if held.expires_at is not None and held.expires_at <= at:
            until = held.expires_at.isoformat()
            raise CertificateExpired(operator=key, certificate=certificate, operation=operation, expires_at=until)
