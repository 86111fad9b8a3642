"""The composition root: the one module that knows everything. Plain code, no container, no discovery."""

import gc
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import uvicorn
from fastapi import FastAPI

import projections
from projections.costing import api as costs_api
from projections.genealogy import api as genealogy_api
from projections.labor_hours import api as labor_hours_api
from projections.material_list import api as material_list_api
from projections.oee import api as oee_api
from projections.review_queue import api as review_queue_api
from projections.sales_order_list import api as sales_order_list_api
from projections.spc import api as spc_api
from projections.stock import api as stock_api
from projections.work_order_board import api as work_order_board_api
from unison.costing import api as costing_api
from unison.costing import application as costing
from unison.equipment import api as equipment_api
from unison.equipment import application as equipment
from unison.infrastructure.command_handling import CommandHandling
from unison.infrastructure.database import Database
from unison.infrastructure.event_store import EventStore
from unison.inventory import api as inventory_api
from unison.inventory import application as inventory
from unison.labor import api as labor_api
from unison.labor import application as labor
from unison.lots import api as lots_api
from unison.lots import application as lots
from unison.materials import api as materials_api
from unison.materials import application as materials
from unison.presentation import asyncapi, auth, batch, feed, live, metrics, users
from unison.presentation.context import Context
from unison.presentation.http import create_app
from unison.quality import api as quality_api
from unison.quality import application as quality
from unison.reviews import api as reviews_api
from unison.reviews import application as reviews
from unison.sales import api as sales_api
from unison.sales import application as sales
from unison.settings import Settings
from unison.work_orders import api as work_orders_api
from unison.work_orders import application as work_orders

_OTHERS = (
    *work_orders.USE_CASES,
    *lots.USE_CASES,
    *inventory.USE_CASES,
    *equipment.USE_CASES,
    *quality.USE_CASES,
    *sales.USE_CASES,
    *costing.USE_CASES,
    *materials.USE_CASES,
    *labor.USE_CASES,
)

USE_CASES = (*_OTHERS, *reviews.use_cases(_OTHERS))

PROJECTIONS = projections.ALL

ROUTERS = (  # the busiest first: a request is held against one route after another
    work_orders_api.router,
    lots_api.router,
    batch.router,
    auth.router,
    users.router,
    inventory_api.router,
    equipment_api.router,
    quality_api.router,
    sales_api.router,
    costing_api.router,
    work_order_board_api.router,
    stock_api.router,
    genealogy_api.router,
    oee_api.router,
    spc_api.router,
    sales_order_list_api.router,
    reviews_api.router,
    review_queue_api.router,
    costs_api.router,
    labor_api.router,
    labor_hours_api.router,
    materials_api.router,
    material_list_api.router,
    feed.router,
    live.router,
)


def command_handling(database: Database) -> CommandHandling:
    return CommandHandling(EventStore(database.pool), USE_CASES, reviews.set_aside)


def application(settings: Settings, url: str) -> FastAPI:
    """The HTTP application over the database at `url` (the owner's; connections take their roles)."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
        database = Database(url, size=settings.pool_size)
        await database.open()
        commands = command_handling(database)
        hub = live.LiveHub(database)
        services = {**auth.services(settings, database, commands.use_cases), live.LiveHub: hub}
        app.state.context = Context(settings, database, commands, services)
        gc.collect()
        gc.freeze()  # what the start has made stays: looking through it again and again stops every request
        try:
            async with hub.listening():
                yield
        finally:
            await database.close()

    app = create_app(lifespan=lifespan, routers=ROUTERS, face=_face())
    asyncapi.install(app)
    app.router.routes[:0] = metrics.router.routes
    return app


def http_server(app: FastAPI, settings: Settings) -> uvicorn.Server:
    """The server of the application, ready to run."""
    return uvicorn.Server(
        uvicorn.Config(
            app,
            host=settings.host,
            port=settings.port,
            log_level="warning",
            access_log=False,  # an access log below its level would still put every line together
            timeout_graceful_shutdown=5,
        )
    )


def _face() -> Path:
    """The built front end: beside the sources in a checkout, in the environment's data folder when installed."""
    checkout = Path(__file__).parents[2] / "frontend" / "dist"
    return checkout if checkout.is_dir() else Path(sys.prefix) / "share" / "unison" / "frontend"
