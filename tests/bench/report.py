"""Telling what was measured: on the terminal, and between the markers of docs/benchmarks.md."""

import os
import platform
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import psycopg

from tests.bench.measuring import Figure

PAGE = Path(__file__).parents[2] / "docs" / "benchmarks.md"
BEGIN = "<!-- figures: written by `make bench` -->"
END = "<!-- end of figures -->"


def machine(url: str, folder: Path) -> list[str]:
    """What the figures were measured on, a line each."""
    with psycopg.connect(url) as connection:
        row = connection.execute(
            """SELECT current_setting('server_version'), current_setting('shared_buffers'), current_setting('fsync'),
                 (SELECT extversion FROM pg_extension WHERE extname = 'pg_duckdb')"""
        ).fetchone()
    assert row is not None
    packages = ", ".join(f"{name} {version(name)}" for name in ("psycopg", "fastapi", "uvicorn", "eventsourcing"))
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    return [
        f"{_processor()}, {os.cpu_count()} cores, {_memory()}, {platform.system()} {platform.release()}",
        f"a write reaches the disk in {_sync_ms(folder):.2f} ms (median of fdatasync)",
        f"PostgreSQL {row[0]} (shared_buffers {row[1]}, fsync {row[2]}), pg_duckdb {row[3] or 'absent'}",
        f"Python {platform.python_version()}, {packages}",
        f"load before the run (1, 5, 15 minutes): {load}",
    ]


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    if not cpuinfo.exists():
        return platform.processor() or platform.machine()
    lines = (line for line in cpuinfo.read_text().splitlines() if line.startswith("model name"))
    return next(lines, platform.machine()).rpartition(":")[2].strip()


def _memory() -> str:
    return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB"


def _sync_ms(folder: Path) -> float:
    path, times = folder / "sync", list[float]()
    file = os.open(path, os.O_CREAT | os.O_WRONLY, 0o600)
    try:
        for _ in range(101):
            os.pwrite(file, b"x" * 8192, 0)
            begin = time.perf_counter()
            os.fdatasync(file)
            times.append(time.perf_counter() - begin)
    finally:
        os.close(file)
        path.unlink()
    return sorted(times)[50] * 1000


def table(figures: Sequence[Figure]) -> list[str]:
    """The figures as a table that reads well on a terminal and in Markdown."""
    rows = [("what", "measured", "aim", "met"), *(figure.told() for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    return [lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]]


def keep(page: Path, order: Sequence[str], name: str, figures: Sequence[Figure], measured: str) -> None:
    """Writes what one bench has measured between the page's markers, in place of what it measured before; `measured` says when,
    and on what. The others stay, in `order`; who is not in it is dropped. ValueError when the page has no markers."""
    text = page.read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    standing, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"{page} has no place for the figures")
    sections = {each.partition("\n")[0]: each.strip() for each in standing.split("### ")[1:]}
    sections[name] = "\n".join([name, "", measured, "", *table(figures)])
    block = "\n\n".join(f"### {sections[each]}" for each in order if each in sections)
    page.write_text(f"{before}{begin}\n\n{block}\n\n{end}{after}", encoding="utf-8")


def when(about: Sequence[str], took_s: float) -> str:
    """A sentence of when and on what something was measured, which has just ended."""
    return f"Measured {datetime.now(UTC):%Y-%m-%d} in {took_s:.0f} s on {'; '.join(about)}."
