"""Who may do what to the Government's assessment of a region's picture: each ministry's own until it is released."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from alke.areas import area
from alke.base.languages import Language
from alke.workspace.addresses import address
from alke.workspace.people.models import Role
from alke.workspace.people.policies import grant
from alke.workspace.rounds.models import Assessment
from alke.workspace.rounds.policies.opened import UntilClosed
from alke.workspace.rounds.policies.parts import Part
from alke.workspace.rounds.policies.rounds import OF_OPENED
from alke.workspace.words import word

WRITERS = (Role.EXPERT, Role.COORDINATOR)
RELEASERS = (*WRITERS, Role.APPROVER)

ASSESSMENTS: UntilClosed[Assessment] = UntilClosed(
    grants={
        "start": (grant(*WRITERS, side="state", why="797/2021, 15 §"),),
        "write": (grant(*WRITERS, own=True, side="state", states=["draft"]),),
        "release": (grant(*RELEASERS, own=True, side="state", states=["draft"]),),
        "reopen": (grant(*RELEASERS, own=True, side="state", states=["released"]),),
    },
    owner="organisation",
    public=OF_OPENED & Q(state="released"),
    state_words={state: word(f"assessment_state_{state}") for state in ("draft", "released")},
)


def assessments() -> QuerySet[Assessment]:
    """All assessments, with what their policy needs joined."""
    return Assessment.objects.select_related("round", "organisation")


def _lead(row: Assessment, language: Language) -> str:
    return f"{area(row.region).names[language]} · {row.round} · {row.organisation.names[language]}"


def _back(row: Assessment, language: Language) -> str:
    return address(language, "assessment", year=row.round.year, code=row.region)


def _private(row: Assessment) -> bool:
    return row.state == Assessment.State.DRAFT


PARTS = {
    ("assessment", "assessment"): Part(
        assessments, ASSESSMENTS, "write", "assessment_text", _lead, _back, private=_private
    )
}
