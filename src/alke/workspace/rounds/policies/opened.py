"""Policies of rows that belong to a round: hidden until it is opened, unchanged once it is closed.

Leaves out who may do what: the policies of this folder.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from django.db import models
from django.db.models import Q, QuerySet

from alke.workspace.people.actors import Actor
from alke.workspace.people.models import Organisation, Role
from alke.workspace.people.policies import Answer, Policy, Refused, no
from alke.workspace.rounds.models import Round, RoundState
from alke.workspace.rounds.policies.rounds import OF_OPENED
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
    before_opening: bool = True
    """Whether its verbs may be done while the round is in preparation."""

    def may(self, actor: Actor, verb: str, row: M | None = None) -> Answer:
        """As `Policy.may`, and only until the round is closed."""
        answer = super().may(actor, verb, row)
        if not answer or row is None or verb in self.after_closing:
            return answer
        of: Round = row.round  # type: ignore[attr-defined]  # every model of this policy has one
        if of.state == RoundState.OPEN or (self.before_opening and of.state == RoundState.PREPARING):
            return answer
        return no(word("round_is_over" if self.before_opening else "position_round_not_open"))


def organisation_of(actor: Actor) -> Organisation:
    """The organisation that an actor acts for.

    Raises:
        Refused: when she acts for none.
    """
    found = Organisation.objects.filter(code=actor.organisation).first()
    if found is None:
        raise Refused(word("position_no_region"))
    return found
