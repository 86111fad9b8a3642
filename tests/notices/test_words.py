"""Every subject has words of its own, which say no name of a field, of a fact or of an id."""

from typing import Any
from zoneinfo import ZoneInfo

import psycopg
import pytest

from unison.notices.subjects import Subject
from unison.notices.words import TITLES, Telling, sentence

TOLD: dict[Subject, dict[str, Any]] = {
    Subject.REORDER_POINT: {"material": "Steel", "unit": "kg", "available": "9", "reorder_point": "10"},
    Subject.CERTIFICATE: {"operator": "OP-1", "certificate": "welding", "expires_at": "2026-12-02T23:30:00+00:00"},
    Subject.LATE_ORDER: {"sales_order": "SO-1", "customer": "C1", "due_on": "2026-12-03"},
    Subject.PENDING_COMMAND: {"command": "lots.move", "thing": "L-1", "id": "0190", "by": None},
    Subject.VIOLATION: {"characteristic": "bore", "values": "20.1", "subgroup": "7"},
    Subject.DEAD_LETTER: {"kind": "mail"},
    Subject.PARKED_STREAM: {"consumer": "work_order_board", "stream": "work_orders:WO-1"},
    Subject.WEBHOOK_OFF: {"webhook": "SAP", "reason": "no answer"},
    Subject.VERIFICATION: {"seq": 7},
    Subject.EXTENSION: {"title": "Gear is late", "text": "Their own words.", "link": None},
}


@pytest.mark.parametrize("subject", Subject)
def test_a_subject_has_words(subject: Subject) -> None:
    said = sentence(subject, Telling(TOLD[subject], ZoneInfo("Europe/Berlin")))
    for text in (TITLES[subject], said.title, said.text):
        assert text
        assert "_" not in text
        assert "None" not in text
        assert text[0].isupper() or text[0] in "“9" or text.startswith("bore")


def test_a_day_is_that_of_the_plant() -> None:
    said = sentence(Subject.CERTIFICATE, Telling(TOLD[Subject.CERTIFICATE], ZoneInfo("Europe/Berlin")))
    assert "3 December 2026" in said.text


def test_the_subjects_are_those_of_the_schema(worker: psycopg.Connection[Any]) -> None:
    known = worker.execute("SELECT subject FROM unison.notice_subjects").fetchall()
    assert {subject for (subject,) in known} == {str(subject) for subject in Subject}
