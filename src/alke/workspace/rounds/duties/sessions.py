"""Sessions to plan, invite to, answer, cover and record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Q

from alke.base.certainty import Certainty
from alke.workspace.meetings.models import Meeting
from alke.workspace.people.models import Role
from alke.workspace.rounds.duties.duty import Desk, Duty, by_round, earliest, listed
from alke.workspace.rounds.models import Coverage, Invitee, Round, Session, Theme, ThemeState
from alke.workspace.rounds.rules.coverage import concerned

ANSWER = (Role.PREPARER, Role.APPROVER, Role.SECRETARY, Role.PRESENTER, Role.EXPERT)


def duties(desk: Desk) -> Iterator[Duty]:
    """For those who keep the sessions, and for whoever has been invited."""
    if desk.keeps:
        yield from _kept(desk)
    if desk.coordinates:
        yield from _uncovered(desk)
    if desk.actor.has(*ANSWER):
        yield from _unanswered(desk)


def has_passed(meeting: Meeting, today: date) -> bool:
    """Whether the meeting's last known day is over."""
    last = meeting.ends_on or meeting.starts_on
    return last is not None and last < today


def _kept(desk: Desk) -> Iterator[Duty]:
    rows = Session.objects.filter(round__in=desk.rounds).select_related("meeting").annotate(invited=Count("invitees"))
    sessions = by_round(rows)
    for pk, of in desk.rounds.items():
        those = [row for row in sessions.get(pk, []) if not row.meeting.cancelled]
        ahead = [row for row in those if row.meeting.certainty != Certainty.HELD]
        passed = [row for row in ahead if has_passed(row.meeting, desk.today)]
        empty = [row for row in ahead if row not in passed and not row.invited]
        if not those and desk.coordinates:
            yield desk.duty("plan_sessions", of, page="coverage", law="talks", weight=55)
        if passed:
            yield _of_sessions(desk, "session_held", of, passed, earliest(_last(row.meeting) for row in passed), 85)
        if empty:
            yield _of_sessions(desk, "invite", of, empty, earliest(row.meeting.starts_on for row in empty), 60)


def _last(meeting: Meeting) -> date | None:
    return meeting.ends_on or meeting.starts_on


def _of_sessions(desk: Desk, key: str, of: Round, rows: list[Session], due: date | None, weight: int) -> Duty:
    """One duty for several sessions of a round; a single one is led to."""
    alone = len(rows) == 1
    return desk.duty(
        key,
        of,
        due=due,
        told={"names": listed([row.meeting.names for row in rows])},
        page="session" if alone else "coverage",
        args={"year": of.year, "pk": rows[0].pk} if alone else {"year": of.year},
        day_is="duty_session_day",
        weight=weight,
    )


def _unanswered(desk: Desk) -> Iterator[Duty]:
    rows = Invitee.objects.filter(
        session__round__in=desk.rounds,
        organisation=desk.actor.organisation_id,
        state=Invitee.State.INVITED,
        session__meeting__cancelled=False,
    ).exclude(session__meeting__certainty=Certainty.HELD)
    sessions = [row.session for row in rows.select_related("session__meeting")]
    ahead = [row for row in sessions if not has_passed(row.meeting, desk.today)]
    for pk, those in by_round(ahead).items():
        first = earliest(row.meeting.starts_on for row in those)
        yield _of_sessions(desk, "answer_invitation", desk.rounds[pk], those, first, 65)


def _uncovered(desk: Desk) -> Iterator[Duty]:
    """Cells that no session takes up and nobody has skipped with a reason."""
    themes = by_round(Theme.objects.filter(round__in=desk.rounds).exclude(state=ThemeState.WITHDRAWN))
    taken: dict[int, set[tuple[str, int]]] = {}
    rows = (
        Coverage.objects.filter(round__in=desk.rounds)
        .exclude(state=Coverage.State.LEFT)
        .exclude(Q(state=Coverage.State.PLANNED) & Q(meeting__cancelled=True))
        .order_by()
        .values_list("round_id", "region", "theme_id")
        .distinct()
    )
    for pk, region, theme in rows:
        taken.setdefault(pk, set()).add((region, theme))
    for pk, those in themes.items():
        of = desk.rounds[pk]
        if pk not in desk.talks:
            continue  # nothing has been planned yet: planning the sessions is the duty
        cells = concerned(of.regions, {theme.pk: theme.regions for theme in those})
        count = sum(1 for cell in cells if tuple(cell) not in taken.get(pk, set()))
        if count:
            over = desk.talks_are_over(of)
            yield desk.duty(
                "undiscussed" if over else "uncovered",
                of,
                told={"count": count, "total": len(cells)},
                page="coverage",
                weight=45,
                **desk.before_talks(of),
            )
