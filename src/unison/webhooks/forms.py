"""A CloudEvent as a request, in each of the three forms of its HTTP binding."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import msgspec

from unison.infrastructure import codec

type Form = Literal["binary", "structured", "batch"]
"""How facts are sent: attributes in headers and the data as the body; each as a whole in JSON; many of those in a list."""

type Content = tuple[dict[str, str], bytes]
"""Headers and body."""

type Event = Mapping[str, Any]

_NOT_IN_HEADERS = re.compile(r"[^\x21\x23\x24\x26-\x7e]")
"""What the HTTP binding wants percent-encoded: blanks, quotes, percent signs and everything outside of printable ASCII."""


def content_of(form: Form, events: Sequence[Event]) -> Content:
    """What a request holds that tells these events; all but `batch` take one."""
    if form == "batch":
        return {"content-type": "application/cloudevents-batch+json; charset=utf-8"}, codec.encode(events)
    (event,) = events
    if form == "structured":
        return {"content-type": "application/cloudevents+json; charset=utf-8"}, codec.encode(event)
    return _binary(event)


def _binary(event: Event) -> Content:
    attributes = {name: value for name, value in event.items() if name not in ("data", "datacontenttype")}
    headers = {f"ce-{name}": _header(value) for name, value in attributes.items()}
    return {"content-type": str(event["datacontenttype"]), **headers}, codec.encode(event["data"])


def _header(value: object) -> str:
    text = str(msgspec.to_builtins(value))
    return _NOT_IN_HEADERS.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), text)
