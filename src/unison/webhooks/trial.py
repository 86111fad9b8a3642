"""The event by which somebody tries a webhook: it tells nothing that happened."""

from datetime import datetime
from uuid import UUID

from unison.presentation.feed import TYPE_PREFIX
from unison.webhooks.forms import Event
from unison.webhooks.waiting import Webhook

TOPIC = "webhooks.Tried"


def stream_of(webhook: UUID) -> str:
    return f"webhooks:{webhook}"


def trial_event(webhook: Webhook, at: datetime) -> Event:
    """As a fact would be told; its id is of the moment that it was asked for, the same over every try."""
    return {
        "specversion": "1.0",
        "id": f"trial-{int(at.timestamp() * 1_000_000)}",
        "source": f"/organizations/{webhook.organization_id}",
        "type": TYPE_PREFIX + TOPIC,
        "subject": stream_of(webhook.webhook_id),
        "time": at,
        "datacontenttype": "application/json",
        "data": {"webhook": webhook.name},
    }
