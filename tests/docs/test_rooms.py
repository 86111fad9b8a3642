"""docs/capabilities.md says of every capability and view what its folder says, and its folder says enough."""

import re
from pathlib import Path

import pytest

from tests.docs.rooms import PAGE, page, streams_of, told_of
from tests.house import CAPABILITIES, READ_MODELS


def test_the_page_is_what_the_folders_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run `make docs`"


@pytest.mark.parametrize("folder", [*CAPABILITIES, *READ_MODELS], ids=lambda folder: folder.name)
def test_a_room_says_what_it_is(folder: Path) -> None:
    assert re.match(r"\w+.{20,}", told_of(folder))


@pytest.mark.parametrize("folder", CAPABILITIES, ids=lambda folder: folder.name)
def test_a_capability_says_what_streams_of_another_name_hold(folder: Path) -> None:
    streams = streams_of(folder)
    if streams not in ([], [folder.name]):
        assert [name for name in streams if f"`{name}`" not in told_of(folder)] == []
