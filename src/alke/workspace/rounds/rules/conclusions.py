"""When a conclusion is due, and the chain of conclusions that superseded each other.

Leaves out the deadline rules themselves (`rules/deadlines.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from alke.workspace.rounds.models import Conclusion, Round, Session


def anchors(of: Round) -> dict[str, date]:
    """The days of the round that a deadline may be told by: ``talks``, ``talks_end``, ``opening``."""
    found: dict[str, date] = {}
    days = [
        (meeting.starts_on, meeting.ends_on or meeting.starts_on)
        for meeting in (one.meeting for one in Session.objects.filter(round=of).select_related("meeting"))
        if meeting.starts_on and not meeting.cancelled
    ]
    if days:
        found["talks"] = min(first for first, _ in days)
        found["talks_end"] = max(last for _, last in days)
    if of.opened_on:
        found["opening"] = of.opened_on
    return found


def due(rule: Mapping[str, Any], of: Round) -> date | None:
    """The day that a due rule gives; None when it gives none yet.

    Raises:
        InputError: when the rule lacks something.
    """
    from alke.workspace.rounds.rules import deadlines

    return deadlines.due(rule, anchors(of)) if rule else None


def chain(one: Conclusion) -> list[Conclusion]:
    """The conclusion with those before and after it, the oldest first, when one has superseded another."""
    before: list[Conclusion] = []
    after: list[Conclusion] = []
    rows = Conclusion.objects.select_related("outcome__round", "owner")
    asked = [one.pk]
    while asked:
        found = list(rows.filter(superseded_by__in=asked))
        before = [*found, *before]
        asked = [each.pk for each in found]
    step = one
    while step.superseded_by_id is not None:
        step = rows.get(pk=step.superseded_by_id)
        after.append(step)
    return [*before, one, *after] if before or after else []
