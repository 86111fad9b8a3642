"""What can be asked about warnings, and the check that every command passes."""

from typing import Annotated

from pydantic import Field

from unison.plausibility import domain
from unison.plausibility.domain import POLICIES, Policy
from unison.shared.commands import Command, Key, use_case
from unison.shared.ports import Work


class SetPolicy(Command, name="plausibility.set_policy"):
    """Have commands refused that are warned of so, or have them carried out again with a warning."""

    warning: Annotated[Key, Field(description="Its code; see GET /house-rules/warnings.")]
    policy: Policy


async def set_policy(c: SetPolicy, work: Work) -> None:
    policies = await work.load_or_none(POLICIES, POLICIES.only)
    work.append(policies, domain.set_policy(policies.state, warning=c.warning, policy=c.policy))


async def check_warnings(work: Work) -> None:
    """Refuses what the organization does not want to be carried out with a warning. The policies get no fact, and may be some
    seconds old."""
    if work.warnings:
        domain.check(await work.lookup(POLICIES, POLICIES.only), work.warnings)


USE_CASES = (use_case(SetPolicy, set_policy),)
