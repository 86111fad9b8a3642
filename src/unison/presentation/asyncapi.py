"""What comes out of Unison by itself, as an AsyncAPI 3.0 document: the facts of the feed and the live updates.

It is made from the fact classes, so it cannot lag behind them.
"""

from functools import cache
from typing import Any

import orjson
from fastapi import FastAPI
from fastapi.routing import APIRoute
from pydantic import TypeAdapter
from pydantic.fields import FieldInfo
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from unison import __doc__ as title
from unison import __version__
from unison.presentation import feed
from unison.presentation.fact_fields import components_of
from unison.presentation.feed import TYPE_PREFIX
from unison.shared.events import fact_type, topics

type Json = dict[str, Any]

_REF = "#/components/schemas/{name}"
_LIVE, _SUBSCRIBE = "unison.live", "unison.live.subscribe"


def document(address: str = "http://127.0.0.1:8000") -> Json:
    """The document, for every fact of the loaded modules, of the server at `address`."""
    facts = {topic: fact_type(topic) for topic in topics()}
    payloads, schemas = components_of(facts.values(), _REF)
    messages: Json = {
        topic: _message(topic, payload, " ".join((kind.__doc__ or "").split()))
        for (topic, kind), payload in zip(facts.items(), payloads, strict=True)
    }
    return {
        "asyncapi": "3.0.0",
        "info": {"title": "Unison", "version": __version__, "description": title or ""},
        "defaultContentType": "application/cloudevents+json",
        "servers": _servers(address),
        "channels": {
            "feed": {
                "address": "/api/v1/feed",
                "description": "Every fact of one organization, in order; read with GET, in batches of CloudEvents. With `wait_s`"
                " the answer waits for the next fact. docs/feed.md tells how to resume and what to do after a restore.",
                "servers": [{"$ref": "#/servers/http"}],
                "messages": {topic: {"$ref": f"#/components/messages/{topic}"} for topic in facts},
                "bindings": {"http": {}},
            },
            "live": {
                "address": "/api/v1/live",
                "description": "A WebSocket that tells when a view has something new. Its first message from the client has the"
                " token and the views: {token, subscribe}.",
                "servers": [{"$ref": "#/servers/live"}],
                "messages": {
                    _LIVE: {"$ref": f"#/components/messages/{_LIVE}"},
                    _SUBSCRIBE: {"$ref": f"#/components/messages/{_SUBSCRIBE}"},
                },
                "bindings": {"ws": {"method": "GET"}},
            },
        },
        "operations": _operations(list(facts)),
        "components": {
            "securitySchemes": {
                "bearer": {
                    "type": "http",
                    "scheme": "bearer",
                    "bearerFormat": "JWT",
                    "description": "The access token of POST /api/v1/auth/sign-in.",
                },
            },
            "messages": messages | {_LIVE: _live(), _SUBSCRIBE: _subscribe()},
            "schemas": schemas | {"CloudEvent": _envelope()},
        },
    }


def _servers(address: str) -> Json:
    scheme, _, host = address.partition("://")
    secure = scheme == "https"
    return {
        "http": {
            "host": host,
            "protocol": scheme,
            "description": "The HTTP server.",
            "security": [{"$ref": "#/components/securitySchemes/bearer"}],
        },
        "live": {
            "host": host,
            "protocol": "wss" if secure else "ws",
            "description": "The same server by WebSocket. The token is sent in the first message, for an address ends up in logs.",
        },
    }


def _operations(topics: list[str]) -> Json:
    feed, live = {"$ref": "#/channels/feed"}, {"$ref": "#/channels/live"}
    return {
        "tellFacts": {
            "action": "send",
            "channel": feed,
            "summary": "Tells the facts after a cursor, in the order of the feed.",
            "messages": [{"$ref": f"#/channels/feed/messages/{topic}"} for topic in topics],
            "bindings": {"http": {"method": "GET", "query": _feed_query(), "bindingVersion": "0.3.0"}},
        },
        "tellLive": {
            "action": "send",
            "channel": live,
            "summary": "Tells that a view has something new; what it is, is read over HTTP.",
            "messages": [{"$ref": f"#/channels/live/messages/{_LIVE}"}],
        },
        "hearSubscription": {
            "action": "receive",
            "channel": live,
            "summary": "Hears the token and the views that the client wants to hear of.",
            "messages": [{"$ref": f"#/channels/live/messages/{_SUBSCRIBE}"}],
        },
    }


def _feed_query() -> Json:
    """The parameters of the feed's route, as it declares them."""
    wanted = next(route for route in feed.router.routes if isinstance(route, APIRoute) and route.path == "/feed")
    fields = [field for each in (wanted.dependant, *wanted.dependant.dependencies) for field in each.query_params]
    return {"type": "object", "properties": {field.alias: _parameter(field.field_info) for field in fields}}


def _parameter(field: FieldInfo) -> Json:
    described = {"description": field.description} if field.description else {}
    return described | TypeAdapter(field.rebuild_annotation()).json_schema()


def _message(topic: str, payload: Json, summary: str) -> Json:
    own: Json = {
        "type": {"const": TYPE_PREFIX + topic, "description": f"{TYPE_PREFIX} and the topic"},
        "data": payload,
    }
    envelope = {"$ref": _REF.format(name="CloudEvent")}
    return {
        "name": topic,
        "title": topic.rpartition(".")[2],
        "summary": summary,
        "contentType": "application/cloudevents+json",
        "payload": {"allOf": [envelope, {"type": "object", "required": list(own), "properties": own}]},
    }


def _envelope() -> Json:
    """What all events have. `type` and `data` are each message's own, so that a generated client has no field twice."""
    text: Json = {"type": "string"}
    moment: Json = {"type": "string", "format": "date-time"}
    whole: Json = {"type": "integer", "minimum": 1}
    return {
        "type": "object",
        "required": ["specversion", "id", "source", "subject", "time"],
        "properties": {
            "specversion": {"const": "1.0", "description": "The version of CloudEvents"},
            "id": text | {"description": "The fact's number in the organization's feed and 16 digits of its hash"},
            "source": text | {"description": "/organizations/ and the organization's id"},
            "subject": text | {"description": "The stream"},
            "time": moment | {"description": "When it happened, by the device"},
            "datacontenttype": {"const": "application/json", "description": "The form of `data`"},
            "dataschema": text | {"format": "uri", "description": "Where the JSON schema of `data` is"},
            "recordedat": moment | {"description": "When the store learned of it"},
            "feedseq": text | {"description": "The fact's number in the organization's feed: 1, 2, 3 ..."},
            "feedhash": text | {"description": "The organization's hash chain up to here, hexadecimal"},
            "streamversion": whole | {"description": "The fact's number in its stream: 1, 2, 3 ..."},
            "schemaversion": whole | {"description": "The version of the form of `data`"},
            "user": text | {"description": "Who told it, by id; never a name"},
            "device": text | {"description": "The device it was told on"},
            "deviceseq": text | {"description": "The device's own number of the command"},
            "commandid": text | {"description": "The command that led to it"},
            "correlationid": text | {"description": "What the command began with, through every reaction"},
            "causationid": text | {"description": "What the command was caused by"},
            "plant": text | {"description": "The plant that its sender works for, where it is one"},
        },
    }


def _live() -> Json:
    properties: Json = {
        "projection": {"type": "string", "description": "The name of the view"},
        "seq": {
            "type": ["integer", "null"],
            "description": "How far the view is in the feed; null: something may have been missed, read again",
        },
        "streams": {
            "type": "array",
            "items": {"type": "string"},
            "maxItems": 20,
            "description": "The streams that changed it",
        },
    }
    return {
        "name": _LIVE,
        "summary": "A view has something new.",
        "contentType": "application/json",
        "payload": {"type": "object", "required": list(properties), "properties": properties},
    }


def _subscribe() -> Json:
    names: Json = {"type": "array", "items": {"type": "string", "maxLength": 63}, "maxItems": 50}
    properties: Json = {
        "token": {"type": "string", "description": "The access token; a later one prolongs the connection"},
        "subscribe": names | {"description": "The views to hear of; replaces those before"},
    }
    return {
        "name": _SUBSCRIBE,
        "summary": "Signs in and subscribes.",
        "contentType": "application/json",
        "payload": {"type": "object", "properties": properties},
    }


@cache
def _text(address: str) -> bytes:
    return orjson.dumps(document(address), option=orjson.OPT_INDENT_2)


def install(app: FastAPI, address: str) -> None:
    """Serves it at /asyncapi.json, beside FastAPI's /openapi.json and before whatever takes every other path."""

    async def answer(_: Request) -> Response:
        return Response(_text(address), media_type="application/json")

    app.router.routes.insert(0, Route("/asyncapi.json", answer, include_in_schema=False))
