"""The house as it stands: its capabilities by their layers, and its views."""

import re
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
CONTRACTS: list[dict[str, Any]] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
    "importlinter"
]["contracts"]
LAYERS: list[list[str]] = next(
    [re.split(" [|:] ", layer) for layer in reversed(contract["layers"])]
    for contract in CONTRACTS
    if contract["id"] == "house"
)
"""The rooms of `unison`, the lowest layer first."""


def _depth(folder: Path) -> tuple[int, str]:
    """One that no layer names stands above all."""
    depths = [n for n, layer in enumerate(LAYERS) if folder.name in layer]
    return depths[0] if depths else len(LAYERS), folder.name


CAPABILITIES = sorted((path.parent for path in (ROOT / "src/unison").glob("*/api.py")), key=_depth)
READ_MODELS = sorted(path.parent for path in (ROOT / "projections").glob("*/table.sql"))
