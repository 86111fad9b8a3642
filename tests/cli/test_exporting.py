"""Exports from the command line."""

import csv
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner, Result

from tests.conftest import Organization, make_organization
from tests.spine import append, lot_moves
from unison.cli.app import app
from unison.infrastructure import database
from unison.settings import settings


@pytest.fixture(scope="module")
def plant(database_url: str) -> Organization:
    with database.connect(database_url, "owner") as owner:
        organization = make_organization(owner)
        append(owner, organization.id, *lot_moves("A", 3))
    return organization


@pytest.fixture(autouse=True)
def at_home(database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, plant: Organization) -> Iterator[None]:
    monkeypatch.setenv("UNISON_DATABASE_URL", database_url)
    monkeypatch.setenv("UNISON_DATA", str(tmp_path))
    monkeypatch.setenv("UNISON_ORGANIZATION", plant.slug)
    settings.cache_clear()
    yield
    settings.cache_clear()


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["export", *map(str, arguments)])


def test_a_list_is_written_into_a_file(tmp_path: Path) -> None:
    as_csv, as_parquet = tmp_path / "movements.csv", tmp_path / "movements.parquet"
    told = run("/stock/movements?lot=A", "-o", as_csv)
    assert (told.exit_code, told.output.endswith(f"rows in {as_csv}.\n")) == (0, True), told.output
    with as_csv.open(encoding="utf-8-sig", newline="") as file:
        lots = [row["Lot"] for row in csv.DictReader(file)]
    assert set(lots) == {"A"}
    assert run("stock/movements?lot=A", "--format", "parquet", "-o", as_parquet).exit_code == 0
    with duckdb.connect() as connection:
        found = connection.execute("SELECT count(*) FROM read_parquet($path)", {"path": str(as_parquet)}).fetchone()
    assert found == (len(lots),)


@pytest.mark.parametrize(
    ("question", "code", "told"),
    [
        ("/nothing", None, "There is no list or report at /nothing"),
        ("/stock?colour=red", 2, "colour is no query parameter of this address"),
        ("/costing/order?work_order=NONE", None, "NONE"),
    ],
)
def test_what_cannot_be_written_is_said_and_what_was_there_stays(
    tmp_path: Path, question: str, code: int | None, told: str
) -> None:
    file = tmp_path / "there.csv"
    file.write_text("from before")
    refused = run(question, "-o", file)
    assert refused.exit_code == (code or 1)
    assert told in " ".join(f"{refused.output} {refused.exception}".replace("│", " ").split())
    assert [each.name for each in tmp_path.iterdir() if each.stem != "secrets"] == ["there.csv"]
    assert file.read_text() == "from before"
