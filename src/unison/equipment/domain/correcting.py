"""Correcting what was told of a machine: the original stays, and what is to be believed instead is a fact of its own."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from unison.equipment.domain import (
    REMEMBERED,
    Equipment,
    EquipmentIntervalCorrected,
    EquipmentStateCorrected,
    Statement,
    check_interval,
    previous_of,
)
from unison.shared.errors import MalformedRefusal, RuleRefusal, UnknownRefusal


class UnknownStatement(UnknownRefusal, code="unknown_statement"):
    """The equipment has told nothing with version {statement} that can be corrected still. Its page lists what was told; of
    intervals and of changes of state the last {remembered} can be corrected."""


class StatementUnchanged(RuleRefusal, code="statement_unchanged"):
    """That is how statement {statement} stands already. Say what is different, or leave it."""


class ChangeHasNoEnd(RuleRefusal, code="change_has_no_end"):
    """Statement {statement} tells that the state changed: it ends with the next change. Correct that one, or leave ended_at out."""


class BetweenChanges(RuleRefusal, code="between_changes"):
    """The state before statement {statement} is there since {after}, and the next one since {before}: this one began between.
    Correct, or strike, those first."""


class BeginsInFuture(MalformedRefusal, code="state_begins_in_future"):
    """started_at ({started_at}) is later than now. Check the date."""


def statement_of(equipment: Equipment, statement: int) -> Statement:
    """What was told by the fact at this version, as it stands; refuses `UnknownStatement`."""
    told = equipment.intervals.get(statement) or equipment.changes.get(statement)
    if told is None:
        raise UnknownStatement(statement=statement, remembered=REMEMBERED)
    return told


def correct(
    equipment: Equipment, *, statement: int, wanted: Mapping[str, Any], why: str, latest: datetime
) -> EquipmentIntervalCorrected | EquipmentStateCorrected:
    """What is None in `wanted` stays as it stands; of what was struck is said by this that it was so."""
    before = statement_of(equipment, statement)
    after = replace(before, struck=False, **{name: value for name, value in wanted.items() if value is not None})
    if after == before:
        raise StatementUnchanged(statement=statement)
    if statement in equipment.changes:
        return _correct_change(equipment, statement, before, after, why, latest)
    return _interval_corrected(statement, after, why, latest)


def strike(
    equipment: Equipment, *, statement: int, why: str, latest: datetime
) -> EquipmentIntervalCorrected | EquipmentStateCorrected:
    """It was not so. What the machine was in before a change that is struck went on."""
    before = statement_of(equipment, statement)
    after = replace(before, struck=True)
    if after == before:
        raise StatementUnchanged(statement=statement)
    if statement in equipment.changes:
        return _correct_change(equipment, statement, before, after, why, latest)
    return _interval_corrected(statement, after, why, latest)


def _interval_corrected(statement: int, after: Statement, why: str, latest: datetime) -> EquipmentIntervalCorrected:
    ended_at = after.ended_at or after.started_at
    check_interval(after.started_at, ended_at, latest)
    return EquipmentIntervalCorrected(
        statement=statement, kind=after.kind, started_at=after.started_at, ended_at=ended_at, reason=after.reason,
        struck=after.struck, why=why,
    )  # fmt: skip


def _correct_change(
    equipment: Equipment, statement: int, before: Statement, after: Statement, why: str, latest: datetime
) -> EquipmentStateCorrected:
    if after.ended_at is not None:
        raise ChangeHasNoEnd(statement=statement)
    if after.started_at > latest:
        raise BeginsInFuture(started_at=after.started_at.isoformat())
    others = equipment.in_order(but=statement)
    place = (before.started_at, statement)
    earlier = [each for each in others if (each[1].started_at, each[0]) < place]
    later = [each for each in others if (each[1].started_at, each[0]) > place]
    begins = earlier[-1][1].started_at if earlier else after.started_at
    ends = later[0][1].started_at if later else latest
    if not begins <= after.started_at <= ends:
        raise BetweenChanges(statement=statement, after=begins.isoformat(), before=ends.isoformat())
    return EquipmentStateCorrected(
        statement=statement, state=after.kind, since=after.started_at, reason=after.reason, struck=after.struck, why=why,
        told_state=before.kind, told_since=before.started_at, told_reason=before.reason,
        until=later[0][1].started_at if later else None, **previous_of(earlier[-1] if earlier else None),
    )  # fmt: skip
