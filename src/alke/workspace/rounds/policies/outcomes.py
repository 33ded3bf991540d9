"""Who may do what to an outcome document: the ministry keeps it, both sides write and clear it (797/2021, 15 §).

A draft is seen by the coordinator, by ministries' experts, and by the councils of the regions it concerns, because each
side writes its own view; officials see it when it is being cleared, everyone when it is published.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from alke.base.languages import Language
from alke.workspace.addresses import address
from alke.workspace.people.actors import Actor
from alke.workspace.people.models import Role
from alke.workspace.people.policies import Answer, grant, no
from alke.workspace.rounds.models import OutcomeDocument
from alke.workspace.rounds.policies.opened import UntilClosed
from alke.workspace.rounds.policies.parts import Part
from alke.workspace.rounds.policies.positions import SPEAKS
from alke.workspace.rounds.policies.rounds import COORDINATOR, OF_OPENED
from alke.workspace.rounds.rules.outcomes import PARTS as TEXTS
from alke.workspace.words import word

WHY = "797/2021, 15 §"
WRITTEN = ("draft", "clearing")
CLEARED = Q(state__in=["clearing", "cleared"])


@dataclass(frozen=True)
class _Outcomes(UntilClosed[OutcomeDocument]):
    """Adds the councils of the regions that a document concerns."""

    def visible(self, actor: Actor, rows: QuerySet[OutcomeDocument]) -> QuerySet[OutcomeDocument]:
        """What the actor may know of; a council also the drafts that concern its region."""
        seen = super().visible(actor, rows)
        if not actor.signed_in or actor.kind not in SPEAKS:
            return seen
        # A list inside JSON can be asked for on every database only as text; codes never contain each other.
        named = OutcomeDocument.objects.annotate(
            told=Cast("regions", TextField()), told_round=Cast("round__regions", TextField())
        )
        ours = Q(pk__in=[])
        for code in actor.regions:
            ours |= Q(told__contains=f'"{code}"') | (Q(told="[]") & Q(told_round__contains=f'"{code}"'))
        return rows.filter(Q(pk__in=seen.values("pk")) | Q(pk__in=named.filter(OF_OPENED & ours).values("pk")))

    def may(self, actor: Actor, verb: str, row: OutcomeDocument | None = None) -> Answer:
        """As `Policy.may`; a council clears and writes only what concerns its region."""
        answer = super().may(actor, verb, row)
        if not answer or row is None or actor.state or verb not in ("clear", "write_region"):
            return answer
        ours = actor.kind in SPEAKS and set(actor.regions) & set(row.concerned)
        return answer if ours else no(word("outcome_not_concerned"))


_KEEPER = grant(Role.COORDINATOR, own=True, states=WRITTEN, why=WHY)

OUTCOMES = _Outcomes(
    before_opening=False,
    grants={
        "make": (grant(Role.COORDINATOR, why=WHY),),
        "edit": (grant(Role.COORDINATOR, own=True, states=["draft"]),),
        "write": (_KEEPER,),
        "write_government": (_KEEPER, grant(Role.EXPERT, side="state", states=WRITTEN)),
        "write_region": (_KEEPER, grant(Role.PREPARER, Role.APPROVER, side="region", states=WRITTEN)),
        "conclude": (_KEEPER,),
        "submit": (grant(Role.COORDINATOR, own=True, states=["draft"], why=WHY),),
        "return": (grant(Role.COORDINATOR, own=True, states=["clearing", "cleared"]),),
        "clear": (
            grant(Role.COORDINATOR, own=True, states=["clearing"], why=WHY),
            grant(Role.APPROVER, side="region", states=["clearing"], why=WHY),
        ),
        "silent": (grant(Role.COORDINATOR, own=True, states=["clearing"]),),
        "publish": (grant(Role.COORDINATOR, own=True, states=["cleared"], why=WHY),),
    },
    owner="organisation",
    public=OF_OPENED & Q(state="published"),
    officials=OF_OPENED & CLEARED,
    roles={**COORDINATOR, Role.EXPERT: OF_OPENED},
    state_words={state: word(f"outcome_state_{state}") for state in ("draft", "clearing", "cleared", "published")},
)
VERB_OF = {"government_view": "write_government", "region_view": "write_region"}
"""Part → the verb that writing it needs; the others need ``write``."""


def _rows() -> QuerySet[OutcomeDocument]:
    return OutcomeDocument.objects.select_related("round", "organisation")


PARTS = {
    ("outcomedocument", part): Part(
        rows=_rows,
        policy=OUTCOMES,
        verb=VERB_OF.get(part, "write"),
        label=f"outcome_part_{part}",
        lead=lambda one, language: one.title,
        back=lambda one, language: address(Language(language), "outcome", year=one.round.year, pk=one.pk),
        private=lambda one: one.state == OutcomeDocument.State.DRAFT,
    )
    for part in TEXTS
}
