"""Who may do what to what is owed and to what has come.

A delivery is public on receipt (act on the openness of government activities 621/1999, 7 §), so everyone sees every
delivery of an opened round. A round in preparation is known to the coordinator alone, also by those who will owe it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from django.db import models
from django.db.models import Q, QuerySet

from alke.workspace.people.actors import Actor
from alke.workspace.people.models import Organisation, Role
from alke.workspace.people.policies import Answer, Policy, grant, no
from alke.workspace.rounds.models import Deliverable, Delivery, Round, RoundState
from alke.workspace.rounds.policies.rounds import COORDINATOR, OF_OPENED, STATES
from alke.workspace.words import word

M = TypeVar("M", bound=models.Model)


@dataclass(frozen=True)
class OfOpened(Policy[M]):
    """A policy of rows that not even their owner knows of while their round is in preparation."""

    opened: Q = OF_OPENED
    """Rows of rounds that have been opened."""

    def visible(self, actor: Actor, rows: QuerySet[M]) -> QuerySet[M]:
        """The rows that the actor may know of."""
        seen = super().visible(actor, rows)
        return seen if actor.has(Role.COORDINATOR) else seen.filter(self.opened)


@dataclass(frozen=True)
class UntilClosed(OfOpened[M]):
    """Its verbs end when the round closes. A row that is to be made is asked of unsaved, with its `round`."""

    after_closing: frozenset[str] = frozenset()
    """Verbs that may be done after it too."""

    def may(self, actor: Actor, verb: str, row: M | None = None) -> Answer:
        """As `Policy.may`, and only until the round is closed."""
        answer = super().may(actor, verb, row)
        if not answer or row is None or verb in self.after_closing:
            return answer
        of: Round = row.round  # type: ignore[attr-defined]  # every model of this policy has one
        return no(word("round_is_over")) if of.state == RoundState.CLOSED else answer


def organisation_of(actor: Actor) -> Organisation:
    """The organisation that an actor, who has one, acts for."""
    return Organisation.objects.get(code=actor.organisation)


OWN = grant(Role.PREPARER, Role.APPROVER, own=True, side="region", states=["open", "closed"])
STEERED = grant(Role.COORDINATOR, states=["preparing", "open"])

DELIVERABLES: OfOpened[Deliverable] = OfOpened(
    grants={
        "ask": (STEERED,),
        "change_deadline": (STEERED,),
        "waive": (STEERED,),
        "owe_again": (STEERED,),
        "deliver": (OWN,),
        "record": (grant(Role.COORDINATOR, states=["open", "closed"]),),
        "handle": (OWN, grant(Role.COORDINATOR, states=["open", "closed"])),
    },
    owner="owner",
    public=OF_OPENED,
    roles=COORDINATOR,
    state_words=STATES,
)
"""`deliver` is a council's own delivery; `record` is the ministry's of what came to it by e-mail or post."""

DELIVERIES: Policy[Delivery] = Policy(
    grants={},
    owner="deliverable__owner",
    public=~Q(deliverable__round__state="preparing"),
    state_words=STATES,
)
"""Nothing is done to a delivery once it has come: a new one replaces it."""
