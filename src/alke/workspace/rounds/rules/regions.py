"""A region's own page: what its preparer should do next. Pure. Leaves out how it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from alke.workspace.rounds.rules.deadlines import Standing


class Step(StrEnum):
    """The next thing to do, the most urgent first."""

    DELIVER = "deliver"
    COMMENT = "comment"
    HANDLING = "handling"
    POSITION = "position"
    FOLLOW_UP = "follow_up"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Open:
    """What is open for a region.

    Attributes:
        standing: How its picture stands; None when it owes none.
        due: When the picture is due.
        handled: Whether MYR's handling has been recorded.
        comments_due: When the next comment that it has been asked for is due; None when none is open.
        without_position: How many themes lack its released position.
        not_said: How many conclusions it answers for and has said nothing of.
    """

    standing: Standing | None
    due: date | None = None
    handled: bool = False
    comments_due: date | None = None
    without_position: int = 0
    not_said: int = 0


def next_step(of: Open) -> Step:
    """What to do next: what is late first, then what has the nearest day, then what has none."""
    waiting = of.standing in (Standing.LATE, Standing.SOON, Standing.NOT_YET)
    if of.standing is Standing.LATE:
        return Step.DELIVER
    if of.comments_due is not None and not (waiting and of.due is not None and of.due < of.comments_due):
        return Step.COMMENT
    if waiting:
        return Step.DELIVER
    if of.standing in (Standing.DELIVERED, Standing.DELIVERED_LATE) and not of.handled:
        return Step.HANDLING
    if of.without_position:
        return Step.POSITION
    return Step.FOLLOW_UP if of.not_said else Step.NOTHING
