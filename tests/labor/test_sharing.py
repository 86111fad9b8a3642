"""Several jobs at once: their shares are those of a plain replay, moment by moment, in whatever order everything was told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import hypothesis
from hypothesis import strategies as st

from tests.scenario import AT, later, state_after
from unison.labor.domain import clocking, telling
from unison.labor.domain.facts import (
    JobEnded,
    LaborActivity,
    OperatorRegistered,
    TimeCorrected,
    TimeRecorded,
    TimeShared,
)
from unison.labor.domain.sharing import Share, Stretch, shares, shares_in_parts
from unison.labor.domain.state import OPERATOR, Operator, Spent
from unison.shared.errors import Refusal
from unison.shared.events import Fact

KEY: dict[str, Any] = {"key": "B-1"}


def hours(begin: float, end: float) -> tuple[datetime, datetime]:
    return later(hours=begin), later(hours=end)


def share(paid_min: float, rested_min: float = 0) -> Share:
    return Share(paid_s=Decimal(str(paid_min)) * 60, rested_s=Decimal(str(rested_min)) * 60)


def test_two_jobs_at_once_with_the_same_half_hour_of_break_take_45_minutes_each() -> None:
    told = Stretch(span=hours(0, 2), breaks_s=Decimal(1800))
    assert shares({"a": told, "b": told}) == {"a": share(45, 15), "b": share(45, 15)}
    by_clock = Stretch(span=hours(0, 2), rests=(hours(1, 1.5),))
    assert shares({"a": by_clock, "b": by_clock}) == {"a": share(45, 15), "b": share(45, 15)}


def test_who_works_four_hours_with_half_an_hour_of_break_is_paid_three_and_a_half() -> None:
    """A second job from the second hour to the third; the break lies in it, or behind it."""
    within = (hours(2, 2.5),)
    found = shares({"a": Stretch(span=hours(0, 4), rests=within), "b": Stretch(span=hours(1, 3), rests=within)})
    assert found == {"a": share(165, 15), "b": share(45, 15)}
    behind = (hours(3.5, 4),)
    found = shares({"a": Stretch(span=hours(0, 4), rests=behind), "b": Stretch(span=hours(1, 3))})
    assert found == {"a": share(150, 30), "b": share(60)}


def test_what_is_cut_in_parts_is_shared_by_the_moments_of_each_part() -> None:
    """Twelve hours across a night, and another job in the last two."""
    night = {"a": Stretch(span=hours(0, 12)), "b": Stretch(span=hours(10, 12))}
    assert shares_in_parts(night, {"a": [later(hours=10)]}) == {"a": [share(600), share(60)], "b": [share(60)]}


def test_a_second_in_three_is_a_second() -> None:
    second = (AT, AT + timedelta(seconds=1))
    found = shares({name: Stretch(span=second) for name in "abc"})
    assert sum(each.paid_s for each in found.values()) == 1
    assert {each.paid_s for each in found.values()} == {Decimal("0.333333"), Decimal("0.333334")}


# Told in any order -----------------------------------------------------------------------------------------------


@dataclass
class Plain:
    """What was told, and what that comes to minute by minute. `None` as breaks: those of the clock."""

    running: dict[str, int] = field(default_factory=dict[str, int])
    entries: dict[str, tuple[int, int, int | None]] = field(default_factory=dict[str, tuple[int, int, int | None]])
    breaks: set[int] = field(default_factory=set[int])
    """The minutes in which the clock was on a break."""
    since: int | None = None

    def end_break(self, at: int) -> None:
        if self.since is not None:
            self.breaks |= set(range(self.since, at))
        self.since = None

    def rests(self, minute: int) -> bool:
        return minute in self.breaks or (self.since is not None and minute >= self.since)

    def replay(self) -> dict[str, tuple[Fraction, Fraction]]:
        """Minutes paid and rested of each entry that has ended."""
        found = dict.fromkeys(self.entries, (Fraction(0), Fraction(0)))
        stands = {**self.entries, **{name: (begun, begun + 1440, None) for name, begun in self.running.items()}}
        for minute in range(LAST):
            there = {name: told for name, told in stands.items() if told[0] <= minute < told[1]}
            working = [name for name, (_, _, breaks) in there.items() if breaks is not None or not self.rests(minute)]
            for name in there.keys() & found.keys():
                begun, ended, breaks = there[name]
                on_break = Fraction(breaks or 0, ended - begun)
                paid, rested = found[name]
                if name in working:
                    paid += (1 - on_break) / len(working)
                    rested += on_break / len(working)
                elif not working:
                    rested += Fraction(1, len(there))
                found[name] = paid, rested
        return found


LAST = 600
_minutes = st.integers(0, LAST)
_span = st.tuples(_minutes, _minutes).filter(lambda span: span[0] < span[1])
_entry = st.sampled_from("ABCDEF")
COMMANDS = st.one_of(
    st.tuples(st.just("start_job"), _entry, _minutes),
    st.tuples(st.just("end_job"), _entry, _minutes),
    st.tuples(st.just("end_all"), _minutes),
    st.tuples(st.just("start_break"), _minutes),
    st.tuples(st.just("end_break"), _minutes),
    st.tuples(st.just("record_time"), _entry, _span, st.integers(0, 90)),
    st.tuples(st.just("correct_time"), _entry, _span, st.integers(0, 90)),
    st.tuples(st.just("strike_time"), _entry),
)


def at(minute: int) -> datetime:
    return later(minutes=minute)


def on(entry: str) -> Spent:
    return Spent(activity=LaborActivity.PRODUCTION, work_order=f"WO-{entry}")


def decided(operator: Operator, command: tuple[Any, ...]) -> tuple[Fact, ...]:
    told: dict[str, Any] = {"latest": at(2 * LAST), **KEY}
    match command:
        case "start_job", entry, minute:
            return clocking.start_job(operator, entry=entry, on=on(entry), at=at(minute), **KEY)
        case "end_job", entry, minute:
            return clocking.end_job(operator, entry=entry, at=at(minute), **KEY)
        case "end_all", minute:
            return clocking.end_job(operator, all_jobs=True, at=at(minute), **KEY)
        case "start_break", minute:
            return clocking.start_break(operator, kind="break", at=at(minute), **KEY)
        case "end_break", minute:
            return clocking.end_break(operator, at=at(minute), **KEY)
        case "strike_time", entry:
            return telling.strike_time(operator, entry=entry, why="w", **KEY)
        case name, entry, (begun, ended), breaks:
            told |= {"started_at": at(begun), "ended_at": at(ended), "breaks_s": Decimal(60 * breaks)}
            more = {"why": "w"} if name == "correct_time" else {}
            return getattr(telling, name)(operator, entry=entry, on=on(entry), **told, **more)
        case _:
            raise ValueError(command)


def understood(plain: Plain, command: tuple[Any, ...]) -> None:
    """The same command, told to the plain replay."""
    match command:
        case "start_job", entry, minute:
            plain.running[entry] = minute
        case ("end_job", _, minute) | ("end_all", minute):
            for entry in [command[1]] if command[0] == "end_job" else list(plain.running):
                plain.entries[entry] = (plain.running.pop(entry), minute, None)
            if not plain.running:
                plain.end_break(max(ended for _, ended, breaks in plain.entries.values() if breaks is None))
        case "start_break", minute:
            plain.since = minute
        case "end_break", minute:
            plain.end_break(minute)
        case "strike_time", entry:
            del plain.entries[entry]
        case name, entry, (begun, ended), breaks:
            on_clock = sum(plain.rests(minute) for minute in range(begun, ended))
            by_clock = name == "correct_time" and plain.entries[entry][2] is None and breaks == on_clock
            plain.entries[entry] = (begun, ended, None if by_clock else breaks)
        case _:
            raise ValueError(command)


@hypothesis.settings(deadline=None, max_examples=150)
@hypothesis.given(st.lists(COMMANDS, min_size=3, max_size=14))
def test_in_whatever_order_it_is_told_every_share_is_that_of_the_moments(commands: list[tuple[Any, ...]]) -> None:
    operator: Operator = state_after(OperatorRegistered(role="turner", plant="main"))
    told, plain = dict[str, Mapping[str, Any]](), Plain()
    for command in commands:
        try:
            facts = decided(operator, command)
        except Refusal:
            continue
        understood(plain, command)
        for fact in facts:
            operator = OPERATOR.evolve(operator, fact, AT)
            if isinstance(fact, JobEnded | TimeRecorded | TimeCorrected | TimeShared):
                told[fact.entry] = vars(fact)
        expected = plain.replay()
        for name, (paid, rested) in expected.items():
            assert abs(Fraction(told[name]["paid_s"]) - 60 * paid) < Fraction(1, 100_000), (name, command)
            assert abs(Fraction(told[name]["rested_s"]) - 60 * rested) < Fraction(1, 100_000), (name, command)
            kept = operator.entries[name]
            assert (kept.paid_s, kept.rested_s) == (told[name]["paid_s"], told[name]["rested_s"])
    if not plain.running:
        _sums_up(plain, told)


def _sums_up(plain: Plain, told: Mapping[str, Mapping[str, Any]]) -> None:
    """Paid and rested, together, are the time in which anything stood: to the microsecond, where no break is spread."""
    there = {m for m in range(LAST) if any(begun <= m < ended for begun, ended, _ in plain.entries.values())}
    whole = sum(told[name]["paid_s"] + told[name]["rested_s"] for name in plain.entries)
    spread = any(breaks for _, _, breaks in plain.entries.values())
    assert abs(whole - 60 * len(there)) <= (Decimal("0.00001") if spread else 0)
