"""What the organization has decided for everybody."""

import typer

import projections.house_rules.api as view
from unison.cli import environment


def register(app: typer.Typer) -> None:
    app.command()(warnings)


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
