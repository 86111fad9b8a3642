"""Fingerprints of code: words do not count, what is imported does."""

from pathlib import Path

import pytest

from unison.infrastructure.fingerprints import code, digest, sql_text
from unison.infrastructure.projection.fingerprint import fingerprint
from unison.main import PROJECTIONS


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.syspath_prepend(str(tmp_path))
    return tmp_path


def test_comments_docstrings_and_layout_do_not_count(write: Path) -> None:
    (write / "fp_plain.py").write_text("def double(x):\n    return 2 * x\n")
    (write / "fp_told.py").write_text('"""Doubles."""\n\n\ndef double( x ):\n    """It."""\n    return (2 * x)  # so\n')
    assert code(["fp_told"], ()) == code(["fp_plain"], ())


def test_what_is_imported_from_the_packages_counts_and_nothing_else(write: Path) -> None:
    (write / "fp_rules").mkdir()
    (write / "fp_rules" / "__init__.py").write_text("")
    (write / "fp_rules" / "rate.py").write_text("from fp_rules import deeper\nRATE = 0.25\n")
    (write / "fp_rules" / "deeper.py").write_text("DEEP = True\n")
    (write / "fp_using.py").write_text("import json\n\nfrom fp_rules.rate import RATE\n")
    whole = code(["fp_using"], ("fp_rules",))
    assert "RATE = 0.25" in whole
    assert "DEEP = True" in whole
    assert "RATE = 0.25" not in code(["fp_using"], ("fp_other",))
    assert "JSONEncoder" not in whole


def test_parts_do_not_run_together() -> None:
    assert digest("ab", "c") != digest("a", "bc")
    assert sql_text("SELECT 1 -- one\n  , 2") == "SELECT 1 , 2"


def test_no_two_projections_share_one() -> None:
    assert len({fingerprint(projection) for projection in PROJECTIONS}) == len(PROJECTIONS)
