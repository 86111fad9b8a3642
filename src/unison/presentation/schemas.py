"""What a fact's data looks like, as a JSON schema at an address of its own: the `dataschema` of a CloudEvent leads here.

Made from the fact classes, so it cannot lag behind them. The feed tells every fact in its present form, so there is one version of
each.
"""

from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Path, Response

from unison.presentation.context import Reached
from unison.presentation.fact_fields import components_of
from unison.shared.errors import UnknownRefusal
from unison.shared.events import Fact, fact_type, topics

router = APIRouter(tags=["feed"])


class UnknownSchema(UnknownRefusal, code="unknown_schema"):
    """No fact has the type {type} in version {version}. The feed tells {known}."""


class SchemaResponse(Response):
    media_type = "application/schema+json"


def schema_address(address: str, topic: str, version: int) -> str:
    """Where the schema of a fact's data is, on the server at `address`."""
    return f"{address}/api/v1/schemas/{topic}/{version}"


def schema_of(kind: type[Fact], id: str) -> dict[str, Any]:
    """The JSON schema of a fact's data, complete in itself."""
    (told,), components = components_of([kind], "#/$defs/{name}")
    own = components.pop(str(told["$ref"]).rpartition("/")[2])
    described = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": id, **own}
    return described | ({"$defs": components} if components else {})


@router.get(
    "/schemas/{topic}/{version}",
    response_class=SchemaResponse,
    response_model=None,
    responses={200: {"content": {SchemaResponse.media_type: {"schema": {"type": "object"}}}}},
)
async def read_schema(topic: str, version: Annotated[int, Path(ge=1, le=32_767)], reached: Reached) -> Response:
    """The JSON schema of the data of a type of facts, in one version. Needs no sign-in: it tells nothing of anybody."""
    if topic not in topics():
        raise UnknownSchema(type=topic, version=version, known="other types")
    kind = fact_type(topic)
    if version != kind.schema_version:
        raise UnknownSchema(type=topic, version=version, known=f"version {kind.schema_version}")
    described = schema_of(kind, schema_address(reached.settings.address, topic, version))
    return SchemaResponse(orjson.dumps(described), headers={"Cache-Control": "public, max-age=86400"})
