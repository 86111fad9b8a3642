"""Every bench runs, at a size that says nothing of speed, so that none of them rots."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench.__main__ import BENCHES
from tests.bench.measuring import Figure, Scale, percentile, take_turns
from tests.bench.report import BEGIN, END, PAGE, keep, when
from tests.bench.rig import Rig, prepared


@pytest.fixture(scope="module")
def rig() -> Iterator[Rig]:
    with prepared(Scale.TINY) as made:
        yield made


@pytest.mark.parametrize("name", BENCHES)
def test_a_bench_measures(rig: Rig, name: str) -> None:
    figures = BENCHES[name](rig)
    assert figures
    assert all(figure.value >= 0 for figure in figures)
    assert not any(figure.value for figure in figures if figure.what.endswith("failed"))
    assert any(figure.value > 0 for figure in figures)


def test_an_aim_can_be_missed() -> None:
    assert Figure("speed", 199, "orders/s", 200).met is False
    assert Figure("speed", 200, "orders/s", 200).met is True
    assert Figure("lag", 251, "ms", 250, at_most=True).met is False
    assert Figure("load", 3, "of it").met is None


def test_contestants_take_turns_and_the_first_round_does_not_count() -> None:
    told: list[str] = []

    def contestant(name: str, values: list[float]) -> float:
        told.append(name)
        return values.pop(0)

    slow, fast = [99.0, 1.0, 2.0, 3.0], [1.0, 2.0, 4.0, 12.0]
    rounds = take_turns(3, {"slow": lambda: contestant("slow", slow), "fast": lambda: contestant("fast", fast)})
    assert "".join(name[0] for name in told) == "sfsffssf"
    assert (rounds.median("slow"), rounds.ratio("slow", "fast")) == (2.0, 0.5)


def test_percentiles_are_values_that_were_measured() -> None:
    assert [percentile([4, 1, 3, 2], share) for share in (0.25, 0.5, 0.95, 1)] == [1, 2, 4, 4]
    with pytest.raises(ValueError, match="nothing was measured"):
        percentile([], 0.5)


def test_the_figures_of_a_bench_replace_what_it_measured_before_and_nothing_else(tmp_path: Path) -> None:
    page = tmp_path / "benchmarks.md"
    page.write_text(
        f"# Benchmarks\n\n{BEGIN}\n\n### gone\n\nold\n\n### append\n\nold\n\n### orders\n\nkept\n\n{END}\nafter\n"
    )
    keep(page, ["lag", "orders", "append"], "append", [Figure("ratio", 0.5, "of it", 0.75)], when(["a machine"], 60))
    text = page.read_text()
    assert "old" not in text
    assert text.index("kept") < text.index("### append") < text.index(" in 60 s on a machine.")
    assert "at least 0.750 of it | NO" in text
    assert text.startswith("# Benchmarks\n")
    assert text.endswith(f"{END}\nafter\n")
    assert BEGIN in PAGE.read_text()
    assert END in PAGE.read_text()
