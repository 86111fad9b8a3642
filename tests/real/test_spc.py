"""The control charts held to R's qcc 3.0 and to three implementations of the run rules, from CSV file to answer.

Every chart of measured values in `spc/qcc_charts.json` is imported through commands and read back from the projection. Out
of scope are its ten attribute charts (p, np, c, u): Unison charts measured values only.
"""

import asyncio
import csv
import json
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from projections.spc.api import ChartAnswer, ControlChart, chart
from tests.projections.spc_room import project
from unison.imports.importing import Outcome
from unison.imports.measurements import import_measurements
from unison.infrastructure.command_handling import CommandHandling
from unison.infrastructure.database import Database
from unison.infrastructure.event_store import EventStore
from unison.infrastructure.unit_of_work import Envelope, Sender
from unison.quality import application as quality
from unison.quality.domain import ChartKind
from unison.shared.commands import Command

SPC = Path(__file__).parents[3] / "shared" / "truth" / "spc"
pytestmark = pytest.mark.skipif(not SPC.is_dir(), reason=f"the independent truth is not here: {SPC}")

ATTRIBUTE_CHARTS = {"p", "np", "c", "u"}
SIGMA_METHODS_OF_OTHERS = {"RMSDF"}
"""qcc can pool sigma by RMSDF; Unison takes the mean of R/d2 or s/c4."""

type Groups = list[tuple[str, list[str]]]
"""Subgroups with their values as the file writes them."""


def rows(dataset: str) -> list[dict[str, str]]:
    with (SPC / "datasets" / f"{dataset}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def grouped(dataset: str, subgroup: str, value: str, *, trial: bool = False, without: Sequence[int] = ()) -> Groups:
    """The long form: neighbouring rows with one subgroup number. `without` drops rows, counted from 1."""
    kept = [row for number, row in enumerate(rows(dataset), start=1) if number not in without]
    if trial:
        kept = [row for row in kept if row["trial"] == "TRUE"]
    return [(key, [row[value] for row in group]) for key, group in groupby(kept, key=lambda row: row[subgroup])]


def column(dataset: str, name: str, *, trial: bool = False) -> Groups:
    """Single values, each a subgroup named by its row."""
    kept = [row for row in rows(dataset) if not trial or row["trial"] == "TRUE"]
    return [(str(number), [row[name]]) for number, row in enumerate(kept, start=1)]


def wide(dataset: str, subgroup: str, names: Sequence[str]) -> Groups:
    return [(row[subgroup], [row[name] for name in names]) for row in rows(dataset)]


REMOVED_BY_QCC = (9, 10, 30, 35, 45, 64, 65, 74, 75, 85, 99, 100)
"""The rows that qcc's example for unequal subgroups takes out of the piston rings."""


@dataclass(frozen=True)
class Mapped:
    """How a chart of the truth is imported: its subgroups, the pair of charts, and phase I."""

    groups: Groups
    kind: ChartKind
    phase_one: int | None = None


def mappings() -> dict[str, Mapped]:
    """By the id of qcc_charts.json."""
    r, s, single = ChartKind.XBAR_R, ChartKind.XBAR_S, ChartKind.I_MR
    rings = grouped("pistonrings", "sample", "diameter", trial=True)
    unequal = grouped("pistonrings", "sample", "diameter", trial=True, without=REMOVED_BY_QCC)
    wafers = grouped("nist_dataplot_CC1_wafer_thickness", "day", "thickness")
    gears = grouped("nist_dataplot_GEAR", "batch", "diameter")
    return {
        "pistonrings_xbar_trial_UWAVE-R": Mapped(rings, r),
        "pistonrings_S_trial": Mapped(rings, s),
        "pistonrings_S_phase2": Mapped(grouped("pistonrings", "sample", "diameter"), s, 25),
        "pistonrings_R_variable_n": Mapped(unequal, r),
        "viscosity_I_trial_MR": Mapped(column("viscosity", "viscosity", trial=True), single),
        "viscosity_I_phase2": Mapped(column("viscosity", "viscosity"), single, 20),
        **{f"boiler_{t}_I": Mapped(column("boiler", t), single) for t in ("t1", "t3", "t5", "t7", "t8")},
        "nist_6322_flowrate_MR": Mapped(column("nist_ehandbook_6322_flowrate", "flowrate"), single),
        "viscosity_trial_MR": Mapped(column("viscosity", "viscosity", trial=True), single),
        "nist_CC1_R": Mapped(wafers, r),
        "nist_CC1_S": Mapped(wafers, s),
        "nist_CC1_xbar_from_S": Mapped(wafers, s),
        "nist_GEAR_R": Mapped(gears, r),
        "nist_GEAR_S": Mapped(gears, s),
        "montgomery_hardbake_R": Mapped(
            wide("montgomery_hard_bake", "subgroup", [f"X{number}" for number in range(1, 6)]), r
        ),
    }


@dataclass(frozen=True)
class Viewer:
    organization_id: uuid.UUID
    plants: tuple[str, ...] = ()


@dataclass
class Room:
    """CSV files in, charts out."""

    url: str
    viewer: Viewer
    runner: asyncio.Runner
    database: Database
    folder: Path

    def _sending(self) -> tuple[CommandHandling, Sender]:
        return CommandHandling(EventStore(self.database.pool), quality.USE_CASES), Sender(
            self.viewer.organization_id, None, plant="main"
        )

    def send(self, *commands: Command) -> None:
        handling, sender = self._sending()

        async def all_of_them() -> None:
            for command in commands:
                await handling.send(Envelope(uuid.uuid4(), command, sender))

        self.runner.run(all_of_them())

    def write(self, charts: dict[str, Groups], **columns: str) -> Path:
        """The CSV form of the import."""
        path = self.folder / f"{uuid.uuid4().hex}.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(["characteristic", "subgroup", "value", *columns])
            for name, groups in charts.items():
                for subgroup, values in groups:
                    writer.writerows([name, subgroup, value, *columns.values()] for value in values)
        return path

    def take_in(self, path: Path) -> Outcome:
        outcome = self.runner.run(import_measurements(path, *self._sending()))
        project(self.url)
        return outcome

    def chart(self, characteristic: str) -> ChartAnswer:
        async def ask() -> ChartAnswer:
            async with self.database.reading(self.viewer, schema="spc") as cursor:
                return await chart(cursor, characteristic)

        return self.runner.run(ask())


@pytest.fixture(scope="module")
def room(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    with asyncio.Runner() as runner:
        pool = Database(database_url, size=4)
        runner.run(pool.open())
        yield Room(database_url, Viewer(uuid.uuid4()), runner, pool, tmp_path_factory.mktemp("spc"))
        runner.run(pool.close())


def truth(name: str) -> dict[str, Any]:
    return json.loads((SPC / name).read_text(encoding="utf-8"))


def hits(line: ControlChart, rule_set: str, rule: int) -> list[int]:
    """The points, from 1, that complete the pattern of a rule."""
    return [
        index
        for index, point in enumerate(line.points, start=1)
        if any((v.rule_set, v.rule) == (rule_set, rule) for v in point.violations)
    ]


def test_every_chart_of_measured_values_has_the_limits_and_violations_of_qcc(room: Room) -> None:
    expected = {
        case["id"]: case for case in truth("qcc_charts.json")["charts"] if case["chart"] not in ATTRIBUTE_CHARTS
    }
    mapped = mappings()
    assert expected.keys() == mapped.keys()
    assert len(expected) == 19
    # The import picks a chart by the subgroups' size; who wants S for five values defines the characteristic first.
    room.send(*(quality.DefineCharacteristic(characteristic=name, kind=m.kind) for name, m in mapped.items()))
    outcome = room.take_in(room.write({name: m.groups for name, m in mapped.items()}))
    assert outcome.rejected == []
    assert outcome.carried == sum(len(m.groups) for m in mapped.values()) == 430
    room.send(
        *(
            quality.SetLimitsBasis(characteristic=name, limits_from_subgroups=m.phase_one)
            for name, m in mapped.items()
            if m.phase_one
        )
    )
    room.take_in(room.write({}))
    points = sum(_holds_chart(room.chart(name), case) for name, case in expected.items())
    assert points == 428  # the two charts of moving ranges have a point fewer than values


def _holds_chart(answer: ChartAnswer, case: dict[str, Any]) -> int:
    line = answer.location if case["chart"] in ("xbar", "xbar.one") else answer.spread
    assert [p.value for p in line.points] == pytest.approx(case["statistics"], rel=1e-9, abs=1e-11)
    assert line.center == pytest.approx(case["center"][0], rel=1e-3 if line.kind == "R" else 1e-9)
    assert line.sigma_within == pytest.approx(case["std_dev"][0], rel=1e-3)
    count = len(line.points)
    for point, lcl, ucl in zip(line.points, _each(case["lcl"], count), _each(case["ucl"], count), strict=True):
        assert point.ucl is not None
        assert point.lcl is not None
        assert line.center is not None
        # A limit's distance from its centre, not the limit: of 74.01 mm a thousandth would say nothing.
        assert point.ucl - line.center == pytest.approx(ucl - case["center"][0], rel=2e-3)
        assert point.lcl == pytest.approx(lcl, rel=1e-3, abs=1e-9)
        assert point.beyond == (point.value > ucl or point.value < lcl)
    for rule_set, rules in case["violations_1based"].items():
        for rule, indices in rules.items():
            found = hits(line, rule_set, int(rule))
            if (rule_set, rule) == ("nelson", "8"):  # qcc wants points on both sides
                assert set(indices) <= set(found), (case["id"], rule_set, rule)
            else:
                assert found == indices, (case["id"], rule_set, rule)
    return count


def _each(limits: list[float], count: int) -> list[float]:
    return limits * count if len(limits) == 1 else limits


def test_importing_again_adds_nothing(room: Room) -> None:
    path = room.write({"rings again": grouped("pistonrings", "sample", "diameter")}, unit="mm")
    first, second = room.take_in(path), room.take_in(path)
    assert (first.carried, first.repeated, first.rejected) == (41, 0, [])
    assert (second.carried, second.repeated, second.rejected) == (0, 41, [])
    assert room.chart("rings again").subgroups == 40
    assert room.chart("rings again").characteristic.unit == "mm"


def test_the_run_rules_of_given_centre_and_sigma_are_those_of_three_implementations(room: Room) -> None:
    series = {case["id"]: case for case in truth("rule_violations.json")["series"]}
    assert len(series) == 137
    room.send(
        *(quality.DefineCharacteristic(characteristic=name, kind=ChartKind.I_MR) for name in series),
        *(
            quality.SetControlLimits(
                characteristic=name, center=Decimal(str(case["center"])), sigma=Decimal(str(case["sigma"]))
            )
            for name, case in series.items()
        ),
    )
    charts = {name: [(str(i), [str(value)]) for i, value in enumerate(case["values"])] for name, case in series.items()}
    outcome = room.take_in(room.write(charts))
    assert outcome.rejected == []
    assert outcome.carried == sum(len(case["values"]) for case in series.values()) > 7000
    held = {"agreed": 0, "unanimous": 0, "western electric": 0}
    for name, case in series.items():
        line = room.chart(name).location
        assert (line.center, line.sigma_within) == (case["center"], case["sigma"])
        for rule, agreed in case["nelson_agreed"].items():
            found = hits(line, "nelson", int(rule))
            assert set(agreed) <= set(found), (name, rule)
            held["agreed"] += len(agreed)
            if case["nelson_unanimous"][rule]:
                assert found == agreed, (name, rule)
                held["unanimous"] += 1
        for rule, by_whom in case["western_electric"].items():
            if by_whom["qcc"] == by_whom["mfgqc"]:
                assert hits(line, "western_electric", int(rule)) == by_whom["qcc"], (name, rule)
                held["western electric"] += 1
    assert held == {"agreed": 3213, "unanimous": 955, "western electric": 510}


CAPABILITY_NAMES = {
    "Cp": "cp", "Cp_l": "cpl", "Cp_u": "cpu", "Cp_k": "cpk", "Cpm": "cpm",
    "Pp": "pp", "Pp_l": "ppl", "Pp_u": "ppu", "Pp_k": "ppk", "Ppm": "cpm_overall",
}  # fmt: skip


def test_capability_and_its_intervals_are_those_of_qcc(room: Room) -> None:
    cases = [c for c in truth("qcc_capability.json")["cases"] if c["note"].split()[-1] not in SIGMA_METHODS_OF_OTHERS]
    assert len(cases) == 13
    compared = 0
    for case in cases:
        name = f"capability {case['id']}"
        if case["id"].startswith("boiler"):
            groups, kind = column("boiler", case["id"].removeprefix("boiler_")), ChartKind.I_MR
        else:
            groups = grouped("pistonrings", "sample", "diameter", trial=True)
            kind = ChartKind.XBAR_S if "UWAVE-SD" in case["id"] else ChartKind.XBAR_R
        specification = {key: str(case[key]) for key in ("lsl", "usl", "target") if case[key] is not None}
        if kind is ChartKind.XBAR_S:
            room.send(
                quality.DefineCharacteristic.model_validate({"characteristic": name, "kind": kind, **specification})
            )
        assert room.take_in(room.write({name: groups}, **specification)).rejected == []
        answer = room.chart(name)
        assert (answer.characteristic.kind, answer.capability is None) == (kind.value, False)
        for theirs, ours in CAPABILITY_NAMES.items():
            index, expected = getattr(answer.capability, ours), case["indices"].get(theirs)
            if expected is None or expected["value"] is None:
                continue
            assert index.value == pytest.approx(expected["value"], rel=1e-3), (name, ours)
            compared += 1
            if "Cpm" in theirs or theirs == "Ppm":  # qcc takes other degrees of freedom: tests/measures holds both
                continue
            interval = (expected["lower"], expected["upper"])
            assert (index.lower, index.upper) == pytest.approx(interval, rel=1e-3), (name, ours)
    assert compared == 112


def test_rows_that_cannot_be_read_are_rejected_with_a_reason(room: Room) -> None:
    """Of SixSigma's guitar strings some were not tested for sound (`NA`). A value has at most 12 decimals."""
    strings = rows("sixsigma_strings")
    sounds = [row["sound"] if row["sound"] == "NA" else str(round(float(row["sound"]), 12)) for row in strings]
    groups = [(str(number), [sound]) for number, sound in enumerate(sounds, start=1)]
    outcome = room.take_in(room.write({"sound": groups}))
    assert [r.reason for r in outcome.rejected] == ["value 'NA' is not a number"] * 68
    assert [r.line for r in outcome.rejected] == [line for line, sound in enumerate(sounds, start=2) if sound == "NA"]
    assert room.chart("sound").subgroups == len(strings) - 68 == 52
