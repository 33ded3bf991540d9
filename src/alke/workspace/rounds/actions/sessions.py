"""Sessions of the talks: planned over any cells of the round, changed, cancelled, marked held.

A session's time and place are its meeting's, a meeting of the body ``alke``. Leaves out single cells (`coverage.py`),
changing the format of the whole round (`formats.py`), programme and invitations (`programmes.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from django.db.models import Max

from alke.base.certainty import Certainty
from alke.workspace import clock
from alke.workspace.journal.acts import act, snapshot
from alke.workspace.meetings import reference
from alke.workspace.meetings.actions import Span
from alke.workspace.meetings.models import Meeting, Source
from alke.workspace.people.actors import Actor
from alke.workspace.people.policies import impossible
from alke.workspace.rounds.actions.coverage import State, checked, told
from alke.workspace.rounds.actions.deadlines import recompute
from alke.workspace.rounds.models import Coverage, Round, Session
from alke.workspace.rounds.policies.sessions import SESSIONS, TALKS
from alke.workspace.rounds.rules.coverage import Cell
from alke.workspace.rounds.rules.sessions import Facts

TALKS_BODY = "alke"


def facts_of(meeting: Meeting) -> Facts:
    """What is told of a session, from its meeting."""
    values = {name: getattr(meeting, name) for name in Facts.__dataclass_fields__}
    return Facts(**values | {"certainty": Certainty(meeting.certainty)})


def plan(
    of: Round,
    facts: Facts,
    cells: Iterable[Cell],
    *,
    by: Actor,
    reason: str = "",
    reached: bool = True,
    source: Source | None = None,
    span: Span = None,
) -> Session:
    """Plan a session over some cells of the round; those that are skipped stay skipped.

    A session of the past may be recorded as held at once: its cells are then discussed, unless it is not known that
    they were `reached`. `source` is the document that tells of it, and `span` where in its text.

    Raises:
        Refused: when the actor may not, or the round is closed.
        Impossible: when a cell is not of the round, the session has no name, or its end is before its beginning.
    """
    session = Session(round=of)
    start, end = span or (None, None)
    changed: dict[str, Any] = {}
    with act("session.plan", session, by=by, reason=reason, told=changed) as session:
        of.refresh_from_db()
        TALKS.demand(by, "plan", of)
        _sound(facts)
        wanted = checked(of, cells)
        meeting = Meeting.objects.create(
            body=reference.known(TALKS_BODY), source=source, span_start=start, span_end=end, **asdict(facts)
        )
        of.meetings.add(meeting)
        session.meeting = meeting
        session.order = (of.sessions.aggregate(last=Max("order"))["last"] or 0) + 1
        session.save()
        held = reached and facts.certainty == Certainty.HELD
        covered = _put(session, wanted, State.DISCUSSED if held else State.PLANNED)
        changed |= {"meeting": _facts_told(meeting), "cells": told(covered)}
        recompute(session.round, by=by)
    return session


def change(
    session: Session, facts: Facts, cells: Iterable[Cell] | None = None, *, by: Actor, reason: str = ""
) -> Session:
    """Change what a planned session is, or which cells it covers; None leaves the cells as they are.

    Raises:
        Refused: when the actor may not, or the session is not planned any more.
        Impossible: see `plan`; a session is marked held by `hold`, not by changing it.
    """
    changed: dict[str, Any] = {}
    with act("session.change", session, by=by, reason=reason, told=changed) as session:
        SESSIONS.demand(by, "change", session)
        _sound(facts)
        if facts.certainty == Certainty.HELD:
            raise impossible("session_hold_by_marking")
        _tell(session, facts, by=by, reason=reason)
        if cells is not None:
            wanted = checked(session.round, cells)
            rows = Coverage.objects.filter(meeting=session.meeting, state=State.PLANNED)
            now = {Cell(*pair) for pair in rows.values_list("region", "theme")}
            for region, theme in now - wanted:
                rows.filter(region=region, theme=theme).delete()
            added = _put(session, wanted - now, State.PLANNED)
            if added or now - wanted:
                changed |= {"cells_added": told(added), "cells_removed": told(now - wanted)}
        recompute(session.round, by=by)
    return session


def cancel(session: Session, *, reason: str, by: Actor) -> Session:
    """Cancel a planned session: its planned cells are uncovered, the session and its papers stay to be seen.

    Raises:
        Refused: when the actor may not, or the session is not planned any more.
        Impossible: when there is no reason.
    """
    changed: dict[str, Any] = {}
    with act("session.cancel", session, by=by, reason=reason, told=changed) as session:
        SESSIONS.demand(by, "cancel", session)
        if not reason.strip():
            raise impossible("coverage_needs_reason")
        changed |= withdraw(session, reason=reason, by=by)
        recompute(session.round, by=by)
    return session


def withdraw(session: Session, *, reason: str, by: Actor) -> dict[str, Any]:
    """The inside of cancelling, for an act that is under way; gives what the log is to be told."""
    meeting = session.meeting
    with act("meeting.cancel", meeting, by=by, reason=reason, round_year=session.round.year) as meeting:
        meeting.cancelled, meeting.cancelled_because = True, reason.strip()[:300]
        meeting.sequence += 1
        meeting.save()
    rows = Coverage.objects.filter(meeting=meeting, state=State.PLANNED)
    uncovered = [Cell(*pair) for pair in rows.values_list("region", "theme")]
    rows.delete()
    session.meeting = meeting
    session.cancelled_because = reason.strip()
    session.save()
    return {"cells_removed": told(uncovered)}


def hold(
    session: Session,
    *,
    by: Actor,
    left: Mapping[Cell, str] | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Session:
    """Mark a session held: its planned cells become discussed, but for those that were left, each with its reason.

    Args:
        session: The session.
        by: Who acts.
        left: Cells of the session that were not reached → why.
        starts_on: The day it was held, when it was not the planned one.
        ends_on: Its last day, when it was held on many.

    Raises:
        Refused: when the actor may not, or the session is not planned any more.
        Impossible: when no day is known, it is yet to come, or a left cell has no reason or is not of the session.
    """
    left = dict(left or {})
    changed: dict[str, Any] = {}
    with act("session.hold", session, by=by, told=changed) as session:
        SESSIONS.demand(by, "hold", session)
        first = starts_on or session.meeting.starts_on
        last = ends_on or (session.meeting.ends_on if starts_on is None else None)
        _was_held(first, last)
        rows = {
            Cell(r.region, r.theme_id): r for r in Coverage.objects.filter(meeting=session.meeting, state=State.PLANNED)
        }
        if left.keys() - rows.keys():
            raise impossible("coverage_no_such_cell")
        if not all(reason.strip() for reason in left.values()):
            raise impossible("coverage_needs_reason")
        meeting = session.meeting
        with act("meeting.hold", meeting, by=by, round_year=session.round.year) as meeting:
            meeting.starts_on, meeting.ends_on = first, last
            meeting.certainty = Certainty.HELD
            meeting.sequence += 1
            meeting.save()
        session.meeting = meeting
        for cell, row in rows.items():
            row.state = State.LEFT if cell in left else State.DISCUSSED
            row.reason = left.get(cell, "").strip()
        Coverage.objects.bulk_update(rows.values(), ["state", "reason"])
        changed |= {
            "discussed": told(rows.keys() - left.keys()),
            "left": [[*c, why] for c, why in sorted(left.items())],
        }
        recompute(session.round, by=by)
    return session


def _was_held(first: date | None, last: date | None) -> None:
    if first is None:
        raise impossible("session_needs_day")
    if last is not None and last < first:
        raise impossible("round_ends_before")
    if first > clock.today():
        raise impossible("session_is_ahead")


def _sound(facts: Facts) -> None:
    if not facts.name_fi.strip():
        raise impossible("session_needs_name")
    if facts.ends_on is not None and (facts.starts_on is None or facts.ends_on < facts.starts_on):
        raise impossible("round_ends_before")


def _put(session: Session, cells: Iterable[Cell], state: str) -> frozenset[Cell]:
    """Give the session cells, but for those that are skipped or its own already."""
    taken = Coverage.objects.filter(round=session.round)
    barred = {Cell(*pair) for pair in taken.filter(state=State.SKIPPED).values_list("region", "theme")}
    barred |= {Cell(*pair) for pair in taken.filter(meeting=session.meeting).values_list("region", "theme")}
    given = frozenset(cells) - barred
    Coverage.objects.bulk_create(
        Coverage(round=session.round, region=cell.region, theme_id=cell.theme, meeting=session.meeting, state=state)
        for cell in sorted(given)
    )
    return given


def _tell(session: Session, facts: Facts, *, by: Actor, reason: str) -> None:
    """Put new facts into the session's meeting; a calendar hears of it."""
    if facts == facts_of(session.meeting):
        return
    with act("meeting.change", session.meeting, by=by, reason=reason, round_year=session.round.year) as meeting:
        for name, value in asdict(facts).items():
            setattr(meeting, name, value)
        meeting.sequence += 1
        meeting.save()


def _facts_told(meeting: Meeting) -> dict[str, Any]:
    """What a new meeting is, without what is not known of it."""
    return {key: value for key, value in snapshot(meeting).items() if value not in (None, "", False)}
