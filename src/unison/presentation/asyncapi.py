"""What comes out of Unison by itself, as an AsyncAPI 3.0 document: the facts of the feed and the live updates.

It is made from the fact classes, so it cannot lag behind them.
"""

from functools import cache
from typing import Any

import msgspec
import orjson
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from unison import __doc__ as title
from unison.presentation.feed import TYPE_PREFIX
from unison.shared.events import fact_type, topics

type Json = dict[str, Any]

_REF = "#/components/schemas/{name}"
_LIVE = "unison.live"


def document() -> Json:
    """The document, for every fact of the loaded modules."""
    facts = {topic: fact_type(topic) for topic in topics()}
    payloads, schemas = msgspec.json.schema_components(facts.values(), ref_template=_REF)
    messages: Json = {
        topic: _message(topic, payload, (kind.__doc__ or "").strip())
        for (topic, kind), payload in zip(facts.items(), payloads, strict=True)
    }
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Unison",
            "version": "0.1.0",
            "description": title or "",
        },
        "defaultContentType": "application/cloudevents+json",
        "channels": {
            "feed": {
                "address": "/api/v1/feed",
                "description": "Every fact of one organization, in order; read with GET, in batches of CloudEvents.",
                "messages": {topic: {"$ref": f"#/components/messages/{topic}"} for topic in facts},
            },
            "live": {
                "address": "/api/v1/live",
                "description": "A WebSocket that tells when a view has something new.",
                "messages": {_LIVE: {"$ref": f"#/components/messages/{_LIVE}"}},
            },
        },
        "operations": {
            "tellFacts": {"action": "send", "channel": {"$ref": "#/channels/feed"}},
            "tellLive": {"action": "send", "channel": {"$ref": "#/channels/live"}},
        },
        "components": {"messages": messages | {_LIVE: _live()}, "schemas": schemas | {"CloudEvent": _envelope()}},
    }


def _message(topic: str, payload: Json, summary: str) -> Json:
    own = {"type": {"const": TYPE_PREFIX + topic}, "data": payload}
    return {
        "name": topic,
        "title": topic.rpartition(".")[2],
        "summary": summary,
        "contentType": "application/cloudevents+json",
        "payload": {"allOf": [{"$ref": _REF.format(name="CloudEvent")}, {"type": "object", "properties": own}]},
    }


def _envelope() -> Json:
    text: Json = {"type": "string"}
    moment: Json = {"type": "string", "format": "date-time"}
    whole: Json = {"type": "integer", "minimum": 1}
    return {
        "type": "object",
        "required": ["specversion", "id", "source", "type", "subject", "time", "data"],
        "properties": {
            "specversion": {"const": "1.0"},
            "id": text | {"description": "The fact's number in the organization's feed and 16 digits of its hash"},
            "source": text | {"description": "/organizations/ and the organization's id"},
            "type": text | {"description": f"{TYPE_PREFIX} and the topic"},
            "subject": text | {"description": "The stream"},
            "time": moment | {"description": "When it happened, by the device"},
            "datacontenttype": {"const": "application/json"},
            "dataschema": text | {"format": "uri", "description": "Where the JSON schema of `data` is"},
            "recordedat": moment | {"description": "When the store learned of it"},
            "feedseq": text | {"description": "The fact's number in the organization's feed: 1, 2, 3 ..."},
            "feedhash": text | {"description": "The organization's hash chain up to here, hexadecimal"},
            "streamversion": whole,
            "schemaversion": whole,
            **dict.fromkeys(
                ("user", "device", "deviceseq", "commandid", "correlationid", "causationid", "plant"), text
            ),
            "data": {"type": "object"},
        },
    }


def _live() -> Json:
    properties: Json = {
        "projection": {"type": "string"},
        "seq": {"type": ["integer", "null"], "description": "null: something may have been missed, read again"},
        "streams": {"type": "array", "items": {"type": "string"}, "maxItems": 20},
    }
    return {
        "name": _LIVE,
        "summary": "A view has something new.",
        "contentType": "application/json",
        "payload": {"type": "object", "required": list(properties), "properties": properties},
    }


@cache
def _text() -> bytes:
    return orjson.dumps(document(), option=orjson.OPT_INDENT_2)


def install(app: FastAPI) -> None:
    """Serves it at /asyncapi.json, beside FastAPI's /openapi.json and before whatever takes every other path."""

    async def answer(_: Request) -> Response:
        return Response(_text(), media_type="application/json")

    app.router.routes.insert(0, Route("/asyncapi.json", answer, include_in_schema=False))
