"""The plant that a question is about, where it is about one."""

from typing import Annotated, Any

from fastapi import Query
from psycopg import AsyncCursor
from psycopg.rows import DictRow

from unison.infrastructure.sql import statements
from unison.shared.errors import only_plant

OnePlant = Annotated[
    str | None, Query(max_length=120, description="Left out: the only plant there is, or that you may see.")
]

_sql = statements("unison.presentation", "people.sql")


async def plants_seen(cursor: AsyncCursor[Any]) -> list[DictRow]:
    """The plants that the asker may see, by name, each as it is now: `plant`, `name`, `time_zone`, `day_starts_at`."""
    return await (await cursor.execute(_sql["list_plants"])).fetchall()


async def plant_meant(cursor: AsyncCursor[Any], told: str | None) -> str:
    """The plant that is named, else the only one that the asker may see. Refuses `PlantNeeded` and `NoPlant`."""
    if told is not None:
        return told
    return only_plant([row["plant"] for row in await plants_seen(cursor)])
