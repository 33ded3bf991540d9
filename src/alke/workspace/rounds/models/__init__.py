"""Tables of rounds, one file per question."""

from alke.workspace.rounds.models.delivery import (
    Assessment,
    Comment,
    CommentRound,
    Commission,
    Deliverable,
    Delivery,
    HandlingStep,
)
from alke.workspace.rounds.models.outcome import (
    Clearance,
    Conclusion,
    Evidence,
    Evidenced,
    FollowUp,
    OutcomeDocument,
    Said,
    Schedule,
)
from alke.workspace.rounds.models.position import Position, Stance
from alke.workspace.rounds.models.reminder import Reminder
from alke.workspace.rounds.models.round import FormatChange, OperatingModel, Round, RoundState
from alke.workspace.rounds.models.session import Coverage, DossierEntry, Invitee, ProgrammeItem, Session
from alke.workspace.rounds.models.statement import Statement
from alke.workspace.rounds.models.theme import Theme, ThemeState, ThemeStep

__all__ = [
    "Assessment",
    "Clearance",
    "Comment",
    "CommentRound",
    "Commission",
    "Conclusion",
    "Coverage",
    "Deliverable",
    "Delivery",
    "DossierEntry",
    "Evidence",
    "Evidenced",
    "FollowUp",
    "FormatChange",
    "HandlingStep",
    "Invitee",
    "OperatingModel",
    "OutcomeDocument",
    "Position",
    "ProgrammeItem",
    "Reminder",
    "Round",
    "RoundState",
    "Said",
    "Schedule",
    "Session",
    "Stance",
    "Statement",
    "Theme",
    "ThemeState",
    "ThemeStep",
]
