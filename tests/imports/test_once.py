"""Files over the real store: rolling, overlapping, grown and mended ones book each thing once."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Organization
from tests.shop_floor import Floor, open_floor
from tests.spine import new_command, process, tell
from unison.imports import genealogy, measurements, production_log
from unison.imports.importing import Outcome
from unison.imports.layout import Layout
from unison.imports.options import Options
from unison.imports.rejects import write_rejects
from unison.imports.sending import carry_out, rehearse
from unison.imports.tables import read_table
from unison.infrastructure.event_store import EventStore
from unison.infrastructure.unit_of_work import Sender
from unison.lots.domain.state import LOT
from unison.quality.domain import CHARACTERISTIC, SubgroupCorrected, SubgroupRecorded

LOG = ",".join(production_log.COLUMNS) + "\n"


def report(begin: str, pieces: object, *, day: int = 2, order: str = "C-1", machine: str = "M1") -> str:
    hour = int(begin)
    return f"{order},Turn,{machine},2026-03-0{day} {hour:02}:00,2026-03-0{day} {hour + 1:02}:00,100,P1,W1,D,{pieces},0,0,N\n"


@dataclass
class Office:
    """Files in, as commands; what stands then."""

    floor: Floor
    folder: Path
    rejects: Path = field(init=False)

    def __post_init__(self) -> None:
        self.rejects = self.folder / "x.rejects.csv"

    def bring(self, module: Any, text: str | Path, *more: Any, **said: str) -> Outcome:
        path = text if isinstance(text, Path) else self.folder / "x.csv"
        if isinstance(text, str):
            path.write_text(text)
        layout: Layout = module.LAYOUT
        carry = rehearse if said.pop("carry", None) == "rehearse" else carry_out
        table = read_table(path, layout, Options.said(**said))  # pyright: ignore[reportArgumentType]
        importing = getattr(module, f"import_{module.__name__.rpartition('.')[2]}")

        async def work() -> Outcome:
            async with process(self.floor.url, size=4) as commands:
                return await importing(
                    table, commands, Sender(self.floor.viewer.organization_id, None), *more, carry=carry
                )

        outcome = self.floor.runner.run(work())
        write_rejects(self.rejects, table, outcome.rejected)
        return outcome

    def log(self, text: str | Path, **said: str) -> Outcome:
        return self.bring(production_log, text, "UTC", **said)

    def made(self) -> dict[str, int]:
        """Good pieces by machine."""
        self.floor.project()
        return {str(row.equipment): row.good_pcs for row in self.floor.oee("equipment").rows}

    def lot(self, lot: str) -> tuple[Decimal, str]:
        state = self.floor.runner.run(
            EventStore(self.floor.database.pool).load(self.floor.viewer.organization_id, LOT, lot)
        ).state
        assert state is not None
        return (state.quantity, state.unit)


@pytest.fixture
def office(database_url: str, organization: Organization, tmp_path: Path) -> Iterator[Office]:
    with open_floor(database_url, organization) as floor:
        yield Office(floor, tmp_path)


# Production logs ----------------------------------------------------------------------------------------------------


def test_a_machine_s_last_three_reports_of_every_day_are_a_hundred_pieces(office: Office) -> None:
    monday = LOG + report("6", 10) + report("7", 20) + report("8", 30)
    tuesday = LOG + report("7", 20) + report("8", 30) + report("6", 40, day=3)
    assert office.log(monday).carried == 1 + 3 + 3
    assert (office.log(tuesday).carried, office.made()) == (1, {"M1": 100})
    assert (office.log(monday).carried, office.log(tuesday).carried, office.made()) == (0, 0, {"M1": 100})


def test_a_row_above_the_others_changes_nothing_for_them(office: Office) -> None:
    office.log(LOG + report("7", 20) + report("8", 30))
    assert office.log(LOG + report("9", 10) + report("7", 20) + report("8", 30)).carried == 1
    assert office.made() == {"M1": 60}


def test_equal_rows_are_two_reports_and_stay_two(office: Office) -> None:
    office.log(LOG + report("6", 10) + report("6", 10))
    office.log(LOG + report("6", 10))
    assert office.made() == {"M1": 20}
    assert office.log(LOG + report("6", 10) * 3).carried == 1
    assert office.made() == {"M1": 30}


def test_a_rejected_row_leaves_nothing_behind_and_comes_in_when_it_is_mended(office: Office) -> None:
    rows = report("6", 10) + report("7", "ten") + report("8", "many", order="C-2", machine="M2")
    outcome = office.log((LOG + rows).replace(",", ";"))
    assert [(each.line, each.reason) for each in outcome.rejected] == [
        (3, "unreadable: qty_completed 'ten' is not a number"),
        (4, "unreadable: qty_completed 'many' is not a number"),
    ]
    assert office.made() == {"M1": 10}, "neither the machine of a rejected row nor its order is there"
    unmended = office.rejects.read_text()
    assert unmended.splitlines()[0] == LOG.strip().replace(",", ";") + ";reason"
    assert office.log(office.rejects).carried == 0
    assert [row.split(";")[:12] for row in office.rejects.read_text().splitlines()] == [
        row.split(";")[:12] for row in unmended.splitlines()
    ]
    office.rejects.write_text(unmended.replace(";ten;", ";20;").replace(";many;", ";30;"))
    assert office.log(office.rejects).rejected == []
    assert office.made() == {"M1": 30, "M2": 30}
    assert not office.rejects.exists()
    again = office.log((LOG + rows.replace(",ten,", ",20,").replace(",many,", ",30,")).replace(",", ";"))
    assert (again.carried, again.rejected, office.made()) == (0, [], {"M1": 30, "M2": 30})


def test_a_refused_row_is_sent_again_when_what_it_lacked_is_there(office: Office) -> None:
    future = LOG + report("6", 10).replace("2026-03", "2999-03")
    assert [each.reason.partition(":")[0] for each in office.log(future).rejected] == ["occurred_in_future"]
    assert office.log(LOG + report("6", 10)).rejected == []


def test_an_order_that_no_row_of_could_be_taken_is_not_made(office: Office) -> None:
    """The machine belongs to another order's reports too, and is there; what the rejected rows alone would need is not."""
    ahead = report("6", 10, order="C-9").replace("2026-03-02 07:00", "2025-03-02 07:00")
    outcome = office.log(LOG + report("6", 10) + ahead)
    assert [(each.line, each.reason.partition(":")[0]) for each in outcome.rejected] == [(3, "log_ends_before_start")]
    assert (outcome.carried, office.made()) == (1 + 3 + 1, {"M1": 10})
    mended = office.log(LOG + report("6", 20, order="C-9").replace(",P1,", ",P2,"))
    assert (mended.carried, mended.rejected, office.made()) == (3 + 1, [], {"M1": 30})


def test_a_rehearsal_tells_what_would_become_of_a_file_and_stores_nothing(office: Office) -> None:
    rows = LOG + report("6", 10) + report("7", 20) + report("8", "x")
    rehearsed = office.log(rows, carry="rehearse")
    assert (rehearsed.carried, rehearsed.repeated, [each.line for each in rehearsed.rejected]) == (1 + 3 + 2, 0, [4])
    assert office.made() == {}
    done = office.log(rows)
    assert (done.carried, done.repeated, done.rejected) == (rehearsed.carried, 0, rehearsed.rejected)
    again = office.log(rows, carry="rehearse")
    assert (again.carried, again.repeated, again.rejected) == (0, rehearsed.carried, rehearsed.rejected)


# Genealogies --------------------------------------------------------------------------------------------------------

EDGES = "source;target;quantity;unit\r\n"


def test_files_of_excel_are_taken(office: Office) -> None:
    assert office.bring(genealogy, EDGES + "FLOUR;DOUGH;12,5;kg\r\n").rejected == []
    (office.folder / "cp1252.csv").write_bytes("source,target,quantity,unit\nMüller-1,Käse-2,3,kg\n".encode("cp1252"))
    assert office.bring(genealogy, office.folder / "cp1252.csv").rejected == []
    assert office.lot("FLOUR") == (0, "kg")
    assert office.lot("DOUGH")[0] == office.lot("Käse-2")[0] == 1


def test_two_equal_takings_are_two(office: Office) -> None:
    rows = EDGES + "FLOUR;DOUGH;2,5;kg\r\n" * 2
    first = office.bring(genealogy, rows)
    again = office.bring(genealogy, rows)
    assert (first.carried, first.rejected) == (1 + 6 + 2, [])
    assert (again.carried, again.repeated, again.rejected) == (0, 6 + 2, [])


def test_a_lot_that_somebody_keeps_is_taken_from_and_never_received_again(office: Office) -> None:
    receipt = new_command("lots.receive", lot="FLOUR", material="Flour", quantity="100", unit="kg")
    tell(office.floor.url, office.floor.viewer.organization_id, receipt)
    assert office.bring(genealogy, EDGES + "FLOUR;DOUGH;12,5;kg\r\n").rejected == []
    assert office.lot("FLOUR") == (Decimal("87.5"), "kg")
    short = office.bring(genealogy, EDGES + "FLOUR;CAKE;88;kg\r\n")
    assert [each.reason.partition(":")[0] for each in short.rejected] == ["not_enough"]
    office.rejects.write_text(office.rejects.read_text().replace(";88;", ";80;"))
    assert office.bring(genealogy, office.rejects).rejected == []
    assert (office.lot("FLOUR"), office.lot("CAKE")) == ((Decimal("7.5"), "kg"), (Decimal(1), "kg"))


def test_what_a_refused_taking_should_have_made_waits_with_it(office: Office) -> None:
    receipt = new_command("lots.receive", lot="FLOUR", material="Flour", quantity="10", unit="kg")
    tell(office.floor.url, office.floor.viewer.organization_id, receipt)
    rows = EDGES + "FLOUR;DOUGH;12,5;kg\r\nWATER;DOUGH;8;kg\r\nDOUGH;LOAF;20,5;kg\r\n"
    rehearsed = office.bring(genealogy, rows, carry="rehearse")
    outcome = office.bring(genealogy, rows)
    assert rehearsed == outcome
    assert [(each.line, each.reason.partition(":")[0]) for each in outcome.rejected] == [
        (2, "not_enough"),
        (4, "unknown_lot"),
    ]
    office.rejects.write_text(office.rejects.read_text().replace(";12,5;", ";9,5;"))
    assert office.bring(genealogy, office.rejects).rejected == []
    assert [office.lot(lot) for lot in ("FLOUR", "WATER", "DOUGH", "LOAF")] == [
        (Decimal("0.5"), "kg"), (Decimal(0), "kg"), (Decimal(0), "kg"), (Decimal(1), "kg"),
    ]  # fmt: skip


WHOLE = "FLOUR;DOUGH;12,5;kg\r\nWATER;DOUGH;8;kg\r\nDOUGH;LOAF;20,5;kg\r\nDOUGH;ROLL;4;kg\r\nROLL;BOX;2;kg\r\n"
"""In the order of happening; of what nothing is taken, there is 1."""


@pytest.mark.parametrize("window", [1, 2, 3, 5])
def test_a_genealogy_that_comes_in_parts_is_what_it_is_as_a_whole(office: Office, window: int) -> None:
    """Yesterday's product goes into today's: its order is opened again for what it must have made besides."""
    rows = WHOLE.splitlines(keepends=True)
    for end in range(1, len(rows) + 1):
        outcome = office.bring(genealogy, EDGES + "".join(rows[max(0, end - window) : end]))
        assert outcome.rejected == []
    again = office.bring(genealogy, EDGES + WHOLE)
    assert (again.carried, again.rejected) == (0, [])
    assert {lot: office.lot(lot) for lot in ("FLOUR", "WATER", "DOUGH", "LOAF", "ROLL", "BOX")} == {
        lot: (Decimal(left), "kg") for lot, left in zip(
            ("FLOUR", "WATER", "DOUGH", "LOAF", "ROLL", "BOX"), (0, 0, 0, 1, 0, 1), strict=True
        )
    }  # fmt: skip


# Measurements -------------------------------------------------------------------------------------------------------

VALUES = "characteristic,subgroup,value\n"


def subgroups(office: Office) -> dict[str, list[str]]:
    """The values of each subgroup as they stand."""

    async def facts() -> dict[str, list[str]]:
        store = EventStore(office.floor.database.pool)
        organization = office.floor.viewer.organization_id
        bore = await store.load(organization, CHARACTERISTIC, "bore")
        found: dict[str, list[str]] = {}
        for number in range(1, bore.version + 1):
            told = await store.fact(organization, CHARACTERISTIC.stream("bore"), number)
            if told and isinstance(told.fact, SubgroupRecorded | SubgroupCorrected):
                found[told.fact.subgroup] = [str(value) for value in told.fact.values]
        return found

    return office.floor.runner.run(facts())


def test_a_subgroup_that_has_grown_since_has_its_new_values(office: Office) -> None:
    first = VALUES + "bore,1,10.1\nbore,1,10.2\nbore,2,10.3\nbore,2,10.4\n"
    office.bring(measurements, first)
    grown = VALUES + "bore,2,10.30\nbore,2,10.40\nbore,2,10.5\nbore,3,10.6\nbore,3,10.7\n"
    outcome = office.bring(measurements, grown)
    assert (outcome.carried, outcome.rejected) == (2, [])
    values = {"1": ["10.1", "10.2"], "2": ["10.3", "10.4", "10.5"], "3": ["10.6", "10.7"]}
    assert subgroups(office) == values
    for text in (first, grown):
        again = office.bring(measurements, text)
        assert (again.carried, again.rejected) == (0, [])
    assert subgroups(office) == values


def test_a_value_that_cannot_be_read_holds_its_subgroup_back_until_it_is_mended(office: Office) -> None:
    outcome = office.bring(measurements, VALUES + "bore,1,10.1\nbore,2,10.2\nbore,1,n/a\nbore,2,10.3\n")
    assert [(each.line, each.reason) for each in outcome.rejected] == [
        (2, "a value of its subgroup, in line 4, cannot be taken"),
        (4, "value 'n/a' is not a number"),
    ]
    office.rejects.write_text(office.rejects.read_text().replace(",n/a,", ",10.4,"))
    assert office.bring(measurements, office.rejects).rejected == []
    assert subgroups(office) == {"1": ["10.1", "10.4"], "2": ["10.2", "10.3"]}
