"""The composition root: the one module that knows everything. Plain code, no container, no discovery."""

import gc
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import time
from functools import cache
from pathlib import Path
from uuid import UUID

from fastapi import FastAPI

from projections.costing import api as costing_view
from projections.genealogy import api as genealogy_view
from projections.house_rules import api as house_rules_view
from projections.labor_hours import api as labor_hours_view
from projections.material_list import api as material_list_view
from projections.oee import api as oee_view
from projections.pending_command_list import api as pending_command_list_view
from projections.rights import api as rights_view
from projections.sales_order_list import api as sales_order_list_view
from projections.spc import api as spc_view
from projections.stock import api as stock_view
from projections.work_order_board import api as work_order_board_view
from unison.books import api as books
from unison.books.application import check_books
from unison.corrections import api as corrections
from unison.costing import api as costing
from unison.equipment import api as equipment
from unison.exports import routes as export_routes
from unison.exports.making import House, export_kind
from unison.exports.questions import Questions
from unison.founding import routes as founding_routes
from unison.founding.setup_code import SetupCode
from unison.imports import routes as import_routes
from unison.infrastructure.access import Access, OwnersAccess
from unison.infrastructure.backup import scheduled as backup
from unison.infrastructure.command_handling import CommandHandling
from unison.infrastructure.database import Database
from unison.infrastructure.event_store import EventStore
from unison.infrastructure.feed.consumer import Consumer, Reader
from unison.infrastructure.figures import figures
from unison.infrastructure.jobs import housekeeping
from unison.infrastructure.jobs.schedule import Schedule
from unison.infrastructure.security_log import SecurityLog
from unison.infrastructure.tokens import TokenSigner
from unison.infrastructure.verification import job as verifying
from unison.inventory import api as inventory
from unison.labor import api as labor
from unison.lots import api as lots
from unison.machine_accounts import api as machine_accounts
from unison.machine_accounts.application import check_permissions as check_machine_permissions
from unison.materials import api as materials
from unison.notices import looking, mailing
from unison.notices import outbox as notice_outbox
from unison.notices import routes as notice_routes
from unison.organizations import api as organizations
from unison.pending_commands import api as pending_commands
from unison.pending_commands.application import set_aside
from unison.people import api as people
from unison.people.application import check_permissions
from unison.plants import api as plants
from unison.plausibility import api as plausibility
from unison.plausibility.application import check_warnings
from unison.presentation import (
    asyncapi,
    auth,
    batch,
    by_provider,
    feed,
    health,
    identifications,
    jobs,
    live,
    metrics,
    reactions,
    schemas,
    second_factor,
    security_log,
    signing_in,
    verification,
)
from unison.presentation import machine_accounts as machine_account_routes
from unison.presentation import people as people_questions
from unison.presentation import stations as station_routes
from unison.presentation.context import Context
from unison.presentation.feed_end import FeedEnd
from unison.presentation.http import create_app
from unison.presentation.naming import Naming
from unison.presentation.permissions import Permissions
from unison.processes import (
    when_control_rule_violated_hold_lot,
    when_equipment_broke_down_pause_order,
    when_subgroup_recorded_judge_it,
)
from unison.quality import api as quality
from unison.sales import api as sales
from unison.settings import Settings
from unison.stations import api as stations
from unison.webhooks import delivering as webhook_delivering
from unison.webhooks import housekeeping as webhook_housekeeping
from unison.webhooks import outbox as webhook_outbox
from unison.webhooks import routes as webhook_routes
from unison.work_orders import api as work_orders

# In both lists the busiest first: a request is held against one route after another.

_OTHERS = (
    work_orders.CAPABILITY,
    lots.CAPABILITY,
    inventory.CAPABILITY,
    equipment.CAPABILITY,
    quality.CAPABILITY,
    labor.CAPABILITY,
    sales.CAPABILITY,
    costing.CAPABILITY,
    materials.CAPABILITY,
    corrections.CAPABILITY,
    plants.CAPABILITY,
    organizations.CAPABILITY,
    stations.CAPABILITY,
    machine_accounts.CAPABILITY,
    plausibility.CAPABILITY,
    books.CAPABILITY,
    people.CAPABILITY,
)
CAPABILITIES = (*_OTHERS, pending_commands.capability(use_case for other in _OTHERS for use_case in other.use_cases))

VIEWS = (
    work_order_board_view.VIEW,
    stock_view.VIEW,
    genealogy_view.VIEW,
    oee_view.VIEW,
    spc_view.VIEW,
    sales_order_list_view.VIEW,
    pending_command_list_view.VIEW,
    costing_view.VIEW,
    labor_hours_view.VIEW,
    material_list_view.VIEW,
    house_rules_view.VIEW,
    rights_view.VIEW,
)

USE_CASES = tuple(use_case for capability in CAPABILITIES for use_case in capability.use_cases)
CHECKS = (
    check_books,
    check_warnings,
    check_permissions(lambda: permissions().names),
    check_machine_permissions(lambda: permissions().names),
)
"""What holds for every command."""

PROJECTIONS = tuple(view.projection for view in VIEWS)
OUTBOXES = (notice_outbox.OUTBOX, webhook_outbox.OUTBOX)
"""What facts lead to outside of the read models, each fact once."""

CONSUMERS: tuple[Consumer, ...] = (*PROJECTIONS, *OUTBOXES)
"""All that reads the feed in its lanes."""

REACTIONS = (
    when_subgroup_recorded_judge_it.REACTION,
    when_control_rule_violated_hold_lot.REACTION,
    when_equipment_broke_down_pause_order.REACTION,
)
"""What leads from a fact to commands."""

READERS: tuple[Reader, ...] = (*CONSUMERS, *REACTIONS)
"""All that reads the feed."""

RULES = (
    *(rule for room in (*CAPABILITIES, *VIEWS) for rule in room.rules),
    *notice_routes.RULES,
    *security_log.RULES,
    *verification.RULES,
)
NAMING = Naming(capability.names for capability in CAPABILITIES)
ROUTERS = (
    *(capability.router for capability in CAPABILITIES),
    batch.router,
    signing_in.router,
    second_factor.router,
    by_provider.router,
    founding_routes.router,
    people_questions.router,
    station_routes.router,
    identifications.router,
    machine_account_routes.router,
    machine_account_routes.oauth,
    *(view.router for view in VIEWS),
    jobs.router,
    reactions.router,
    security_log.router,
    verification.router,
    feed.router,
    schemas.router,
    webhook_routes.router,
    notice_routes.router,
    export_routes.router,
    import_routes.router,
    live.router,
)


@asynccontextmanager
async def _nothing(_: FastAPI) -> AsyncGenerator[None]:
    yield


STATEMENT_S = 25
"""How long a statement of a request may take, in seconds: less than a request may."""


@cache
def permissions() -> Permissions:
    """Resolving them takes half a second."""
    return auth.permissions(_meanings(), RULES)


def _meanings() -> dict[str, str]:
    """What whoever may send a command may do."""
    return {use_case.command.command_name: use_case.command.meaning() for use_case in USE_CASES}


def _asked_by_exports(settings: Settings, database: Database, signer: TokenSigner, user: UUID | None) -> Context:
    """What the questions of an export reach: they are asked in the process that makes it, of the database as it was."""
    access = OwnersAccess(database, permissions(), "admin") if user is None else Access(database, permissions())
    commands = command_handling(database)
    services = {
        SecurityLog: SecurityLog(database),
        TokenSigner: signer,
        Access: access,
        Permissions: permissions(),
        FeedEnd: FeedEnd(database),
    }
    return Context(settings, database, commands, services, NAMING)


EXPORTING = House(lambda: create_app(lifespan=_nothing, routers=ROUTERS, face=None), _asked_by_exports)

JOB_KINDS = (
    housekeeping.KIND,
    backup.KIND,
    verifying.KIND,
    webhook_delivering.KIND,
    webhook_housekeeping.KIND,
    looking.kind_of_job((view.projection.name, look) for view in VIEWS for look in view.looks),
    mailing.MAIL,
    mailing.DIGEST,
    export_kind(EXPORTING),
)
"""What is done outside of the transaction that causes it; each kind has a queue of its own."""

SCHEDULES = (
    verifying.SCHEDULE,
    Schedule("housekeeping", "housekeeping", at=time(3), per_organization=False),
    webhook_housekeeping.SCHEDULE,
    looking.SCHEDULE,
    mailing.DAYS,
)
"""What is done again and again; its jobs are of these kinds."""


def command_handling(database: Database) -> CommandHandling:
    known = {name: (view.projection.name, figure) for view in VIEWS for name, figure in view.figures.items()}
    return CommandHandling(
        EventStore(database.pool), USE_CASES, set_aside, checks=CHECKS, figures=figures(database, known)
    )


def application(
    settings: Settings, url: str, analyst_url: str | None = None, *, setup_code: SetupCode | None = None
) -> FastAPI:
    """The HTTP application over the database at `url`, by which the API signs in; by `analyst_url` it reads sealed files. With a
    setup code, an organization may be begun on its first page."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
        database = Database(
            url, size=settings.pool_size, read_url=settings.read_url, analyst_url=analyst_url, statement_s=STATEMENT_S
        )
        await database.open()
        commands = command_handling(database)
        feed_end = FeedEnd(database)
        who = auth.services(settings, database, _meanings(), RULES)
        await who[TokenSigner].current()  # keys that cannot be opened are told now
        access: Access = who[Access]
        commands.listeners.append(access.told)
        hub = live.LiveHub(database, feed_end, access)
        checks = health.Checks(database, None if settings.database_url else settings.data, settings.tls_cert)
        services = {
            **who,
            live.LiveHub: hub,
            FeedEnd: feed_end,
            Questions: Questions(app),
            health.Checks: checks,
            founding_routes.FirstRun: founding_routes.FirstRun(setup_code),
        }
        app.state.context = Context(settings, database, commands, services, NAMING)
        gc.collect()
        gc.freeze()  # what the start has made stays: looking through it again and again stops every request
        try:
            async with hub.listening():
                yield
        finally:
            await who[SecurityLog].close()
            await database.close()

    app = create_app(lifespan=lifespan, routers=ROUTERS, face=_face())
    asyncapi.install(app, settings.address)
    app.router.routes[:0] = [*health.router.routes, *metrics.router.routes]
    return app


def _face() -> Path:
    """The built front end: beside the sources in a checkout, in the environment's data folder when installed."""
    checkout = Path(__file__).parents[2] / "frontend" / "dist"
    return checkout if checkout.is_dir() else Path(sys.prefix) / "share" / "unison" / "frontend"
