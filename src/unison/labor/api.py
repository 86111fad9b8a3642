"""The routes of labor: one per command."""

from fastapi import APIRouter

from unison.labor import application as a
from unison.presentation.capability import Capability
from unison.presentation.permissions import allow
from unison.presentation.sending import CommandRoute, Sending
from unison.shared.commands import Answer

router = APIRouter(prefix="/labor", tags=["labor"], route_class=CommandRoute)


@router.post("/register-operator", status_code=201)
async def register_operator(command: a.RegisterOperator, sending: Sending) -> Answer:
    """Make a badge known. No name of a person is kept."""
    return await sending(command)


@router.post("/change-operator")
async def change_operator(command: a.ChangeOperator, sending: Sending) -> Answer:
    """Give an operator another role or plant. What is left out stays; time that was told keeps its role."""
    return await sending(command)


@router.post("/retire-operator")
async def retire_operator(command: a.RetireOperator, sending: Sending) -> Answer:
    """Take a badge out of use."""
    return await sending(command)


@router.post("/grant-certificate")
async def grant_certificate(command: a.GrantCertificate, sending: Sending) -> Answer:
    """Say that an operator holds a certificate, or that it was renewed."""
    return await sending(command)


@router.post("/revoke-certificate")
async def revoke_certificate(command: a.RevokeCertificate, sending: Sending) -> Answer:
    """Take a certificate away before it runs out."""
    return await sending(command)


@router.post("/set-rate")
async def set_rate(command: a.SetRate, sending: Sending) -> Answer:
    """Say what an hour of a role costs, from a moment on. One in the past costs anew what was done since."""
    return await sending(command)


@router.post("/start-job")
async def start_job(command: a.StartJob, sending: Sending) -> Answer:
    """Clock on to a job: of an order, or indirect. One at a time; several operators may be on one order."""
    return await sending(command)


@router.post("/start-job-with-override")
async def start_job_with_override(command: a.StartJobWithOverride, sending: Sending) -> Answer:
    """Clock an operator on without a certificate that the operation needs, and say why."""
    return await sending(command)


@router.post("/start-break")
async def start_break(command: a.StartBreak, sending: Sending) -> Answer:
    """Begin a break of the job that runs. Breaks are not paid."""
    return await sending(command)


@router.post("/end-break")
async def end_break(command: a.EndBreak, sending: Sending) -> Answer:
    """Go on after a break."""
    return await sending(command)


@router.post("/end-job")
async def end_job(command: a.EndJob, sending: Sending) -> Answer:
    """Clock off. A break that goes on ends with the job."""
    return await sending(command)


@router.post("/record-time")
async def record_time(command: a.RecordTime, sending: Sending) -> Answer:
    """Tell time afterwards, with its breaks."""
    return await sending(command)


@router.post("/correct-time")
async def correct_time(command: a.CorrectTime, sending: Sending) -> Answer:
    """Replace what an entry said. The original stays visible, struck through, with the reason."""
    return await sending(command)


@router.post("/strike-time")
async def strike_time(command: a.StrikeTime, sending: Sending) -> Answer:
    """Say that what an entry told did not happen."""
    return await sending(command)


CAPABILITY = Capability(
    router,
    a.USE_CASES,
    rules=allow(
        "operator", "labor.start_job", "labor.start_break", "labor.end_break", "labor.end_job", "labor.record_time"
    ),
)
