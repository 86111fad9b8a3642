"""What a notice says to people: in the browser, in a mail and on the command line alike."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from unison.notices.subjects import Subject

TITLES: Mapping[Subject, str] = {
    Subject.REORDER_POINT: "Stock below its reorder point",
    Subject.CERTIFICATE: "Certificates that run out",
    Subject.LATE_ORDER: "Late orders",
    Subject.PENDING_COMMAND: "Commands that wait for a decision",
    Subject.VIOLATION: "Measurements that break a rule",
    Subject.DEAD_LETTER: "Jobs that failed for good",
    Subject.PARKED_STREAM: "Figures that lag because something could not be read",
    Subject.WEBHOOK_OFF: "Webhooks that were switched off",
    Subject.VERIFICATION: "Records that do not hold",
    Subject.EXTENSION: "What this plant's own extensions tell",
}
"""What each subject is called where people choose."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """`link` is the screen where the thing is shown, as a path; None where there is none."""

    title: str
    text: str
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Telling:
    """What a sentence is made of: what the notice was told, by whose clock, and who `by` is today."""

    told: Mapping[str, Any]
    zone: ZoneInfo
    by: str | None = None

    def __getitem__(self, name: str) -> Any:
        return self.told.get(name)

    def moment(self, name: str) -> str:
        """By the clock of the plant: 3 December 2026, 14:05."""
        at = datetime.fromisoformat(self.told[name]).astimezone(self.zone)
        return f"{_day(at)}, {at:%H:%M}"

    def day(self, name: str) -> str:
        return _day(date.fromisoformat(self.told[name]))


def sentence(subject: str, telling: Telling) -> Sentence:
    """Raises `KeyError` for a subject that nobody has words for."""
    return _SENTENCES[Subject(subject)](telling)


def _day(at: date) -> str:
    return f"{at.day} {at:%B %Y}"


def _link(path: str, **search: str) -> str:
    return f"{path}?{urlencode(search)}" if search else path


def _reorder_point(t: Telling) -> Sentence:
    unit = f" {t['unit']}" if t["unit"] else ""
    there = f"{t['available']}{unit} may be used" if t["available"] != "0" else "Nothing of it may be used"
    return Sentence(
        f"{t['material']} is running short",
        f"{there}; it is reordered below {t['reorder_point']}{unit}.",
        _link("/material", id=t["material"]),
    )


def _certificate(t: Telling) -> Sentence:
    at = datetime.fromisoformat(t.told["expires_at"]).astimezone(t.zone)
    return Sentence(
        f"The certificate {t['certificate']} of {t['operator']} is to be renewed",
        f"It holds until {_day(at)}.",
        _link("/time", show="operators"),
    )


def _late_order(t: Telling) -> Sentence:
    if t["sales_order"]:
        return Sentence(
            f"The sales order {t['sales_order']} is late",
            f"It was due at {t['customer']} on {t.day('due_on')}.",
            _link("/sales-order", id=t["sales_order"]),
        )
    return Sentence(
        f"The work order {t['work_order']} is late",
        f"{t['product']} was due on {t.moment('due_at')}.",
        _link("/order", id=t["work_order"]),
    )


def _pending_command(t: Telling) -> Sentence:
    what = str(t["command"]).partition(".")[2].replace("_", " ").capitalize()
    return Sentence(
        f"{what}{f' {t["thing"]}' if t['thing'] else ''}: a command waits for a decision",
        f"It was made{f' by {t.by}' if t.by else ''} without a network and no longer fits. Carry it out or dismiss it.",
        _link("/pending-command", id=t["id"]) if t["id"] else _link("/pending-commands"),
    )


def _violation(t: Telling) -> Sentence:
    if t["values"]:
        title, text = "is out of specification", f"The subgroup {t['subgroup']} has {t['values']}."
    else:
        title, text = "breaks a control rule", f"The subgroup {t['subgroup']} breaks {' and '.join(t['broken'])}."
    said = "Until somebody says that it has been dealt with, further ones are not told."
    return Sentence(f"{t['characteristic']} {title}", f"{text} {said}", _link("/chart", id=t["characteristic"]))


_FAILED = {"mail": "A mail could not be sent", "webhook": "A webhook could not be called", "export": "An export failed"}


def _dead_letter(t: Telling) -> Sentence:
    kind = str(t["kind"])
    return Sentence(
        _FAILED.get(kind, f"The job “{kind.replace('_', ' ')}” failed"),
        "It was tried several times and is tried no more. See why, then try it again or drop it.",
        _link("/jobs"),
    )


def _parked_stream(t: Telling) -> Sentence:
    category, _, key = str(t["stream"]).partition(":")
    return Sentence(
        f"Figures of {key} lag",
        f"“{str(t['consumer']).replace('_', ' ')}” could not take in what was told of {key}"
        f" ({category.replace('_', ' ')}) and left it aside. Everything else goes on.",
    )


def _webhook_off(t: Telling) -> Sentence:
    reason = str(t["reason"])
    return Sentence(
        f"The webhook {t['webhook']} was switched off",
        f"{reason[:1].upper()}{reason[1:]}. It is told nothing until somebody switches it on again.",
        _link("/webhooks"),
    )


def _verification(t: Telling) -> Sentence:
    return Sentence(
        f"Record number {t['seq']} does not say what it said",
        "Somebody has changed it in the database, past everything that keeps it. See what to do, and tell whoever runs the server.",
        _link("/verification"),
    )


def _extension(t: Telling) -> Sentence:
    """A plant's own package has its own words."""
    return Sentence(t.told["title"], t.told["text"], t["link"])


_SENTENCES: Mapping[Subject, Callable[[Telling], Sentence]] = {
    Subject.REORDER_POINT: _reorder_point,
    Subject.CERTIFICATE: _certificate,
    Subject.LATE_ORDER: _late_order,
    Subject.PENDING_COMMAND: _pending_command,
    Subject.VIOLATION: _violation,
    Subject.DEAD_LETTER: _dead_letter,
    Subject.PARKED_STREAM: _parked_stream,
    Subject.WEBHOOK_OFF: _webhook_off,
    Subject.VERIFICATION: _verification,
    Subject.EXTENSION: _extension,
}
