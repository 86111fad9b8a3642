"""The provider by which an organization's people sign in, from the machine itself."""

from typing import Annotated

import typer

from unison.cli import environment, output
from unison.infrastructure.identity import providers
from unison.infrastructure.identity.oidc import Provider
from unison.infrastructure.identity.providers import NoProvider
from unison.infrastructure.installation_secret import InstallationSecret
from unison.settings import settings

oidc = typer.Typer(help="Sign-in by a provider of your own (OpenID Connect): show, set, remove, link a person.")


def register(app: typer.Typer) -> None:
    app.add_typer(oidc, name="oidc")


@oidc.callback(invoke_without_command=True)
def show(
    context: typer.Context, organization: environment.Organization = "demo", json: environment.Json = False
) -> None:
    """Show the provider of an organization.

    Examples: `unison oidc`, `unison oidc set https://login.example unison`, `unison oidc link ann 4711`
    """
    if context.invoked_subcommand is not None:
        return
    url = environment.owner_url()
    of = environment.viewer(url, organization).organization_id
    with environment.owner() as connection:
        row = providers.show_provider(connection, of)
    if row is None:
        raise NoProvider
    told = {**row, "callback": callback()}
    if json:
        output.print_json(told)
    else:
        output.print_table("Provider", ["", ""], [[name, value] for name, value in told.items()])


def callback() -> str:
    """Where the provider sends people back to: it has to know this address."""
    return f"{settings().address}/api/v1/auth/oidc/callback"


@oidc.command(name="set")
def set_(
    issuer: Annotated[str, typer.Argument(help="The provider's address, https://..., as its tokens name it.")],
    client_id: Annotated[str, typer.Argument(help="What the provider calls this installation.")],
    label: Annotated[str, typer.Option(help="What the button at sign-in says.")] = "Sign in with your company account",
    client_secret: Annotated[
        str,
        typer.Option(envvar="UNISON_OIDC_SECRET", prompt=True, hide_input=True, help="What the provider gave for it."),
    ] = "",
    organization: environment.Organization = "demo",
) -> None:
    """Let people sign in by a provider, beside passwords. Prints the address that the provider has to send them back to.

    Example: `unison oidc set https://login.example/realms/plant unison`
    """
    url = environment.owner_url()
    of = environment.viewer(url, organization).organization_id
    with environment.owner() as connection:
        provider = Provider(issuer, client_id, client_secret)
        providers.set_provider(connection, InstallationSecret.of(settings()), of, provider, label=label)
    typer.echo(callback())


@oidc.command()
def remove(organization: environment.Organization = "demo") -> None:
    """Have people sign in by their passwords alone."""
    url = environment.owner_url()
    of = environment.viewer(url, organization).organization_id
    with environment.owner() as connection:
        providers.remove_provider(connection, of)


@oidc.command()
def link(
    login: Annotated[str, typer.Argument(help="Whose account it is.")],
    subject: Annotated[str, typer.Argument(help="What the provider calls this person: the `sub` of its tokens.")],
    organization: environment.Organization = "demo",
) -> None:
    """Link a person to the provider's name for them, whatever mail address it tells."""
    url = environment.owner_url()
    of = environment.viewer(url, organization).organization_id
    with environment.owner() as connection:
        providers.link(connection, of, login, subject)
