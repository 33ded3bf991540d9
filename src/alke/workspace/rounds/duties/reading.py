"""What there is to read for those who owe nothing: members, readers, presenters and auditors."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from alke.workspace.people.models import Role
from alke.workspace.rounds.duties.dates import meetings_ahead
from alke.workspace.rounds.duties.duty import Desk, Duty, shortened
from alke.workspace.rounds.models import OutcomeDocument

READ = (Role.MEMBER, Role.READER, Role.PRESENTER, Role.AUDITOR)
NEW = timedelta(days=60)
"""How long an outcome document is told to be new."""


def duties(desk: Desk) -> Iterator[Duty]:
    """The next meeting, new outcome documents, and for the auditor the log."""
    if not desk.actor.has(*READ):
        return
    for event, of in meetings_ahead(desk.actor, desk.today)[:1]:
        yield desk.duty(
            "read_meeting",
            of,
            due=event.starts_on,
            told={"name": event.name},
            page=event.page,
            args=event.args,
            subject=("meetings.meeting/read", event.uid),
            day_is="duty_meeting_day",
            weight=20,
            owed=False,
        )
    rows = OutcomeDocument.objects.filter(
        state=OutcomeDocument.State.PUBLISHED, published_on__gte=desk.today - NEW
    ).select_related("round")
    for row in rows:
        if desk.actor.regions and not set(desk.actor.regions) & set(row.concerned):
            continue
        yield desk.duty(
            "read_outcome",
            row.round,
            told={"title": shortened(row.title)},
            page="outcome",
            args={"year": row.round.year, "pk": row.pk},
            subject=("rounds.outcomedocument/read", str(row.pk)),
            law="outcome",
            weight=15,
            owed=False,
        )
    if desk.actor.has(Role.AUDITOR):
        for of in sorted(desk.rounds.values(), key=lambda of: -of.year)[:1]:
            yield desk.duty("read_log", of, page="log", args={}, weight=10, owed=False)
