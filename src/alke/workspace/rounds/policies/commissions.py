"""Who may do what to the ministry's commission letter: a draft of the ministry until it is released."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from alke.base.languages import Language
from alke.workspace.addresses import address
from alke.workspace.people.models import Role
from alke.workspace.people.policies import grant
from alke.workspace.rounds.models import Commission
from alke.workspace.rounds.policies.opened import UntilClosed
from alke.workspace.rounds.policies.parts import Part
from alke.workspace.rounds.policies.rounds import OF_OPENED
from alke.workspace.words import word

COMMISSIONS: UntilClosed[Commission] = UntilClosed(
    grants={
        "make": (grant(Role.COORDINATOR),),
        "edit": (grant(Role.COORDINATOR, own=True),),
        "write": (grant(Role.COORDINATOR, own=True, states=["draft"]),),
        "release": (grant(Role.COORDINATOR, own=True, states=["draft"]),),
    },
    owner="organisation",
    public=OF_OPENED & Q(released=True),
    state_words={state: word(f"commission_state_{state}") for state in ("draft", "released")},
    after_closing=frozenset({"edit"}),
)
"""`edit` records the number and the day, which the ministry's case system may give after the release or the round."""


def commissions() -> QuerySet[Commission]:
    """All letters, with what their policy needs joined."""
    return Commission.objects.select_related("round", "organisation")


def _lead(row: Commission, language: Language) -> str:
    return f"{row.title} · {row.round}"


def _back(row: Commission, language: Language) -> str:
    return address(language, "commission", year=row.round.year, pk=row.pk)


def _private(row: Commission) -> bool:
    return not row.released


PARTS = {
    ("commission", "letter"): Part(
        commissions, COMMISSIONS, "write", "commission_letter", _lead, _back, private=_private
    )
}
