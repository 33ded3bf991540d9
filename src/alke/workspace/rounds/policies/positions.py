"""Who may do what to a position: it is its organisation's own until released.

A region's point is written by its council, a ministry's view by its experts for any region or for all. Nothing is
changed once the round has closed.
"""

from __future__ import annotations

from django.db.models import Q, QuerySet

from alke.areas import area
from alke.base.languages import Language
from alke.workspace.addresses import address
from alke.workspace.people.actors import Actor
from alke.workspace.people.models import OrganisationKind, Role
from alke.workspace.people.policies import Answer, grant, no
from alke.workspace.rounds.models import Position, Round, RoundState
from alke.workspace.rounds.policies.opened import UntilClosed
from alke.workspace.rounds.policies.parts import Part
from alke.workspace.rounds.policies.rounds import OF_OPENED
from alke.workspace.rounds.rules.positions import EVERYWHERE
from alke.workspace.words import word

SPEAKS = frozenset({OrganisationKind.COUNCIL, OrganisationKind.ALAND})
"""Kinds of organisations that speak for a region."""


POSITIONS: UntilClosed[Position] = UntilClosed(
    before_opening=False,
    grants={
        "make": (
            grant(Role.PREPARER, Role.APPROVER, side="region"),
            grant(Role.EXPERT, Role.COORDINATOR, side="state"),
        ),
        "write": (
            grant(Role.PREPARER, own=True, states=["draft"]),
            grant(Role.APPROVER, own=True),
            grant(Role.EXPERT, Role.COORDINATOR, own=True, side="state"),
        ),
        "release": (
            grant(Role.APPROVER, own=True, states=["draft"]),
            grant(Role.EXPERT, Role.COORDINATOR, own=True, side="state", states=["draft"]),
        ),
        "withdraw": (
            grant(Role.APPROVER, own=True, states=["released"]),
            grant(Role.EXPERT, Role.COORDINATOR, own=True, side="state", states=["released"]),
        ),
    },
    owner="organisation",
    public=OF_OPENED & Q(state="released"),
    state_words={state: word(f"position_state_{state}") for state in ("draft", "released")},
)


def regions_of(actor: Actor, of: Round) -> list[str]:
    """The regions an actor may write positions for, the whole country first for the state's side; often none."""
    if not POSITIONS.may(actor, "make"):
        return []
    if actor.state:
        return [EVERYWHERE, *of.regions]
    return list(actor.regions) if actor.kind in SPEAKS else []


def may_make(actor: Actor, of: Round) -> Answer:
    """Whether the actor may write a new position in a round."""
    answer = POSITIONS.may(actor, "make")
    if answer and of.state != RoundState.OPEN:
        return no(word("position_round_not_open"))
    if answer and not regions_of(actor, of):
        return no(word("position_no_region"))
    return answer


def _rows() -> QuerySet[Position]:
    return Position.objects.select_related("round", "theme", "organisation")


def _lead(one: Position, language: Language) -> str:
    place = area(one.region).names[language]
    return f"{one.organisation.names[language]}: {one.theme.names[language]}, {place}"


PARTS = {
    ("position", "position"): Part(
        rows=_rows,
        policy=POSITIONS,
        verb="write",
        label="position_text",
        lead=_lead,
        back=lambda one, language: address(language, "position", year=one.round.year, pk=one.pk),
        private=lambda one: one.state == Position.State.DRAFT,
    )
}
