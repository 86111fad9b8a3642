"""What was measured, or corrected, is judged: by the control rules and against its specification."""

from collections.abc import Iterator
from typing import Any

from unison.infrastructure.reactions.reaction import Reaction
from unison.quality.application import JudgeSubgroup
from unison.quality.domain import SubgroupCorrected, SubgroupRecorded
from unison.shared.commands import Command
from unison.shared.events import Recorded


def judge(fact: SubgroupRecorded | SubgroupCorrected, event: Recorded[Any]) -> Iterator[Command]:
    yield JudgeSubgroup(characteristic=event.key, subgroup=fact.subgroup)


REACTION = Reaction("judge_subgroup", {SubgroupRecorded: judge, SubgroupCorrected: judge}, sends=(JudgeSubgroup,))
