"""What the organization has decided for everybody."""

import typer

import projections.house_rules.api as view
from unison.cli import environment


def register(app: typer.Typer) -> None:
    app.command()(warnings)
    app.command()(books)
    app.command()(settings)


def settings(organization: environment.Organization = "demo", json: environment.Json = False) -> None:
    """How the organization has set itself up: name, currency, languages, stock below zero, numbers of orders.

    Examples: `unison settings`, `unison settings --json`
    """
    found = environment.ask(organization, view.PROJECTION, view.organization_settings)
    if json:
        environment.print_json(found.model_dump(mode="json"))
        return
    rules: list[list[object]] = [
        [f"number of a {r.numbered.replace('_', ' ')}", r.pattern or "named by people"] for r in found.number_rules
    ]
    rows: list[list[object]] = [
        ["short name", found.organization],
        ["name", found.name],
        ["currency", found.currency],
        ["languages", ", ".join(found.languages)],
        ["stock below zero", found.negative_stock.value],
        *rules,
    ]
    environment.print_table("Settings", ["setting", "is"], rows)


def warnings(organization: environment.Organization = "demo", json: environment.Json = False) -> None:
    """What is asked about commands that are hard to believe or look doubled, and what of it is refused.

    Examples: `unison warnings`, `unison warnings --json`
    """
    found = environment.ask(organization, view.PROJECTION, view.warning_policies)
    if json:
        environment.print_json([each.model_dump(mode="json") for each in found])
        return
    rows: list[list[object]] = [[w.warning, w.policy.value, w.meaning] for w in found]
    environment.print_table("Warnings", ["warning", "policy", "meaning"], rows)


def books(organization: environment.Organization = "demo", json: environment.Json = False) -> None:
    """Up to which day the books are closed, and who closed and opened them why.

    Examples: `unison books`, `unison books --json`
    """
    found = environment.ask(organization, view.PROJECTION, view.books)
    if json:
        environment.print_json(found.model_dump(mode="json"))
        return
    typer.echo(f"Closed through {found.closed_through}" if found.closed_through else "Not closed")
    rows: list[list[object]] = [
        [environment.minute(b.at), "closed" if b.closed else "opened", b.through, b.reason, b.by_name]
        for b in found.changes
    ]
    environment.print_table("Books", ["when", "", "through", "why", "by"], rows)
