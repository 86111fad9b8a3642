"""Routes of webhooks, for administrators, and of receivers who agree to be sent to."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Path, Query
from fastapi.responses import PlainTextResponse
from psycopg.rows import DictRow
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from unison.presentation.auth import Principal, may
from unison.presentation.context import Reached
from unison.presentation.feed import NotForSomePlants, known_topic
from unison.shared.commands import Key
from unison.shared.events import topics
from unison.webhooks.forms import Form
from unison.webhooks.permission import rate_of
from unison.webhooks.subscriptions import Subscriptions

router = APIRouter(prefix="/webhooks", tags=["webhooks"])


def _of_every_plant(permission: str, meaning: str) -> object:
    """A webhook may be told of every plant, so nobody sees it who may not see all."""

    async def allowed(who: Annotated[Principal, Depends(may(permission, meaning))]) -> Principal:
        if who.plants:
            raise NotForSomePlants(plants=", ".join(who.plants))
        return who

    return Depends(allowed)


Reader = Annotated[Principal, _of_every_plant("webhooks.read", "See the webhooks and what was delivered.")]
Administrator = Annotated[Principal, _of_every_plant("webhooks.manage", "Have facts sent to addresses elsewhere.")]


async def _subscriptions(reached: Reached) -> Subscriptions:
    return Subscriptions(reached.database, reached.settings.webhook_private)


Webhooks = Annotated[Subscriptions, Depends(_subscriptions)]
Number = Annotated[int, Field(ge=1, le=2**62, description="A number of the organization's feed.")]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Wanted(_Body):
    """Which address is told what."""

    name: Key
    url: Annotated[str, Field(min_length=1, max_length=2000, description="Where to, by https.")]
    types: Annotated[
        list[Annotated[str, Field(max_length=200), AfterValidator(known_topic)]],
        Field(min_length=1, max_length=500, description="Types of facts, such as lots.LotHeld; see /webhooks/types."),
    ]
    plants: Annotated[
        list[Key], Field(max_length=200, description="Facts of these plants; empty means all facts.")
    ] = []
    form: Annotated[
        Form, Field(description="`binary` and `structured`: one fact in a request; `batch`: up to a hundred.")
    ] = "structured"


class NewWebhook(Wanted):
    from_number: Annotated[Number | None, Field(description="Tell everything from this number on, too.")] = None


class Missed(_Body):
    missed: Annotated[Literal["send", "skip"], Field(description="What came while it was off.")]


class Rotation(_Body):
    overlap_h: Annotated[int, Field(ge=0, le=24 * 14, description="So many hours the secret before signs too.")] = 24


class Replay(_Body):
    from_number: Number


class WebhookShown(BaseModel):
    """A webhook and how it does. `permitted_at` null: its receiver has not agreed yet, and nothing was sent. `off_at` null: it is
    on. `replay_next` to `replay_until`: the numbers that are still to be told again."""

    webhook_id: UUID
    name: str
    url: str
    types: list[str]
    plants: list[str]
    form: Form
    created_by: UUID | None
    created_at: datetime
    permitted_at: datetime | None
    permitted_per_minute: int | None = Field(
        description="Requests a minute that its receiver allows; null: any number."
    )
    waiting: int = Field(description="Facts not accepted yet.")
    oldest_at: datetime | None = Field(description="Since when the oldest of them waits.")
    accepted_at: datetime | None = Field(description="When the last one was accepted.")
    failing_since: datetime | None
    last_error: str | None
    next_at: datetime | None = Field(description="Before then its receiver is left alone.")
    off_at: datetime | None
    off_reason: str | None
    replay_next: int | None
    replay_until: int | None
    old_secret_until: datetime | None = Field(description="Until then the secret before signs too.")


class Created(BaseModel):
    webhook: WebhookShown
    secret: str = Field(description="What its receiver verifies signatures by. It is never told again.")


class Secret(BaseModel):
    secret: str = Field(description="What its receiver verifies signatures by. It is never told again.")


class Delivery(BaseModel):
    """A fact that a webhook is told, and what its receiver answered to the last attempt. The number 0 is an event that somebody
    sent to try it."""

    number: int = Field(description="Of the fact, in the organization's feed.")
    stream: str
    type: str
    state: Literal["waiting", "accepted", "dropped"]
    noted_at: datetime
    attempts: int
    tried_at: datetime | None
    next_at: datetime | None = Field(description="Of the next attempt, where one failed.")
    status: int | None = Field(description="The status that was answered; null: nothing was.")
    duration_ms: int | None
    answer: str | None = Field(description="The first bytes of the answer.")
    error: str | None

    @staticmethod
    def of(row: DictRow) -> "Delivery":
        return Delivery(
            number=row["seq"], stream=row["stream_id"], type=row["topic"], noted_at=row["created_at"], **row
        )


@router.get("/types")
async def list_types(_: Reader) -> Sequence[str]:
    """Every type of facts that a webhook can be told."""
    return topics()


@router.get("")
async def list_webhooks(who: Reader, webhooks: Webhooks) -> list[WebhookShown]:
    """Every webhook, and how it does."""
    return [WebhookShown(**row) for row in await webhooks.all(who)]


@router.post("", status_code=201)
async def create_webhook(body: NewWebhook, who: Administrator, webhooks: Webhooks) -> Created:
    """Have an address told facts as they happen. Its receiver is asked whether it agrees before anything is sent."""
    row, secret = await webhooks.create(who, body, by=who.account_id, from_number=body.from_number)
    return Created(webhook=WebhookShown(**row), secret=secret)


@router.get("/{webhook_id}")
async def show_webhook(webhook_id: UUID, who: Reader, webhooks: Webhooks) -> WebhookShown:
    """One webhook, and how it does."""
    return WebhookShown(**await webhooks.show(who, webhook_id))


@router.put("/{webhook_id}")
async def change_webhook(webhook_id: UUID, body: Wanted, who: Administrator, webhooks: Webhooks) -> WebhookShown:
    """What it is told from now on, and where. At another address its receiver has to agree again."""
    return WebhookShown(**await webhooks.change(who, webhook_id, body))


@router.delete("/{webhook_id}", status_code=204)
async def delete_webhook(webhook_id: UUID, who: Administrator, webhooks: Webhooks) -> None:
    """Tell it nothing any more, and forget what it was told."""
    await webhooks.delete(who, webhook_id)


@router.post("/{webhook_id}/rotate-secret")
async def rotate_secret(webhook_id: UUID, body: Rotation, who: Administrator, webhooks: Webhooks) -> Secret:
    """Another secret. Requests bear a signature by the one before too, until it is over."""
    return Secret(secret=await webhooks.rotate_secret(who, webhook_id, body.overlap_h))


@router.post("/{webhook_id}/switch-off")
async def switch_off(webhook_id: UUID, who: Administrator, webhooks: Webhooks) -> WebhookShown:
    """Send it nothing until it is switched on again."""
    return WebhookShown(**await webhooks.switch_off(who, webhook_id, "it was switched off by hand"))


@router.post("/{webhook_id}/switch-on")
async def switch_on(webhook_id: UUID, body: Missed, who: Administrator, webhooks: Webhooks) -> WebhookShown:
    """Send to it again: what it has missed first, or only what comes from now on."""
    return WebhookShown(**await webhooks.switch_on(who, webhook_id, missed=body.missed == "send"))


@router.post("/{webhook_id}/replay")
async def replay(webhook_id: UUID, body: Replay, who: Administrator, webhooks: Webhooks) -> WebhookShown:
    """Tell it everything again from a number of the feed on, each under the same id as before."""
    return WebhookShown(**await webhooks.replay(who, webhook_id, body.from_number))


@router.post("/{webhook_id}/try", status_code=202)
async def try_it(webhook_id: UUID, who: Administrator, webhooks: Webhooks) -> None:
    """Send it an event that tells nothing, to see whether it works. The outcome is the delivery with the number 0."""
    await webhooks.try_it(who, webhook_id)


@router.get("/{webhook_id}/deliveries")
async def list_deliveries(
    webhook_id: UUID,
    who: Reader,
    webhooks: Webhooks,
    state: Annotated[Literal["waiting", "accepted", "dropped"] | None, Query(description="Only these.")] = None,
    before: Annotated[int | None, Query(ge=1, le=2**62, description="Only numbers below this one.")] = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> list[Delivery]:
    """What it was told and what it answered, the latest facts first. What is done is kept for two weeks."""
    rows = await webhooks.deliveries(who, webhook_id, state=state, before=before, limit=limit)
    return [Delivery.of(row) for row in rows]


@router.post("/{webhook_id}/deliveries/{number}/drop", status_code=204)
async def drop_delivery(
    webhook_id: UUID, number: Annotated[int, Path(ge=0, le=2**62)], who: Administrator, webhooks: Webhooks
) -> None:
    """Send this one no more, and go on with what follows in its stream."""
    await webhooks.drop(who, webhook_id, number)


Permission = Annotated[str, Query(min_length=1, max_length=200, description="The key that the receiver was told.")]
AllowedRate = Annotated[str | None, Header(alias="WebHook-Allowed-Rate", max_length=20)]


@router.get("/{webhook_id}/permission", response_class=PlainTextResponse)
async def agree(webhook_id: UUID, key: Permission, webhooks: Webhooks) -> str:
    """A receiver agrees to be sent to, by the address in `WebHook-Request-Callback`, which somebody may open in a browser."""
    await webhooks.permit(webhook_id, key, rate_of(None))
    return "Thank you. Facts are sent from now on."


@router.post("/{webhook_id}/permission", response_class=PlainTextResponse)
async def agree_to_a_rate(webhook_id: UUID, key: Permission, webhooks: Webhooks, allowed: AllowedRate = None) -> str:
    """A receiver agrees to be sent to, and may say by `WebHook-Allowed-Rate` how many requests a minute it allows."""
    await webhooks.permit(webhook_id, key, rate_of(allowed))
    return "Thank you. Facts are sent from now on."
