"""Routes of the bell: what one should know, and where one wants to be told."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, ConfigDict, Field

from unison.notices.bell import DEALT_WITH_BY_PEOPLE, Bell, Mail, Notice, Wish
from unison.notices.subjects import Subject
from unison.notices.words import TITLES
from unison.presentation.auth import Principal, may
from unison.presentation.context import Reached
from unison.presentation.permissions import allow

router = APIRouter(prefix="/notices", tags=["notices"])

RULES = allow("operator", "notices.read")


async def _bell(
    who: Annotated[Principal, Depends(may("notices.read", "Be told what should be known, and choose how."))],
    reached: Reached,
) -> Bell:
    return Bell(reached.database, who)


async def _ending_bell(
    who: Annotated[Principal, Depends(may("notices.end", "End a notice for everybody."))], reached: Reached
) -> Bell:
    return Bell(reached.database, who)


Mine = Annotated[Bell, Depends(_bell)]
Ending = Annotated[Bell, Depends(_ending_bell)]


class NoticeShown(BaseModel):
    notice_id: UUID
    subject: Subject
    title: str
    text: str
    link: str | None = Field(description="The path of the screen that shows it; null: there is none.")
    plant: str | None
    at: datetime
    over_at: datetime | None = Field(description="Since when nobody has to know it any more; null: it stands.")
    read_at: datetime | None
    can_be_ended: bool = Field(description="Whether it is over when somebody says so.")

    @classmethod
    def of(cls, notice: Notice) -> "NoticeShown":
        fields = {name: getattr(notice, name) for name in cls.model_fields if name != "can_be_ended"}
        ended_by_people = notice.over_at is None and notice.subject in DEALT_WITH_BY_PEOPLE
        return cls(**fields, can_be_ended=ended_by_people)


class NoticesShown(BaseModel):
    unread: int = Field(description="How many stand that you have not read, whatever is listed.")
    notices: list[NoticeShown]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ChosenForSubject(_Body):
    subject: Subject
    browser: bool
    mail: Mail


class ShownForSubject(ChosenForSubject):
    title: str


class Choice(_Body):
    """Where you want to be told of which subject; what is not named stays."""

    daily_at_hour: int = Field(ge=0, le=23, description="When the mail of the day comes, by the clock of your plant.")
    subjects: Annotated[list[ChosenForSubject], Field(max_length=100)]


class ChoiceShown(BaseModel):
    daily_at_hour: int
    mail_is_set_up: bool = Field(description="Whether this installation sends mail at all.")
    subjects: list[ShownForSubject]


@router.get("", openapi_extra={"x-view": "notices"})
async def list_notices(
    bell: Mine,
    unread: Annotated[bool, Query(description="Only those that stand and that you have not read.")] = False,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
    offset: Annotated[int, Query(ge=0, le=100_000)] = 0,
) -> NoticesShown:
    """What you should know, the newest first."""
    listed = await bell.notices(unread=unread, limit=limit, offset=offset)
    return NoticesShown(unread=await bell.unread(), notices=[NoticeShown.of(notice) for notice in listed])


@router.post("/read-all", status_code=204)
async def read_all(bell: Mine) -> None:
    """You have read everything that stands."""
    await bell.read(None)


@router.get("/choice")
async def show_choice(bell: Mine, reached: Reached) -> ChoiceShown:
    """Where you are told of what concerns you."""
    wishes, hour = await bell.wishes()
    shown = [
        ShownForSubject(title=TITLES[w.subject], subject=w.subject, browser=w.browser, mail=w.mail) for w in wishes
    ]
    is_set_up = reached.settings.smtp_url is not None
    return ChoiceShown(daily_at_hour=hour, mail_is_set_up=is_set_up, subjects=shown)


@router.put("/choice", status_code=204)
async def choose(body: Choice, bell: Mine) -> None:
    """Choose where you are told."""
    await bell.choose([Wish(each.subject, each.browser, each.mail) for each in body.subjects], body.daily_at_hour)


@router.post("/{notice_id}/read", status_code=204)
async def read(notice_id: UUID, bell: Mine) -> None:
    """You have read it."""
    await bell.read(notice_id)


@router.post("/{notice_id}/dismiss", status_code=204)
async def dismiss(notice_id: UUID, bell: Mine) -> None:
    """Put it away: you do not see it any more, others do."""
    await bell.read(notice_id, dismiss=True)


@router.post("/{notice_id}/end", status_code=204)
async def end(notice_id: UUID, bell: Ending) -> None:
    """Say that it has been dealt with: it is over for everybody."""
    await bell.end(notice_id)
