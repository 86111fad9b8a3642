"""Who gave whom which right, and who might do what at a moment: rights history, of, who."""

from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

import typer

import projections.rights.api as view
from unison.cli import environment

_room = typer.Typer(
    no_args_is_help=True,
    help="Rights: `history` of people and roles, what somebody may do (`of`), and `who` may do it.",
)

AsOf = Annotated[
    datetime | None,
    typer.Option(
        formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%S.%f", "%Y-%m-%dT%H:%M:%S%z"],
        help="As it was at that moment, in UTC; a change holds from its own moment on. Else now.",
    ),
]


def register(app: typer.Typer) -> None:
    app.add_typer(_room, name="rights")


@_room.command()
def history(
    holder: Annotated[
        str | None, typer.Argument(help="A person by login or id, a role, or a machine account. Else everybody.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="How many at most, the latest ones.")] = 100,
    organization: environment.Organization = "demo",
    json: environment.Json = False,
) -> None:
    """Every change of rights: who gave whom which, who took it, when and why, the latest first.

    Examples: `unison rights history`, `unison rights history ann`, `unison rights history planner --json`
    """
    meant = None if holder is None else str(_person(organization, holder) or holder)
    found = environment.ask(
        organization,
        view.PROJECTION,
        lambda cursor: view.changes(cursor, environment.permissions(), holder=meant, limit=limit),
    )
    if json:
        environment.print_json([each.model_dump(mode="json") for each in found])
        return
    rows: list[list[object]] = [
        [
            f"{each.at:%Y-%m-%d %H:%M:%S}", each.name or each.holder + (" (erased)" if each.is_erased else ""), each.change,
            _signed("+", each.given, each.permissions_given), _signed("-", each.taken, each.permissions_taken),
            each.by_name or each.by_user or each.device or "at the server", each.reason,
        ]
        for each in found
    ]  # fmt: skip
    environment.print_table("Rights", ["at (UTC)", "of", "change", "given", "taken", "by", "why"], rows)


@_room.command()
def of(
    person: Annotated[str, typer.Argument(help="By login, or by id.")],
    as_of: AsOf = None,
    organization: environment.Organization = "demo",
    json: environment.Json = False,
) -> None:
    """What somebody may do, or might do at a moment: where, and by which of their roles.

    Example: `unison rights of ann --as-of 2026-03-02T08:00:00`
    """
    meant = _person(organization, person)
    if meant is None:
        raise environment.Unready(f"There is nobody with the login or id {person!r}. See `unison people list`.")
    found = environment.ask(
        organization,
        view.PROJECTION,
        lambda cursor: view.person_in_full(cursor, environment.permissions(), meant, as_of=_utc(as_of)),
    )
    if json:
        environment.print_json(found.model_dump(mode="json"))
        return
    rows: list[list[object]] = [
        [each.permission, ", ".join(each.plants) or "every plant", ", ".join(each.roles)] for each in found.permissions
    ]
    title = f"{found.name or found.person}: {found.standing.replace('_', ' ')}"
    environment.print_table(title, ["may", "in", "by"], rows)


@_room.command()
def who(
    permission: Annotated[str, typer.Argument(help="A permission, as in lots.hold.")],
    plant: Annotated[str | None, typer.Option(help="In this plant. Else in any.")] = None,
    as_of: AsOf = None,
    organization: environment.Organization = "demo",
    json: environment.Json = False,
) -> None:
    """Who may do something, or might do it at a moment: people and programs.

    Example: `unison rights who lots.scrap --plant main --as-of 2026-03-02`
    """
    found = environment.ask(
        organization,
        view.PROJECTION,
        lambda cursor: view.holders(cursor, environment.permissions(), permission, plant=plant, as_of=_utc(as_of)),
    )
    if json:
        environment.print_json([each.model_dump(mode="json") for each in found])
        return
    rows: list[list[object]] = [
        [each.name or each.holder, each.kind.replace("_", " "), ", ".join(each.plants) or "every plant",
         ", ".join(each.roles)]
        for each in found
    ]  # fmt: skip
    environment.print_table(permission, ["who", "", "in", "by"], rows)


def _person(organization: str, typed: str) -> UUID | None:
    """Whoever has this login or id, also one who was erased; None where there is nobody."""
    found = environment.ask(organization, view.PROJECTION, lambda cursor: view.people(cursor, limit=100_000))
    wanted = typed.strip().lower()
    return next((each.person for each in found if wanted in (each.login, str(each.person))), None)


def _utc(moment: datetime | None) -> datetime | None:
    return moment and (moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC))


def _signed(sign: str, had: list[view.Had], permissions: list[str]) -> str:
    """Assignments one by one; of a role's permissions the first few."""
    assigned = (
        (each.role or ", ".join(each.permissions)) + (f" in {', '.join(each.plants)}" if each.plants else "")
        for each in had
    )
    more = [f"... {len(permissions) - 5} more"] if len(permissions) > 5 else []
    return "; ".join(sign + each for each in (*assigned, *permissions[:5], *more))
