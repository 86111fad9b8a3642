"""A mail: what it says, plain and as HTML, and its headers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import cache
from uuid import UUID

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from unison.notices.words import Sentence

SETTINGS = "/notice-settings"
"""The screen on which people choose what they are told."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail to one person. `id` is the same at every try, and so is every byte of the mail: whoever gets it twice knows it
    again by its Message-ID.
    """

    id: UUID
    to: str
    name: str
    organization: str
    told: Sequence[Sentence]
    written_at: datetime
    daily: bool = False

    @property
    def title(self) -> str:
        if len(self.told) == 1:
            return self.told[0].title
        return f"{len(self.told)} notices"

    def message(self, *, sender: str, address: str) -> EmailMessage:
        """Ready to be sent from `sender`; its links lead to `address`. Raises `ValueError` for a header of several lines."""
        message = EmailMessage(policy=SMTP)
        message["From"] = sender
        message["To"] = self.to
        message["Subject"] = _one_line(f"{self.organization}: {self.title}")
        message["Date"] = format_datetime(self.written_at)
        message["Message-ID"] = f"<{self.id}@{sender.rpartition('@')[2]}>"
        message["Auto-Submitted"] = "auto-generated"
        message["List-Unsubscribe"] = f"<{address}{SETTINGS}>"
        said = {"told": self.told, "organization": self.organization, "address": address, "title": self.title}
        said["greeting"] = f"{self.name}, this is what has come up since yesterday:" if self.daily else f"{self.name},"
        message.set_content(_templates().get_template("notice.txt").render(said), cte="quoted-printable")
        html = _templates().get_template("notice.html").render(said)
        message.add_alternative(html, subtype="html", cte="quoted-printable")
        message.set_boundary(f"unison-{self.id.hex}")  # one made at random would differ at the next try
        return message


def _one_line(text: str) -> str:
    """A key may hold what a header may not."""
    return " ".join(text.split())


@cache
def _templates() -> Environment:
    """Escaped where it is HTML, and only there."""
    return Environment(
        loader=PackageLoader("unison.notices"),
        autoescape=select_autoescape(enabled_extensions=("html",), default=False),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
