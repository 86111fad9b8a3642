"""Operators with their certificates, and what an hour of a role costs."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from unison.labor.domain import decisions, facts
from unison.labor.domain.state import OPERATOR, RATES
from unison.shared.commands import MONEY_PLACES, THE_ONLY, Command, Key, Moment, Plant, Text, use_case
from unison.shared.names import first_typed
from unison.shared.ports import Work


class RegisterOperator(Command, name="labor.register_operator"):
    """Make a badge known. No name of a person is kept."""

    operator: Annotated[Key, Field(description="The badge, as in B-101.")]
    role: Annotated[Key, Field(description="What the operator does; its hours have a rate.")]
    plant: Plant = THE_ONLY


class ChangeOperator(Command, name="labor.change_operator"):
    """Give an operator another role or plant. What is left out stays; time that was told keeps its role."""

    operator: Key
    role: Key | None = None
    plant: Key | None = None


class RetireOperator(Command, name="labor.retire_operator"):
    """Take a badge out of use."""

    operator: Key
    reason: Text | None = None


class GrantCertificate(Command, name="labor.grant_certificate"):
    """Say that an operator holds a certificate, or that it was renewed."""

    operator: Key
    certificate: Key
    valid_from: Moment
    expires_at: Annotated[
        Moment | None, Field(description="From then on it is not valid. Left out: it does not run out.")
    ] = None


class RevokeCertificate(Command, name="labor.revoke_certificate"):
    """Take a certificate away before it runs out."""

    operator: Key
    certificate: Key
    reason: Text


class SetRate(Command, name="labor.set_rate"):
    """Say what an hour of a role costs, from a moment on. One in the past costs anew what was done since."""

    role: Key
    rate_per_hour: Annotated[Decimal, Field(ge=0, max_digits=18, decimal_places=MONEY_PLACES)]
    valid_from: Moment


async def _role(role: str, work: Work) -> str:
    """As it was first typed, where it has a rate."""
    rates = await work.lookup(RATES, RATES.only)
    return role if rates is None else first_typed(role, rates.told)


async def register(c: RegisterOperator, work: Work) -> None:
    operator = await work.create(OPERATOR, c.operator)
    work.append(operator, facts.OperatorRegistered(role=await _role(c.role, work), plant=c.plant))


async def change(c: ChangeOperator, work: Work) -> None:
    operator = await work.load(OPERATOR, c.operator)
    role = None if c.role is None else await _role(c.role, work)
    work.append(operator, decisions.change(operator.state, key=operator.key, role=role, plant=c.plant))


async def retire(c: RetireOperator, work: Work) -> None:
    operator = await work.load(OPERATOR, c.operator)
    work.append(operator, decisions.retire(operator.state, key=operator.key, reason=c.reason))


async def grant(c: GrantCertificate, work: Work) -> None:
    operator = await work.load(OPERATOR, c.operator)
    certificate = first_typed(c.certificate, operator.state.certificates)
    fact = decisions.grant(
        operator.state, key=operator.key, certificate=certificate, valid_from=c.valid_from, expires_at=c.expires_at
    )
    work.append(operator, fact)


async def revoke(c: RevokeCertificate, work: Work) -> None:
    operator = await work.load(OPERATOR, c.operator)
    certificate = first_typed(c.certificate, operator.state.certificates)
    work.append(operator, decisions.revoke(operator.state, key=operator.key, certificate=certificate, reason=c.reason))


async def set_rate(c: SetRate, work: Work) -> None:
    rates = await work.load_or_none(RATES, RATES.only)
    work.append(
        rates, facts.RateSet(role=await _role(c.role, work), rate_per_hour=c.rate_per_hour, valid_from=c.valid_from)
    )


USE_CASES = (
    use_case(RegisterOperator, register),
    use_case(ChangeOperator, change),
    use_case(RetireOperator, retire),
    use_case(GrantCertificate, grant),
    use_case(RevokeCertificate, revoke),
    use_case(SetRate, set_rate),
)
