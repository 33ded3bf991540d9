"""When a person is reminded of a thing that is due. Pure: knows of no database and of no mail.

Thirty, seven and one days before, one and seven days late, and every thirtieth day after that. Whatever days it is
asked on, two reminders of one thing to one person are always more than five days apart. Leaves out who is reminded.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final, NamedTuple

BEFORE: Final = (30, 7, 1)
"""Days before the deadline."""
LATE: Final = (1, 7)
"""Days late; after the last of these, every `EVERY` days."""
EVERY: Final = 30
APART: Final = 5
"""Two reminders of one thing are more than this many days apart."""


class Sent(NamedTuple):
    """A reminder that was sent: the day, and the stage it was sent for."""

    on: date
    stage: str


class Stage(NamedTuple):
    """A point of the cadence of one deadline: its day and its name, which names the deadline too."""

    on: date
    name: str


def stages(due: date, until: date) -> list[Stage]:
    """The stages of a deadline up to a day and the one after it, in order."""
    found = [Stage(due - timedelta(days), f"before_{days}:{due}") for days in BEFORE]
    found += [Stage(due + timedelta(days), f"late_{days}:{due}") for days in LATE]
    days = LATE[-1]
    while found[-1].on <= until:
        days += EVERY
        found.append(Stage(due + timedelta(days), f"late_{days}:{due}"))
    return found


def stage_now(due: date, today: date, sent: Iterable[Sent]) -> str | None:
    """The stage for which a reminder is to be sent today; None when none is.

    A stage that was missed is caught up, unless the next one is so near that it would be the second within five days.
    A deadline that has moved begins its stages anew. Days that lie ahead of today, because a clock was moved back,
    count as near as those behind.

    Args:
        due: The deadline.
        today: The day.
        sent: What has been sent to this person of this thing, in any order.
    """
    before = list(sent)
    if any(abs((today - one.on).days) <= APART for one in before):
        return None
    every = stages(due, today)
    reached = [stage for stage in every if stage.on <= today]
    if not reached or any(one.stage == reached[-1].name for one in before):
        return None
    now, after = reached[-1], every[len(reached)]
    if now.on < today and (after.on - today).days <= APART:
        return None
    return now.name
