"""Where the independent truth lies, and how the tests of this folder read it."""

import csv
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

TRUTH = Path(__file__).resolve().parents[2].parent / "shared" / "truth"


def needs(folder: str) -> pytest.MarkDecorator:
    """Skips, naming the folder, where the truth is absent."""
    return pytest.mark.skipif(not (TRUTH / folder).is_dir(), reason=f"the folder shared/truth/{folder} is absent")


def read_json(path: str) -> Any:
    return json.loads((TRUTH / path).read_text())


def read_decimals(path: str) -> Any:
    """As `read_json`, with every number a Decimal."""
    return json.loads((TRUTH / path).read_text(), parse_float=Decimal, parse_int=Decimal)


def read_rows(path: str) -> list[dict[str, str]]:
    with (TRUTH / path).open(newline="") as lines:
        return list(csv.DictReader(lines))


def column(dataset: str, name: str) -> list[float]:
    return [float(row[name]) for row in read_rows(f"spc/datasets/{dataset}.csv")]


def groups(dataset: str, by: str, name: str, *, leave_out: frozenset[int] = frozenset()) -> list[list[float]]:
    """Subgroups in file order; `leave_out` names rows, from 1."""
    found: dict[str, list[float]] = {}
    for number, row in enumerate(read_rows(f"spc/datasets/{dataset}.csv"), start=1):
        if number not in leave_out:
            found.setdefault(row[by], []).append(float(row[name]))
    return list(found.values())


def pistonrings(count: int = 40) -> list[list[float]]:
    return groups("pistonrings", "sample", "diameter")[:count]


def hard_bake() -> list[list[float]]:
    rows = read_rows("spc/datasets/montgomery_hard_bake.csv")
    return [[float(row[f"X{place}"]) for place in range(1, 6)] for row in rows]
