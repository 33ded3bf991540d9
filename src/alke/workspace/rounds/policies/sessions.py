"""Who may do what to the sessions of the talks, their cells, programme, invitations, dossier and notes.

The coordinator plans; the secretaries of the ministries record; their experts take notes; everyone sees.
"""

from __future__ import annotations

from django.db.models import Q, QuerySet

from alke.base.languages import Language, Text
from alke.workspace.addresses import address
from alke.workspace.people.models import Role
from alke.workspace.people.policies import Policy, grant
from alke.workspace.rounds.models import Invitee, Round, Session
from alke.workspace.rounds.policies.opened import OfOpened
from alke.workspace.rounds.policies.parts import Part
from alke.workspace.rounds.policies.rounds import COORDINATOR, OF_OPENED, OPENED, STATES
from alke.workspace.words import word

LIVE = ("preparing", "open")
LAW = "756/2021, 27 §"

TALKS: Policy[Round] = Policy(
    grants={
        "plan": (grant(Role.COORDINATOR, states=LIVE, why=LAW),),
        "change_format": (grant(Role.COORDINATOR, states=LIVE, why=LAW),),
        "cover": (grant(Role.COORDINATOR, states=LIVE), grant(Role.SECRETARY, side="state", states=LIVE)),
        "skip": (grant(Role.COORDINATOR, states=LIVE),),
    },
    public=OPENED,
    roles=COORDINATOR,
    state_words=STATES,
)
"""What is done to the talks of a round as a whole."""

STAGES: dict[str, Text] = {
    state: word(f"session_state_{state}") for state in ("planned", "held", "cancelled", "closed")
}
ALIVE = ("planned", "held")


def _record(*states: str) -> tuple:  # type: ignore[type-arg]
    return (grant(Role.COORDINATOR, states=states), grant(Role.SECRETARY, side="state", states=states))


SESSIONS: Policy[Session] = Policy(
    grants={
        "change": (grant(Role.COORDINATOR, states=["planned"]),),
        "cancel": (grant(Role.COORDINATOR, states=["planned"]),),
        "hold": _record("planned"),
        "programme": _record("planned"),
        "write": _record("planned"),
        "invite": _record("planned"),
        "dossier": _record(*ALIVE),
        "note": (*_record(*ALIVE), grant(Role.EXPERT, side="state", states=ALIVE)),
        "read_notes": (grant(*Role),),
    },
    public=OF_OPENED,
    roles=COORDINATOR,
    state="stage",
    state_words=STAGES,
)

ANSWERS = (Role.PREPARER, Role.APPROVER, Role.SECRETARY, Role.PRESENTER, Role.EXPERT)
"""Those who may answer an invitation for their own organisation."""

INVITEES: OfOpened[Invitee] = OfOpened(
    grants={
        "answer": (
            grant(*ANSWERS, own=True),
            grant(Role.COORDINATOR),
            grant(Role.SECRETARY, side="state"),
        ),
        "withdraw": (grant(Role.COORDINATOR), grant(Role.SECRETARY, side="state")),
    },
    owner="organisation",
    public=Q(pk__isnull=False),
    opened=~Q(session__round__state="preparing"),
    roles=COORDINATOR,
)


def sessions() -> QuerySet[Session]:
    """All sessions, with what their policy needs joined."""
    return Session.objects.select_related("round", "meeting")


def of_region(rows: QuerySet[Session], code: str) -> QuerySet[Session]:
    """The sessions that a region takes part in."""
    return rows.filter(meeting__coverage__region=code).distinct()


def _back(row: Session, language: Language) -> str:
    return address(language, "session", year=row.round.year, pk=row.pk)


def _lead(row: Session, language: Language) -> str:
    return f"{row.meeting.names[language]}, {row.round}"


PARTS = {
    ("session", "invitation"): Part(sessions, SESSIONS, "write", "session_invitation", _lead, _back),
    ("session", "notes"): Part(sessions, SESSIONS, "note", "session_notes", _lead, _back),
}
