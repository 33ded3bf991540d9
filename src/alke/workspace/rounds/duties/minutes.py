"""Meetings of one's own bodies that have passed and of which nothing has been recorded: minutes to import."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q

from alke.base.languages import Language, Text
from alke.workspace.meetings.models import BodyKind, Item, Meeting
from alke.workspace.meetings.rules import in_words
from alke.workspace.people.models import Role
from alke.workspace.rounds.duties.duty import Desk, Duty, earliest, listed

KEEP = (Role.SECRETARY, Role.PREPARER, Role.COORDINATOR)
WITHIN = timedelta(days=60)
"""How long after a meeting its minutes are asked for."""


def duties(desk: Desk) -> Iterator[Duty]:
    """For those who keep the minutes of their organisation's bodies."""
    if not desk.actor.has(*KEEP):
        return
    passed = Q(starts_on__lt=desk.today, starts_on__gte=desk.today - WITHIN)
    rows = (
        Meeting.objects.filter(
            passed,
            ~Exists(Item.objects.filter(meeting=OuterRef("pk"))),
            rounds__in=desk.rounds,
            body__organisation=desk.actor.organisation_id,
            cancelled=False,
        )
        .exclude(body__kind__in=(BodyKind.TALKS, BodyKind.WEBINAR))
        .order_by("starts_on", "pk")
        .distinct()
    )
    held = list(rows)
    if held:
        first = min(desk.rounds.values(), key=lambda of: of.year)
        yield desk.duty(
            "import_minutes",
            first,
            told={"names": listed([_dated(one) for one in held]), "since": earliest(one.starts_on for one in held)},
            page="import",
            args={},
            subject=("meetings.meeting/minutes", desk.actor.organisation),
            weight=25,
            owed=False,
        )


def _dated(meeting: Meeting) -> Text:
    """A meeting's name and day: a body's meetings share a name."""
    return Text(*(f"{meeting.names[one]} {in_words(meeting, one)}" for one in Language))
