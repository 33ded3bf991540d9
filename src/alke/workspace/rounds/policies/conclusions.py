"""Who may do what to a conclusion: the coordinator writes it, the responsible party itself consents.

A conclusion is seen by those who see its outcome document, and by the organisation that is asked to answer for it.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from alke.workspace.journal.models import Audience
from alke.workspace.people.actors import Actor
from alke.workspace.people.models import Role
from alke.workspace.people.policies import Answer, Policy, grant, no
from alke.workspace.rounds.models import Conclusion, OutcomeDocument, RoundState
from alke.workspace.rounds.policies.outcomes import OUTCOMES, WRITTEN
from alke.workspace.words import word

OWN_PEOPLE = (grant(Role.APPROVER, Role.COORDINATOR, own=True), grant(Role.EXPERT, own=True, side="state"))
"""Those who may bind an organisation: an approver, TEM's coordinator, a ministry's expert."""
BEFORE = frozenset({"edit", "remove"})
"""Verbs that end when the document's text closes for good."""
AFTER = frozenset({"supersede", "settle"})
"""Verbs of what has been published."""


@dataclass(frozen=True)
class _Conclusions(Policy[Conclusion]):
    """Follows the outcome document: its visibility, and what may be done before and after its publication."""

    def visible(self, actor: Actor, rows: QuerySet[Conclusion]) -> QuerySet[Conclusion]:
        """Those of visible documents, and those that the actor's organisation is asked to answer for."""
        seen = Q(outcome__in=OUTCOMES.visible(actor, OutcomeDocument.objects.all()).values("pk"))
        if actor.signed_in and actor.organisation_id:
            seen |= Q(owner_id=actor.organisation_id) & ~Q(outcome__round__state=RoundState.PREPARING)
        return rows.filter(seen)

    def may(self, actor: Actor, verb: str, row: Conclusion | None = None) -> Answer:
        """As `Policy.may`, with regard to the document's state and its round's."""
        answer = super().may(actor, verb, row)
        if not answer or row is None:
            return answer
        published = row.outcome.state == OutcomeDocument.State.PUBLISHED
        if verb in BEFORE:
            if published:
                return no(word("conclusion_never_reworded"))
            if row.outcome.state not in WRITTEN or row.outcome.round.state != RoundState.OPEN:
                return no(word("conclusion_text_closed"))
        if verb in AFTER and not published:
            return no(word("conclusion_not_published"))
        if verb == "contract" and published and row.indicator:
            return no(word("contract_frozen"))
        if verb == "contract" and not published and row.outcome.state not in WRITTEN:
            return no(word("conclusion_text_closed"))
        return answer


CONCLUSIONS = _Conclusions(
    grants={
        "edit": (grant(Role.COORDINATOR, states=["open"]),),
        "remove": (grant(Role.COORDINATOR, states=["open"]),),
        "consent": tuple(grant(*one.roles, own=True, side=one.side, states=["open"]) for one in OWN_PEOPLE),
        "contract": (grant(Role.COORDINATOR, states=["open"]),),
        "supersede": (grant(Role.COORDINATOR, states=["open"]),),
        "settle": (grant(Role.COORDINATOR, states=["open"]),),
    },
    owner="owner",
    state_words={state: word(f"conclusion_state_{state}") for state in ("open", "settled", "superseded")},
)


def audience(row: Conclusion) -> str:
    """Who reads in the log of acts on a conclusion: what is not published yet is the officials' own."""
    published = row.outcome.state == OutcomeDocument.State.PUBLISHED
    return Audience.PUBLIC if published else Audience.OFFICIALS
