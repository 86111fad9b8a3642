"""What is known of a request while it is answered: where it comes from, who asks, and whether they were turned away."""

from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID

from unison.infrastructure.security_log import Kind, note
from unison.shared.errors import ForbiddenRefusal, Refusal, UnauthenticatedRefusal


@dataclass(slots=True)
class Visit:
    """One request, or one WebSocket."""

    address: str
    path: str
    organization: UUID | None = None
    account: UUID | None = None
    refusal: Refusal | None = None
    """Why whoever asked was turned away."""

    async def tell(self) -> None:
        """Tells the security log of the refusal. Signing in tells of its own, with the account that was tried."""
        if self.refusal is None or self.path.startswith("/api/v1/auth/"):
            return
        kind = Kind.refused_forbidden if isinstance(self.refusal, ForbiddenRefusal) else Kind.refused_unauthenticated
        facts = {name: self.refusal.facts.get(name) for name in ("permission", "command")}
        await note(
            kind, organization=self.organization, account=self.account, path=self.path, code=self.refusal.code, **facts
        )


visiting: ContextVar[Visit | None] = ContextVar("visiting", default=None)


def known(organization: UUID, account: UUID) -> None:
    """Who asks, once their token has been read."""
    if (visit := visiting.get()) is not None:
        visit.organization, visit.account = organization, account


def refused(error: BaseException) -> None:
    """Remembers that this request was refused, when it was for who asks it."""
    if isinstance(error, UnauthenticatedRefusal | ForbiddenRefusal) and (visit := visiting.get()) is not None:
        visit.refusal = error
