"""A row is known by its content and by how often that content came before: each thing is booked once."""

from collections import Counter
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from unison.imports import measurements, production_log
from unison.imports.options import Options
from unison.imports.tables import table_from
from unison.work_orders.application.reporting import LogProduction

type Report = tuple[int, int]
"""The hour in which it began, and the good pieces."""

HOURS = st.integers(0, 5)
PIECES = st.integers(1, 3)
REPORTS = st.lists(st.tuples(HOURS, PIECES), min_size=1, max_size=12)


def booked(*exports: list[Report]) -> Counter[int]:
    """The pieces of each report that the exports book together, as a store does that knows the ids that it has carried out."""
    known: dict[UUID, int] = {}
    for reports in exports:
        rows = [
            f"C-1,Turn,M1,2026-03-02 {hour:02}:00,2026-03-02 {hour + 1:02}:00,100,P1,W1,D,{pieces},0,0,N"
            for hour, pieces in reports
        ]
        text = "\n".join([",".join(production_log.COLUMNS), *rows, ""])
        table = table_from("log.csv", text.encode(), production_log.LAYOUT, Options())
        for each in production_log.plan(table, time_zone="UTC").commands():
            if isinstance(each.command, LogProduction):
                known[each.id] = each.command.good_pcs
    return Counter(known.values())


def told(reports: list[Report]) -> Counter[int]:
    return Counter(pieces for _, pieces in reports)


@given(REPORTS.map(lambda reports: list(dict.fromkeys(reports))), st.data())
def test_any_split_of_a_stream_of_rows_into_overlapping_exports_books_each_once(
    stream: list[Report], data: st.DataObject
) -> None:
    exports: list[list[Report]] = []
    end = 0
    while end < len(stream):
        begin = data.draw(st.integers(0, end), label="begin")
        end = data.draw(st.integers(end + 1, len(stream)), label="end")
        exports.append(stream[begin:end])
    assert booked(*exports) == told(stream)


@given(REPORTS, st.lists(st.integers(1, 12), max_size=4))
def test_an_export_that_grows_books_each_row_once_and_equal_rows_as_often_as_they_stand_there(
    stream: list[Report], lengths: list[int]
) -> None:
    exports = [stream[:length] for length in sorted(lengths)]
    assert booked(*exports, stream, stream) == told(stream)


@given(REPORTS, st.data())
def test_an_export_in_another_order_books_nothing_more(stream: list[Report], data: st.DataObject) -> None:
    assert booked(stream, data.draw(st.permutations(stream))) == told(stream)


def _ids(text: str, encoding: str, **said: str) -> list[UUID]:
    table = table_from("m.csv", text.encode(encoding), measurements.LAYOUT, Options.said(**said))  # pyright: ignore[reportArgumentType]
    return [each.id for each in measurements.plan(table).commands()]


def test_content_is_what_was_meant_and_not_how_it_is_spelled() -> None:
    plain = _ids("characteristic,subgroup,value,unit,measured_at\nBore,1,10.50,mm,2026-03-02T06:00:00Z\n", "utf-8")
    assert len(plain) == 2
    german = "Characteristic;Subgroup;Value;Unit;Measured at;note\r\nbore;1;10,5;mm;02.03.2026 06:00;x\r\n"
    american = 'characteristic\tsubgroup\tvalue\tunit\tmeasured_at\n  BORE \t1\t"10.5"\tmm\t3/2/26 6:00 AM\n'
    assert _ids(german, "cp1252", dates="dmy") == plain
    assert _ids(american, "utf-16", dates="mdy") == plain
    assert _ids(german.replace("10,5", "10,6"), "cp1252", dates="dmy") != plain
