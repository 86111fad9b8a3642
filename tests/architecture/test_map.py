"""The house is as the map says: every room has its files, no module grows beyond reading, every path exists."""

import re
from pathlib import Path

import pytest

from tests.house import CAPABILITIES, READ_MODELS, ROOT
from tests.scenario import AGGREGATES, product_facts
from unison.main import PROJECTIONS

MAP = (ROOT / "ARCHITECTURE.md").read_text()

CAPABILITY = {"__init__", "domain", "application", "api"}
PROJECTION = {"__init__.py", "table.sql", "queries.sql", "projector.py", "api.py"}

MAX_LINES = 340
LONGER = dict[str, int]()
"""Modules that have outgrown the limit, each with a bound of its own, so that they cannot grow further."""


def _modules() -> list[Path]:
    return sorted([*(ROOT / "src").rglob("*.py"), *(ROOT / "projections").rglob("*.py")])


def _visible(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.name != "__pycache__"]


def test_there_are_the_rooms_that_the_tests_look_into() -> None:
    assert {"work_orders", "lots", "equipment", "quality"} <= {folder.name for folder in CAPABILITIES}
    assert [folder.name for folder in READ_MODELS] == sorted(projection.name for projection in PROJECTIONS)


@pytest.mark.parametrize("folder", CAPABILITIES, ids=lambda folder: folder.name)
def test_a_capability_has_exactly_its_four_files(folder: Path) -> None:
    """`domain` and `application` may be packages."""
    assert {path.stem for path in _visible(folder)} == CAPABILITY


@pytest.mark.parametrize("folder", READ_MODELS, ids=lambda folder: folder.name)
def test_a_projection_has_exactly_its_five_files(folder: Path) -> None:
    """`api` and `projector` may be packages; its words on the command line, where it has any, are in `cli.py`."""
    assert {path.name if path.is_file() else f"{path.name}.py" for path in _visible(folder)} - {"cli.py"} == PROJECTION


@pytest.mark.parametrize("folder", CAPABILITIES, ids=lambda folder: folder.name)
def test_a_capability_has_its_tests(folder: Path) -> None:
    assert list((ROOT / "tests" / folder.name).glob("test_*.py"))


@pytest.mark.parametrize("folder", READ_MODELS, ids=lambda folder: folder.name)
def test_a_projection_has_its_test(folder: Path) -> None:
    tests = [path.read_text() for path in (ROOT / "tests").rglob("test_*.py")]
    assert any(f"from projections.{folder.name} import PROJECTION" in text for text in tests)


def test_no_module_grows_beyond_reading() -> None:
    lines = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in _modules()}
    assert {path: count for path, count in lines.items() if count > LONGER.get(path, MAX_LINES)} == {}
    assert [path for path in LONGER if lines.get(path, 0) <= MAX_LINES] == [], "they are short again: strike them"


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [path for path in _modules() if re.search(r"utils?|helpers?|managers?|misc|common", path.stem)] == []


# The map of ARCHITECTURE.md ---------------------------------------------------------------------------------------

_FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_SUFFIX = re.compile(r"\.(py|sql|md|csv|toml|tsx?|yml)$")


def _spans(line: str) -> list[str]:
    """What looks like a path: it has a slash, or ends like a file of ours."""
    found: list[str] = re.findall(r"`([^`]+)`", line)
    return [span for span in found if " " not in span and ("/" in span or _SUFFIX.search(span))]


def _exists(span: str, line: str) -> bool:
    """From the root; or in a folder that the same line names; or, a name alone, in every room of one kind, where a module may
    have become a package."""
    folders = [ROOT / other for other in _spans(line) if other.endswith("/")]
    if any((folder / span).exists() for folder in (ROOT, *folders)):
        return True
    rooms = (CAPABILITIES, READ_MODELS, [ROOT / "tests" / folder.name for folder in CAPABILITIES])
    return "/" not in span and any(all(_module(room / span) for room in kind) for kind in rooms)


def _module(path: Path) -> bool:
    return path.exists() or path.with_suffix("").is_dir()


@pytest.mark.parametrize("line", [line for line in _FENCED.sub("", MAP).splitlines() if _spans(line)])
def test_the_map_names_only_what_exists(line: str) -> None:
    assert [span for span in _spans(line) if not _exists(span, line)] == []


def test_the_map_tells_what_to_touch() -> None:
    table = MAP.split("| I add | files I touch |", 1)[1].split("\n\n", 1)[0]
    rows = [row for row in table.splitlines() if row.startswith("| a")]
    assert len(rows) >= 5
    assert all(_spans(row) and re.search(r"\| \d[^|]* \|$", row) for row in rows)


def test_the_map_shows_every_room() -> None:
    """docs/capabilities.md shows the capabilities."""
    rooms = {path.name for path in _visible(ROOT / "src/unison") if path.is_dir() and path not in CAPABILITIES}
    assert {room for room in rooms if f"`src/unison/{room}/`" not in MAP} == set()


def test_every_topic_begins_with_its_aggregate_s_name() -> None:
    stored = {kind.topic.partition(".")[0] for kind in product_facts()}
    assert stored == AGGREGATES.keys()
