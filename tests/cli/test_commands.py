"""The command line over a database server of one's own (`UNISON_DATABASE_URL`)."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from tests.cli.conftest import Run
from unison.cli import environment
from unison.cli.app import app
from unison.demo import load_when_empty
from unison.main import PROJECTIONS, command_handling

COMMANDS: list[str] = sorted(get_command(app).commands)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownArgumentType, reportUnknownMemberType]

_COLUMNS = (
    "case_id,activity,resource,start,complete,work_order_qty,part,worker_id,report_type,"
    "qty_completed,qty_rejected,qty_for_mrb,rework\n"
)
LOG = f"""{_COLUMNS}\
Case 1,Turning,Lathe,2012-01-30T05:44:00,2012-01-30T06:44:00,10,Cable Head,ID4932,D,9,1,0,
Case 1,Turning,Lathe,2012-01-30T05:00:00,2012-01-30T05:44:00,10,Cable Head,ID4932,S,0,0,0,
Case 2,Turning,Lathe,,,10,Cable Head,ID4932,D,9,1,0,
"""
EDGES = "source,target,quantity,unit\nFLOUR,DOUGH,12.5,kg\nWATER,DOUGH,8,kg\nDOUGH,LOAF,20.5,kg\nLOAF,FLOUR,1,kg\n"
VALUES = "characteristic,subgroup,value\n" + "".join(
    f"bore,{group},{10 + group % 3 / 10 + value / 100}\n" for group in range(1, 26) for value in range(4)
)

ORDERS = """\
order,customer,line,product,quantity,unit,due,price,currency
SO-1,Customer 7,10,Valve body,40,pcs,2026-03-09,48.50,EUR
SO-1,Customer 7,20,Spindle nut,many,pcs,2026-03-09,6.40,EUR
SO-2,Customer 3,10,Spindle nut,30,pcs,,,
"""
IMPORTS = [f"import {name}" for name in ("production-log", "genealogy", "measurements", "sales-orders", "materials")]


def test_a_production_log_comes_in_once_and_what_cannot_be_taken_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text(LOG)
    first = json.loads(run("import", "production-log", "log.csv", "--time-zone", "Europe/Berlin", "--json").stdout)
    again = json.loads(run("import", "production-log", "log.csv", "--time-zone", "Europe/Berlin", "--json").stdout)
    assert first["rejected"] == again["rejected"] == 1
    assert (again["carried"], again["repeated"]) == (0, first["carried"])
    rejects = (tmp_path / "log.rejects.csv").read_text()
    assert "Case 2" in rejects
    assert rejects.startswith("case_id,")
    assert "rework,reason" in rejects

    (machine,) = json.loads(run("oee", "--by", "equipment", "--json").stdout)
    told = {name: machine[name] for name in ("equipment", "production_s", "setup_s", "planned_busy_s", "good_pcs")}
    assert told == {"equipment": "Lathe", "production_s": 3600, "setup_s": 2640, "planned_busy_s": 6240, "good_pcs": 9}
    assert (machine["rejected_pcs"], machine["performance_ratio"], machine["oee_ratio"]) == (1, None, None)
    assert "Case 1" in run("board").stdout


def test_a_genealogy_is_traced_both_ways_and_a_cycle_is_rejected(run: Run, tmp_path: Path) -> None:
    (tmp_path / "edges.csv").write_text(EDGES)
    assert json.loads(run("import", "genealogy", "edges.csv", "--json").stdout)["rejected"] == 1
    backward = json.loads(run("trace", "LOAF", "--backward", "--json").stdout)["lots"]
    assert {(lot["lot"], lot["depth"]) for lot in backward} == {("DOUGH", 1), ("FLOUR", 2), ("WATER", 2)}
    assert all("quantity" in lot for lot in backward)
    assert [lot["lot"] for lot in json.loads(run("trace", "WATER", "--forward", "--json").stdout)["lots"]] == [
        "DOUGH",
        "LOAF",
    ]
    assert "DOUGH" in run("trace", "LOAF", "--backward").stdout


def test_a_recall_holds_what_is_in_the_house_once_and_a_report_is_written(run: Run, tmp_path: Path) -> None:
    (tmp_path / "edges.csv").write_text(EDGES)
    run("import", "genealogy", "edges.csv")
    asked = json.loads(run("recall", "WATER", "--json").stdout)
    assert ([lot["lot"] for lot in asked["lots"]], asked["to_hold"]) == (["WATER", "DOUGH", "LOAF"], ["LOAF"])
    assert json.loads(run("recall", "WATER", "--hold", "stones", "--json").stdout)["held"] == ["LOAF"]
    again = json.loads(run("recall", "WATER", "--hold", "stones", "--json").stdout)
    assert (again["held"], again["lots"][2]["status"], again["lots"][2]["hold_reason"]) == ([], "on_hold", "stones")
    backward = json.loads(run("recall", "LOAF", "--sources", "--json").stdout)["lots"]
    assert {lot["lot"]: lot["role"] for lot in backward} == {
        "LOAF": "asked", "DOUGH": "source", "FLOUR": "source", "WATER": "source",
    }  # fmt: skip
    assert "LOAF" in run("recall", "WATER").stdout
    assert json.loads(run("balance", "WATER", "--json").stdout)["closes"] is True
    assert "The balance closes." in run("balance", "LOAF").stdout
    assert "hash" in run("trace", "LOAF", "--pdf", "loaf.pdf", "--csv", "loaf.csv").stdout
    assert (tmp_path / "loaf.pdf").read_bytes().startswith(b"%PDF-")
    assert (tmp_path / "loaf.csv").read_text().startswith("section,depth,lot")
    end = json.loads(run("feed", "--limit", "1000", "--json").stdout)[-1]
    for position in (end["feedseq"], end["id"].replace("-", ".")):
        assert json.loads(run("trace", "WATER", "--as-of-feed", position, "--json").stdout)["lots"] != []
    for word in (("trace", "WATER", "--as-of-feed"), ("balance", "WATER", "--as-of-feed"), ("feed", "--after")):
        assert f"it ends at {end['feedseq']}." in str(run(*word, "1000000", code=1).exception)
    assert "is no number of the feed" in run("trace", "WATER", "--as-of-feed", "late", code=2).output
    assert "lots.LotMoved" in run("feed", "--type", "lots.Unheard", code=2).output.replace("\n", "")
    refused = run("recall", "WATER", "--hold", "stones", "--as-of-feed", "3", code=1).exception
    assert "leave out --as-of" in str(refused)


def test_measurements_become_control_charts(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bores.csv").write_text(VALUES)
    assert json.loads(run("import", "measurements", "bores.csv", "--json").stdout)["carried"] == 26
    chart = json.loads(run("spc", "bore", "--json").stdout)
    assert chart["location"]["center"] == pytest.approx(10.115, abs=0.01)
    assert len(chart["location"]["points"]) == 25
    assert "bore" in run("spc", "bore").stdout


def test_sales_orders_come_in_and_the_late_ones_are_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "orders.csv").write_text(ORDERS)
    first = json.loads(run("import", "sales-orders", "orders.csv", "--json").stdout)
    again = json.loads(run("import", "sales-orders", "orders.csv", "--json").stdout)
    assert (first["carried"], first["rejected"]) == (6, 1)
    assert (again["carried"], again["repeated"], again["rejected"]) == (0, 6, 1)
    assert "line 3: quantity 'many' is not a number" in (tmp_path / "orders.rejects.csv").read_text()
    (late,) = json.loads(run("sales-orders", "--late", "--as-of", "2026-03-12", "--json").stdout)
    told = {name: late[name] for name in ("sales_order", "line", "open", "unit", "days_late")}
    assert told == {"sales_order": "SO-1", "line": 10, "open": "40", "unit": "pcs", "days_late": 3}
    assert json.loads(run("sales-orders", "--late", "--as-of", "2026-03-09", "--json").stdout) == []
    assert {order["sales_order"] for order in json.loads(run("sales-orders", "--json").stdout)} == {"SO-1", "SO-2"}
    assert "SO-2" in run("sales-orders", "--customer", "Customer 3").stdout
    assert "Valve body" in run("sales-orders", "--late").stdout


def test_the_demo_s_pending_commands_wait_for_a_person(run: Run, tmp_path: Path, own_database_url: str) -> None:
    """Each of what the demo's tablet delivers late is set aside, for a reason of its own."""
    load_when_empty(own_database_url, tmp_path / "secrets.json", command_handling, lambda _: None)
    found = json.loads(run("pending-commands", "--json").stdout)
    assert [pending_command["command"] for pending_command in found] == [
        "work_orders.log_production",
        "lots.move",
        "work_orders.start",
    ]
    assert len({pending_command["code"] for pending_command in found}) == 3
    assert {pending_command["device"] for pending_command in found} == {"tablet hall 2"}
    assert json.loads(run("pending-commands", "--status", "dismissed", "--json").stdout) == []
    assert "lots.move" in run("pending-commands").stdout


def test_the_stock_is_told_now_and_then_and_what_was_done_with_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "edges.csv").write_text(EDGES)
    run("import", "genealogy", "edges.csv")
    (loaf,) = json.loads(run("stock", "--json").stdout)
    assert (loaf["lot"], loaf["on_hand"], loaf["status"]) == ("LOAF", "1", "available")
    assert json.loads(run("stock", "--as-of", "1999-01-01", "--json").stdout) == []
    told = json.loads(run("stock", "--lot", "FLOUR", "--movements", "--json").stdout)
    assert [each["kind"] for each in told] == ["consumed", "received"]
    assert "LOAF" in run("stock").stdout
    assert "consumed" in run("stock", "--movements").stdout


def test_facts_are_read_in_order_and_by_type(run: Run, tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text(LOG)
    run("import", "production-log", "log.csv")
    everything = json.loads(run("feed", "--json").stdout)
    assert [int(event["id"].partition("-")[0]) for event in everything] == list(range(1, len(everything) + 1))
    released = json.loads(run("feed", "--type", "work_orders.WorkOrderReleased", "--json").stdout)
    assert {event["type"] for event in released} == {"io.unison.work_orders.WorkOrderReleased"}
    assert "work_orders:Case 1" in run("feed", "--limit", "50").stdout


def test_upkeep_finds_all_well_but_that_nobody_works(run: Run, tmp_path: Path, own_database_url: str) -> None:
    (tmp_path / "log.csv").write_text(LOG)
    run("import", "production-log", "log.csv")
    verified = json.loads(run("verify", "--json").stdout)
    assert verified["holds"] is True
    assert verified["checked"] > 5
    assert run("rebuild", "all").stdout.count("is rebuilt") == len(PROJECTIONS)
    assert json.loads(run("parked", "--json").stdout) == []
    findings = json.loads(run("doctor", "--json", code=1).stdout)
    red = [finding["check"] for finding in findings if not finding["ok"]]
    assert red == ["worker", "logins"], "none runs beside a test, and all is done by the owner's URL"
    assert run("doctor", "--database-url").stdout.strip() == own_database_url


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("board", "--organization", "nobody"), "There is no organization 'nobody'; there is none yet."),
        (("rebuild", "everything"), "There is no projection 'everything'; there is work_order_board"),
    ],
)
def test_what_is_not_there_is_said_in_a_sentence(run: Run, arguments: tuple[str, ...], said: str) -> None:
    error = run(*arguments, code=1).exception
    assert isinstance(error, environment.EXPECTED)
    assert said in str(error)


def test_a_missing_column_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "wrong.csv").write_text("from,to\na,b\n")
    error = run("import", "genealogy", "wrong.csv", code=1).exception
    assert "the column source, target is missing" in str(error)


GERMAN = "Kunde;order;line;product;quantity;unit;due\r\nC-7;S-1;10;Käse;1.250,5;kg;01.12.2026\r\nC-7;S-1;20;Käse;viel;kg;\r\n"


def test_a_file_of_excel_is_checked_before_it_is_sent_and_then_taken(run: Run, tmp_path: Path) -> None:
    (tmp_path / "orders.csv").write_bytes(GERMAN.encode("cp1252"))
    asked = ("import", "sales-orders", "orders.csv", "--map", "Kunde=customer", "--dates", "dmy")
    told = json.loads(run(*asked, "--check", "--json").stdout)
    assert (told["encoding"], told["separator"], told["decimal"], told["dates"]) == (
        "cp1252",
        "semicolon",
        "comma",
        "dmy",
    )
    assert told["commands"][0]["body"]["quantity"] == "1250.5"
    assert told["rejected"] == [{"line": 3, "reason": "quantity 'viel' is not a number"}]
    shown = run(*asked, "--check").stdout
    assert all(
        part in shown for part in ("separator semicolon", "sales.add_line", "'viel' is not", "Nothing was sent.")
    )
    assert "There is no organization 'demo'" in str(run("sales-orders", code=1).exception), "a check sends nothing"
    assert told["would"] is None

    assert "1 rows could not be taken" in run(*asked).stdout
    rejects = tmp_path / "orders.rejects.csv"
    assert rejects.read_bytes() == (
        b"Kunde;order;line;product;quantity;unit;due;reason\r\n"
        b"C-7;S-1;20;K\xe4se;viel;kg;;line 3: quantity 'viel' is not a number\r\n"
    )
    rejects.write_bytes(rejects.read_bytes().replace(b";viel;", b";20,5;"))
    mended = json.loads(run(*asked[:2], "orders.rejects.csv", *asked[3:], "--json").stdout)
    assert (mended["carried"], mended["rejected"], mended["rejects"]) == (1, 0, None)
    known = json.loads(run(*asked, "--check", "--json").stdout)
    assert known["would"] == {"carry_out": 0, "know_already": 3}
    (tmp_path / "orders.csv").write_bytes(GERMAN.encode("cp1252").replace(b"1.250,5", b"7"))
    refused = json.loads(run(*asked, "--check", "--json").stdout)["rejected"]
    assert [(each["line"], each["reason"].partition(":")[0]) for each in refused] == [
        (2, "order_line_exists"),
        (3, "quantity 'viel' is not a number"),
    ]
    (order,) = json.loads(run("sales-orders", "--json").stdout)
    assert order["sales_order"] == "S-1"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "line 2 has the date 01.12.2026, which does not tell day and month by itself: say --dates dmy"),
        (("--dates", "european"), "say dmy where the day comes first"),
        (("--decimal", "both"), "--decimal both: say comma (12,5) or point (12.5)."),
        (("--separator", "blank"), "--separator blank: say comma, semicolon, tab, bar, or one character."),
        (("--map", "Kunde"), 'as in --map "Charge=lot".'),
        (("--map", "Bogus=customer"), "the file has no column Bogus; it has Kunde, order, line"),
    ],
)
def test_what_is_not_clear_is_asked_in_one_sentence(
    run: Run, tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    (tmp_path / "orders.csv").write_bytes(GERMAN.encode("cp1252"))
    names = () if "--map" in options else ("--map", "Kunde=customer")
    error = run("import", "sales-orders", "orders.csv", *names, *options, code=1).exception
    assert isinstance(error, environment.EXPECTED)
    assert said in str(error)


def test_a_zone_that_there_is_not_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text(LOG)
    for zone in ("Europe/Berlyn", "../etc/passwd", ""):
        error = run("import", "production-log", "log.csv", "--time-zone", zone, "--check", code=1).exception
        assert "there is no such zone; say one such as Europe/Berlin." in str(error)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_by_example(command: str) -> None:
    shown = CliRunner().invoke(app, [command, "--help"]).output
    names = [command] if command != "import" else IMPORTS
    if command == "import":
        shown = "".join(CliRunner().invoke(app, [*name.split(), "--help"]).output for name in names)
    assert all(f"unison {name}" in shown for name in names)


MATERIALS = """material,base_unit,name,tracking,units,gtin
BAR,kg,Round bar,lot,t=1000; sheet=2/3,
NUT,pcs,Nut,none,,96385074
PIN,pcs,Pin,none,,96385073
PEG,pcs,Peg,piece,,
"""


def test_materials_come_in_and_are_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "materials.csv").write_text(MATERIALS)
    told = json.loads(run("import", "materials", "materials.csv", "--json").stdout)
    assert (told["carried"], told["repeated"], told["rejected"]) == (2, 0, 2)
    rejects = (tmp_path / "materials.rejects.csv").read_text()
    assert "check digit of this GTIN would be 4" in rejects
    assert "tracking: Input should be 'none', 'lot' or 'serial'" in rejects
    assert json.loads(run("import", "materials", "materials.csv", "--json").stdout)["repeated"] == 2
    bar, nut = json.loads(run("materials", "--json").stdout)
    assert (bar["units"], nut["tracking"]) == ({"t": "1000", "sheet": "2/3"}, "none")
    assert [each["material"] for each in json.loads(run("materials", "--search", "nu", "--json").stdout)] == ["NUT"]
    assert "Round bar" in run("materials").stdout
    assert "2/3 kg" in run("material", "BAR").stdout


def test_the_demo_s_costs_are_told_fact_by_fact_and_what_is_reserved_in_it(
    run: Run, tmp_path: Path, own_database_url: str
) -> None:
    load_when_empty(own_database_url, tmp_path / "secrets.json", command_handling, lambda _: None)
    valuation = json.loads(run("costing", "valuation", "--json").stdout)
    methods = {stock["material"]: stock["method"] for stock in valuation["stocks"]}
    assert (methods["AlMgSi bar 60"], methods["Flange F-80"]) == ("fifo", "standard")
    assert sum(Decimal(stock["value"]) for stock in valuation["stocks"]) == Decimal(valuation["total"]) > 0
    order = json.loads(run("costing", "order", "WO-1003", "--json").stdout)
    charged = sum(Decimal(amount) for amount in order["by_kind"].values())
    assert set(order["by_kind"]) == {"material", "equipment", "tooling", "labor"}
    out = Decimal(order["transferred"]) + Decimal(order["variance"]) + Decimal(order["in_process"])
    assert charged == Decimal(order["charged"]) == out
    lot = json.loads(run("costing", "lot", "L1003", "--json").stdout)
    assert Decimal(lot["unit_cost"]) > 0
    (reserved,) = json.loads(run("stock", "--reservations", "--json").stdout)
    assert (reserved["work_order"], reserved["lot"], reserved["outstanding"]) == ("WO-1023", "BR20-006", "80")
    assert "WO-1023" in run("stock", "--reservations", "--material", "brass rod 20").stdout
    seen = json.loads(run("costing", "preview", "AL60-001", "1", "--unit-cost", "5", "--json").stdout)
    assert seen["entries"] > 0
    assert any(Decimal(each["charged"]["difference"]) > 0 for each in seen["orders"])
    assert json.loads(run("costing", "valuation", "--json").stdout) == valuation, "a preview writes nothing"
    for told in (
        ("valuation",),
        ("order", "WO-1003"),
        ("lot", "L1003"),
        ("preview", "AL60-001", "1", "--quantity", "390"),
    ):
        assert "EUR" in run("costing", *told).stdout
    refused = str(run("costing", "preview", "AL60-001", "1", "--strike", code=1).exception)
    assert "64 kg of lot AL60-001 would have been missing" in refused
    hours = json.loads(run("labor", "--by", "operator", "--json").stdout)
    assert {each["operator"] for each in hours} >= {"B-101", "B-105"}
    jobs = json.loads(run("labor", "--running", "--json").stdout)
    assert {each["operator"]: each["break_kind"] for each in jobs} == {"B-101": "lunch", "B-103": None}
    assert {each["equipment"]: each["at_once"] for each in jobs} == {"Lathe 1": 2, "Lathe 2": 2, None: 1}
    (expired,) = json.loads(run("labor", "--expiring", "5", "--json").stdout)
    assert (expired["operator"], expired["expired"]) == ("B-102", True)
    assert all(
        "B-1" in run("labor", *told).stdout for told in (("--by", "operator"), ("--running",), ("--expiring", "5"))
    )
    assert "Made of" in run("material", "Valve body VB-40").stdout
    assert "Valve body VB-40" in run("material", "AlMgSi bar 60").stdout


def test_an_organization_is_exported_for_nobody_else_to_read_and_not_over_what_is_there(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "edges.csv").write_text(EDGES)
    run("import", "genealogy", "edges.csv", "--organization", "bakery")
    assert "Import acme.1 on the new server" in run("organization", "export", "bakery", "acme.1").stdout
    assert (tmp_path / "acme.1").stat().st_mode & 0o777 == 0o600
    assert "is there already" in str(run("organization", "export", "bakery", "acme.1", code=1).exception)
    assert "in use on this server" in str(run("organization", "import", "acme.1", code=1).exception)
    run("organization", "export", "bakery", "acme.2", "--move-to", "https://north.example")
    (tmp_path / "late.csv").write_text("source,target,quantity,unit\nMALT,BREW,1,kg\n")
    run("import", "genealogy", "late.csv", "--organization", "bakery")
    assert "https://north.example" in (tmp_path / "late.rejects.csv").read_text()
    assert "0 facts of bakery are new here. It lives here now." in run("organization", "import", "acme.2").stdout
    taken = json.loads(run("import", "genealogy", "late.csv", "--organization", "bakery", "--json").stdout)
    assert (taken["carried"] > 0, taken["rejected"]) == (True, 0)
    run("organization", "unfreeze", "bakery")
