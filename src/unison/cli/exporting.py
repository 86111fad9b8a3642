"""A list or a report as a file, made at once."""

from pathlib import Path
from typing import Annotated, Literal
from uuid import UUID

import typer
from fastapi.exceptions import RequestValidationError

from unison.cli import environment
from unison.exports.making import FAULTS, Rights, write_export
from unison.exports.questions import Question
from unison.main import EXPORTING, PROJECTIONS
from unison.settings import settings

NOBODY = UUID(int=0)


def register(app: typer.Typer) -> None:
    app.command()(export)


def export(
    question: Annotated[
        str, typer.Argument(help="The address of a list or a report with its parameters, as it is asked with GET.")
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="The file to write.", dir_okay=False)],
    format: Annotated[Literal["csv", "parquet", "xlsx"], typer.Option(help="The form of the file.")] = "csv",
    part: Annotated[str | None, typer.Option(help="The list of a report that is wanted. Default: its first.")] = None,
    organization: environment.Organization = "demo",
) -> None:
    """Write a list or a report into a file, whole and as of one moment. What was there is replaced once it is written.

    Examples: `unison export /stock/movements --format parquet -o movements.parquet`, `unison export /work-orders -o orders.csv`
    """
    asked = _question(question, part)
    url = environment.owner_url()
    viewer = environment.viewer(url, organization)
    environment.bring_up_to_date(url, *PROJECTIONS)
    rights = Rights(viewer.organization_id, None)
    unfinished = output.with_name(f"{output.name}.unfinished")
    try:
        with unfinished.open("wb") as file, environment.progress("export") as bar:
            rows = write_export(EXPORTING, settings(), url, rights, asked, format, file.write, bar)
        unfinished.replace(output)
    except FAULTS as fault:
        raise environment.Unready(str(fault)) from None
    finally:
        unfinished.unlink(missing_ok=True)
    typer.echo(f"{rows} rows in {output}.")


def _question(question: str, part: str | None) -> Question:
    try:
        return EXPORTING.questions.find(question, part)
    except RequestValidationError as unknown:
        told = "; ".join(f"{error['loc'][-1]} {error['msg']}" for error in unknown.errors())
        raise typer.BadParameter(f"{told}.", param_hint="QUESTION") from None
