"""The programme of a session, who is invited to it, and what they answer. Leaves out the letter, which is a writing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import time
from typing import Any

from alke.workspace.journal.acts import act
from alke.workspace.people.actors import Actor
from alke.workspace.people.models import Organisation
from alke.workspace.people.policies import impossible
from alke.workspace.rounds.models import Invitee, ProgrammeItem, Session
from alke.workspace.rounds.policies.sessions import ALIVE, INVITEES, SESSIONS


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a programme; `theme` is a theme's id."""

    title: str
    starts_at: time | None = None
    who: str = ""
    theme: int | None = None


def lines_of(session: Session) -> list[Line]:
    """The programme as it stands."""
    rows = ProgrammeItem.objects.filter(session=session).order_by("order", "pk")
    return [Line(row.title, row.starts_at, row.who, row.theme_id) for row in rows]


def fingerprint(lines: Iterable[Line]) -> str:
    """Tells whether the programme is still the one that a person had before her."""
    return hashlib.sha256(repr(list(lines)).encode()).hexdigest()[:16]


def set_programme(session: Session, lines: Sequence[Line], *, base: str, by: Actor) -> Session:
    """Give a session its programme, in the order of the lines.

    Args:
        session: The session.
        lines: All lines of it.
        base: `fingerprint` of the programme that the writer had before her.
        by: Who writes.

    Raises:
        Refused: when the actor may not, or the session is not planned any more.
        Impossible: when someone else has changed the programme since.
    """
    changed: dict[str, Any] = {}
    with act("session.set_programme", session, by=by, told=changed) as session:
        SESSIONS.demand(by, "programme", session)
        now = lines_of(session)
        if fingerprint(now) != base:
            raise impossible("session_programme_changed")
        if list(lines) != now:
            session.programme.all().delete()
            ProgrammeItem.objects.bulk_create(
                ProgrammeItem(
                    session=session,
                    order=place,
                    starts_at=one.starts_at,
                    title=one.title,
                    who=one.who,
                    theme_id=one.theme,
                )
                for place, one in enumerate(lines, start=1)
            )
            changed["programme"] = [asdict(one) | {"starts_at": str(one.starts_at or "")} for one in lines]
    return session


def invite(session: Session, organisations: Iterable[Organisation], *, by: Actor) -> int:
    """Invite organisations to a session; those already invited stay as they are. Gives how many were new.

    Raises:
        Refused: when the actor may not, or the session is not planned any more.
    """
    changed: dict[str, Any] = {}
    with act("session.invite", session, by=by, told=changed) as session:
        SESSIONS.demand(by, "invite", session)
        there = set(session.invitees.values_list("organisation", flat=True))
        fresh = {one.pk: one for one in organisations if one.pk not in there}
        Invitee.objects.bulk_create(Invitee(session=session, organisation=one) for one in fresh.values())
        if fresh:
            changed["invited"] = sorted(one.code for one in fresh.values())
    return len(fresh)


def answer(row: Invitee, state: str, *, by: Actor, people: str = "", note: str = "") -> Invitee:
    """Answer an invitation, or record an answer that came by other means.

    Raises:
        Refused: when the actor may not.
        Impossible: when the session has been cancelled or the round is closed.
    """
    with act("invitation.answer", row, by=by) as row:
        INVITEES.demand(by, "answer", row)
        if row.session.stage not in ALIVE:
            raise impossible("session_answer_late")
        row.state, row.people, row.note = Invitee.State(state), people.strip(), note.strip()
        row.save()
    return row


def withdraw_invitation(row: Invitee, *, by: Actor) -> None:
    """Take an invitation back.

    Raises:
        Refused: when the actor may not.
        Impossible: when the session has been cancelled or the round is closed.
    """
    with act("invitation.withdraw", row, by=by) as row:
        INVITEES.demand(by, "withdraw", row)
        if row.session.stage not in ALIVE:
            raise impossible("session_answer_late")
        row.delete()
