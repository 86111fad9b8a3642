"""A file is read as its office wrote it, or not taken, with one sentence that names the line and the way out."""

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from tests.imports.workbook import workbook
from unison.imports import genealogy, production_log, sales_orders
from unison.imports.checking import check
from unison.imports.layout import Layout, Unreadable
from unison.imports.options import Options
from unison.imports.rejects import write_rejects
from unison.imports.tables import Rejected, Row, Table, read_table, table_from

LAYOUT = Layout(
    required=("lot", "quantity"), optional=("at", "due", "note"), numbers=("quantity",), times=("at", "due")
)
AT = datetime(2025, 3, 31, 14, 5)


def table(data: bytes | str, _layout: Layout = LAYOUT, /, **said: str) -> Table:
    names = [said.pop("names")] if "names" in said else []
    bytes_ = data.encode() if isinstance(data, str) else data
    return table_from("file.csv", bytes_, _layout, Options.said(**said, names=names))


def taken(data: bytes | str, **said: str) -> list[tuple[int, str, Decimal | None]]:
    return [(row.line, row.text("lot"), row.number("quantity")) for row in table(data, **said).rows()]


def refused(data: bytes | str, **said: str) -> str:
    with pytest.raises(Unreadable) as told:
        table(data, **said)
    sentence = str(told.value)
    assert len(sentence) < 400
    assert "\n" not in sentence
    return sentence


def only(data: bytes | str, **said: str) -> Row:
    (row,) = table(data, **said).rows()
    return row


# How it is written --------------------------------------------------------------------------------------------------

MUELLER = [(2, "Müller-1", Decimal("12.5"))]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-32"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encoding_separator_and_line_ends_are_found_out(encoding: str, separator: str, line_end: str) -> None:
    text = line_end.join([f"lot{separator}quantity", f'Müller-1{separator}"12,5"', ""])
    found = table(text.encode(encoding))
    assert [(row.line, row.text("lot"), row.number("quantity")) for row in found.rows()] == MUELLER
    assert found.grid.dialect.separator == separator


def test_a_line_that_names_the_separator_is_heeded_and_no_row() -> None:
    found = table("sep=;\r\nlot;quantity\r\nMüller-1;12,5\r\n")
    assert [(row.line, row.text("lot")) for row in found.rows()] == [(3, "Müller-1")]
    assert found.grid.dialect.marked
    assert taken("SEP=\t\nlot\tquantity\nMüller-1\t12,5\n")[0][0] == 3


def test_two_european_exports_become_takings() -> None:
    for data, source, target, quantity in (
        (b"source;target;quantity;unit\r\nFLOUR;DOUGH;12,5;kg\r\n", "FLOUR", "DOUGH", "12.5"),
        ("source,target,quantity,unit\nMüller-1,Käse-2,3,kg\n".encode("cp1252"), "Müller-1", "Käse-2", "3"),
    ):
        found = table_from("edges.csv", data, genealogy.LAYOUT, Options())
        commands = check(found, genealogy.plan(found)).commands
        ((_, _, taking),) = [each for each in commands if each[1] == "work_orders.consume_lot"]
        assert taking == {"work_order": target, "lot": source, "quantity": quantity, "unit": "kg"}


def test_blank_lines_rows_of_separators_and_a_repeated_header_are_no_rows() -> None:
    assert taken("\n\nlot;quantity;;\nA;1;;\n;;;\n\nlot;quantity;;\nB;2;;\n") == [(4, "A", 1), (8, "B", 2)]


def test_columns_are_known_however_they_are_spelled_and_others_by_what_is_said() -> None:
    assert taken(" LOT ;Quantity\nA;1\n") == [(2, "A", 1)]
    assert taken("Charge;Menge;quantity\nA;9;1\n", names="Charge=lot") == [(2, "A", 1)]
    assert taken("Lot;lot no;quantity\nA;B;1\n", names="Lot No=lot") == [(2, "B", 1)]
    assert "the file has no column Charge; it has lot, quantity" in refused("lot;quantity\nA;1\n", names="Charge=lot")
    assert "there is no column batch here; there is lot, quantity" in refused("lot;quantity\nA;1\n", names="lot=batch")


def test_a_field_may_have_separators_quotes_and_line_breaks_in_quotes() -> None:
    found = table('lot,quantity,note\n"A,1",1,"3"" pipe\nin two"\nB 3" pipe,2,\n')
    assert [(row.line, row.text("lot"), row.text("note")) for row in found.rows()] == [
        (2, "A,1", '3" pipe\nin two'), (4, 'B 3" pipe', ""),
    ]  # fmt: skip


# What is not taken --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("", "file.csv is empty."),
        (" \r\n\n", "file.csv is empty."),
        (";;\n", "the column lot, quantity is missing"),
        ("from,to\nA,B\n", "the column lot, quantity is missing; it has from, to."),
        ("lot,quantity,Lot\nA,1,B\n", "in line 1 the columns 1 and 3 are both called lot: rename one."),
        ('lot,quantity\nA,1\n"B,2\nC,3\n', "line 3 opens a quote that is never closed"),
        ('lot,quantity\n"A"B,1\n', "line 2 has text right behind a closing quote"),
        ("lot,quantity\nA,1\n" + "x" * 1_000_000 + ",2\n", "line 3 has a field of more than 131,072 characters"),
        ('lot,quantity\n"' + "A,1\n" * 300_000, "line 2 has a field of more than 131,072 characters"),
        ("lot,quantity\nA,1\nB\0,2\n", "line 3 has a NUL character, so it is no table"),
        ("lot,quantity\nA,1\nB\x1b,2\n", "line 3 has a control character, so it is no table"),
        (b"%PDF-1.7\n\x8f\xfe\x00\x01", "so it is no table"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "so it is no table"),
        (bytes(range(128, 256)), "line 1 has bytes that are neither UTF-8 nor cp1252, so it is no table"),
        ("lot,quantity\nMüller,1\n".encode() + "Käse,2\n".encode("cp1252"), "line 2 is UTF-8 and other lines are not"),
        ("\ufefflot,quantity\nMüller,1\n".encode() + b"\xe4,2\n", "line 3 has bytes that are no utf-8-sig"),
        (b"PK\x03\x04" + b"no archive", "is no workbook that can be read: save it as .xlsx or CSV."),
        ("<html><table><tr><td>lot</td></tr></table>", "the column lot, quantity is missing"),
        ("x" * 5000 + "\n1\n", "the column lot, quantity is missing"),
    ],
    ids=lambda value: "" if len(value) > 60 else None,
)
def test_what_is_no_table_is_told_in_one_sentence(data: str | bytes, said: str) -> None:
    assert said in refused(data)


def test_an_encoding_that_is_said_is_used_and_one_there_is_not_is_told() -> None:
    assert taken("lot,quantity\nKäse,1\n".encode("cp850"), encoding="cp850") == [(2, "Käse", 1)]
    assert "--encoding kloenk: there is no such encoding" in refused("lot,quantity\n", encoding="kloenk")
    assert "line 2 has bytes that are no utf-8" in refused("lot,quantity\nKäse,1\n".encode("cp1252"), encoding="utf-8")


def test_a_row_with_more_fields_than_the_header_is_rejected_and_one_cut_off_at_the_end() -> None:
    found = table("lot,quantity,note\nA,12,5,kg\nB,2\nC,3,x\nD,")
    assert [(each.line, each.reason.partition(":")[0]) for each in found.unfit] == [
        (2, "has 4 fields and the header 3"),
        (5, "the file ends here after 2 of 3 fields"),
    ]
    assert [row.line for row in found.rows()] == [3, 4], "Excel leaves out empty fields at the end of a row"


# Numbers ------------------------------------------------------------------------------------------------------------


def test_what_can_be_read_two_ways_is_asked_and_then_read_as_it_is_said() -> None:
    weights = "lot;quantity\nA;1.250\n"
    assert "line 2 has 1.250, so the decimal sign is not clear: say --decimal comma or --decimal point." in refused(
        weights
    )
    assert taken(weights, decimal="comma") == [(2, "A", Decimal(1250))]
    assert taken(weights, decimal=".") == [(2, "A", Decimal("1.25"))]
    assert taken(weights + "B;0,5\n") == [(2, "A", Decimal(1250)), (3, "B", Decimal("0.5"))]
    assert "line 2 has 1.5 and line 3 has 1,5" in refused("lot;quantity\nA;1.5\nB;1,5\n")


def test_a_number_that_is_none_is_told_with_its_column() -> None:
    for text, why in (
        ("many", "is not a number"),
        ("1.5.", "is not a number"),
        ("12.5", "is not a number with a decimal comma"),
    ):
        with pytest.raises(ValueError, match=f"^quantity '{text}' {why}$"):
            only(f"lot;quantity\nA;{text}\n", decimal="comma").number("quantity")
    with pytest.raises(ValueError, match="quantity is '2,5', not a whole number of pieces"):
        only("lot;quantity\nA;2,5\n").whole("quantity", "pieces")
    assert only("lot;quantity\nA;1.000,00\n").whole("quantity", "pieces") == 1000


def test_a_name_that_excel_has_shortened_to_a_number_is_told() -> None:
    with pytest.raises(ValueError, match=r"lot 4,01E\+12 is a number that Excel has shortened"):
        only("lot;quantity\n4,01E+12;1\n").key("lot")
    assert only("lot;quantity\n12E3;1\n").key("lot") == "12E3"


# Dates --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("31.03.2025 14:05", "--dates dmy (31.03.2025)."),
        ("3/31/25 2:05 PM", "--dates mdy (3/31/2025)."),
        ("03/04/2025", "--dates dmy (31.03.2025) or --dates mdy (3/31/2025)."),
        ("2025/03/04", "--dates ymd (2025/03/31)."),
    ],
)
def test_day_and_month_are_never_guessed(text: str, said: str) -> None:
    told = refused(f"lot;quantity;at\nA;1;2025-01-01\nB;1;{text}\n")
    assert told == f"file.csv: line 3 has the date {text}, which does not tell day and month by itself: say {said}"


def test_dates_are_read_as_it_is_said_and_iso_always() -> None:
    rows = table(
        "lot;quantity;at\nA;1;31.03.2025 14:05\nB;1;2025-03-31 14:05\nC;1;31.13.2025\nD;1;\n", dates="dmy"
    ).rows()
    first, second, third, fourth = rows
    assert first.moment("at") == second.moment("at") == AT.replace(tzinfo=first.moment("at").tzinfo)  # pyright: ignore[reportOptionalMemberAccess]
    assert fourth.moment("at") is None
    with pytest.raises(ValueError, match=r"at '31\.13\.2025' is not a date"):
        third.moment("at")


def test_dates_of_another_order_than_was_said_are_no_guess_either() -> None:
    told = refused("lot;quantity;at\nA;1;03/04/2025\nB;1;3/31/2025\n", dates="dmy")
    assert told == "file.csv: line 3 has the date 3/31/2025, which is none by --dates dmy: is --dates mdy meant?"


def test_a_day_has_no_time() -> None:
    assert only("lot;quantity;due\nA;1;2025-03-31 00:00:00\n").day("due") == AT.date()
    with pytest.raises(ValueError, match="due '2025-03-31 14:05' is a moment, not a day"):
        only("lot;quantity;due\nA;1;2025-03-31 14:05\n").day("due")


# Workbooks ----------------------------------------------------------------------------------------------------------

ROWS = [["lot", "quantity", "at", "due"], ["A", 12.5, AT, datetime(2025, 4, 1)], [4711, 0.1 + 0.2, "", ""]]


def test_a_workbook_is_read_with_its_numbers_and_dates() -> None:
    found = table(workbook(Export=[[], *ROWS]))
    first, second = found.rows()
    assert (first.line, first.text("lot"), first.number("quantity")) == (3, "A", Decimal("12.5"))
    assert first.moment("at") == AT.replace(tzinfo=first.moment("at").tzinfo)  # pyright: ignore[reportOptionalMemberAccess]
    assert first.day("due") == datetime(2025, 4, 1).date()
    assert (second.line, second.key("lot"), second.number("quantity")) == (4, "4711", Decimal("0.3"))
    assert (found.grid.dialect.sheet, found.sign) == ("Export", None)


def test_a_number_or_a_date_that_is_a_text_in_a_workbook_is_asked_about_as_in_any_file() -> None:
    assert "line 2 has 1,250" in refused(workbook(S=[["lot", "quantity"], ["A", "1,250"]]))
    assert "say --dates dmy" in refused(workbook(S=[["lot", "quantity", "at"], ["A", 1, "31.03.2025"]]))
    with pytest.raises(ValueError, match="quantity '2025-03-31 14:05:00' is a date, not a number"):
        only(workbook(S=[["lot", "quantity"], ["A", AT]])).number("quantity")


def test_the_sheet_with_the_columns_is_read_and_of_several_it_is_asked_which() -> None:
    other = [["customer"], ["C-1"]]
    assert taken(workbook(Notes=other, Data=ROWS, Old_hidden=ROWS))[0] == (2, "A", Decimal("12.5"))
    assert "several sheets with the columns lot, quantity: name one of A, B by --sheet" in refused(
        workbook(A=ROWS, B=ROWS)
    )
    assert "no sheet with the columns lot, quantity: name one of A, B by --sheet" in refused(workbook(A=other, B=other))
    assert taken(workbook(A=ROWS, B=[ROWS[0], ROWS[2]]), sheet="B") == [(2, "4711", Decimal("0.3"))]
    assert "has no sheet C; it has A." in refused(workbook(A=ROWS), sheet="C")
    assert refused(workbook(A=[])) == "file.csv is empty."


# Rejects and checking -----------------------------------------------------------------------------------------------


def test_rejects_are_written_as_the_file_was_and_are_read_in_the_same_way(tmp_path: Path) -> None:
    path = tmp_path / "x.rejects.csv"
    for text, encoding in (
        ("sep=;\r\nCharge;quantity;note\r\nMüller;1,5;\r\nKäse;2,5;schlecht\r\n", "cp1252"),
        ("Charge\tquantity\tnote\r\nMüller\t1,5\t\r\nKäse\t2,5\tschlecht\r\n", "utf-16"),
        ('Charge,quantity,note\r\nMüller,"1,5",\r\nKäse,"2,5",schlecht\r\n', "utf-8-sig"),
    ):
        whole = table(text.encode(encoding), names="Charge=lot")
        line = [row.line for row in whole.rows()][1]
        write_rejects(path, whole, [Rejected(line, "no such lot → tell it")])
        again = read_table(path, LAYOUT, Options.said(names=["Charge=lot"]))
        (row,) = again.rows()
        assert (row.text("lot"), row.number("quantity"), row.text("note")) == ("Käse", Decimal("2.5"), "schlecht")
        assert again.grid.dialect == whole.grid.dialect
        assert again.grid.columns == (*whole.grid.columns, "reason")
        write_rejects(path, again, [Rejected(row.line, "still")])
        assert read_table(path, LAYOUT, Options.said(names=["Charge=lot"])).grid.columns == again.grid.columns
        write_rejects(path, again, [])
        assert not path.exists()


def test_a_check_tells_how_a_file_is_read_and_what_would_be_rejected() -> None:
    text = (
        "order;Kunde;line;product;quantity;unit;due;Bemerkung\r\n"
        "S-1;C-7;10;Gear;1.250,5;kg;31.03.2025;x\r\nS-1;C-7;20;Gear;viel;kg;;\r\n"
    )
    found = table(text.encode("cp1252"), sales_orders.LAYOUT, dates="dmy", names="Kunde=customer")
    told = check(found, sales_orders.plan(found)).as_json()
    assert {name: told[name] for name in ("encoding", "separator", "decimal", "dates", "rows")} == {
        "encoding": "utf-8", "separator": "semicolon", "decimal": "comma", "dates": "dmy", "rows": 2,
    }  # fmt: skip
    assert told["columns"][1] == {"column": "Kunde", "is": "customer"}
    assert told["columns"][-1] == {"column": "Bemerkung", "is": None}
    ((line, name, body),) = [tuple(each.values()) for each in told["commands"]]
    assert (line, name) == (2, "sales.add_line")
    assert (body["quantity"], body["due_on"]) == ("1250.5", "2025-03-31")
    assert told["rejected"] == [{"line": 3, "reason": "quantity 'viel' is not a number"}]


def test_a_log_in_a_workbook_and_in_a_file_of_an_office_becomes_the_same_commands() -> None:
    columns = list(production_log.COLUMNS)
    german = [
        "C-1",
        "Turn",
        "M1",
        "31.03.2025 06:00",
        "31.03.2025 14:05",
        "1.000",
        "P1",
        "W1",
        "D",
        "10",
        "0",
        "0",
        "N",
    ]
    american = [*german[:3], "3/31/25 6:00 AM", "3/31/25 2:05 PM", "1,000", *german[6:]]
    cells = ["C-1", "Turn", "M1", AT.replace(hour=6, minute=0), AT, 1000, "P1", "W1", "D", 10, 0, 0, "N"]
    files: list[tuple[bytes | str, dict[str, str]]] = [
        (f"{';'.join(columns)}\r\n{';'.join(german)}\r\n".encode("cp1252"), {"dates": "dmy", "decimal": "comma"}),
        ("\t".join(columns) + "\n" + "\t".join(american) + "\n", {"dates": "mdy", "decimal": "point"}),
        (workbook(Log=[[*columns], cells]), {}),  # pyright: ignore[reportArgumentType]
    ]
    plans = [
        production_log.plan(table(data, production_log.LAYOUT, **said), time_zone="Europe/Berlin")
        for data, said in files
    ]
    first, *others = [[(each.id, each.command) for each in made.commands()] for made in plans]
    assert len(first) == 5
    assert all(other == first for other in others)
