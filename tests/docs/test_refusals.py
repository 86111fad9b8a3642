"""docs/refusals.md and the OpenAPI document name every code that a problem can have, and no other."""

from tests.docs.refusals import PAGE, page
from unison.main import application
from unison.presentation.errors import Problem
from unison.presentation.refusals import meanings
from unison.settings import Settings
from unison.shared.errors import refusals


def test_the_page_is_what_the_code_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run `make docs`"


def test_the_document_lists_the_codes() -> None:
    document = application(Settings(), "postgresql://nowhere").openapi()
    told = document["components"]["schemas"][Problem.__name__]["properties"]["code"]["oneOf"]
    assert {each["const"] for each in told} >= refusals().keys()
    assert [each["const"] for each in told] == sorted(each.code for each in meanings())
    assert all(each["description"] for each in told)
