"""Facts, meta and states as JSON: msgspec writes and reads them typed, some ten times faster than dictionaries."""

from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

import msgspec

from unison.shared.events import Fact, Meta, Recorded, fact_type

encode = msgspec.json.Encoder(decimal_format="string", uuid_format="canonical").encode
raw = msgspec.Raw
"""JSON that is put in as it is."""
_decode_meta = msgspec.json.Decoder(Meta).decode


@cache
def _decoder(kind: type[Any]) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(kind)


def decode_fact(topic: str, schema_version: int, data: str | bytes) -> Fact:
    """The fact of a stored event, upcast from an older form where needed. KeyError for a topic nobody defines,
    ValueError for a form that a later version has stored."""
    kind = fact_type(topic)
    if schema_version == kind.schema_version:
        return _decoder(kind).decode(data)
    if schema_version > kind.schema_version:
        raise ValueError(
            f"{topic} is stored in form {schema_version}; this version knows {kind.schema_version}: update it"
        )
    state: dict[str, Any] = msgspec.json.decode(data)
    for older in range(schema_version, kind.schema_version):
        getattr(kind, f"upcast_v{older}_v{older + 1}")(state)
    return msgspec.convert(state, kind, strict=False)


def decode_meta(data: str | bytes) -> Meta:
    return _decode_meta(data)


def decode_state[S](kind: type[S], data: str | bytes) -> S:
    return _decoder(kind).decode(data)


type FeedRow = tuple[int, UUID, str, int, str, int, str, str, datetime, datetime, int]
"""cell_seq, organization_id, stream_id, version, topic, schema_version, data, meta, occurred_at, recorded_at, seq"""


def recorded(row: FeedRow) -> Recorded[Fact]:
    """A row of the feed as a recorded fact."""
    _, organization, stream, version, topic, form, data, meta, occurred, learned, seq = row
    return Recorded(
        seq, organization, stream, version, decode_fact(topic, form, data), _decode_meta(meta), occurred, learned
    )
