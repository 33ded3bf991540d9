"""The days that deadlines are told by, and what a moved day does to them. Leaves out asking (`deliveries.py`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max, Min, Q

from alke.workspace.journal.acts import act
from alke.workspace.people.actors import Actor
from alke.workspace.rounds.models import Deliverable, Round
from alke.workspace.rounds.rules import deadlines
from alke.workspace.rounds.rules.deadlines import Anchor, Move


@dataclass(frozen=True, slots=True)
class Moved:
    """A thing that is owed whose day another day moved."""

    deliverable: Deliverable
    move: Move


def anchors(of: Round) -> dict[str, date]:
    """The days of a round that deadlines are told by, as far as they are known; one query."""
    held = of.sessions.filter(meeting__cancelled=False, meeting__starts_on__isnull=False)
    days = held.aggregate(
        first=Min("meeting__starts_on"),
        last_begun=Max("meeting__starts_on"),
        last_ended=Max("meeting__ends_on", filter=Q(meeting__ends_on__isnull=False)),
    )
    ended = [day for day in (days["last_begun"], days["last_ended"]) if day is not None]
    known = {
        Anchor.TALKS: days["first"],
        Anchor.TALKS_END: max(ended, default=None),
        Anchor.OPENING: of.opened_on,
    }
    return {str(name): day for name, day in known.items() if day is not None}


def recompute(of: Round, *, by: Actor) -> list[Moved]:
    """Compute every deadline of a round anew; call it when a session has moved, been cancelled, or a round has opened.

    It follows from what the actor has already been allowed to do, so nothing more is asked of her. Each deadline that
    moves grows its `sequence`, by which calendars and reminders know to tell it, once.

    Returns:
        What moved, with the day before and after.
    """
    moved: list[Moved] = []
    with transaction.atomic():
        known = anchors(of)
        for one in of.deliverables.filter(waived="").select_related("round", "owner"):
            move = deadlines.move(one.rule, one.due, known)
            if move is None:
                continue
            with act("deliverable.move", one, by=by, reason=deadlines.told(one.rule).fi) as row:
                row.due, row.sequence = deadlines.due(row.rule, known), row.sequence + 1
                row.save()
            moved.append(Moved(row, move))
    return moved
